"""What the table of a large meeting does in a browser: open it, let people in, choose who presides, debate, count hands."""

from __future__ import annotations

from typing import Any

from floor.house.models import Card
from floor.meetings.acts.asking_to_speak import NoteRaisedHand
from floor.meetings.acts.having_the_floor import CallSpeaker, EndSpeech
from floor.meetings.models import Motion, Presence, Speech
from floor.meetings.speakers.asking import ask_to_speak
from floor.meetings.speakers.list import next_in
from tests.world import CHAIR, SECRETARY, TELLERS

from .hall_of_1500 import HERE, PHONES, Hall, device_of

TEXT = "The canteen opens at six in the morning and closes at ten at night.\n\nThe committee reports what meals cost."


def turn(found: Any, button: str) -> None:
    """Press a button, and wait for the page it leads to."""
    page = found if hasattr(found, "goto") else found.page
    with page.expect_navigation():
        found.get_by_role("button", name=button, exact=True).first.click()


def said(page: Any) -> str:
    return " ".join(page.inner_text("main").split())


def first(page: Any) -> Any:
    """The one next step on the chair's page."""
    return page.locator(".next-step")


def also(page: Any, says: str) -> Any:
    """Something else that is in order now, unfolded."""
    found = page.locator(".others details").filter(has=page.locator("summary", has_text=says)).first
    found.locator("summary").click()
    return found


def open_and_come_in(hall: Hall, table: Any, phones: dict[int, Any]) -> None:
    """By their phones at the code on the screen, by their cards at the table, and the crowd by the same door."""
    table.goto(hall.page("chair"))
    turn(table, "Open the meeting")
    for phone in phones.values():
        phone.goto(hall.way_in)
        turn(phone, "Come in")
        assert "you are in" in said(phone)
    hall.let_in(member for member in range(1, HERE + 1) if member not in PHONES)
    table.goto(hall.page("door"))
    for member in (one for one in PHONES if one not in phones):
        table.get_by_label("Number on the card").fill(str(Card.objects.get(member=member, withdrawn=None).pk))
        turn(table, "Let in")
        assert "Come in" in said(table) and f"Worker {member}" not in table.content()
    assert Presence.objects.filter(meeting=hall.meeting.pk).count() == HERE
    table.goto(hall.page("chair"))
    turn(table.locator(".others"), "Count by the cards at the door")
    assert hall.again().present == HERE
    assert "of 1,500 entitled are here" in said(table) and "1,200" in said(table)


def choose_who_presides(window: Any, hall: Hall, table: Any) -> Any:
    """Chair, secretary and two tellers by hands, on the chair's page; the device of the chair."""
    _enter_whom_it_chose(first(table), "Enter whom the meeting chose as chair", CHAIR, 1_040, (3, 95))
    assert f"{hall.page('room')}?done=" in table.url, "who opened it goes back to the room"
    chair = device_of(window, CHAIR)
    chair.goto(hall.page("chair"))
    for teller, hands in zip(TELLERS, (880, 871), strict=True):
        _enter_whom_it_chose(first(chair), "Enter whom it chose as a teller", teller, hands)
    found = also(chair, "Enter whom it chose as secretary")
    _enter_whom_it_chose(found, "Enter whom it chose as secretary", SECRETARY, 1_102)
    table.goto(hall.page("chair"))
    assert "Take up the next item" in said(table), "the secretary has the chair's page, too"
    return chair


def _enter_whom_it_chose(form: Any, button: str, member: int, hands: int, other: tuple[int, int] | None = None) -> None:
    form.get_by_label("Who was chosen: number on the register").fill(str(member))
    form.get_by_label("Hands", exact=True).fill(str(hands))
    if other:
        form.get_by_label("Also proposed: number").first.fill(str(other[0]))
        form.get_by_label("Hands for them").first.fill(str(other[1]))
    turn(form, button)


def debate(hall: Hall, chair: Any, phones: dict[int, Any]) -> None:
    """Fifteen speakers: by a finger on a phone, by a raised hand that the chair notes, and the others by the same two doors."""
    turn(first(chair), "Take up the next item")
    for phone, side in zip(phones.values(), ("Speak for", "Speak against", "Speak for"), strict=False):
        phone.goto(hall.page("room"))
        turn(phone, side)
        assert "You are on the list" in said(phone)
    found = also(chair, "Put on the list who raised a hand")
    found.get_by_label("Number on the register").fill("300")
    found.get_by_label("Side").select_option("against")
    turn(found, "Put on the list who raised a hand")
    for member in range(301, 308):
        ask_to_speak(hall.meeting.pk, member, side="for" if member % 2 else "against", at=hall.world.now)
    for member in range(308, 312):
        hall.world.say(NoteRaisedHand(meeting=hall.meeting.pk, who=member), SECRETARY)
    waiting = Speech.objects.filter(meeting=hall.meeting.pk)
    assert waiting.count() == 15
    # The first two by the page, the others by the same acts.
    chair.goto(hall.page("chair"))
    for _ in range(2):
        turn(first(chair), "Call the next speaker")
        hall.world.wait(seconds=100)
        chair.goto(hall.page("chair"))
        turn(first(chair), "They have finished")
    hear_everyone(hall)
    chair.goto(hall.page("chair"))
    assert waiting.exclude(ended=None).count() == 15
    sides = list(waiting.order_by("began").values_list("side", flat=True))
    assert sides[:9] == ["for", "against", "neither"] * 3, "the side that has had less time comes first"


def hear_everyone(hall: Hall) -> None:
    """Call whoever waits, in the order of the list, and let them finish."""
    while (following := next_in(hall.again())) is not None:
        hall.world.say(CallSpeaker(speech=following.number), CHAIR)
        hall.world.wait(seconds=100)
        hall.world.say(EndSpeech(speech=following.number, how="finished"), CHAIR)


def carry_as_amended_by_hands(window: Any, hall: Hall, chair: Any, phones: dict[int, Any]) -> Motion:
    """Moved, seconded and amended on phones; two devices at the table, and a finger that presses twice."""
    mover, seconder, changer = list(phones.values())[:3]
    mover.goto(hall.page("move"))
    mover.get_by_label("The motion, in a line").fill("The canteen opens at six")
    mover.get_by_label("Its full text").fill(TEXT)
    mover.get_by_label("Who must act, if it is carried").select_option("factory committee")
    mover.get_by_label("By which day").fill(f"{hall.world.now.replace(year=hall.world.now.year + 1):%Y-%m-%d}")
    turn(mover, "Move it")
    motion = Motion.objects.get(kind="main")
    seconder.goto(hall.page("room"))
    turn(seconder, "Second it")
    changer.goto(f"/motions/{motion.pk}/amend/")
    changer.get_by_label("These words of the motion go").fill("six in the morning")
    changer.get_by_label("These come in their place").fill("five in the morning")
    changer.get_by_label("The amendment, in a line").fill("An hour earlier")
    changer.locator("main form button").first.click()
    amendment = Motion.objects.get(kind="amendment")
    seconder.goto(hall.page("room"))
    turn(seconder, "Second it")

    other = device_of(window, SECRETARY)
    for device in (chair, other):
        device.goto(hall.page("chair"))
        assert f"Motion {amendment.pk}: An hour earlier" in said(device)
    turn(first(chair), "Put it to the vote")
    turn(first(other), "Put it to the vote")
    assert "Nothing was done now" in said(other), "the second device is told that another was faster"
    other.goto(hall.page("chair"))
    for device, hands in ((chair, (702, 398, 60)), (other, (698, 402, 60))):
        _type_hands(device, *hands)
    _press_twice(chair, "Enter the hands")
    turn(other, "Enter the hands")
    assert "Nothing was done now" in said(other) or "counted already" in said(other)
    amendment.refresh_from_db()
    assert (amendment.state, amendment.poll.outcome["parts"][0]["for"]) == ("carried", 702)

    chair.goto(hall.page("chair"))
    turn(first(chair), "Put it to the vote")
    phones[PHONES[0]].goto(hall.page("room"))
    assert "Raise your hand" in said(phones[PHONES[0]])
    _type_hands(chair, 901, 188, 71)
    _press_twice(chair, "Enter the hands")
    motion.refresh_from_db()
    assert motion.state == "carried" and motion.text != motion.first_text
    return motion


def _press_twice(device: Any, button: str) -> None:
    """A double click: the form is sent twice, and the answer to the second is what the browser shows."""
    device.get_by_role("button", name=button).dblclick()
    # The page after it has no such button any more.
    device.get_by_role("button", name=button).first.wait_for(state="detached")
    device.wait_for_load_state()
    assert "Not done" not in said(device)


def _type_hands(device: Any, votes_for: int, against: int, abstaining: int) -> None:
    for label, hands in (("For", votes_for), ("Against", against), ("Abstaining", abstaining)):
        first(device).get_by_label(label, exact=True).fill(str(hands))


def lose_by_hands(window: Any, hall: Hall, chair: Any, phones: dict[int, Any]) -> Motion:
    """The tellers enter them section by section; the sums are worked out for them."""
    turn(first(chair), "Take up the next item")
    mover, seconder = list(phones.values())[3:5]
    mover.goto(hall.page("move"))
    mover.get_by_label("The motion, in a line").fill("The night shift is paid as the day shift")
    mover.get_by_label("It is a declaration").check()
    turn(mover, "Move it")
    seconder.goto(hall.page("room"))
    turn(seconder, "Second it")
    chair.goto(hall.page("chair"))
    turn(first(chair), "Put it to the vote")
    teller = device_of(window, TELLERS[0])
    teller.goto(hall.page("teller"))
    sections = teller.locator("fieldset.hands")
    for at, hands in enumerate(((60, 240, 5), (31, 260, 0), (12, 270, 9), (8, 240, 4))):
        for label, number in zip(("For", "Against", "Abstaining"), hands, strict=True):
            sections.nth(at).get_by_label(label, exact=True).fill(str(number))
    turn(teller, "Add up and enter the hands")
    motion = Motion.objects.get(title="The night shift is paid as the day shift")
    part = motion.poll.outcome["parts"][0]
    assert (motion.state, part["for"], part["against"], part["abstaining"]) == ("lost", 111, 1_010, 18)
    return motion
