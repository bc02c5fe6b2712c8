"""Questions that went down from a unit; and one return, filling up: in all, level by level, and unit by unit on the way down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from floor.book.addresses import number_in
from floor.congress.models import AskedUnit, Referral
from floor.congress.returns.adding_up import LevelSum, levels_of, return_of
from floor.congress.returns.carrying import CARRIED_BY, Figures
from floor.congress.returns.delegates_beside import Beside, delegates_beside
from floor.house import reading
from floor.house.models import Unit
from floor.house.pages.finding import founded, unit_or_404
from floor.house.reading import PAGE, Called
from floor.law.language import Law
from floor.promises.showing.texts import texts_of

from .finding import below_or_404, referral_or_404, way_to

#: A return of more units than this is added up once in a minute; once it is declared, once in a quarter of an hour.
ADDED_UP_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page of a return shows of it: small, so that it can be kept for a minute."""

    total: Figures
    levels: tuple[LevelSum, ...]
    below: dict[int, Figures]
    beside: Beside | None


@founded
def referrals(request: Any, number: int) -> HttpResponse:
    """The questions that bodies of a unit sent down, the last ones first."""
    here, before = unit_or_404(number), number_in(request.GET, "before")
    found = here.unit.referrals.order_by("-pk")
    rows = list((found.filter(pk__lt=before) if before else found)[: PAGE + 1])
    context = {
        "here": here, "rows": rows[:PAGE], "more": rows[PAGE - 1].pk if len(rows) > PAGE else None, "before": before,
        "crumbs": way_to(here, _("Questions sent down")),
    }  # fmt: skip
    return render(request, "congress/referrals.html", context)


@founded
def one_return(request: Any, number: int) -> HttpResponse:
    """One return: in all, on each level, from the units directly below the one that is looked at, and what the delegates said."""
    referral = referral_or_404(number)
    at, way = below_or_404(referral, number_in(request.GET, "unit"))
    after = number_in(request.GET, "after") or 0
    children = reading.below(at.unit, after)
    more = children[PAGE - 1].pk if len(children) > PAGE else None
    shown = shown_of(referral, at.unit, request.house.law, tuple(child.pk for child in children[:PAGE]))
    answers = {
        one.unit_id: one
        for one in AskedUnit.objects.filter(referral=referral, unit__in=[child.pk for child in children]).select_related("poll__result")
    }  # fmt: skip
    beside = shown.beside
    names = reading.called([*way, *(row.sender for row in beside.rows)] if beside else way)
    here = names[referral.unit_id]
    context = {
        "referral": referral, "here": here, "at": at, "way": [names[pk] for pk in way], "shown": shown, "beside": beside,
        "rows": _rows(children[:PAGE], shown, answers), "more": more, "names": names, "weighed": _(CARRIED_BY[referral.carried_by].sentence),
        "text": texts_of([referral.text]).get(referral.text, "") if referral.text else "",
        "crumbs": way_to(here, _("Questions sent down"), reverse("referrals", args=[here.pk]), _("The return")),
    }  # fmt: skip
    return render(request, "congress/return.html", context)


def shown_of(referral: Referral, at: Unit, law: Law, children: tuple[int, ...]) -> Shown:
    """What is shown of a return below one unit."""
    large = referral.asked > ADDED_UP_AT_ONCE
    key = f"return-{referral.pk}-{referral.asked}-{referral.returned is None}-below-{at.pk}-from-{children[0] if children else 0}"
    if large and (known := cache.get(key)) is not None:
        return known  # type: ignore[no-any-return]
    whole = at.pk == referral.unit_id
    found = return_of(referral, None if whole else at)
    levels = [one for one in levels_of(found, law.levels) if law.levels.index(one.level) < law.levels.index(at.level)]
    shown = Shown(found.total, tuple(levels), {child: found.of(child) for child in children}, delegates_beside(referral, found) if whole else None)  # fmt: skip
    if large:
        cache.set(key, shown, 900 if referral.state == "returned" else 60)
    return shown


def _rows(
    children: list[Called], shown: Shown, answers: dict[int, AskedUnit]
) -> list[tuple[Called, Figures, AskedUnit | None]]:
    """The units directly below, those alone from which something was asked."""
    rows = [(child, shown.below.get(child.pk, Figures()), answers.get(child.pk)) for child in children]
    return [row for row in rows if row[1].asked or row[2] is not None]
