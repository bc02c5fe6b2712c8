"""Contesting a result: on a listed ground, within its time, before the body the statutes name. Upheld, the election is held again."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from floor.book.act import Act, Authority, Refusal, Scene
from floor.book.models import Attachment
from floor.house.mandating import end_mandates
from floor.house.models import Mandate, Member
from floor.polls.acts.calling import poll_called
from floor.polls.authority import elector_of, tellers_of
from floor.polls.electing.grounds import GROUNDS, named
from floor.polls.electing.hearing import Sitting, sitting_of, those_concerned
from floor.polls.laws import law_of
from floor.polls.models import Contest, Poll, RollLine

Sha = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class ContestResult(Act):
    """Contest the result of an election, on one of the listed grounds, with what there is to show for it.

    Open to its electors, to everyone on its roll and to who stood, until the time the statutes give. The result stands, and those
    elected act, until the body that hears contests has ruled. Whoever contests says so under their own number.
    """

    serves = ("R4", "R7")
    poll: int
    ground: str
    """wrong roll, wrong count, secrecy broken, ineligible elected, rules not kept, or pressure or bribery."""
    text: Sha
    """What happened: a public text of the book."""

    def guard(self, scene: Scene) -> Authority:
        poll = poll_called(self.poll)
        if poll.kind != "election" or poll.state != "counted" or poll.contest_until is None:
            raise Refusal(poll.article, "Contested is the result of an election that filled seats; this poll has none.")
        if scene.at >= poll.contest_until:
            raise Refusal(
                poll.article,
                f"This result could be contested until {poll.contest_until:%d %B %Y at %H:%M} UTC. It stands.",
                "R7",
            )
        if self.ground not in GROUNDS:
            raise Refusal(poll.article, f"A result is contested on one of these grounds: {named()}.", "R7")
        if not self._may(poll, scene):
            raise Refusal(poll.article, "A result is contested by its electors and by who stood.", "R7")
        if Contest.objects.filter(poll=poll, by=scene.by.member, ground=self.ground).exists():
            raise Refusal(poll.article, "You have contested this result on this ground already.")
        check_text(poll, self.text)
        return Authority(poll.article)

    def _may(self, poll: Poll, scene: Scene) -> bool:
        """Who is on the roll may, and so may who should have been: a wrong roll is one of the grounds."""
        if scene.by.kind != "member":
            return False
        stood = poll.candidacies.filter(member=scene.by.member).exists()
        on_roll = RollLine.objects.filter(poll=poll, member=scene.by.member).exists()
        return stood or on_roll or elector_of(scene, poll.unit, poll.electors)

    def apply(self, scene: Scene) -> None:
        Contest.objects.create(
            id=Contest.next_id(),
            poll_id=self.poll,
            by_id=scene.by.member,
            ground=self.ground,
            text=self.text,
            entered=scene.at,
        )

    def attachments(self) -> tuple[str, ...]:
        return (self.text,)


class RuleOnContest(Act):
    """Enter how the body that hears election contests has ruled: upheld or not, with its vote and its reasons.

    Upheld, the election is annulled: the mandates it gave end at once, and the clock calls it again. Entered by anyone who sits
    in that body, at the unit or above; never by somebody who stands in the poll or contests it, and their votes do not count (R20).
    """

    serves = ("R4", "R7", "R20")
    contest: int
    upheld: bool
    reasons: Sha
    """Why: a public text of the book."""
    votes_for: int = Field(ge=0)
    """For upholding it."""
    against: int = Field(ge=0)
    abstaining: int = Field(ge=0)
    tellers: list[int]

    def guard(self, scene: Scene) -> Authority:
        contest = Contest.objects.select_related("poll__unit", "poll__for_unit").filter(pk=self.contest).first()
        if contest is None:
            raise Refusal("the polls", f"There is no contest {self.contest}.")
        poll = contest.poll
        if contest.ruled is not None:
            raise Refusal(poll.article, "This contest was ruled on. A ruling is not changed.", "R7")
        if poll.state != "counted":
            raise Refusal(poll.article, "This election was annulled already, on another contest.")
        sitting = scene.found["sitting"] = sitting_of(contest, scene)
        self._check_tellers(contest)
        self._check_votes(poll, sitting)
        check_text(poll, self.reasons)
        return Authority(poll.article, sitting.mandate)

    def _check_tellers(self, contest: Contest) -> None:
        article, tellers = contest.poll.article, set(self.tellers)
        if len(tellers) < 2 or Member.objects.filter(pk__in=tellers, left=None).count() != len(tellers):
            raise Refusal(article, "Two tellers from the register count the vote of the body.", "R4")
        if tellers & (those_concerned(contest) | tellers_of(contest.poll)):
            raise Refusal(
                article, "Who stands in the poll, contests it or counted its papers does not count this vote.", "R20"
            )

    def _check_votes(self, poll: Poll, sitting: Sitting) -> None:
        body, cast = law_of(poll).body[sitting.body], self.votes_for + self.against + self.abstaining
        if cast > sitting.entitled:
            raise Refusal(
                poll.article,
                f"{cast} votes are said; {sitting.entitled} of the {sitting.body} can rule on this.",
                "R20",
            )
        if body.quorum and not body.quorum.reached(cast, sitting.entitled):
            need = body.quorum.needed(sitting.entitled)
            raise Refusal(poll.article, f"{cast} of the {sitting.body} voted; {need} are needed for a quorum.", "R4")
        base = {"cast": self.votes_for + self.against, "present": cast, "entitled": sitting.entitled}[
            body.majority.base
        ]
        if self.upheld != body.majority.carried(self.votes_for, base):
            said = "upheld" if self.upheld else "dismissed"
            raise Refusal(
                poll.article,
                f"{self.votes_for} for and {self.against} against do not leave it {said} ({body.majority}).",
                "R4",
            )

    def apply(self, scene: Scene) -> None:
        contest = Contest.objects.select_related("poll").get(pk=self.contest)
        sitting: Sitting = scene.found["sitting"]
        votes = {
            "body": sitting.body, "unit": sitting.unit.pk, "entitled": sitting.entitled, "for": self.votes_for,
            "against": self.against, "abstaining": self.abstaining, "tellers": self.tellers,
        }  # fmt: skip
        Contest.objects.filter(pk=contest.pk).update(
            ruled=scene.at, upheld=self.upheld, reasons=self.reasons, votes=votes
        )
        if self.upheld:
            annul(contest.poll, scene)

    def attachments(self) -> tuple[str, ...]:
        return (self.reasons,)


def annul(poll: Poll, scene: Scene) -> None:
    """The mandates from this result end, substitutes' too, and the clock calls the election again. The old result stays on view."""
    Poll.objects.filter(pk=poll.pk).update(state="annulled", again=True)
    running = Mandate.objects.filter(result=poll.result_id, ended=None).select_related("seat").order_by("pk")
    end_mandates(running, scene, "annulled")


def check_text(poll: Poll, sha256: str) -> None:
    if not Attachment.objects.filter(sha256=sha256).exists():
        raise Refusal(poll.article, "The text is missing.")
