"""On equal terms: what each candidate and each list says for itself, and whom it sends to watch the count (M14, M16, M52)."""

from __future__ import annotations

from typing import Annotated

from django.db.models import QuerySet
from pydantic import StringConstraints

from floor.book.act import Act, Authority, Refusal, Scene
from floor.book.models import Attachment
from floor.house.models import Member
from floor.polls.acts.calling import poll_called
from floor.polls.acts.listing import slate_called
from floor.polls.acts.nominating import poll_for_nominations
from floor.polls.models import Candidacy, Poll, Slate

Sha = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
#: As much room for everyone, be it a list of forty or a person alone: about a page in print.
MOST_CHARACTERS = 4000


def who_speaks(candidacy: int | None, slate: int | None, scene: Scene) -> Candidacy | Slate:
    """The candidate or the list for which somebody acts: a candidate for themselves, a proposer for the list."""
    if (candidacy is None) == (slate is None):
        raise Refusal("the polls", "Name a candidacy or a list, one of the two.")
    if slate is not None:
        proposed = slate_called(slate)
        if scene.by.member not in proposed.proposers:
            raise Refusal(proposed.poll.article, "For a list, those act who propose it.", "R8")
        return proposed
    standing = (
        Candidacy.objects.select_related("poll").filter(pk=candidacy, withdrawn=None).exclude(accepted=None).first()
    )
    if standing is None:
        raise Refusal("the polls", f"Nobody has accepted candidacy {candidacy}.")
    if scene.by.member != standing.member_id:
        raise Refusal(standing.poll.article, "For a candidate, they alone act.", "R18")
    return standing


class SayForOneself(Act):
    """Say what a candidate or a list stands for: as much room for each, in the same place, until nominations close.

    It can be replaced until then, by everyone, so that nobody has the last word by waiting. It is public at once, like everything
    in the book; and it disappears from the poll with the candidacy.
    """

    serves = ("R8", "R3")
    candidacy: int | None = None
    slate: int | None = None
    text: Sha
    """A public text of the book, of up to 4,000 characters."""

    def guard(self, scene: Scene) -> Authority:
        speaks = who_speaks(self.candidacy, self.slate, scene)
        poll = poll_for_nominations(speaks.poll_id, scene)
        said = Attachment.objects.filter(sha256=self.text).values_list("content", flat=True).first()
        if said is None or not said.strip():
            raise Refusal(poll.article, "The text is missing.")
        if len(said) > MOST_CHARACTERS:
            raise Refusal(
                poll.article,
                f"This has {len(said)} characters; everyone has room for {MOST_CHARACTERS}, nobody for more.",
                "R8",
            )
        if speaks.statement == self.text:
            raise Refusal(poll.article, "This stands there already.")
        return Authority(poll.article)

    def apply(self, scene: Scene) -> None:
        _of(self.candidacy, self.slate).update(statement=self.text)

    def attachments(self) -> tuple[str, ...]:
        return (self.text,)


class SendScrutineer(Act):
    """Send somebody to watch the count for a candidate or a list, until the poll closes. One for each; another replaces the first.

    Whoever stands in the poll can't be sent, and whoever is sent can't stand (R20).
    """

    serves = ("R4", "R20")
    candidacy: int | None = None
    slate: int | None = None
    member: int | None
    """Nobody, to send nobody any more."""

    def guard(self, scene: Scene) -> Authority:
        speaks = who_speaks(self.candidacy, self.slate, scene)
        poll = poll_called(speaks.poll_id)
        if poll.state not in ("announced", "open") or scene.at >= poll.closes:
            raise Refusal(poll.article, "This poll has closed; who watches its count is fixed.", "R3")
        if self.member == speaks.scrutineer_id:
            raise Refusal(poll.article, "That is so already.")
        if self.member is not None:
            self._check_member(poll, self.member)
        return Authority(poll.article)

    def _check_member(self, poll: Poll, member: int) -> None:
        if not Member.objects.filter(pk=member, left=None).exists():
            raise Refusal(poll.article, f"Member {member} is not on the register.", "R4")
        if poll.candidacies.filter(member=member, withdrawn=None).exists():
            raise Refusal(poll.article, "Nobody watches the count of papers on which their own name stands.", "R20")

    def apply(self, scene: Scene) -> None:
        _of(self.candidacy, self.slate).update(scrutineer=self.member)


def _of(candidacy: int | None, slate: int | None) -> QuerySet[Slate] | QuerySet[Candidacy]:
    return Slate.objects.filter(pk=slate) if slate is not None else Candidacy.objects.filter(pk=candidacy)
