"""A poll closes by itself: the urn is published and counted, and its result carries itself out."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from floor.book.act import PRIVATE, Act, Authority, Refusal, Scene
from floor.book.models import Attachment
from floor.polls.acts.calling import poll_called
from floor.polls.asking.in_the_room import present_at
from floor.polls.authority import by_the_clock
from floor.polls.counting import Electors
from floor.polls.effects import carry_out, count_poll, tell_it_is_decided
from floor.polls.models import Mark, Poll, RollLine, SealedPaper
from floor.polls.per_unit import entitled_per_unit
from floor.polls.urn.casting import lying_in, wait_for_papers_on_their_way
from floor.polls.urn.emptying import members_marked, number_of_marks
from floor.polls.urn.paper import Form
from floor.polls.urn.published_file import NotAnUrn, Urn, from_csv


class ClosePoll(Act):
    """Close a poll at its time and publish its urn: all papers, in an order that says nothing, for anyone to count.

    Done by the clock. The papers are counted by the rules the poll was announced under, and the result carries itself out:
    seats are filled, mandates begin and end. Where papers and marks on the roll do not agree, nothing is: the poll is shown
    as broken.
    """

    serves = ("R3", "R4", "R5", "R25")
    open_to = "nobody"
    poll: int
    urn: Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{64})?$")]
    """The file of papers, by its SHA-256; empty if they can't all be opened."""
    papers: int = Field(ge=0)
    voted: int = Field(ge=0)
    """Marks on the roll."""
    marks: Annotated[str | None, PRIVATE]
    """Who is marked, for each to see their own mark. Committed to, so that it can't be changed later."""
    fault: Annotated[str, StringConstraints(max_length=300)] = ""
    """Why papers and roll do not agree, if they don't."""

    def guard(self, scene: Scene) -> Authority:
        poll = poll_called(self.poll)
        authority = by_the_clock(scene, poll.article, "closes a poll")
        if poll.state != "open":
            raise Refusal(poll.article, "This poll is not open.", "R3")
        if scene.at < poll.closes:
            raise Refusal(poll.article, f"This poll closes on {poll.closes:%d %B %Y at %H:%M} UTC.", "R3")
        if self.voted > poll.entitled:
            raise Refusal(poll.article, f"{self.voted} are marked on a roll of {poll.entitled}.", "R4")
        if self.marks is not None and number_of_marks(self.marks) != self.voted:
            raise Refusal(poll.article, "The marks on the roll are not as many as is said.", "R4")
        self._check_urn(poll, scene)
        self._check_nothing_came_since(poll)
        return authority

    def _check_nothing_came_since(self, poll: Poll) -> None:
        """No paper that was acknowledged is lost, even if a server whose clock is behind took it after the urn was emptied."""
        wait_for_papers_on_their_way(poll.pk)
        _marks, papers = lying_in(poll.pk)
        # In a replay nothing lies there: papers never pass through the book one by one.
        if papers and papers != self.papers:
            raise Refusal(poll.article, "A paper came while the urn was being emptied; it is emptied once more.")

    def _check_urn(self, poll: Poll, scene: Scene) -> None:
        if not self.urn:
            if not self.fault:
                raise Refusal(poll.article, "An urn that is not published needs the reason.", "R4")
            return
        urn = scene.found["urn"] = urn_called(poll, self.urn)
        if sum(urn.values()) != self.papers or self.papers != self.voted:
            raise Refusal(
                poll.article,
                f"The urn has {sum(urn.values())} papers, {self.papers} are said, {self.voted} are marked on the roll.",
                "R4",
            )

    def apply(self, scene: Scene) -> None:
        poll = poll_called(self.poll)
        urn: Urn | None = scene.found.get("urn")
        poll.voted, poll.urn, poll.counted = self.voted, self.urn, scene.at
        if urn is None:
            poll.state, poll.outcome = "broken", {"fault": self.fault, "papers": self.papers}
            poll.again = poll.kind == "election"
        else:
            present = present_at(poll, self.voted)
            electors = Electors(poll.entitled, present, self.papers, entitled_per_unit(poll, urn))
            count_poll(poll, urn, electors, scene)
        poll.save()
        self._keep_marks(poll)
        # The urn is published: what was sealed for it is destroyed.
        SealedPaper.objects.filter(poll=self.poll).delete()
        Mark.objects.filter(poll=self.poll).delete()
        if poll.state == "counted":
            carry_out(poll, scene)
        tell_it_is_decided(poll, scene)

    def _keep_marks(self, poll: Poll) -> None:
        """Each line of the roll is told its own mark, so that whoever did not vote can see that nobody did for them."""
        if self.marks is None:
            return
        marked = list(members_marked(poll, self.marks))
        for at in range(0, len(marked), 500):
            RollLine.objects.filter(poll=poll, member__in=marked[at : at + 500]).update(voted=True)

    def attachments(self) -> tuple[str, ...]:
        return (self.urn,) if self.urn else ()


def urn_called(poll: Poll, sha256: str) -> dict[tuple[str, tuple[int, ...]], int]:
    """A published urn, read back; a Refusal if it is not one of this poll's papers."""
    found = Attachment.objects.filter(sha256=sha256).first()
    try:
        if found is None:
            raise NotAnUrn("The file of papers is missing.")
        return from_csv(Form.from_data(poll.form), found.content)
    except NotAnUrn as fault:
        raise Refusal(poll.article, str(fault), "R4") from None
