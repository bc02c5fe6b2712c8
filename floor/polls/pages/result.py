"""The result of a poll: the figures first, then who is elected or what is decided and why, then the whole count."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from floor.house.pages.finding import founded
from floor.polls.asking.side_by_side import side_by_side
from floor.polls.electing.standing_for import options_of, people_on_lists, standing_in
from floor.polls.electing.substitutes import runner_up_follows
from floor.polls.laws import law_of, small_group
from floor.polls.models import Poll
from floor.polls.printing.turnout import in_words, percent
from floor.polls.showing import reading
from floor.polls.showing.composition import composition_of
from floor.polls.showing.headings import OVER
from floor.polls.showing.outcome import outcome_shown
from floor.polls.showing.recounts import recounts_of
from floor.polls.showing.said_beside import said_beside
from floor.polls.showing.since_then import since_then

from .doing import doings_for
from .finding import head_of, poll_or_404
from .printed import prints_for


@founded
def result(request: Any, number: int) -> HttpResponse:
    """One result, with everything that belongs to it."""
    here = poll_or_404(number)
    if here.state not in OVER:
        return redirect("poll", number)
    stands = standing_in(here)
    options, people = options_of(here, stands, request.member), people_on_lists(stands, request.member)
    own = reading.own_line(here, request.member.pk if request.member else None)
    counted = bool(here.outcome.get("figures"))
    shown = outcome_shown(here, options, people) if counted else None
    places = since_then(here, stands)
    context = head_of(here, _("Result")) | {
        "own": own, "small": small_group(law_of(here)), "links": reading.linked_to(here), "doings": doings_for(request, here, own, stands),
        "shown": shown, "turnout": _turnout(here), "excluded": here.excluded,
        "contestable": bool(here.contest_until and request.house.at < here.contest_until), "prints": prints_for(request, here),
        "contests": reading.contests_of(here), "recounts": recounts_of(here, options),
        "beside": side_by_side(here) if here.kind == "question" else None,
        "composition": composition_of(here, stands), "places": places, "followers": any(one.next for one in places),
        "runner_up": bool(places) and runner_up_follows(here), "parts_carried": sum(part.carried for part in shown.parts) if shown else 0,
        "said_beside": said_beside(here),
        "roll_call": reading.roll_call_of(here) if here.ballot == "roll call" else [],
    }  # fmt: skip
    return render(request, "polls/result.html", context)


def _turnout(here: Poll) -> tuple[str, str]:
    """The share that voted, exact and in words."""
    return percent(here.voted, here.entitled), in_words(here.voted, here.entitled)
