"""Sharing out the seats of a coming congress among those who elect it, by the register at one moment for all of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from pydantic import AwareDatetime, StringConstraints

from floor.book.act import CLOCK, Act, Authority, Refusal, Scene
from floor.congress.models import ApportionedSeats, Apportionment
from floor.congress.returns.asking_below import units_below
from floor.congress.seats.numbers_stay import why_numbers_stay
from floor.congress.seats.register_at import members_at
from floor.congress.seats.sharing_out import SharedOut, seed_of, shared_out
from floor.count.shares import NotVotes
from floor.house.models import Mandate, Unit
from floor.house.standing import around, live, open_unit
from floor.law.language import Election
from floor.polls.authority import officer_near

Name = Annotated[str, StringConstraints(max_length=80)]


class SetApportionment(Act):
    """Fix how many seats each electing unit has in a body, from the register at a cut-off, by the rule of the statutes.

    An officer of the body's unit, or of one above it, names the moment; where nobody holds an office there yet, an officer of a
    unit that elects, and where seats by a total fall vacant that were never shared out, the clock. The numbers nobody enters: they are counted from the
    register as it stood then, and published with the entry: a ratio or bands give each unit its own, a total is shared out among
    all by the method of the statutes, and units that stand level draw lots. Until the next one is set they hold for every election and
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
        units = electing_units(scene, unit, rule)
        authority = self._of_the_clock(scene, rule, article) if scene.by == CLOCK else self._authority(scene, unit, units, article)  # fmt: skip
        self._check_cut_off(scene, unit, article)
        if why := why_numbers_stay(self.unit, self.body, self.part, scene.at):
            raise Refusal(article, why, "R3")
        if not units:
            raise Refusal(article, f"One electorate fills the seats of the {self.body}; there is nothing to share out.")
        members, shared = self._share_out(scene, units, rule, article)
        scene.found["sharing"] = units, rule, article, members, shared
        return authority

    def _authority(self, scene: Scene, unit: Unit, units: list[Unit], article: str) -> Authority:
        if mandate := officer_near(scene, [unit]):
            return Authority(article, mandate)
        # The first congress of all has no officers yet who could begin it.
        above = Mandate.objects.filter(live(scene.at), seat__unit__in=around(unit)).exclude(seat__office="")
        if not above.exists() and (mandate := officer_near(scene, units)):
            return Authority(article, mandate)
        raise Refusal(article, "The cut-off is named by an officer of the unit, or of one above it.", "R1")

    def _of_the_clock(self, scene: Scene, rule: Election, article: str) -> Authority:
        """The clock shares out a total that has no shares yet, and nothing else: see `totals_due`."""
        holds = Apportionment.objects.filter(unit=self.unit, body=self.body, part=self.part, replaced=None)
        if rule.seats.total is None or holds.exists() or self.cut_off < scene.at - timedelta(days=1):
            raise Refusal(
                article, "The clock shares out a total that has no shares yet, by the register of the day.", "R3"
            )
        return Authority(article)

    def _check_cut_off(self, scene: Scene, unit: Unit, article: str) -> None:
        if self.cut_off > scene.at:
            raise Refusal(article, "The register of a day to come nobody knows; the cut-off is a moment that has passed.", "R4")  # fmt: skip
        last = Apportionment.objects.filter(unit=unit, body=self.body, part=self.part).order_by("-pk").first()
        if last is not None and self.cut_off <= last.cut_off:
            raise Refusal(article, f"The last cut-off was {last.cut_off:%d %B %Y}; the next one is later, not earlier.", "R3")  # fmt: skip
        if self.cut_off < unit.opened:
            raise Refusal(article, "At that moment this unit did not stand.")

    def _share_out(self, scene: Scene, units: list[Unit], rule: Election, article: str) -> tuple[list[int], SharedOut]:
        assert scene.statutes is not None
        there = members_at(self.cut_off, units)
        members = [there[unit.pk] for unit in units]
        before = Apportionment.objects.filter(unit=self.unit, body=self.body, part=self.part).count()
        seed = seed_of(scene.statutes.sha256, self.unit, self.body, self.part, before)
        try:
            return members, shared_out(rule.seats, [unit.pk for unit in units], members, seed)
        except NotVotes as fault:
            raise Refusal(article, str(fault), "R8") from None

    def apply(self, scene: Scene) -> None:
        units, rule, article, members, shared = scene.found["sharing"]
        assert scene.statutes is not None
        here = Apportionment.objects.filter(unit_id=self.unit, body=self.body, part=self.part, replaced=None)
        here.update(replaced=scene.at)
        made = Apportionment.objects.create(
            id=Apportionment.next_id(), entry=scene.n, unit_id=self.unit, body=self.body, part=self.part, rule=str(rule.seats),
            statutes=scene.statutes.sha256, article=article, account=shared.account, cut_off=self.cut_off, set_on=scene.at,
        )  # fmt: skip
        number = ApportionedSeats.next_id()
        ApportionedSeats.objects.bulk_create(
            (
                ApportionedSeats(
                    id=number + at, apportionment=made, unit=unit, members=members[at], seats=shared.seats[at], lifted=at in shared.lifted,
                )
                for at, unit in enumerate(units)
            ),
            batch_size=1000,
        )  # fmt: skip


def electing_units(scene: Scene, unit: Unit, rule: Election) -> list[Unit]:
    """The open units below in which these seats are elected, each by its own body."""
    bodies = [scene.law.body[name] for name in rule.electors if name in scene.law.body]
    found = {one.pk: one for body in bodies for one in units_below(unit, body.at, body.line)}
    return [found[number] for number in sorted(found)]
