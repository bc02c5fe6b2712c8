"""Putting a question: what is asked, of whom, by which rule, how and when. All of it is fixed in the call (R3)."""

from __future__ import annotations

from typing import Annotated

from pydantic import AwareDatetime, StringConstraints

from floor.book.act import Act, Authority, Refusal, Scene
from floor.house.models import Unit
from floor.house.standing import mandates_in, open_unit
from floor.law.words import Ballot
from floor.polls.acts.calling import check_tellers
from floor.polls.asking.deciding import YES_OR_NO
from floor.polls.asking.putting import Question, Under, fix, rule_for, write
from floor.polls.authority import officer_near

Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=300)]
Part = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]


class PutQuestion(Act):
    """Put a question to an electorate: everyone of a unit, or the delegates of a body.

    It is put by an officer of the unit, or of one above it, or by somebody who sits in the body that is asked. With the
    name of a vote of the statutes, the rule of that vote holds; otherwise the body's own rule for motions.

    Several `parts` are one question, for or against all of it, until an elector demands that it be divided (R22). With a
    method for options, the parts are options, of which one is chosen. A question about a person is secret, and about one
    person alone. What has been decided comes back under the rule for it (R7).
    """

    serves = ("R3", "R4", "R5", "R6", "R7", "R22")
    unit: int
    title: Title
    text: Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{64})?$")] = ""
    vote: Annotated[str, StringConstraints(max_length=80)] = ""
    electors: Annotated[str, StringConstraints(max_length=80)] = ""
    parts: list[Part] = []
    method: str = YES_OR_NO
    ballot: Ballot | None = None
    about_member: int | None = None
    opens: AwareDatetime | None = None
    closes: AwareDatetime | None = None
    tellers: list[int] = []
    beside: int | None = None
    reconsiders: int | None = None

    def guard(self, scene: Scene) -> Authority:
        asked = scene.found["asked"] = self._asked(scene)
        under = rule_for(scene, asked)
        authority = self._authority(scene, asked.unit, under)
        check_tellers(self.tellers, under.article)
        scene.found["fixed"] = fix(scene, asked, under)
        return authority

    def _asked(self, scene: Scene) -> Question:
        return Question(
            open_unit(self.unit, scene.at), self.title, self.text, self.vote, self.electors, tuple(self.parts), self.method,
            self.ballot, self.about_member, self.opens, self.closes, tuple(self.tellers), self.beside, self.reconsiders,
        )  # fmt: skip

    def _authority(self, scene: Scene, unit: Unit, under: Under) -> Authority:
        mandate = officer_near(scene, [unit])
        if mandate is None and not under.everyone and scene.by.kind == "member":
            own = mandates_in(unit, under.electors, scene.at).filter(holder=scene.by.member)
            mandate = own.order_by("pk").values_list("pk", flat=True).first()
        if mandate is None:
            raise Refusal(under.article, "A question is put by an officer of the unit, or by somebody who sits in the body that is asked.", "R1")  # fmt: skip
        return Authority(under.article, mandate)

    def apply(self, scene: Scene) -> None:
        write(scene, scene.found["asked"], scene.found["fixed"])

    def attachments(self) -> tuple[str, ...]:
        return (self.text,) if self.text else ()
