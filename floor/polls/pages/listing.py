"""All polls: what is open for whoever is here, what was announced, what is being counted, what was decided."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from floor.book.addresses import number_in, words_in
from floor.house.pages.finding import founded, unit_or_404
from floor.polls.models import Poll
from floor.polls.showing import reading

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
    found = reading.polls_about(number, body)
    context: dict[str, Any] = {
        "here": here, "body": body, "state": state, "titles": _titles(),
        "broken": reading.rows_of(found.filter(state="broken").order_by("-pk")[: reading.SHORT]),
    }  # fmt: skip
    if state:
        return render(request, "polls/polls.html", context | _one_state(request, found, state))
    sections = {name: list(reading.in_state(found, name)[: reading.SHORT + 1]) for name in SECTIONS}
    rows = {one.pk: one for one in reading.rows_of([poll for listed in sections.values() for poll in listed])}
    mine = reading.open_for(request.member, request.house.at) if request.member is not None else []
    context |= {
        "mine": [one for one in mine if not one.voted], "done": [one for one in mine if one.voted],
        "sections": [
            (name, _titles()[name], [rows[poll.pk] for poll in listed[: reading.SHORT]], len(listed) > reading.SHORT)
            for name, listed in sections.items()
            if listed
        ],
    }  # fmt: skip
    return render(request, "polls/polls.html", context)


def _one_state(request: Any, found: Any, state: str) -> dict[str, Any]:
    """A page of the polls in one state, on by number, the newest first."""
    if state not in SECTIONS:
        raise Http404
    before = number_in(request.GET, "before")
    listed = reading.in_state(found, state).order_by("-pk")
    polls: list[Poll] = list((listed.filter(pk__lt=before) if before else listed)[: reading.PAGE + 1])
    rows = reading.rows_of(polls[: reading.PAGE])
    more = polls[reading.PAGE - 1].pk if len(polls) > reading.PAGE else None
    return {
        "sections": [(state, _titles()[state], rows, False)],
        "more": more,
        "before": before,
        "mine": [],
        "done": [],
    }
