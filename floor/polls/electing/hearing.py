"""Who rules on a contested election: the body that the statutes name, at the unit or above, without those it is about (R20)."""

from __future__ import annotations

from dataclasses import dataclass

from floor.book.act import Refusal, Scene
from floor.house.models import Mandate, Unit
from floor.house.rules import ids_of
from floor.house.standing import live
from floor.polls.authority import belongs
from floor.polls.laws import law_of
from floor.polls.models import Contest, Poll

NOBODY_HEARS = (
    "The statutes name no body that hears election contests, so nobody can annul this election. In order are a recount, by anyone "
    "on the roll, and what the electors can always do: recall, or a new question put to them."
)


@dataclass(frozen=True, slots=True)
class Sitting:
    """A body that hears contests, at one unit, and how many in it can rule on this one."""

    body: str
    unit: Unit
    everyone: bool
    entitled: int
    mandate: int | None
    """That of whoever enters its decision."""


def those_concerned(contest: Contest) -> set[int]:
    """Nobody of these rules on it: who stands in the poll, and who contests it."""
    standing = contest.poll.candidacies.filter(withdrawn=None).values_list("member", flat=True)
    return {contest.by_id, *standing}


def sitting_of(contest: Contest, scene: Scene) -> Sitting:
    """The body for which whoever acts enters its decision; a Refusal if they sit in none that may rule."""
    poll = contest.poll
    hearing = {name: body for name, body in law_of(poll).body.items() if "election contests" in body.hears}
    if not hearing:
        raise Refusal(poll.article, NOBODY_HEARS, "R7")
    concerned = those_concerned(contest)
    if scene.by.kind != "member" or scene.by.member in concerned:
        raise Refusal(poll.article, "Nobody rules on an election in which they stand or which they contest.", "R20")
    near = _near(poll)
    for mandate in Mandate.objects.filter(
        live(scene.at), holder=scene.by.member, seat__unit__in=near, seat__body__in=hearing
    ).select_related("seat__unit").order_by("pk"):  # fmt: skip
        if not hearing[mandate.seat.body].sits:
            return _elected(mandate.seat.body, mandate.seat.unit, mandate.pk, concerned, scene)
    for name, body in hearing.items():
        for unit in Unit.objects.filter(pk__in=near, level=body.at, closed=None) if body.sits else ():
            if belongs(scene, scene.by.member or 0, unit, name):
                return Sitting(name, unit, True, unit.members_below, None)
    raise Refusal(
        poll.article,
        f"On this contest rules the {' or the '.join(hearing)} of the unit or of one above it, nobody else.",
        "R7",
    )


def _near(poll: Poll) -> list[int]:
    units = [poll.unit, poll.for_unit or poll.unit]
    return [number for unit in units for path in (unit.path, unit.place_path) for number in ids_of(path)]


def _elected(name: str, unit: Unit, mandate: int, concerned: set[int], scene: Scene) -> Sitting:
    seated = Mandate.objects.filter(live(scene.at), seat__unit=unit, seat__body=name, seat__office="")
    entitled = seated.exclude(holder__in=concerned).values("holder").distinct().count()
    return Sitting(name, unit, False, entitled, mandate)
