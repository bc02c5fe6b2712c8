"""How the seats of a unit's bodies are shared out among those who elect them: every row, how it came about, and a picture."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q, Sum
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from floor.book.addresses import number_in
from floor.congress.models import Apportionment
from floor.congress.showing.shares import shares_of, told, units_named_in
from floor.congress.showing.shares_picture import pairs_of
from floor.house import reading
from floor.house.pages.finding import founded, unit_or_404
from floor.house.reading import PAGE

from .finding import way_to

#: So many apportionments of a unit are listed, the last ones first.
LISTED = 20


@founded
def apportionments(request: Any, number: int) -> HttpResponse:
    """The last apportionments of a unit's bodies, with every row of one of them."""
    here = unit_or_404(number)
    found = list(Apportionment.objects.filter(unit=here.unit).defer("account").order_by("-pk")[:LISTED])
    chosen = next((one for one in found if one.pk == number_in(request.GET, "show")), found[0] if found else None)
    context = {"here": here, "found": found, "chosen": chosen, "crumbs": way_to(here, _("Shares of seats"))}
    if chosen:
        context |= _rows_of(chosen, number_in(request.GET, "after") or 0)
    return render(request, "congress/apportionments.html", context)


def _rows_of(chosen: Apportionment, after: int) -> dict[str, Any]:
    """A page of its rows: four queries, however many units elect."""
    whole = chosen.rows.aggregate(
        units=Count("pk"), members=Sum("members"), seats=Sum("seats"), lifted=Count("pk", filter=Q(lifted=True))
    )
    rows = list(chosen.rows.filter(pk__gt=after).order_by("pk")[: PAGE + 1])
    shown = rows[:PAGE]
    called = reading.called({row.unit_id for row in shown} | units_named_in(chosen.account))
    names = {number: one.name for number, one in called.items()}
    shares = shares_of(shown, chosen.account, names, whole["members"] or 0, whole["seats"] or 0)
    picture = [(one.name, one.members, one.seats) for one in shares]
    return {
        "shares": shares, "whole": whole, "told": told(chosen.account, names, whole["lifted"]), "after": after,
        "more": shown[-1].pk if len(rows) > PAGE else None,
        "picture": pairs_of(picture, whole["members"] or 0, whole["seats"] or 0),
        "kind": chosen.account.get("kind", ""),
    }  # fmt: skip
