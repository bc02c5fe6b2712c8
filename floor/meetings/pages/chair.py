"""The chair's view: the one next step, large enough for a nervous person's thumb, and below it everything else that is in order."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from floor.book.act import Refusal
from floor.house.pages.finding import for_members
from floor.meetings.showing.room_now import RoomNow

from .acting import done_just_now
from .chair_doings import DOINGS, WAITS
from .in_the_room import head_of, must_hold, now_anew, now_in
from .table import SAME_FORM, button_of, buttons_for, do_at_table, page_of_the_table, subject_of

#: Steps that lead to a page of the polls.
LEADS_ON = {"call the roll": "call-roll", "wait for the papers": "poll"}


@never_cache
@for_members
def chair(request: Any, number: int) -> HttpResponse:
    """Run a meeting from a phone. For its chair and its secretary; before it is opened, for whoever may open it."""
    now = now_in(request, number)
    if now.running:
        done = done_just_now(request)
        if done is not None and not now.holds(request.member.pk, "chair", "secretary"):
            # Whoever opened the meeting has just entered whom it chose: from now on they see it from the room.
            return redirect(f"{reverse('meeting-room', args=[number])}?done={done}")
        must_hold(request, now, "chair", "secretary")
    if request.method == "POST":
        back = reverse("meeting-chair", args=[number])
        return do_at_table(
            request,
            now,
            DOINGS,
            lambda refusal, status: _draw(request, now_anew(request, number), refusal, status),
            back,
        )
    return _draw(request, now)


def _draw(request: Any, now: RoomNow, refusal: Refusal | None = None, status: int = 200) -> HttpResponse:
    first, *others = now.steps
    sent = request.POST if refusal is not None else None
    name = SAME_FORM.get(first.name, first.name)
    others = [one for one in others if one.name != name or one.about != first.about]
    context = head_of(now, _("Chair")) | {
        "refusal": refusal, "done": done_just_now(request), "first": button_of(now, first, sent, plain=False) if name in DOINGS else None,
        "waits": WAITS[first.name](now) if first.name in WAITS else "", "subject": subject_of(now, first), "step": first,
        "leads_on": reverse(LEADS_ON[first.name], args=[first.about]) if first.name in LEADS_ON else "",
        "others": [(one, subject_of(now, step)) for step in others for one in buttons_for(now, [step], sent)], "sign": now.sign(),
    }  # fmt: skip
    return page_of_the_table(request, "meetings/chair.html", context, status)
