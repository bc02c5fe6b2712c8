"""Another day, hour or place, called off, tried to be called off, hindered: each with its reason, which stands beside the meeting (R10)."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from floor.house.pages.by_form import act_page
from floor.house.pages.finding import for_members
from floor.meetings.acts.hindering import NoteHindrance, TryToCallOff
from floor.meetings.acts.moving_dates import CallOff, ChangePlace, FixHour, MoveMeeting
from floor.meetings.laws import law_of, notice_of
from floor.meetings.models import Meeting

from .calling import notice_said
from .finding import head_of, meeting_or_404, unit_in, way_to
from .forms import HindranceForm, MoveForm, PlaceForm, ReasonForm, as_typed


def _about(meeting: Meeting, title: str, button: str, lede: str) -> dict[str, Any]:
    said = {"title": title, "button": button, "lede": lede, "back": reverse("meeting", args=[meeting.pk])}
    return head_of(meeting, title) | said


@for_members
def move(request: Any, number: int) -> HttpResponse:
    """Move a meeting to another day."""
    here = meeting_or_404(number)
    form = MoveForm(request.POST or None, initial={"starts": as_typed(here.starts)})
    rule = law_of(here).body.get(here.body)
    form.fields["starts"].help_text = notice_said(rule, notice_of(rule, request.house.at))
    context = _about(here, _("Move the meeting"), _("Move it"), _("Only who called it can. The reason stands beside the meeting."))  # fmt: skip
    return act_page(request, form, "house/act.html", context, lambda data: MoveMeeting(meeting=number, **data))


@for_members
def fix_hour(request: Any, number: int) -> HttpResponse:
    """Fix the hour of a meeting that members called by petition."""
    here = meeting_or_404(number)
    form = MoveForm(request.POST or None, initial={"starts": as_typed(here.starts)})
    context = _about(here, _("Fix its hour"), _("Fix the hour"), _("Members called it. The hour can be fixed within a day of theirs, at least a day before."))  # fmt: skip
    return act_page(request, form, "house/act.html", context, lambda data: FixHour(meeting=number, **data))


@for_members
def change_place(request: Any, number: int) -> HttpResponse:
    """Give a meeting another place."""
    here = meeting_or_404(number)
    context = _about(here, _("Give it another place"), _("Change the place"), _("The meeting stands. What it was, and why it changed, can be read beside it."))  # fmt: skip
    form = PlaceForm(request.POST or None, initial={"place": here.place})
    return act_page(request, form, "house/act.html", context, lambda data: ChangePlace(meeting=number, **data))


@for_members
def call_off(request: Any, number: int) -> HttpResponse:
    """Call off a meeting that one called."""
    here = meeting_or_404(number)
    context = _about(here, _("Call off the meeting"), _("Call it off"), _("Only who called it can, before it opens. Nobody above them can."))  # fmt: skip
    form = ReasonForm(request.POST or None)
    return act_page(request, form, "house/act.html", context, lambda data: CallOff(meeting=number, **data))


@for_members
def try_to_call_off(request: Any, number: int) -> HttpResponse:
    """Say that a meeting which others called should not take place."""
    here = meeting_or_404(number)
    context = _about(here, _("Say that it should not take place"), _("Have it noted"), _("It is noted with your reason and what you are here. The meeting takes place."))  # fmt: skip
    form = ReasonForm(request.POST or None)
    return act_page(request, form, "house/act.html", context, lambda data: TryToCallOff(meeting=number, **data))


@for_members
def note_hindrance(request: Any, number: int) -> HttpResponse:
    """Note what stood in a meeting's way."""
    here = meeting_or_404(number)
    context = _about(here, _("Note what stands in its way"), _("Note it"), _("It changes nothing about the meeting, and everyone can see it."))  # fmt: skip
    form = HindranceForm(request.POST or None)
    return act_page(
        request, form, "house/act.html", context, lambda data: NoteHindrance(unit=here.unit_id, meeting=number, **data)
    )


@for_members
def note_refused_room(request: Any) -> HttpResponse:
    """Note that a room was refused before there was a meeting."""
    here = unit_in(request)
    if here is None:
        raise Http404
    context = {
        "title": _("A room was refused, %(unit)s") % {"unit": here.name}, "button": _("Note it"), "back": f"{reverse('meetings')}?unit={here.pk}",
        "crumbs": [*way_to(here), ("", _("A room was refused"))], "lede": _("Before a meeting is called, for the unit. Everyone can see it."),
    }  # fmt: skip
    form = HindranceForm(request.POST or None, only_room=True)
    return act_page(request, form, "house/act.html", context, lambda data: NoteHindrance(unit=here.pk, **data))
