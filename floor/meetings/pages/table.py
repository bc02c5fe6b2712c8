"""The buttons of whoever sits at the table: the next step large, all others that are in order below it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import gettext as _

from floor.book.act import Refusal
from floor.meetings.models import Motion
from floor.meetings.showing.next_step import Step
from floor.meetings.showing.room_now import RoomNow

from .acting import Button, Data, do_once, fresh_key
from .chair_doings import DOINGS, WAITS, Doing

#: Steps that have the form of another one.
SAME_FORM = {"count again": "count"}


def do_at_table(request: Any, now: RoomNow, allowed: Iterable[str], draw: Any, back: str) -> HttpResponse:
    """Do what was pressed at the table, if this page has that button."""
    name = request.POST.get("do", "")
    doing = DOINGS.get(name) if name in allowed else None
    if doing is None:
        return do_once(request, None, None, draw, back)
    try:
        form = form_of(doing, name, now, request.POST) if doing.form else None
    except Refusal as refused:
        return draw(refused, 409)

    def deed(asked: Any, data: Data) -> Any:
        return doing.do(asked, now, data, form)

    return do_once(request, deed, form, draw, back, lambda: check_it_is_still_so(request, now))


def check_it_is_still_so(request: Any, now: RoomNow) -> None:
    """Refuse what was pressed on a page that is out of date: another device, or another pair of hands, was faster."""
    drawn = request.POST.get("drawn")
    if drawn is not None and drawn != now.sign():
        raise Refusal(
            now.meeting.article,
            _("Something has been done since this page was drawn, perhaps from another device. Nothing was done now: look at where the meeting stands, and press again if it still fits."),
        )  # fmt: skip


def buttons_for(now: RoomNow, steps: Iterable[Step], sent: Any = None) -> list[Button]:
    """The forms of these steps. What was sent and not done stands in its form again."""
    return [button_of(now, step, sent) for step in steps if SAME_FORM.get(step.name, step.name) in DOINGS]


def button_of(now: RoomNow, step: Step, sent: Any = None, plain: bool = True) -> Button:
    name = SAME_FORM.get(step.name, step.name)
    doing = DOINGS[name]
    again = (
        sent if sent is not None and sent.get("do") == name and str(step.about or "") == sent.get("about", "") else None
    )
    form = form_of(doing, name, now, again) if doing.form else None
    hint = WAITS[step.name](now) if step.name in WAITS else str(doing.hint)
    return Button(name, str(doing.says), step.about, hint, form, _hidden(now, step), plain)


def form_of(doing: Doing, name: str, now: RoomNow, sent: Any) -> Any:
    assert doing.form is not None
    return doing.form(now, sent, auto_id=f"{slugify(name)}_%s")


def _hidden(now: RoomNow, step: Step) -> dict[str, object]:
    """With what is put goes its text as it stood on this page."""
    if step.name != "put":
        return {}
    motion = motion_in(now, step.about)
    return {"text": motion.text if motion else ""}


def motion_in(now: RoomNow, number: int | None) -> Motion | None:
    return next((one for one in now.motions if one.pk == number), None)


def subject_of(now: RoomNow, step: Step) -> str:
    """What a step is about, in its own words: the motion, the item, the place on the list."""
    if step.name in ("put", "not put", "ask for a second"):
        found = motion_in(now, step.about)
        return _("Motion %(n)s: %(title)s") % {"n": found.pk, "title": found.title} if found else ""
    if step.name in ("take up", "decide the objection"):
        item = now.next_item
        return _("Item %(n)s: %(title)s") % {"n": item.place, "title": item.title} if item else ""
    if step.name == "call":
        first = next(iter(now.waiting), None)
        return _("Place %(turn)s on the list") % {"turn": first.turn} if first else ""
    if now.poll is not None and step.about == now.poll.pk and step.name in ("enter the hands", "call the roll", "wait for the papers", "count the papers"):  # fmt: skip
        return now.poll.title
    if step.name == "answer a request" and now.request is not None:
        return f"{now.request.kind}: {now.request.who}"
    return ""


def page_of_the_table(request: Any, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    return render(request, template, {"key_of_forms": fresh_key} | context, status=status)
