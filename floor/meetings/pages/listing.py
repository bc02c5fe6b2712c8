"""All meetings: what runs, what is to come, what was held; of everyone, of a unit or of a body, with the picture of who came."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from floor.book.addresses import number_in, words_in
from floor.house.models import Unit
from floor.house.pages.finding import founded
from floor.law.language import Law
from floor.meetings.showing import listed
from floor.meetings.showing.attendance import attendance_of, few_come
from floor.meetings.showing.attendance_picture import picture_of
from floor.meetings.showing.listed import SECTIONS, SHORT

from .finding import unit_in, way_to


def _titles() -> dict[str, str]:
    return {"running": _("Running now"), "coming": _("To come"), "past": _("Held, and what became of them")}


@founded
def meetings(request: Any) -> HttpResponse:
    """The meetings of the organisation, of one unit or of one body; each kind in a section, the long ones on a page of their own."""
    here, body, state = unit_in(request), words_in(request.GET, "body", 80), words_in(request.GET, "state", 12)
    if state and state not in SECTIONS:
        raise Http404
    law: Law = request.house.law
    found = listed.meetings_about(here.pk if here else None, body)
    bodies = _bodies_of(here.unit, law) if here else []
    pictured = body or next((name for name in bodies if law.body[name].sits), "")
    context: dict[str, Any] = {
        "here": here, "body": body, "state": state, "bodies": bodies, "crumbs": way_to(here)[:-1] if here else [],
        "petitions": listed.petitions_open(here.pk if here else None) if not state else [],
    } | (_who_came(here.pk, pictured, law) if here and pictured and not state else {})  # fmt: skip
    page = _one_section(request, found, state) if state else _every_section(found)
    return render(request, "meetings/list.html", context | page)


def _bodies_of(unit: Unit, law: Law) -> list[str]:
    return [name for name, rule in law.body.items() if (rule.at, rule.line) == (unit.level, unit.line)]


def _who_came(unit: int, body: str, law: Law) -> dict[str, Any]:
    """The picture for one body, with the same figures as rows. One query."""
    held = attendance_of(unit, body)
    rule = law.body.get(body)
    quorum = rule.quorum.fraction if rule and rule.quorum else None
    return {"pictured": body, "picture": picture_of(held, quorum), "held": held[::-1], "few_come": few_come(held)}


def _every_section(found: Any) -> dict[str, Any]:
    sections = {name: list(listed.in_section(found, name)[: SHORT + 1]) for name in SECTIONS}
    rows = {one.pk: one for one in listed.rows_of(one for rows in sections.values() for one in rows)}
    return {
        "sections": [
            (name, _titles()[name], [rows[one.pk] for one in section[:SHORT]], len(section) > SHORT)
            for name, section in sections.items()
            if section
        ]
    }  # fmt: skip


def _one_section(request: Any, found: Any, state: str) -> dict[str, Any]:
    """A page of one section, on by key."""
    last = number_in(request.GET, "from")
    rest = listed.in_section(found, state)
    rows = list((listed.going_on_from(rest, state, last) if last else rest)[: listed.PAGE + 1])
    shown = rows[: listed.PAGE]
    return {
        "sections": [(state, _titles()[state], listed.rows_of(shown), False)], "from": last,
        "more": shown[-1].pk if len(rows) > listed.PAGE else None,
    }  # fmt: skip
