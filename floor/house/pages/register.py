"""The register of a unit: three numbers for everyone, names only for whoever keeps it (R17, R18)."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from floor.book.addresses import number_in, words_in
from floor.house import reading
from floor.house.acts.members import CorrectPerson, Join, RecordDues
from floor.house.models import Card, Member
from floor.house.reading import PAGE

from .by_form import act_page
from .finding import admits, for_members, must_admit, unit_or_404
from .forms import DuesForm, JoinForm, PersonForm
from .units import crumbs_to, small_group


@for_members
def members(request: Any, number: int) -> HttpResponse:
    """The register of one unit."""
    house, here = request.house, unit_or_404(number)
    keeps = admits(request, here.unit)
    after = number_in(request.GET, "after") or 0
    words = words_in(request.GET, "name") if keeps else ""
    rows: list[Member] = []
    if keeps:
        found = Member.objects.filter(unit=here.unit, left=None, number__gt=after)
        rows = list((found.filter(name__icontains=words) if words else found).order_by("number")[: PAGE + 1])
    own, _elsewhere = reading.above(here.unit)
    carded = (
        set(Card.objects.filter(member__in=rows, withdrawn=None, expires__gt=house.at).values_list("member", flat=True))
        if rows
        else set()
    )
    context = {
        "here": here, "keeps": keeps, "rows": [(row, row.pk in carded) for row in rows[:PAGE]], "words": words, "after": after,
        "more": rows[PAGE - 1].pk if len(rows) > PAGE else None, "counts": reading.register_counts(here.unit, house.law, house.at),
        "small": small_group(house.law), "law": house.law, "crumbs": [*crumbs_to(own, here), ("", _("Register"))],
        "takes": here.unit.level == house.law.members_at and here.unit.closed is None,
    }  # fmt: skip
    return render(request, "house/members.html", context)


@for_members
def join(request: Any, number: int) -> HttpResponse:
    """Admit a person who wants to join."""
    here = unit_or_404(number)
    must_admit(request, here.unit)
    form = JoinForm(request.POST or None, law=request.house.law, initial={"number": Member.next_id()})
    context = {
        "title": _("Admit a member to %(unit)s") % {"unit": here.name}, "button": _("Enter on the register"), "back": reverse("members", args=[number]),
        "lede": _("The name goes into the private store; the book holds the number and a commitment."),
    }  # fmt: skip

    def make(data: dict[str, Any]) -> Join:
        return Join(unit=number, number=data["number"], person=form.person(), confirmed=data["confirmed"])

    return act_page(request, form, "house/act.html", context, make)


def _kept_by(request: Any, number: int) -> Member:
    """A member whose register the visitor keeps; to everyone else there is no such page."""
    member = Member.objects.select_related("unit").filter(pk=number, left=None).first()
    if member is None or not admits(request, member.unit):
        raise Http404
    return member


@for_members
def dues(request: Any, number: int) -> HttpResponse:
    """Record until when a member has paid."""
    member = _kept_by(request, number)
    form = DuesForm(request.POST or None, initial={"until": member.paid_until})
    context = {
        "title": _("Dues of member %(number)s") % {"number": number}, "button": _("Record"), "back": reverse("members", args=[member.unit_id]),
        "lede": _("Being behind never costs the vote unless the statutes say so."),
    }  # fmt: skip
    return act_page(
        request, form, "house/act.html", context, lambda data: RecordDues(member=number, until=data["until"])
    )


@for_members
def correct_other(request: Any, number: int) -> HttpResponse:
    """Correct what the register knows of a member."""
    member, law = _kept_by(request, number), request.house.law
    form = PersonForm(request.POST or None, law=law, initial=PersonForm.initial_of(member, law))
    context = {
        "title": _("Correct member %(number)s") % {"number": number},
        "button": _("Correct"),
        "back": reverse("members", args=[member.unit_id]),
    }
    return act_page(
        request, form, "house/act.html", context, lambda _data: CorrectPerson(member=number, person=form.person())
    )
