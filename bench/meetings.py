"""Pages of meetings where a million belong and ten years of meetings lie behind: how long each takes, and what it asks the database.

    .venv/bin/python bench/meetings.py [MEETINGS] [MOTIONS] [--on=sqlite|postgresql]

The register's figures are those of a million; the meetings and motions before today's are copies of two that were held by acts,
laid straight into their tables. What must not grow with them is how many queries a page asks.
"""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.figures import figure, timed
from bench.houses import each_kind, house

MILLION, HERE, PAGES = 1_000_000, 1_200, 20


def main(kind: str, meetings: int, motions: int) -> None:
    with house(kind):
        pages = lived(meetings, motions)
        for name, (reader, address) in pages.items():
            show(name, reader, address)


def lived(meetings: int, motions: int) -> dict[str, tuple[Any, str]]:
    """One meeting with its minutes, ten years of copies of it, and one that runs now; each page with who reads it."""
    from datetime import UTC, datetime, timedelta

    from django.test import Client

    from floor.meetings.models import Meeting, Presence
    from floor.site.tests.visiting import found_works_of_today, signed_in
    from tests.meeting import call_meeting, choose, close_meeting, open_meeting, running_meeting, take_up
    from tests.motions import amend, by_hands, move
    from tests.questions import let_fall_due
    from tests.world import CHAIR, FACTORY, SECRETARY, TELLERS

    world = found_works_of_today()
    world.now = datetime.now(UTC) - timedelta(days=16)
    held = running_meeting(world)
    by_hands(world, move(world, held, words="The canteen opens at six."), (8, 1, 1))
    world.wait(hours=1)
    take_up(world, held, 2)
    close_meeting(world, held)
    world.wait(days=7)
    let_fall_due(world)
    lay_years_of(held, meetings, motions)
    world.now = datetime.now(UTC) - timedelta(days=5)
    today = call_meeting(world, starts=datetime.now(UTC) - timedelta(minutes=30))
    world.now = today.starts
    grow_the_figures(FACTORY)
    today = open_meeting(world, today)
    for office, member in (("chair", CHAIR), ("secretary", SECRETARY), *(("teller", one) for one in TELLERS)):
        choose(world, today, office, member, by=SECRETARY if office == "chair" else CHAIR)
    take_up(world, today, 1)
    motion = move(world, today, "The lamps in the yard", words="The lamps in the yard burn until six.")
    amend(world, motion, "six", "five")
    Presence.objects.bulk_create([Presence(meeting=today.pk, member=1_000 + at) for at in range(HERE)], batch_size=500)
    anybody, chair, member = (Client(headers={"host": "localhost"}) for _ in range(3))
    signed_in(CHAIR, chair)
    signed_in(6, member)
    assert Meeting.objects.count() >= meetings
    return {
        "a meeting": (anybody, f"/meetings/{held.pk}/"),
        "the meeting of today": (member, f"/meetings/{today.pk}/"),
        "the list of meetings": (anybody, "/meetings/"),
        "its past": (anybody, "/meetings/?state=past"),
        "meetings of a body": (anybody, f"/meetings/?unit={FACTORY}&body=general+meeting&state=past"),
        "the room": (member, f"/meetings/{today.pk}/room/?done=1"),
        "the chair's page": (chair, f"/meetings/{today.pk}/chair/"),
        "the projector": (anybody, f"/meetings/{today.pk}/projector/"),
        "minutes": (anybody, f"/meetings/{held.pk}/minutes/"),
        "a motion": (anybody, f"/motions/{motion.pk}/"),
    }


def lay_years_of(held: Any, meetings: int, motions: int) -> None:
    """Copies of a meeting and of its motions, one to an item, with the days spread over ten years before it."""
    from datetime import timedelta

    from floor.book.protected import acting
    from floor.meetings.models import Item, Meeting, Motion

    pattern, item = Motion.objects.get(meeting=held), held.items.get(place=1)
    first_meeting, first_item, first_motion = Meeting.next_id(), Item.next_id(), Motion.next_id()
    with acting("a bench"):
        for model, rows in (
            (Meeting, (_copy(held, first_meeting + at, starts=held.starts - timedelta(hours=17.5 * at)) for at in range(meetings))),
            (Item, (_copy(item, first_item + at, meeting_id=first_meeting + at) for at in range(meetings))),
            (Motion, (_copy(pattern, first_motion + at, meeting_id=first_meeting + at % meetings, item_id=first_item + at % meetings) for at in range(motions))),
        ):  # fmt: skip
            model.objects.bulk_create(rows, batch_size=500)


def _copy(row: Any, number: int, **other: Any) -> Any:
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return type(row)(**values | {"id": number} | other)


def grow_the_figures(unit: int) -> None:
    """A works of a million by its figures."""
    from floor.book.protected import acting
    from floor.house.models import Unit

    with acting("a bench"):
        Unit.objects.filter(pk=unit).update(members_below=MILLION)


def show(name: str, reader: Any, address: str) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    reader.get(address)
    with CaptureQueriesContext(connection) as asked:
        answer = reader.get(address)
    queries = len(asked)
    assert answer.status_code == 200, (address, answer.status_code)
    took = median(timed(lambda: reader.get(address)) for _ in range(PAGES))
    figure(f"{name}, {queries} queries", took * 1_000, "ms", aim="100")


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:] if not word.startswith("--on=")]
    on = [word.removeprefix("--on=") for word in sys.argv[1:] if word.startswith("--on=")]
    if on:
        main(on[0], *(given + [5_000, 50_000][len(given) :]))
    else:
        each_kind(__file__, [str(number) for number in given])
