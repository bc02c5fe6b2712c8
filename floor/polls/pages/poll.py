"""One poll: what is asked, who may vote, when, by which rules, who stands; and what whoever is here can do about it now."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from floor.book.models import Attachment
from floor.house.pages.finding import founded
from floor.polls.acts.listing import stands_on_lists
from floor.polls.electing.standing_for import Standing, standing_in
from floor.polls.laws import law_of, small_group
from floor.polls.models import Candidacy, Poll
from floor.polls.showing import reading
from floor.polls.showing.headings import came_out
from floor.polls.showing.rules_in_words import rules_in_words
from floor.polls.showing.timeline import stations_of, time_left

from .doing import doings_for
from .finding import head_of, poll_or_404
from .printed import prints_for


@founded
def poll(request: Any, number: int) -> HttpResponse:
    """The page of a poll, from its announcement on."""
    here = poll_or_404(number)
    at, member = request.house.at, request.member
    small = small_group(law_of(here))
    stands = standing_in(here)
    own = reading.own_line(here, member.pk if member else None)
    frozen = here.state not in ("announced", "called off")
    context = head_of(here) | {
        "stations": stations_of(here, at), "rules": rules_in_words(here), "stands": stands, "small": small, "own": own, "frozen": frozen,
        "excluded": here.excluded, "so_far": reading.turnout_so_far(here, small), "live_from": reading.LIVE_FROM,
        "text": text_of(here.text), "links": reading.linked_to(here), "is_open": _is_open(here, at),
        "left": _left(here, at), "came_out": came_out(here, here.outcome), "nominating": nominating(here, at), "doings": doings_for(request, here, own, stands), "prints": prints_for(request, here), "lists_only": stands_on_lists(here), "mine": _mine(stands, member),
    }  # fmt: skip
    return render(request, "polls/poll.html", context)


def _is_open(here: Poll, at: Any) -> bool:
    return here.state == "open" and here.opens <= at < here.closes


def _left(here: Poll, at: Any) -> str:
    """How long something can be done still: vote, or propose somebody."""
    if _is_open(here, at):
        return time_left(here.closes, at)
    if nominating(here, at) and here.nominations_until:
        return _("nominations: %(left)s") % {"left": time_left(here.nominations_until, at)}
    return ""


def nominating(here: Poll, at: Any) -> bool:
    """Whether people can be proposed now."""
    return (
        here.kind == "election"
        and here.state == "announced"
        and bool(here.nominations_until and at < here.nominations_until)
    )


def _mine(stands: Standing, member: Any) -> Candidacy | None:
    return next((one for one in stands.everyone if member is not None and one.member_id == member.pk), None)


def text_of(sha256: str) -> str:
    """A public text of a poll, by its hash; empty where there is none."""
    found = Attachment.objects.filter(pk=sha256).values_list("content", flat=True).first() if sha256 else None
    return found or ""
