"""What rests on a mandate and falls with it: an office of the same body, and seats above that only its holder could get (R2).

One query for a storey, whatever falls on it, so that a recall in a shop is felt in the nation at once. Reads only.
"""

from __future__ import annotations

from collections.abc import Sequence

from floor.book.act import Scene
from floor.law.language import Law

from .models import Mandate
from .standing import live

#: The ends that reach upward. A term that runs out does not: who was sent on sits above until the term there is over. A
#: resignation below does, or a delegate who is about to be recalled could keep the seat above, out of reach of those below.
REACH_UP = ("recalled", "resigned", "moved away", "unit closed", "unit merged", "annulled")


def falls_with(ending: Sequence[Mandate], scene: Scene, how: str) -> list[Mandate]:
    """All mandates that end because these end in this way, storey by storey."""
    fallen: dict[int, Mandate] = {}
    known = {mandate.pk for mandate in ending}
    storey = list(ending)
    while storey:
        resting = _offices_on(storey, scene) + (_seats_on(storey, scene) if how in REACH_UP else [])
        storey = [mandate for mandate in resting if mandate.pk not in known]
        fallen |= {mandate.pk: mandate for mandate in storey}
        known |= fallen.keys()
    return list(fallen.values())


def _offices_on(ending: Sequence[Mandate], scene: Scene) -> list[Mandate]:
    """Offices that a body filled from among its own seats fall with the seat."""
    own = {name: offices_of_its_own(scene.law, name) for name in {mandate.seat.body for mandate in ending}}
    lost = {
        (mandate.holder_id, mandate.seat.unit_id, mandate.seat.body)
        for mandate in ending
        if not mandate.seat.office and own[mandate.seat.body]
    }
    if not lost:
        return []
    found = Mandate.objects.filter(
        live(scene.at),
        holder__in={holder for holder, _, _ in lost},
        seat__office__in={office for offices in own.values() for office in offices},
    )
    return [
        mandate
        for mandate in found.select_related("seat").order_by("pk")
        if (mandate.holder_id, mandate.seat.unit_id, mandate.seat.body) in lost
        and mandate.seat.office in own[mandate.seat.body]
    ]


def _seats_on(ending: Sequence[Mandate], scene: Scene) -> list[Mandate]:
    """The next storey: seats that only those who sat in the body below could be elected to, held by those who sit there no more."""
    lost = {
        (mandate.holder_id, mandate.seat.unit_id, mandate.seat.body) for mandate in ending if not mandate.seat.office
    }
    if not lost:
        return []
    above = Mandate.objects.filter(
        live(scene.at),
        holder__in={holder for holder, _, _ in lost},
        result__electors__in={body for _, _, body in lost},
        seat__office="",
    )
    return [
        mandate
        for mandate in above.select_related("seat", "result").order_by("pk")
        if (mandate.holder_id, mandate.result.unit_id, mandate.result.electors) in lost
        and only_its_own_can_stand(scene.law, mandate.seat.body, mandate.seat.part)
    ]


def offices_of_its_own(law: Law, name: str) -> list[str]:
    """The offices that a body fills from among those who sit in it."""
    body = law.body.get(name)
    return [office for office, rule in body.offices.items() if rule.elected_by == "itself"] if body else []


def only_its_own_can_stand(law: Law, name: str, part: str) -> bool:
    """Whether only members of the electing body can get these seats, so that each rests on a seat below."""
    rule = law.elections_of(name).get(part) if name in law.body else None
    return rule is not None and rule.eligible == "members of the electing body"
