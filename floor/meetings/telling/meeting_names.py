"""What the sentences of this room look up: which meeting, which item, which petition. Filled once for a page of entries."""

from __future__ import annotations

from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from floor.book.telling import LOOK_UPS, Names
from floor.house.models import UnitName
from floor.meetings.models import Admission, Item, Meeting, Petition, Speech

Payload = dict[str, Any]


def look_up(payloads: list[Payload]) -> Names:
    """The meetings these payloads speak of, in a few words: six queries at most."""
    items, speeches, admissions = (_numbers(payloads, key) for key in ("item", "speech", "admission"))
    petitions, meetings = _numbers(payloads, "petition"), _numbers(payloads, "meeting")
    names: Names = {}
    if items:
        for pk, title, meeting in Item.objects.filter(pk__in=items).values_list("pk", "title", "meeting"):
            names["item", pk], names["meeting of item", pk] = title, str(meeting)
            meetings.add(meeting)
    for kind, model, found in (("speech", Speech, speeches), ("admission", Admission, admissions)):
        for pk, meeting in model.objects.filter(pk__in=found).values_list("pk", "meeting") if found else ():
            names[f"meeting of {kind}", pk] = str(meeting)
            meetings.add(meeting)
    if petitions:
        names |= {
            ("petition for a meeting", pk): title
            for pk, title in Petition.objects.filter(pk__in=petitions).values_list("pk", "title")
        }
    return names | _meetings(meetings)


LOOK_UPS.append(look_up)


def _numbers(payloads: list[Payload], key: str) -> set[int]:
    return {row[key] for row in payloads if isinstance(row.get(key), int)}


def _meetings(numbers: set[int]) -> Names:
    if not numbers:
        return {}
    found = list(Meeting.objects.filter(pk__in=numbers).values_list("pk", "body", "title", "unit", "starts"))
    units = dict(UnitName.objects.filter(unit__in={row[3] for row in found}, until=None).values_list("unit", "name"))
    return {
        ("meeting", pk): _("%(body)s, %(unit)s, %(day)s")
        % {"body": body or title or _("mass meeting"), "unit": units.get(unit, ""), "day": date_format(starts)}
        for pk, body, title, unit, starts in found
    }


def meeting_in(payload: Payload, names: Names, by: str = "meeting") -> str:
    """The meeting an entry is about, by its own number or by that of an item, a speech or a request."""
    number = payload["meeting"] if by == "meeting" else int(names.get((f"meeting of {by}", payload[by]), "0"))
    return names.get(("meeting", number)) or _("a meeting")


def item_in(payload: Payload, names: Names) -> str:
    return names.get(("item", payload["item"])) or _("an item")


def figure(number: int) -> str:
    return number_format(number, force_grouping=True)


def hands(counted: Payload) -> dict[str, str]:
    """For the end of a sentence: what was counted."""
    return {"for": figure(counted["votes_for"]), "against": figure(counted["against"]), "abstaining": figure(counted["abstaining"])}  # fmt: skip
