"""Sharing out the seats of a coming congress among those who elect it, by the register at one moment for all of them."""

from __future__ import annotations

from typing import Annotated

from pydantic import AwareDatetime, StringConstraints

from floor.book.act import Act, Authority, Refusal, Scene
from floor.congress.asking_below import units_below
from floor.congress.models import ApportionedSeats, Apportionment
from floor.congress.register_at import members_at
from floor.house.models import Mandate, Unit
from floor.house.standing import live, open_unit
from floor.law.language import Election
from floor.polls.authority import officer_near
from floor.polls.models import Poll

Name = Annotated[str, StringConstraints(max_length=80)]


class SetApportionment(Act):
    """Fix how many seats each electing unit has in a body, from the register at a cut-off, by the rule of the statutes.

    An officer of the body's unit, or of one above it, names the moment; the numbers nobody enters: they are counted from the
    register as it stood then, and published with the entry. Until the next one is set they hold for every election and
    by-election to these seats, whoever has joined, left or moved since. While delegates are being elected, and until half of
    the term of those elected is over, nothing of it is changed (R3).
    """

    serves = ("R3", "R4", "R8")
    unit: int
    body: Name
    part: Name = ""
    cut_off: AwareDatetime

    def guard(self, scene: Scene) -> Authority:
        unit = open_unit(self.unit, scene.at)
        body = scene.law.body.get(self.body)
        if body is None or (body.at, body.line) != (unit.level, unit.line):
            raise Refusal(scene.cite("title"), f"No {self.body} sits at this {unit.level}.")
        article = scene.cite("body", self.body, *(("parts", self.part) if self.part else ()), "elected")
        rule = scene.law.elections_of(self.body).get(self.part)
        if rule is None:
            raise Refusal(article, f"Nobody elects {self.part or 'seats'} of the {self.body}.", "R1")
        mandate = officer_near(scene, [unit])
        if mandate is None:
            raise Refusal(article, "The cut-off is named by an officer of the unit, or of one above it.", "R1")
        self._check_cut_off(scene, unit, article)
        self._check_nobody_elected(scene, unit, article)
        units = electing_units(scene, unit, rule)
        if not units:
            raise Refusal(article, f"One electorate fills the seats of the {self.body}; there is nothing to share out.")
        scene.found["sharing"] = units, rule, article
        return Authority(article, mandate)

    def _check_cut_off(self, scene: Scene, unit: Unit, article: str) -> None:
        if self.cut_off > scene.at:
            raise Refusal(article, "The register of a day to come nobody knows; the cut-off is a moment that has passed.", "R4")  # fmt: skip
        last = Apportionment.objects.filter(unit=unit, body=self.body, part=self.part).order_by("-pk").first()
        if last is not None and self.cut_off <= last.cut_off:
            raise Refusal(article, f"The last cut-off was {last.cut_off:%d %B %Y}; the next one is later, not earlier.", "R3")  # fmt: skip
        if self.cut_off < unit.opened:
            raise Refusal(article, "At that moment this unit did not stand.")

    def _check_nobody_elected(self, scene: Scene, unit: Unit, article: str) -> None:
        polls = Poll.objects.filter(kind="election", state__in=("announced", "open", "counting"))
        if running := polls.filter(for_unit=unit, body=self.body, part=self.part, office="").first():
            raise Refusal(
                article,
                f"Delegates are being elected, poll {running.pk}: the numbers are those they were called by.",
                "R3",
            )
        sitting = Mandate.objects.filter(live(scene.at), seat__unit=unit, seat__body=self.body, seat__part=self.part)
        for starts, ends in sitting.filter(seat__office="").values_list("starts", "ends").distinct():
            if ends is None or ends - scene.at > (ends - starts) / 2:
                raise Refusal(
                    article,
                    "Delegates have been elected by the numbers that hold; others can be set when half of their term is over.",
                    "R3",
                )

    def apply(self, scene: Scene) -> None:
        units, rule, article = scene.found["sharing"]
        here = Apportionment.objects.filter(unit_id=self.unit, body=self.body, part=self.part, replaced=None)
        here.update(replaced=scene.at)
        made = Apportionment.objects.create(
            id=Apportionment.next_id(), entry=scene.n, unit_id=self.unit, body=self.body, part=self.part, rule=str(rule.seats),
            article=article, cut_off=self.cut_off, set_on=scene.at,
        )  # fmt: skip
        members, number = members_at(self.cut_off, units), ApportionedSeats.next_id()
        ApportionedSeats.objects.bulk_create(
            (
                ApportionedSeats(
                    id=number + at,
                    apportionment=made,
                    unit=unit,
                    members=members[unit.pk],
                    seats=rule.seats.number_for(members[unit.pk]),
                )
                for at, unit in enumerate(units)
            ),
            batch_size=1000,
        )


def electing_units(scene: Scene, unit: Unit, rule: Election) -> list[Unit]:
    """The open units below in which these seats are elected, each by its own body."""
    bodies = [scene.law.body[name] for name in rule.electors if name in scene.law.body]
    found = {one.pk: one for body in bodies for one in units_below(unit, body.at, body.line)}
    return [found[number] for number in sorted(found)]
