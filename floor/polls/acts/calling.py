"""Calling an election: which seats, who elects, when, by which rules. All of it is fixed here, before anyone votes (R3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from pydantic import AwareDatetime

from floor.book.act import CLOCK, Act, Authority, Refusal, Scene
from floor.book.asked import Asked as Prepared
from floor.house.counting import Asked, asked
from floor.house.models import Mandate, Member
from floor.house.standing import live, seats_of
from floor.law.language import Election
from floor.polls.authority import elector_of, officer_near
from floor.polls.electing.counting_lists import why_not_reserved
from floor.polls.electing.dates import Dates, faults_in, successors_by, usual_dates
from floor.polls.models import Candidacy, Poll

RUNNING = ("announced", "open", "counting")


@dataclass(frozen=True, slots=True)
class SeatsMeant:
    """Which seats, as the register and the statutes are asked about them."""

    unit: int
    body: str
    for_unit: int | None
    part: str
    office: str
    closed: datetime


class CallElection(Act):
    """Call an election: announce which seats are to be filled, by whom, how, and when.

    An officer of the unit, or of one above it, can choose the dates within the statutes. Any elector can call an election
    that is due, and so does the clock: then the dates are those the statutes give. Nothing of it can be changed later (R3).
    """

    serves = ("R1", "R3", "R21")
    unit: int
    body: str
    for_unit: int | None = None
    part: str = ""
    office: str = ""
    nominations_until: AwareDatetime | None = None
    opens: AwareDatetime | None = None
    closes: AwareDatetime | None = None
    tellers: list[int] = []
    again_of: int | None = None
    """The poll that is held again, after a tie or an annulment."""

    def guard(self, scene: Scene) -> Authority:
        ask = scene.found["asked"] = asked(scene, self._meant(scene))
        if running := running_poll(ask, self.body, self.part, self.office):
            raise Refusal(ask.article, f"These seats are being filled already: poll {running.pk}.", "R3")
        scene.found["seats"] = self._seats(scene, ask)
        self._check_again(ask)
        if fault := why_not_reserved(ask.rule):
            raise Refusal(ask.article, fault, "R8")
        check_tellers(self.tellers, ask.article)
        dates = scene.found["dates"] = self._dates(scene, ask)
        held_until = end_of_those_followed(scene, ask, self.body, self.part, self.office)
        for fault, guarantee in faults_in(dates, ask.rule, scene.at, held_until):
            raise Refusal(ask.article, fault, guarantee)
        return self._authority(scene, ask)

    def _meant(self, scene: Scene) -> SeatsMeant:
        return SeatsMeant(self.unit, self.body, self.for_unit, self.part, self.office, scene.at)

    def _seats(self, scene: Scene, ask: Asked) -> int:
        free = seats_to_fill(scene, ask, self.body, self.part, self.office)
        if free <= 0:
            raise Refusal(
                ask.article,
                f"All {ask.seats} seats are held by people whose mandates run. Only their electors can end those, by recall.",
                "R2",
            )
        return free

    def _check_again(self, ask: Asked) -> None:
        if self.again_of is None:
            return
        before = Poll.objects.filter(pk=self.again_of).first()
        seats = ask.unit.pk, ask.for_unit.pk, self.body, self.part, self.office
        if before is None or (before.unit_id, before.for_unit_id, before.body, before.part, before.office) != seats:
            raise Refusal(ask.article, "The poll that is to be held again was about other seats.", "R7")

    def _dates(self, scene: Scene, ask: Asked) -> Dates:
        usual = usual_dates(ask.rule, scene.at)
        if self.opens is None and self.closes is None and self.nominations_until is None:
            return usual
        opens = self.opens or usual.opens
        closes = self.closes or opens + (usual.closes - usual.opens)
        return Dates(self.nominations_until or min(usual.nominations_until, opens), opens, closes)

    def _authority(self, scene: Scene, ask: Asked) -> Authority:
        if scene.by == CLOCK:
            return self._only_usual(scene, ask)
        mandate = officer_near(scene, [ask.unit, ask.for_unit])
        if mandate is not None:
            return Authority(ask.article, mandate)
        if elector_of(scene, ask.unit, ask.electors):
            return self._only_usual(scene, ask)
        raise Refusal(ask.article, "An election is called by an officer of the unit, or by one of its electors.", "R1")

    def _only_usual(self, scene: Scene, ask: Asked) -> Authority:
        """Electors and the clock call elections at the dates of the statutes: no date can be chosen against anyone."""
        if scene.found["dates"] != usual_dates(ask.rule, scene.at) or self.tellers:
            raise Refusal(
                ask.article, "Only an officer can name other dates than those of the statutes, and tellers.", "R3"
            )
        return Authority(ask.article)

    def apply(self, scene: Scene) -> None:
        ask, dates = scene.found["asked"], scene.found["dates"]
        # Whoever calls it, an election of seats that an earlier poll left open is linked to that one (R7).
        open_since = polls_to_repeat(ask, self.body, self.part, self.office)
        last = open_since.order_by("-pk").values_list("pk", flat=True).first()
        open_since.update(again=False)
        Poll.objects.create(
            id=Poll.next_id(), entry=scene.n, kind="election", unit=ask.unit, electors=ask.electors, for_unit=ask.for_unit,
            body=self.body, part=self.part, office=self.office, statutes=ask.statutes, article=ask.article,
            method=ask.rule.method, ballot=ask.rule.ballot, seats=scene.found["seats"], seats_in_all=ask.seats, announced=scene.at,
            nominations_until=dates.nominations_until, opens=dates.opens, closes=dates.closes, tellers=self.tellers,
            state="announced", again_of_id=self.again_of or last,
            reserved=reserved_to_fill(scene, ask, self.body, self.part, self.office, scene.found["seats"]),
        )  # fmt: skip


def poll_called(number: int) -> Poll:
    poll = _with_its_units.first(number=number)
    if poll is None:
        raise Refusal("the polls", f"There is no poll {number}.")
    return poll


_with_its_units = Prepared(lambda number: Poll.objects.select_related("unit", "for_unit").filter(pk=number))


def running_poll(ask: Asked, body: str, part: str, office: str) -> Poll | None:
    """A poll for the same seats that is not over yet."""
    return _running.first(unit=ask.unit.pk, for_unit=ask.for_unit.pk, body=body, part=part, office=office)


_running = Prepared(
    lambda unit, for_unit, body, part, office: Poll.objects.filter(
        kind="election", state__in=RUNNING, unit=unit, for_unit=for_unit, body=body, part=part, office=office
    ).order_by("pk")[:1]
)


def polls_to_repeat(ask: Asked, body: str, part: str, office: str) -> QuerySet[Poll]:
    """Polls of the same seats that left some of them open, and were not called again yet."""
    return Poll.objects.filter(again=True, unit=ask.unit, for_unit=ask.for_unit, body=body, part=part, office=office)


def seats_to_fill(scene: Scene, ask: Asked, body: str, part: str, office: str) -> int:
    """Seats that are vacant, or whose term ends before an election is over (R2: an election is no way round recall)."""
    return ask.seats - len(_staying(_holding(scene, ask, body, part, office), scene, ask))


def end_of_those_followed(scene: Scene, ask: Asked, body: str, part: str, office: str) -> datetime | None:
    """When the last of those whose seats are filled goes; None if these stand empty."""
    holders = _holding(scene, ask, body, part, office)
    staying = {mandate.pk for mandate in _staying(holders, scene, ask)}
    return max((mandate.ends for mandate in holders if mandate.pk not in staying and mandate.ends), default=None)


def _holding(scene: Scene, ask: Asked, body: str, part: str, office: str) -> list[Mandate]:
    places = seats_of(ask.for_unit, body, part, office, ask.sent_by)
    return list(Mandate.objects.filter(live(scene.at), seat__in=places).order_by("pk"))


def _staying(holders: list[Mandate], scene: Scene, ask: Asked) -> list[Mandate]:
    over = successors_by(ask.rule, scene.at)
    return [mandate for mandate in holders if mandate.ends is None or mandate.ends > over]


def reserved_to_fill(scene: Scene, ask: Asked, body: str, part: str, office: str, free: int) -> dict[str, int]:
    """The reserved seats that are to be filled now: those of the statutes, without those held by people of the category."""
    reserved = ask.rule.reserved if isinstance(ask.rule, Election) else {}
    if not reserved:
        return {}
    staying = _staying(_holding(scene, ask, body, part, office), scene, ask)
    claimed = set(
        Candidacy.objects.filter(
            poll__result__in={mandate.result_id for mandate in staying}, withdrawn=None, reserved_as__in=reserved
        ).values_list("poll__result", "member", "reserved_as")
    )
    left = {}
    for category, seats in reserved.items():
        sitting = sum((mandate.result_id, mandate.holder_id, category) in claimed for mandate in staying)
        left[category] = min(free, max(0, seats.number_for(ask.unit.members_below) - sitting))
    return {category: number for category, number in left.items() if number}


def check_tellers(tellers: list[int], article: str) -> None:
    if len(set(tellers)) != len(tellers):
        raise Refusal(article, "A teller is named twice.")
    if Member.objects.filter(pk__in=tellers, left=None).count() != len(tellers):
        raise Refusal(article, "A teller is not on the register.", "R4")
