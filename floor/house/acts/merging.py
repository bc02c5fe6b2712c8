"""Two units become one: by the vote of the members of both, who keep everything; their bodies are elected anew."""

from __future__ import annotations

from floor.book.act import Act, Authority, Refusal, Scene
from floor.house.acts.bringing_over import bring_members_over, bring_units_over, count_anew
from floor.house.counted_question import QuestionCount, check_question, must_carry, write_question
from floor.house.merging import (
    HINDRANCES,
    MERGED,
    body_that_opens,
    check_decided_in,
    check_side_by_side,
    elected_anew_by,
    electors_of_a_merger,
    polled,
)
from floor.house.models import Mandate, Merger, Unit
from floor.house.standing import authority_of, open_unit

from .units import end_what_stood_on


class MergeUnits(Act):
    """Merge a unit into another that stands beside it: two districts, two works, two shops become one.

    The members of both decide it, by the vote `merger` of the statutes, or where they have none, as the statutes are amended. What
    tellers counted is entered; what a poll on this server decided needs no other count, if that was in the last month.
    It is carried out by whoever opens and closes units above them; where that is a body and no officer, it decides, too.

    The members of the unit that ends, its units below and what lies in it belong to the other from then on; they keep their
    numbers, their standing and their cards. The seats of its bodies end, and so do those it sent elsewhere, for nobody is left who
    could recall them; what rests on them falls. Whom the other unit elected alone sits until all can elect anew, and no longer.
    """

    serves = ("R1", "R2", "R3", "R8", "R25")
    unit: int
    into: int
    decided: QuestionCount | None = None
    decided_there: QuestionCount | None = None
    decided_above: QuestionCount | None = None

    def guard(self, scene: Scene) -> Authority:
        unit, into = open_unit(self.unit, scene.at), open_unit(self.into, scene.at)
        article = scene.cite("units", "opened-by")
        check_side_by_side(unit, into, article)
        above = Unit.objects.get(pk=unit.parent_id)
        authority = authority_of(scene, scene.law.units.opened_by, above, article, "merge units")
        for hindrance in HINDRANCES:
            if why := hindrance(unit, into, scene):
                raise Refusal(article, why, "R3")
        self._check_decided(scene, unit, into, article)
        self._check_decided_above(scene, above, article)
        return authority

    def _check_decided(self, scene: Scene, unit: Unit, into: Unit, article: str) -> None:
        if self.decided_there is not None and not into.members_below:
            raise Refusal(article, f"Nobody belongs to unit {into.pk}, so nobody there can have voted.", "R4")
        results = scene.found["results"] = []
        for where, count in ((unit, self.decided), (into, self.decided_there)):
            if count is not None:
                check_decided_in(scene, where, count, article)
            elif result := polled(unit, into, where, scene):
                results.append(result.pk)
            elif where.members_below:
                raise Refusal(
                    article,
                    f"The members of unit {where.pk} decide on it, too. Their count is missing, and no poll of theirs carried it in the "
                    "last month.",
                    "R2",
                )

    def _check_decided_above(self, scene: Scene, above: Unit, article: str) -> None:
        found = scene.found["above"] = body_that_opens(scene, above)
        if found is None and self.decided_above is not None:
            raise Refusal(article, "By the statutes this is for an officer to carry out; no body decides on it above.")
        if found is not None:
            self._check_body_decided(scene, *found, article)

    def _check_body_decided(self, scene: Scene, body: str, where: Unit, article: str) -> None:
        if self.decided_above is None:
            raise Refusal(article, f"The statutes leave it to the {body}, so no single one of its delegates merges units: its count is missing.", "R1")  # fmt: skip
        check_question(scene, self.decided_above, where, body, article)
        must_carry(scene, self.decided_above, body, article, "a merger")

    def apply(self, scene: Scene) -> None:
        unit, into = Unit.objects.get(pk=self.unit), Unit.objects.get(pk=self.into)
        results = [*scene.found["results"], *self._write_counts(scene, unit, into)]
        merger = Merger(
            id=Merger.next_id(), entry=scene.n, unit=unit, into=into, merged=scene.at,
            elected_anew_by=elected_anew_by(scene.law, into, scene.at), members=unit.members_below,
            members_there=into.members_below, results=results,
        )  # fmt: skip
        end_what_stood_on(unit, scene, "unit merged")
        # Those that have ended, too: a runner-up who follows in such a seat sits no longer than the others.
        of_the_other_alone = Mandate.objects.filter(result__unit=into).exclude(ends__lte=merger.elected_anew_by)
        of_the_other_alone.update(ends=merger.elected_anew_by)
        merger.units = bring_units_over(unit, into)
        bring_members_over(unit, into, scene.at)
        Unit.objects.filter(pk=unit.pk).update(closed=scene.at)
        count_anew(unit, into)
        merger.save(force_insert=True)
        for follow in MERGED:
            follow(merger, scene)

    def _write_counts(self, scene: Scene, unit: Unit, into: Unit) -> list[int]:
        asked = [(unit, electors_of_a_merger(scene.law, unit), self.decided)]
        asked.append((into, electors_of_a_merger(scene.law, into), self.decided_there))
        if scene.found["above"] is not None:
            body, above = scene.found["above"]
            asked.append((above, body, self.decided_above))
        return [
            write_question(
                scene, count, kind="merger", unit=where, electors=electors, for_unit=into, for_body="",
                article=scene.cite("units", "opened-by"),
            ).pk
            for where, electors, count in asked if count is not None
        ]  # fmt: skip
