"""Forms for moving something. Afterwards one is back in the room, where it stands on the list of what is moved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from floor.book.act import Refusal
from floor.book.addresses import words_in
from floor.house.pages.by_form import key_of
from floor.house.pages.finding import for_members
from floor.house.pages.texts import as_written, name_of
from floor.meetings.acts.minority import FileMinorityStatement
from floor.meetings.deciding.motions import NOT_PUT_YET
from floor.meetings.deciding.procedures import PROCEDURES, TWO_THIRDS
from floor.meetings.showing.motion_pages import motion_shown
from floor.meetings.showing.room_now import RoomNow

from .acting import Data, deed, do_once, fresh_key
from .in_the_room import head_of, now_in
from .motion_found import motion_or_404
from .moving_forms import AmendForm, Made, MotionForm, ProcedureForm, StatementForm


@for_members
def move(request: Any, number: int) -> HttpResponse:
    """Move a motion: before the meeting, or from the floor at its item."""
    now = now_in(request, number)
    items = [now.item] if now.item else [one for one in now.items if one.state in ("open", "taken up")]
    form = MotionForm(request.POST or None, meeting=now.meeting, law=request.house.law, items=items)
    context = head_of(now, _("Move a motion")) | {
        "title": _("Move a motion"), "button": _("Move it"), "back": _room(now),
        "lede": _("It says which body must act and by when, or that it is a declaration. Somebody else seconds it."),
    }  # fmt: skip
    return _page(request, form, "meetings/move.html", context, form.act)


@for_members
def procedure(request: Any, number: int) -> HttpResponse:
    """Move how the meeting goes on: first which way, then what that one asks for."""
    now = now_in(request, number)
    known = PROCEDURES.get(words_in(request.GET, "what"))
    context = head_of(now, _("How the meeting goes on")) | {
        "title": _("Move how the meeting goes on"),
        "back": _room(now),
    }
    if known is None or not known.moved:
        offered = [
            Offered(one.name, one.at_once, one.majority == TWO_THIRDS) for one in PROCEDURES.values() if one.moved
        ]
        lede = _("Such a motion is put before any other; those higher on this list are put first.")
        return render(request, "meetings/procedures.html", context | {"lede": lede, "procedures": offered})
    motions = [
        one for one in now.motions if one.kind in ("main", "alternative", "amendment") and one.state in NOT_PUT_YET
    ]
    items = [one for one in now.items if one.state == "open"]
    form = ProcedureForm(request.POST or None, known=known, law=request.house.law, items=items, motions=motions)
    context |= {"title": known.name[:1].upper() + known.name[1:], "button": _("Demand it") if known.at_once else _("Move it"), "lede": _("Somebody else seconds it, and it is put at once.") if known.seconded else ""}  # fmt: skip
    return _page(request, form, "meetings/form.html", context, lambda: form.act(number))


@dataclass(frozen=True, slots=True)
class Offered:
    """A way in which the meeting can go on, as it is offered."""

    name: str
    at_once: bool
    two_thirds: bool


@for_members
def amend(request: Any, number: int) -> HttpResponse:
    """Amend a motion, or an amendment to it."""
    found = motion_or_404(number)
    now = RoomNow(found.meeting, request.house.at)
    form = AmendForm(request.POST or None)
    context = head_of(now, _("Amend motion %(n)s") % {"n": number}) | {
        "title": _("Amend motion %(n)s") % {"n": number}, "button": _("Move the amendment"), "back": reverse("motion", args=[number]),
        "lede": found.title, "shown": motion_shown(found, ()),
    }  # fmt: skip
    return _page(
        request, form, "meetings/amend.html", context, lambda: form.act(found), reverse("motion", args=[number])
    )


@for_members
def minority(request: Any, number: int) -> HttpResponse:
    """File a minority statement on what was decided."""
    found = motion_or_404(number)
    now = RoomNow(found.meeting, request.house.at)
    form = StatementForm(request.POST or None)
    context = head_of(now, _("Minority statement")) | {
        "title": _("Minority statement on motion %(n)s") % {"n": number}, "button": _("File it"), "back": reverse("motion", args=[number]),
        "lede": _("It is read wherever this decision appears. Others can sign it for a week; how many is shown, who is not."),
    }  # fmt: skip

    def make() -> Made:
        text = as_written(form.cleaned_data["text"])
        return FileMinorityStatement(motion=number, text=name_of(text)), (text,)

    return _page(request, form, "meetings/form.html", context, make, reverse("motion", args=[number]))


def _page(
    request: Any, form: Form, template: str, context: dict[str, Any], make: Callable[[], Made], then: str = ""
) -> HttpResponse:
    """A page with one form that does one act, and then leads back to where it is seen."""
    context = {"form": form, "key": key_of(request), "refusal": None} | context

    def draw(refusal: Refusal | None = None, status: int = 200) -> HttpResponse:
        fresh = {"key": fresh_key()} if refusal is not None else {}
        # Mistakes stand beside their fields already.
        shown = None if form.is_bound and form.errors else refusal
        return render(request, template, context | fresh | {"refusal": shown}, status=status)

    if request.method != "POST":
        return draw()

    def made(data: Data) -> Made:
        return make()

    return do_once(request, deed(made), form, draw, then or str(context["back"]))


def _room(now: RoomNow) -> str:
    """Before the meeting opens, its page; then the room."""
    return reverse("meeting-room" if now.running else "meeting", args=[now.meeting.pk])
