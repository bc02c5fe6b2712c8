"""What pages are about, found by what stands in the address; and who may see it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from floor.house.models import Mandate, Seat, Unit, UnitName
from floor.house.reading import Called, House
from floor.house.standing import holding
from floor.law.language import Law
from floor.law.values import Who

Page = Callable[..., HttpResponse]


def founded(page: Page) -> Page:
    """A page that needs an organisation; without one the front page says how to found it."""

    @wraps(page)
    def checked(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        return page(request, *args, **kwargs) if request.house.law is not None else redirect("front")

    return checked


def for_members(page: Page) -> Page:
    """A page for members of the organisation who are signed in; everyone else is led to the door and back."""

    @wraps(page)
    def checked(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.member is None:
            if request.method not in ("GET", "HEAD"):
                raise PermissionDenied(_("Your session has ended. Sign in and send the form once more."))
            return redirect(f"{reverse('sign-in')}?{urlencode({'back': request.get_full_path()})}")
        return founded(page)(request, *args, **kwargs)

    return checked


def unit_or_404(number: int) -> Called:
    row = UnitName.objects.filter(unit=number, until=None).select_related("unit").first()
    if row is None:
        raise Http404
    return Called(row.unit, row.name)


def seat_or_404(number: int) -> Seat:
    seat = Seat.objects.select_related("unit", "sent_by").filter(pk=number).first()
    if seat is None:
        raise Http404
    return seat


def own_mandate_or_404(request: Any, number: int) -> Mandate:
    """A mandate of the member who is here; anybody else's is none of their business to end."""
    found = Mandate.objects.select_related("seat__unit", "result__unit").filter(pk=number, holder=request.member)
    mandate = found.first()
    if mandate is None:
        raise Http404
    return mandate


def holds(request: Any, who: Who | None, unit: Unit) -> bool:
    """Whether the member who is here is `who` for a unit."""
    return bool(who and request.member and holding(request.member.pk, who, unit, request.house.at))


def admits(request: Any, unit: Unit) -> bool:
    """Whether the member who is here keeps the register of a unit: the only one who sees its names (R17)."""
    law: Law = request.house.law
    return holds(request, law.membership.admitted_by, unit)


def must_admit(request: Any, unit: Unit) -> None:
    house: House = request.house
    assert house.law
    if not admits(request, unit):
        who = house.law.membership.admitted_by
        raise PermissionDenied(_("This is for the %(who)s, who keeps the register of this unit.") % {"who": who})
