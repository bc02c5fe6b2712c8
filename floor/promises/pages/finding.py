"""What the pages of promises are about, found by the number in the address; and what whoever is here could do about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from floor.book.act import CLOCK, Authority, Refusal, Scene, by_member
from floor.house.reading import Called
from floor.promises.models import Demand, DemandList, Mission, Report, Undertaking


def scene_of(request: Any) -> Scene:
    """The scene as an act of the member who is here would find it now."""
    house = request.house
    by = by_member(request.member.pk) if request.member is not None else CLOCK
    return Scene(house.size, house.at, by, house.statutes)


def may(request: Any, asked: Callable[[Scene], Authority]) -> bool:
    """Whether the member who is here has this authority; what they could not do is not offered to them."""
    if request.member is None:
        return False
    try:
        asked(scene_of(request))
    except Refusal:
        return False
    return True


def undertaking_or_404(number: int) -> Undertaking:
    return _found(Undertaking.objects.select_related("unit", "holder__seat", "follows"), number)


def report_or_404(number: int) -> Report:
    return _found(Report.objects.select_related("unit", "to_unit", "mandate__holder", "mandate__seat"), number)


def mission_or_404(number: int) -> Mission:
    return _found(Mission.objects.select_related("unit", "result"), number)


def list_or_404(number: int) -> DemandList:
    return _found(DemandList.objects.select_related("unit", "result", "appended_to"), number)


def demand_or_404(number: int) -> Demand:
    return _found(Demand.objects.select_related("list__unit"), number)


def _found(rows: Any, number: int) -> Any:
    found = rows.filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def way_to(here: Called, what: str, address: str = "", last: str = "") -> list[tuple[str, str]]:
    """The way to a page of a unit, for the top of it."""
    way = [(reverse("units"), _("Units")), (reverse("unit", args=[here.pk]), here.name)]
    return [*way, (address if last else "", what), *([("", last)] if last else [])]
