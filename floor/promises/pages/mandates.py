"""A mandate: by whom it was given, with which instructions, and what its holder has reported since. Votes stand beside (M18)."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from floor.house import reading
from floor.house.chains import rule_of
from floor.house.models import Instruction, Mandate
from floor.house.pages.finding import founded
from floor.house.standing import live
from floor.law.language import Election
from floor.promises.doors import elected
from floor.promises.models import Report, Undertaking
from floor.promises.showing.words import INSTRUCTED, said

from .finding import way_to

MOST = 50


def mandate_or_404(number: int) -> Mandate:
    found = Mandate.objects.select_related("seat__unit", "seat__sent_by", "holder", "result__unit").filter(pk=number)
    mandate = found.first()
    if mandate is None:
        raise Http404
    return mandate


@founded
def mandate(request: Any, number: int) -> HttpResponse:
    """One mandate, as those who gave it want to see it."""
    here, house = mandate_or_404(number), request.house
    seat, result = here.seat, here.result
    names = reading.called({seat.unit_id, result.unit_id})
    rule = rule_of(seat, house.law)
    new_question = rule.instructions if isinstance(rule, Election) else "free"
    runs = Mandate.objects.filter(live(house.at), pk=here.pk).exists()
    context = {
        "here": here, "seat": seat, "unit": names[seat.unit_id], "given_by": names[result.unit_id], "runs": runs, "new_question": new_question,
        "new_question_means": said(INSTRUCTED, new_question), "slug": reading.slug_of(seat.body),
        "instructions": Instruction.objects.filter(mandate=here).select_related("result").order_by("-pk")[:MOST],
        "reports": Report.objects.filter(mandate=here).order_by("-pk")[:MOST],
        "undertakings": Undertaking.objects.filter(holder=here).order_by("-pk")[:MOST],
        "asks": runs and request.member is not None and elected(here, request.member.pk, house.at),
        "crumbs": way_to(names[seat.unit_id], _("Mandate %(n)s") % {"n": here.pk}),
    }  # fmt: skip
    return render(request, "promises/mandate.html", context)
