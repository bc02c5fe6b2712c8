"""Whose power is this? A seat's chain of results down to the members, in words and in a picture; and how it is taken back."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from floor.house import law_in_words, reading
from floor.house.chains import Chain, Step, chain_of, place_of, taking_back
from floor.house.models import Seat
from floor.house.rules import ids_of
from floor.house.storeys import storeys_of
from floor.law.language import Election, Office

from .finding import founded, seat_or_404
from .units import crumbs_to


@founded
def power(request: Any, number: int) -> HttpResponse:
    """The chain of one seat."""
    house, seat = request.house, seat_or_404(number)
    place = place_of(seat, house.law, house.at)
    chain = chain_of(place.mandate) if place.mandate else None
    units = [seat.unit_id, *([chain.result.unit_id] if chain else []), *([seat.sent_by_id] if seat.sent_by_id else [])]
    way = ids_of(seat.unit.path)[:-1]
    names = reading.called([*units, *way])
    here, slug = names[seat.unit_id], reading.slug_of(seat.body)
    in_law = seat.body in house.law.body
    recall = taking_back(place.mandate, house.law, house.at) if place.mandate else None
    context = {
        "seat": seat, "place": place, "chain": chain, "names": names, "here": here, "slug": slug,
        "elected_at": names.get(chain.result.unit_id) if chain else None, "sender": names.get(seat.sent_by_id or 0),
        "levels": levels_of(chain) if chain else [], "storeys": storeys_of(chain) if chain else None,
        "recall": recall, "recall_words": law_in_words.recall(recall.rule).says if recall else "",
        "recall_article": house.statutes.cite(*recall.path) if recall else "",
        "article": house.statutes.cite("body", seat.body) if in_law else "",
        "exceptions": house.law.exceptions_of(seat.body) if in_law else [],
        "filled_by": filled_by(seat, place.rule), "crumbs": _crumbs([names[pk] for pk in way], here, seat, slug),
    }  # fmt: skip
    return render(request, "house/power.html", context)


def levels_of(chain: Chain) -> list[tuple[str, Step]]:
    """Each level below the seat, with the body whose mandates stand on it."""
    bodies = [" / ".join(dict.fromkeys(one.electors for one in step.asked if not one.everyone)) for step in chain.steps]
    return list(zip(bodies, chain.steps[1:], strict=False))


def _crumbs(own: list[reading.Called], here: reading.Called, seat: Seat, slug: str) -> list[tuple[str, str]]:
    return [*crumbs_to(own, here), (reverse("body", args=[here.pk, slug]), seat.body), ("", _("Whose power is this?"))]


def filled_by(seat: Seat, rule: Election | Office | None) -> str:
    """Who fills a seat, in words."""
    if isinstance(rule, Election):
        return law_in_words.electors(rule)
    if isinstance(rule, Office):
        return f"the {seat.body}" if rule.elected_by == "itself" else f"the {rule.elected_by}"
    return ""
