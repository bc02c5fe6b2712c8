"""In virtue of what somebody does something about a poll: as an officer nearby, as an elector, as a teller."""

from __future__ import annotations

from collections.abc import Sequence

from floor.book.act import CLOCK, Authority, Refusal, Scene
from floor.house.models import Mandate, Unit
from floor.house.standing import around, live, sits_in

from .models import Poll


def officer_near(scene: Scene, units: Sequence[Unit]) -> int | None:
    """The mandate of an office of these units or of one above them, held by whoever acts."""
    if scene.by.kind != "member":
        return None
    near = {number for unit in units for number in around(unit)}
    held = Mandate.objects.filter(live(scene.at), holder=scene.by.member, seat__unit__in=near).exclude(seat__office="")
    return held.order_by("pk").values_list("pk", flat=True).first()


def elector_of(scene: Scene, unit: Unit, electors: str) -> bool:
    """Whether whoever acts belongs to an electorate now."""
    return scene.by.kind == "member" and belongs(scene, scene.by.member or 0, unit, electors)


def belongs(scene: Scene, member: int, unit: Unit, electors: str) -> bool:
    return sits_in(scene.law, unit, electors, member, scene.at)


def by_the_clock(scene: Scene, article: str, doing: str) -> Authority:
    """What the statutes' dates do by themselves, nobody does sooner, later, or instead (R3)."""
    if scene.by != CLOCK:
        raise Refusal(article, f"The clock {doing} at its time; nobody can do it sooner or later.", "R3")
    return Authority(article)


def teller_of(scene: Scene, poll: Poll) -> Authority:
    """A teller of a poll: named when it was called, or sent by a list or a candidate to watch."""
    if scene.by.kind == "member" and scene.by.member in tellers_of(poll):
        return Authority(poll.article)
    raise Refusal(poll.article, "Only the tellers of this poll count its papers.", "R4")


def tellers_of(poll: Poll) -> set[int]:
    sent = poll.slates.filter(withdrawn=None).exclude(scrutineer=None).values_list("scrutineer", flat=True)
    watching = poll.candidacies.filter(withdrawn=None).exclude(scrutineer=None).values_list("scrutineer", flat=True)
    return {*poll.tellers, *sent, *watching}
