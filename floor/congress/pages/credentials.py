"""The credentials of a congress: in all, delegation by delegation, on the wall; and one delegation seat by seat."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from floor.book.addresses import number_in
from floor.congress.showing.bars import bars_of
from floor.congress.showing.credentials import Credentials, full_credentials, is_of_delegates
from floor.congress.showing.words import how_it_ended
from floor.house import reading
from floor.house.pages.finding import founded
from floor.house.reading import PAGE, slug_of
from floor.meetings.authority import RUNNING
from floor.meetings.laws import quorum_of
from floor.meetings.models import Meeting
from floor.meetings.pages.finding import head_of, meeting_or_404
from floor.meetings.showing.credentials import places_of

#: So many delegations stand on the wall, those that are short first.
ON_THE_WALL = 24
AGAIN_AFTER = 15


@founded
def credentials(request: Any, number: int) -> HttpResponse:
    """Who may vote in a meeting of delegates, by whom they were sent, who is missing and why."""
    meeting = of_delegates_or_404(number)
    if "unit" in request.GET:
        return _delegation(request, meeting)
    found, after = full_credentials(meeting, request.house.at), number_in(request.GET, "after")
    if "projector" in request.GET:
        return _on_the_wall(request, meeting, found)
    rows = [one for one in found.delegations if after is None or (one.sent_by or 0) > after][: PAGE + 1]
    names = reading.called(one.sent_by for one in rows if one.sent_by)
    context = _head(meeting, found) | {
        "bars": bars_of(rows[:PAGE], names), "more": (rows[PAGE - 1].sent_by or 0) if len(rows) > PAGE else None, "after": after,
        "vacant": [(how_it_ended(how), seats) for how, seats in found.vacant.items()], "slug": slug_of(meeting.body),
        "measured": any(one.members is not None for one in rows), "quorum": quorum_of(meeting),
    }  # fmt: skip
    return render(request, "congress/credentials.html", context)


def _delegation(request: Any, meeting: Meeting) -> HttpResponse:
    """One delegation: who sits on which mandate, who came, what is vacant since when."""
    unit, found = number_in(request.GET, "unit") or 0, full_credentials(meeting, request.house.at)
    one = found.of(unit)
    if one is None:
        raise Http404
    after = number_in(request.GET, "after") or 0
    places = places_of(meeting, request.house.at, one.sent_by, after, PAGE + 1)
    context = _head(meeting, found, _("The delegation")) | {
        "one": one, "sender": reading.called([unit]).get(unit), "more": places[PAGE - 1].seat.pk if len(places) > PAGE else None,
        "places": [(place, how_it_ended(place.last.how_ended or "expired" if place.last else "")) for place in places[:PAGE]],
        # Seats that were given have a row from the first election on.
        "unelected": max(0, one.seats - len(places)) if not after and len(places) <= PAGE else 0,
    }  # fmt: skip
    return render(request, "congress/delegation.html", context)


def _on_the_wall(request: Any, meeting: Meeting, found: Credentials) -> HttpResponse:
    """Totals for the last row of the hall, and the delegations that are short."""
    rows = sorted(found.delegations, key=lambda one: (not one.under_strength, one.came >= one.mandates, one.sent_by or 0))  # fmt: skip
    names = reading.called(one.sent_by for one in rows[:ON_THE_WALL] if one.sent_by)
    context = _head(meeting, found) | {
        "bars": bars_of(rows[:ON_THE_WALL], names), "others": max(0, len(rows) - ON_THE_WALL),
        "address": request.build_absolute_uri(reverse("credentials", args=[meeting.pk])),
    }  # fmt: skip
    answer = render(request, "congress/credentials_wall.html", context)
    if meeting.state in RUNNING:
        answer["Refresh"] = f"{AGAIN_AFTER}; url={context['address']}?projector"
    return answer


def _head(meeting: Meeting, found: Credentials, last: str = "") -> dict[str, Any]:
    head = head_of(meeting, _("Credentials"))
    if last:
        head["crumbs"] = [
            *head["crumbs"][:-1], (reverse("credentials", args=[meeting.pk]), _("Credentials")), ("", last)
        ]  # fmt: skip
    return head | {"found": found, "whole": found.whole, "running": meeting.state in RUNNING, "held": meeting.opened is not None}  # fmt: skip


def of_delegates_or_404(number: int) -> Meeting:
    """A meeting in which people sit by a mandate; where everyone sits there are no credentials."""
    meeting = meeting_or_404(number)
    if not is_of_delegates(meeting):
        raise Http404
    return meeting
