"""All polls: what is open for whoever is here, what was announced, what is being counted, what was decided; open petitions."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from floor.book.addresses import number_in, words_in
from floor.house.pages.finding import founded, unit_or_404
from floor.polls.models import Poll
from floor.polls.showing import rows

SECTIONS = ("open", "announced", "counting", "over")


def _titles() -> dict[str, str]:
    return {
        "open": _("Open now"), "announced": _("Announced"), "counting": _("Being counted"), "over": _("Results"),
    }  # fmt: skip


@founded
def polls(request: Any) -> HttpResponse:
    """The polls of the organisation, or of one unit; each kind of them in a section, the long ones on a page of their own."""
    number, body = number_in(request.GET, "unit"), words_in(request.GET, "body", 80)
    here = unit_or_404(number) if number is not None else None
    state = words_in(request.GET, "state", 12)
    found = rows.polls_about(number, body)
    context: dict[str, Any] = {
        "here": here, "body": body, "state": state, "titles": _titles(),
        "broken": rows.rows_of(found.filter(state="broken").order_by("-pk")[: rows.SHORT]),
    }  # fmt: skip
    page = _one_state(request, found, state) if state else _every_state(request, found, number)
    return render(request, "polls/polls.html", context | page)


def _every_state(request: Any, found: Any, unit: int | None) -> dict[str, Any]:
    """What is open for whoever is here stands on top, and only there."""
    mine = rows.open_for(request.member, request.house.at) if request.member is not None else []
    sections = {name: list(rows.in_state(found, name)[: rows.SHORT + 1]) for name in SECTIONS}
    sections["open"] = [poll for poll in sections["open"] if poll.pk not in {row.pk for row in mine}]
    shown = {one.pk: one for one in rows.rows_of([poll for listed in sections.values() for poll in listed])}
    titles = _titles() | ({"open": _("Also open")} if mine else {})
    return {
        "mine": [one for one in mine if not one.voted], "done": [one for one in mine if one.voted],
        "petitions": rows.petitions_running(request.house.at, unit),
        "sections": [
            (name, titles[name], [shown[poll.pk] for poll in listed[: rows.SHORT]], len(listed) > rows.SHORT)
            for name, listed in sections.items()
            if listed
        ],
    }  # fmt: skip


def _one_state(request: Any, found: Any, state: str) -> dict[str, Any]:
    """A page of the polls in one state, on by number, the newest first."""
    if state not in SECTIONS:
        raise Http404
    before = number_in(request.GET, "before")
    listed = rows.in_state(found, state).order_by("-pk")
    polls: list[Poll] = list((listed.filter(pk__lt=before) if before else listed)[: rows.PAGE + 1])
    more = polls[rows.PAGE - 1].pk if len(polls) > rows.PAGE else None
    sections = [(state, _titles()[state], rows.rows_of(polls[: rows.PAGE]), False)]
    return {"sections": sections, "more": more, "before": before, "mine": [], "done": []}
