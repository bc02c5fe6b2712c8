"""The pyramid to walk through: from a unit down, which bodies stand on which level, what is held and what is vacant there."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from floor.book.addresses import number_in
from floor.congress.pyramid import pyramid_of, seats_in
from floor.congress.showing.picture import picture_of
from floor.house import reading
from floor.house.models import Seat
from floor.house.pages.finding import founded, unit_or_404
from floor.house.reading import PAGE, slug_of

from .finding import way_to

SEATS = 40


@founded
def pyramid(request: Any, number: int) -> HttpResponse:
    """The levels from one unit down, in a picture and in figures; its own seats; and the units directly below."""
    here, house = unit_or_404(number), request.house
    storeys = pyramid_of(here.unit, house.law, house.at)
    after = number_in(request.GET, "after") or 0
    children = reading.below(here.unit, after)
    more = children[PAGE - 1].pk if len(children) > PAGE else None
    children = children[:PAGE]
    held = seats_in([child.pk for child in children], house.at)
    own = Seat.objects.filter(unit=here.unit, office="", abolished=None).annotate(is_held=reading.filled(house.at))
    seats = list(own.order_by("body", "part", "sent_by", "number")[: SEATS + 1])
    context = {
        "here": here, "storeys": storeys, "picture": picture_of(storeys), "more": more, "after": after,
        "children": [(child, *held.get(child.pk, (0, 0))) for child in children],
        "seats": [(seat, slug_of(seat.body)) for seat in seats[:SEATS]], "more_seats": len(seats) > SEATS,
        "senders": reading.called(seat.sent_by_id for seat in seats if seat.sent_by_id),
        "crumbs": way_to(here, _("The pyramid")),
    }  # fmt: skip
    return render(request, "congress/pyramid.html", context)
