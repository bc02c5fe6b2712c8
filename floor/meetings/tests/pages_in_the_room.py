"""A meeting of today, run only through its pages: what a test presses, and what the page said."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from django.test import Client

from floor.meetings.doors import come_in
from floor.meetings.models import Meeting, Motion
from floor.site.tests.visiting import found_works_of_today, signed_in
from tests.meeting import call_meeting
from tests.world import CHAIR, SECRETARY, TELLERS, World

#: Who has a card to sign in with, and is no officer of the meeting.
MOVER, SECONDER, THIRD_SPEAKER = 5, 6, 10
HERE = tuple(range(1, 11))


def called_for_now(days_before: int = 6, **wanted: Any) -> tuple[World, Meeting]:
    """A works, and a meeting of it whose hour has just come."""
    world = found_works_of_today()
    world.now = datetime.now(UTC) - timedelta(days=days_before)
    meeting = call_meeting(world, **{"starts": datetime.now(UTC) - timedelta(minutes=2)} | wanted)
    world.now = datetime.now(UTC)
    return world, meeting


def press(client: Client, page: str, do: str, **fields: Any) -> Any:
    """Press a button: with the hidden fields that the page has beside it, and what is typed."""
    form = form_with(client.get(page).content.decode(), do, fields.get("about"))
    return client.post(page, form | {name: value for name, value in fields.items() if value is not None})


def form_with(page: str, do: str, about: object = None) -> dict[str, str]:
    """The hidden and filled-in fields of the form that has this button."""
    for form in re.findall(r"<form method=\"post\".*?</form>", page, flags=re.S):
        fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))
        form = re.sub(r'<input type="radio"(?![^>]*checked)[^>]*>', "", form)
        filled = re.findall(r'<input [^>]*name="([^"]+)"[^>]*?value="([^"]*)"', form)
        filled += [
            (name, _chosen(inner))
            for name, inner in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', form, flags=re.S)
        ]
        chosen = re.findall(r'<button [^>]*name="do" value="([^"]+)"', form)
        if (fields.get("do") == do or do in chosen) and (about is None or fields.get("about") == str(about)):
            return dict(filled) | fields | {"do": do}
    raise AssertionError(f"there is no button “{do}” about {about} on this page")


def _chosen(options: str) -> str:
    """What a browser sends of a list: the option that is marked, else the first."""
    marked = re.search(r'<option value="([^"]*)" selected', options)
    first = re.search(r'<option value="([^"]*)"', options)
    found = marked or first
    return found[1] if found else ""


def open_by_pages(meeting: Meeting, present: tuple[int, ...] = HERE) -> tuple[Client, Client]:
    """Open it, let people in by their cards, choose a chair and tellers, take up the first item; the chair's and the secretary's browser."""
    secretary, chair = signed_in(SECRETARY), signed_in(CHAIR)
    page = f"/meetings/{meeting.pk}/chair/"
    done(press(secretary, page, "open"))
    for member in present:
        come_in(meeting.pk, member)
    done(press(secretary, page, "count the cards"))
    done(press(secretary, page, "choose the chair", member=CHAIR, raised=9))
    for member in (SECRETARY, *TELLERS[:1]):
        office = "choose the secretary" if member == SECRETARY else "choose a teller"
        done(press(chair, page, office, member=member, raised=8))
    done(press(chair, page, "choose a teller", member=4, raised=8))
    meeting.refresh_from_db()
    done(press(chair, page, "take up", about=meeting.items.get(place=1).pk))
    meeting.refresh_from_db()
    return chair, secretary


def done(answer: Any) -> Any:
    """It was done, and leads on to where it is seen."""
    assert answer.status_code == 302, said(answer)
    return answer


def said(answer: Any) -> str:
    """What was refused, in the words of the page."""
    found = re.search(r'role="alert">(.*?)</div>', answer.content.decode(), flags=re.S)
    wrong = re.findall(r'class="wrong"[^>]*>(.*?)</p>', answer.content.decode(), flags=re.S)
    return re.sub(r"<[^>]+>|\s+", " ", found[1] if found else "") + " ".join(wrong)


def move_by_page(client: Client, meeting: Meeting, title: str = "The canteen opens at six", **fields: Any) -> Motion:
    page = f"/meetings/{meeting.pk}/move/"
    item = meeting.items.filter(state="taken up").first() or meeting.items.get(place=1)
    until = (datetime.now(UTC) + timedelta(days=30)).date().isoformat()
    sent = {
        "item": item.pk,
        "title": title,
        "who": "factory committee",
        "by_when": until,
        "about": "a matter",
        "once": once_of(client.get(page)),
    }
    done(client.post(page, sent | fields))
    return Motion.objects.latest("pk")


def once_of(answer: Any) -> str:
    found = re.search(r'name="once" value="([^"]+)"', answer.content.decode())
    assert found
    return found[1]
