"""What a large meeting leaves behind: forty questions, some with answers, and minutes that agree with everything that was done."""

from __future__ import annotations

import re
from typing import Any

from floor.meetings.acts.asking import AskQuestion, NoteQuestion
from floor.meetings.asking.box import put_slip
from floor.meetings.asking.tickets import take_ticket
from floor.meetings.models import Presence, Question, Speech
from tests.questions import answer, let_fall_due
from tests.world import SECRETARY

from .hall_of_1500 import HERE, Hall
from .the_table import first, said, turn


def ask_many(window: Any, hall: Hall, chair: Any, table: Any, phones: dict[int, Any]) -> None:
    """In one's own name, aloud, and without a name; on phones with and without a ticket, and by the same doors."""
    own, with_ticket = list(phones.values())[:2]
    own.goto(hall.page("questions/ask"))
    _ask(own, "What does a meal cost the works?", "Ask")
    with_ticket.goto(hall.page("questions/ticket"))
    turn(with_ticket, "Take my ticket")
    _ask(with_ticket, "Who eats in the managers' dining room?", "Put it into the box")
    assert "lies in the box" in said(with_ticket)
    stranger = window(360, java_script_enabled=False)
    stranger.goto(hall.page("questions/without-a-name"))
    stranger.get_by_label("The code of your ticket").fill(take_ticket(hall.meeting.pk, 601))
    _ask(stranger, "Why is the yard dark?", "Put it into the box")
    table.goto(hall.page("questions/note"))
    _ask(table, "When will the lamps be mended?", "Note it")

    for member in range(602, 620):
        put_slip(
            hall.meeting.pk, take_ticket(hall.meeting.pk, member), f"A question without a name, the {member - 600}th?"
        )
    for member in range(620, 634):
        hall.world.say(AskQuestion(meeting=hall.meeting.pk, text=f"What of the matter of shop {member}?"), member)
    for at in range(4):
        hall.world.say(
            NoteQuestion(meeting=hall.meeting.pk, text=f"What was asked aloud, the {at + 2}th time?"), SECRETARY
        )
    chair.goto(hall.page("questions/box"))
    turn(chair, "Take out what lies there")
    let_fall_due(hall.world)
    ways = {way: Question.objects.filter(way=way).count() for way in ("written", "spoken", "anonymous")}
    assert ways == {"written": 15, "spoken": 5, "anonymous": 20}
    assert set(Question.objects.filter(way="anonymous").values_list("asked_by", flat=True)) == {None}


def _ask(page: Any, text: str, button: str) -> None:
    page.get_by_label("Your question").fill(text)
    turn(page, button)
    assert "Not done" not in said(page)


def answer_some(hall: Hall, chair: Any) -> None:
    asked = list(Question.objects.order_by("number"))
    for question in asked[:9]:
        answer(hall.world, question)
    chair.goto(f"/questions/{asked[9].pk}/answer/")
    chair.locator("main textarea").first.fill("It costs what the committee reports each month.")
    turn(chair, "Publish the answer")
    assert Question.objects.filter(state="answered").count() == 10
    chair.goto(hall.page("questions"))
    assert "Question 10" in said(chair)


def close(hall: Hall, chair: Any) -> None:
    chair.goto(hall.page("chair"))
    turn(first(chair), "Close the meeting")
    assert (hall.again().state, hall.meeting.how_closed) == ("closed", "agenda done")
    assert not Presence.objects.filter(meeting=hall.meeting.pk).exists(), "who was there is forgotten"
    assert not Speech.objects.exclude(who=None).exists(), "and who spoke"


def read_the_minutes(window: Any, hall: Hall, papers: dict[str, int]) -> None:
    """They appear by themselves, and a stranger reads in them what was done."""
    hall.world.wait(days=7)
    let_fall_due(hall.world)
    reader = window(360, java_script_enabled=False)
    reader.goto(hall.page("minutes"))
    told = said(reader)
    for line in (
        f"Entitled: 1500. Present at most: {HERE}, 80", "Chair from", "chosen with 1040 hands; the others proposed had 95",
        "Teller from", "880 hands", "702 for, 398 against, 60 abstaining: carried", "901 for, 188 against, 71 abstaining: carried",
        "111 for, 1010 against, 18 abstaining: not carried", "The canteen opens at five in the morning",
        f"(secret): entitled 1500, present {HERE}, voted 103", f"{papers['for']} for, {papers['against']} against, {papers['abstaining']} abstaining",
        "In writing: 15 asked, ", "Asked aloud: 5 asked, ", "Without a name, from the box: 20 asked, ", "All together: 40 asked, 10 answered, 0 refused, 30 open",
        "Closed: ", "(agenda done)",
    ):  # fmt: skip
        assert line in told, f"“{line}” does not stand in the minutes:\n{told}"
    assert len(re.findall(r"Question \d+ \(", told)) == 40
    debate = told[told.index("Debate, in minutes") :][:300]
    assert sum(int(found) for found in re.findall(r"(\d+) speech", debate)) == 15, debate
    for number in (1, 12, 101, 112, 401):
        assert f"Worker {number}" not in told, "no name stands in them"
