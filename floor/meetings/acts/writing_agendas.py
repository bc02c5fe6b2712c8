"""The agenda of a meeting that is being called. Called from the `apply` of acts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from floor.meetings.agenda import items_that_are_due
from floor.meetings.items_wanted import ItemWanted
from floor.meetings.models import Item, Meeting


def write_agenda(meeting: Meeting, wanted: Sequence[ItemWanted], origin: str = "call") -> None:
    """The items of the call, after those that come on every agenda by themselves. What an earlier meeting left is passed on."""
    rows: list[dict[str, Any]] = []
    taken_over: list[int] = []
    for due in items_that_are_due(meeting):
        row: dict[str, Any] = {"title": due.title, "kind": due.kind, "origin": "law"}
        if due.motion is not None:
            row |= {"origin": "earlier meeting", "motion": due.motion}
        if before := due.from_item:
            taken_over.append(before.pk)
            row |= {
                "origin": "earlier meeting", "from_item": before, "text": before.text, "about_member": before.about_member,
                "proposed_by_id": before.proposed_by_id, "motion": before.motion,
            }  # fmt: skip
        rows.append(row)
    rows += [one.as_row() | {"origin": origin} for one in wanted]
    first = Item.next_id()
    Item.objects.bulk_create(Item(id=first + at, meeting=meeting, place=at + 1, **row) for at, row in enumerate(rows))
    Item.objects.filter(pk__in=taken_over).update(state="passed on")
