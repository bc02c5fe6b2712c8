"""The booth: fill in a paper, see what it says, hand it in. No script is needed, and nothing of the paper is kept on the way.

What was filled in goes back and forth between browser and server in the body of the form alone: not in the address, not in
the session, not in a message or a log. Only `cast` keeps it, sealed.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, InterfaceError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from floor.book.act import Refusal
from floor.house.pages.finding import for_members, founded
from floor.polls.electing.standing_for import options_of, people_on_lists, standing_in
from floor.polls.models import Poll
from floor.polls.showing import filling_in
from floor.polls.showing.filling_in import WAYS, NotAPaper
from floor.polls.showing.reading import Own, own_line
from floor.polls.urn.booth import InBooth, leave, who_stands_in
from floor.polls.urn.casting import AlreadyVoted, cast
from floor.polls.urn.paper import Form, Paper

from .finding import head_of, poll_or_404
from .paper_shown import Sheet, says, sheet_of
from .poll import text_of


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def booth(request: Any, number: int) -> HttpResponse:
    """Vote in a poll: as a member who is signed in, or with a printed code."""
    return hand_in(request, number) if "hand-in" in request.POST else fill_in(request, number)


@founded
def fill_in(request: Any, number: int) -> HttpResponse:
    """The steps before the last: an empty paper, and what it says when it is filled in."""
    here = poll_or_404(number)
    stands = who_stands_in(request, number)
    if stands is None:
        if request.method == "POST":
            raise PermissionDenied(_session_has_ended())
        return redirect(f"{reverse('sign-in')}?{urlencode({'back': request.path})}")
    return vote_in(request, here, own_line(here, stands.member))


@sensitive_variables()
def hand_in(request: Any, number: int) -> HttpResponse:
    """The last step. What `cast` looks at by itself is not asked before: on the day of a vote this is what everybody does at once."""
    voter = who_stands_in(request, number)
    if voter is None:
        raise PermissionDenied(_session_has_ended())
    try:
        cast(number, voter.member, filling_in.from_text(request.POST.get("paper", "")))
    except (Refusal, NotAPaper) as no:
        try:
            return _not_taken(request, poll_or_404(number), voter, no)
        except (DatabaseError, InterfaceError):
            # The database is gone, and with it whatever else stands on a page.
            return HttpResponse(str(no), status=503, content_type="text/plain; charset=utf-8")
    if voter.by_code:
        # With the paper the visit ends: whoever comes to the kiosk next finds nothing.
        leave(request)
        context = head_of(poll_or_404(number), _("Your paper is in the urn")) | {"by_code": True}
        return render(request, "polls/booth/voted.html", context)
    return redirect("voted", number)


def _session_has_ended() -> str:
    return _("Your session has ended. Nothing was handed in; come in once more.")


def _not_taken(request: Any, here: Poll, voter: InBooth, no: Exception) -> HttpResponse:
    """Why a paper was not taken: the booth is shut, or what was sent is no paper."""
    if isinstance(no, AlreadyVoted):
        return _shut(request, here, Own(True, "", True))
    own = own_line(here, voter.member)
    if is_shut(request, here, own):
        return _shut(request, here, own)
    if isinstance(no, NotAPaper):
        return _empty(request, here, Form.from_data(here.form), {}, str(no), status=422)
    return render(request, "polls/booth/refused.html", head_of(here, _("Vote")) | {"refusal": no}, status=409)


@sensitive_variables()
def vote_in(request: Any, here: Poll, own: Own | None) -> HttpResponse:
    """Filling in a paper, for somebody whose line of the roll is known, however they came in."""
    if here.form.get("kind") not in WAYS or is_shut(request, here, own):
        return _shut(request, here, own)
    form = Form.from_data(here.form)
    if request.method != "POST":
        return _empty(request, here, form, {}, "")
    sent = {name: request.POST.getlist(name) for name in request.POST}
    try:
        if "change" in sent:
            paper = filling_in.from_text(request.POST.get("paper", ""))
            return _empty(request, here, form, WAYS[form.kind].fill(form, paper), "")
        return _check(request, here, form, filling_in.paper_filled_in(form, sent))
    except NotAPaper as fault:
        return _empty(request, here, form, filling_in.fields_as_sent(sent), str(fault), status=422)


def is_shut(request: Any, here: Poll, own: Own | None) -> bool:
    """Whether there is nothing to fill in: not open, not on the roll, or voted already."""
    at = request.house.at
    closed = here.state != "open" or at < here.opens or at >= here.closes or here.ballot != "secret"
    return closed or own is None or not own.entitled or bool(own.voted)


def _shut(request: Any, here: Poll, own: Own | None) -> HttpResponse:
    context = head_of(here, _("Vote")) | {"own": own, "not_secret": here.ballot != "secret"}
    return render(request, "polls/booth/shut.html", context, status=409 if request.method == "POST" else 200)


def _sheet(request: Any, here: Poll, form: Form, filled: dict[str, str]) -> Sheet:
    # Whoever stands in the booth is a member, though not signed in if they came with a code: they read names.
    stands, reader = standing_in(here), request.member or "a member"
    return sheet_of(form, options_of(here, stands, reader), people_on_lists(stands, reader), filled)


def _empty(request: Any, here: Poll, form: Form, filled: dict[str, str], wrong: str, status: int = 200) -> HttpResponse:
    way = WAYS[form.kind]
    context = head_of(here, _("Vote")) | {
        "text": text_of(here.text), "form": form, "sheet": _sheet(request, here, form, filled), "way": way.template, "how": way.how(form), "wrong": wrong,
    }  # fmt: skip
    return render(request, "polls/booth/paper.html", context, status=status)


def _check(request: Any, here: Poll, form: Form, paper: Paper) -> HttpResponse:
    sheet = _sheet(request, here, form, {})
    context = head_of(here, _("Vote")) | {
        "says": says(form, paper, sheet), "written": filling_in.as_text(paper), "kind_of_paper": form.kind,
    }  # fmt: skip
    return render(request, "polls/booth/check.html", context)


@never_cache
@for_members
def voted(request: Any, number: int) -> HttpResponse:
    """What one is told afterwards: that the paper is in the urn, and nothing of what it says."""
    here = poll_or_404(number)
    own = own_line(here, request.member.pk)
    if own is None or not own.voted:
        return redirect("poll", number)
    return render(request, "polls/booth/voted.html", head_of(here, _("Your paper is in the urn")))
