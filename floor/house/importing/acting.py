"""For which unit somebody acts when they import, and whether they may; asked before a file is read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from floor.book.act import By, Refusal, Scene
from floor.book.doing import now, statutes_in_force
from floor.book.models import Entry
from floor.house.models import Mandate
from floor.house.standing import authority_of, live, open_unit
from floor.law.values import Who


def scene_of(by: By, at: datetime | None) -> Scene:
    """The moment, the actor and the law in force, for looking only."""
    moment = at or now()
    return Scene(0, moment, by, statutes_in_force(moment))


def acts_for(scene: Scene, who: Who | None, article: str, doing: str, under: int | None) -> int:
    """The unit for which a member may do this: the one given, or the one where they hold the mandate."""
    if under is not None:
        authority_of(scene, who, open_unit(under, scene.at), article, doing)
        return under
    if who is None:
        raise Refusal(article, f"The statutes do not say who may {doing}.")
    held = Mandate.objects.filter(live(scene.at), holder=scene.by.member, seat__body=who.body)
    if who.office:
        held = held.filter(seat__office=who.office)
    units = sorted(set(held.values_list("seat__unit", flat=True)))
    if not units:
        raise Refusal(article, f"Only the {who} may {doing}, and you hold no such mandate.", "R1")
    if len(units) > 1:
        raise Refusal(
            article, f"You are {who} of the units {', '.join(map(str, units))}. Say for which of them you act."
        )
    return units[0]


def entries_done(keys: Iterable[str]) -> dict[str, int]:
    """Which of these requests are in the book already, and as which entries."""
    wanted, done = list(keys), {}
    for at in range(0, len(wanted), 500):
        done.update(Entry.objects.filter(once__in=wanted[at : at + 500]).values_list("once", "n"))
    return done
