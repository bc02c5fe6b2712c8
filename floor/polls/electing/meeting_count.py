"""How the meeting of the electors voted on a name, as its tellers write it down; held against the register and the statutes.

It is a vote about a person, and part of an election: so it is on papers, whatever the meeting votes on otherwise (R5).
"""

from __future__ import annotations

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from floor.book.act import Authority, Refusal, Scene
from floor.house.counting import check_in_time, roll_of
from floor.house.models import Member, Result
from floor.house.rules import Figures, fault_in_question
from floor.house.standing import officer_or_teller
from floor.law.values import Majority
from floor.polls.laws import law_of
from floor.polls.models import Poll


class MeetingCount(BaseModel):
    """The count of one vote of a meeting on papers, with every figure (R4)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    entitled: int = Field(ge=0)
    present: int = Field(ge=0)
    votes_for: int = Field(ge=0)
    against: int = Field(ge=0)
    abstaining: int = Field(ge=0)
    invalid: int = Field(default=0, ge=0)
    tellers: list[int]
    closed: AwareDatetime

    @property
    def cast(self) -> int:
        return self.votes_for + self.against + self.abstaining + self.invalid

    def checked(self, poll: Poll, concerned: int, scene: Scene) -> Authority:
        """The authority to enter it: its figures agree, it carried, and neither teller is the person it is about."""
        article = poll.article
        if self.closed > scene.at:
            raise Refusal(article, "The count is dated in the future.")
        if self.closed < poll.announced:
            raise Refusal(
                article, "The meeting voted before this election was announced; it can't have known its lists.", "R3"
            )
        check_in_time(scene, self.closed)
        self._check_figures(poll, scene)
        tellers = set(self.tellers)
        if len(tellers - {concerned}) < 2 or Member.objects.filter(pk__in=tellers, left=None).count() != len(tellers):
            raise Refusal(article, "Two tellers from the register count, apart from whom the vote is about.", "R20")
        return officer_or_teller(scene, sorted(tellers), [poll.unit], article)

    def _check_figures(self, poll: Poll, scene: Scene) -> None:
        entitled, _ = roll_of(scene, poll.unit, poll.electors, self.closed)
        if self.entitled != entitled:
            raise Refusal(
                poll.article,
                f"The count says {self.entitled} are entitled to vote; the register says {entitled}.",
                "R4",
            )
        figures = Figures(self.entitled, self.present, self.cast, self.invalid)
        if fault := fault_in_question(figures, self.votes_for, self.against, self.abstaining):
            raise Refusal(poll.article, fault, "R4")
        body = law_of(poll).body.get(poll.electors)
        if body and body.quorum and not body.quorum.reached(self.present, self.entitled):
            need = body.quorum.needed(self.entitled)
            raise Refusal(poll.article, f"{self.present} were present; {need} are needed for a quorum.", "R4")
        majority = body.majority if body else Majority()
        base = {"cast": self.votes_for + self.against, "present": self.present, "entitled": self.entitled}[
            majority.base
        ]
        if not majority.carried(self.votes_for, base):
            raise Refusal(
                poll.article, f"{self.votes_for} for and {self.against} against do not carry this ({majority}).", "R4"
            )

    def as_result(self, poll: Poll, scene: Scene) -> Result:
        """The vote beside all other results of the house."""
        return Result.objects.create(
            id=Result.next_id(), entry=scene.n, kind="name on a list", unit=poll.unit, electors=poll.electors,
            for_unit=poll.for_unit or poll.unit, for_body=poll.body, part=poll.part, office=poll.office, article=poll.article,
            method="yes or no", ballot="paper", entitled=self.entitled, present=self.present, cast=self.cast,
            invalid=self.invalid, tellers=self.tellers, closed=self.closed,
            figures={"for": self.votes_for, "against": self.against, "abstaining": self.abstaining},
        )  # fmt: skip
