"""The officials of a unit: who is released from work, for which pay, in which term, when back at work; and who is sent outside."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from floor.house import reading
from floor.house.officials import Official, SentOutside, officials_of, sent_outside

from .finding import founded, unit_or_404
from .units import crumbs_to


@founded
def officials(request: Any, number: int) -> HttpResponse:
    """Every office of a unit on one page, with its conditions; and whom it sends to bodies outside."""
    house, here = request.house, unit_or_404(number)
    found = officials_of(here.unit, house.law, house.at)
    own, _placed = reading.above(here.unit)
    context = {
        "here": here, "crumbs": [*crumbs_to(own, here), ("", _("Officials"))],
        "released": [(one, article_of(one, house.statutes)) for one in found if one.rule.released or one.rule.pay],
        "others": [(one, article_of(one, house.statutes)) for one in found if not (one.rule.released or one.rule.pay)],
        "outside": _outside(sent_outside(here.unit, house.law, house.at), house.statutes),
    }  # fmt: skip
    return render(request, "house/officials.html", context)


def _outside(bodies: list[SentOutside], statutes: Any) -> list[dict[str, Any]]:
    """Each body of representatives, with the units that sent them, where several send some."""
    names = reading.called({one.seat.sent_by_id for body in bodies for one in body.people if one.seat.sent_by_id})
    return [
        {
            "body": body, "slug": reading.slug_of(body.body), "article": statutes.cite("body", body.body, "outside"),
            "by_several": any(one.seat.sent_by_id for one in body.people),
            "people": [(one, names[one.seat.sent_by_id].name if one.seat.sent_by_id else "") for one in body.people],
        }
        for body in bodies
    ]  # fmt: skip


def article_of(one: Official, statutes: Any) -> str:
    """Where in the statutes the conditions of an office stand."""
    return str(statutes.cite("body", one.seat.body, "offices", one.seat.office))
