"""Meetings of the demonstration: a general meeting of the past with everything that can happen in one, and its report today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from floor.house.models import Member, Unit
from floor.meetings.acts.agenda_items import ProposeItem
from floor.meetings.acts.amending import Amend
from floor.meetings.acts.attending import CountRoom
from floor.meetings.acts.calling import CallMeeting
from floor.meetings.acts.closing import CloseMeeting
from floor.meetings.acts.having_the_floor import CallSpeaker, EndSpeech
from floor.meetings.acts.moving import MoveMotion, SecondMotion
from floor.meetings.acts.opening import ChooseOfficer, OpenMeeting
from floor.meetings.acts.ruling import AppealRuling, NotPut
from floor.meetings.acts.taking_up import TakeUpItem
from floor.meetings.deciding.doors import put_to_the_vote
from floor.meetings.doors import come_in, count_cards
from floor.meetings.items_wanted import ItemWanted
from floor.meetings.models import Item, Meeting, Motion
from floor.meetings.petitioning.signing import begin_petition, sign
from floor.meetings.speakers.asking import ask_to_speak
from floor.meetings.speakers.list import next_in
from floor.polls.acts.hands import CountHands, Hands

from .days import Days
from .elections_held import sha_of
from .founding import CHAIR, FOUNDERS_A_WORKS, ORDINARY, SECRETARY
from .places import HAMMER_AND_SICKLE, Places

TELLERS = [20, 21]
_MOVER, _SECONDER, _OTHER = 7, 8, 12
_CANTEEN = """The canteen is open from five in the morning until midnight.

The committee agrees with the supply board on hot meals for the night shift, and tells the next meeting what they cost.
"""
_STOVES = "Every shop has a stove that draws, and coal for it, before the first of December.\n"


@dataclass
class Hall:
    """A meeting at work, as the demonstration plays it."""

    days: Days
    meeting: Meeting

    @property
    def number(self) -> int:
        return self.meeting.pk

    def minutes(self, some: float) -> None:
        self.days.now += timedelta(minutes=some)

    def open(self, chair: int, present: list[int]) -> None:
        """The first come in by their cards; a chair, a secretary and tellers are chosen."""
        self.days.say(OpenMeeting(meeting=self.number), SECRETARY)
        for member in present:
            come_in(self.number, member, at=self.days.now)
        count_cards(self.number, at=self.days.now)
        hands = len(present) - 3
        for office, member in (("chair", chair), ("secretary", SECRETARY), *(("teller", one) for one in TELLERS)):
            by = SECRETARY if office == "chair" else chair
            self.minutes(1)
            self.days.say(ChooseOfficer(meeting=self.number, office=office, member=member, hands=[(member, hands)]), by)

    def heads(self, present: int, guests: int = 0) -> None:
        act = CountRoom(meeting=self.number, present=present, guests=guests, tellers=TELLERS)
        self.days.say(act, TELLERS[0])

    def here(self) -> int:
        """How many are entitled in it."""
        return Meeting.objects.get(pk=self.number).entitled

    def take_up(self, place: int) -> Item:
        item = self.meeting.items.get(place=place)
        self.minutes(1)
        self.days.say(TakeUpItem(item=item.pk), CHAIR)
        return item

    def speech(self, member: int, side: str, minutes: float) -> None:
        ask_to_speak(self.number, member, side=side, at=self.days.now)
        self.minutes(0.5)
        self.meeting.refresh_from_db()
        called = next_in(self.meeting)
        assert called is not None
        self.days.say(CallSpeaker(speech=called.number), CHAIR)
        self.minutes(minutes)
        self.days.say(EndSpeech(speech=called.number), CHAIR)

    def motion(self, item: Item, title: str, text: str = "", **more: object) -> Motion:
        given = {"item": item.pk, "title": title, "text": sha_of(text) if text else ""} | more
        self.days.say(MoveMotion.model_validate(given), _MOVER, *([text] if text else []))
        return self.seconded()

    def amendment(self, motion: Motion, title: str, old: str, new: str) -> Motion:
        self.days.say(Amend(motion=motion.pk, title=title, old=old, new=new), _OTHER)
        return self.seconded()

    def seconded(self) -> Motion:
        motion = Motion.objects.order_by("-pk")[0]
        self.minutes(1)
        if motion.state == "moved":
            self.days.say(SecondMotion(motion=motion.pk), _SECONDER)
        return motion

    def by_hands(self, motion: Motion, votes_for: int, against: int, abstaining: int, present: int) -> None:
        poll = put_to_the_vote(motion.pk, CHAIR, at=self.days.now)
        self.minutes(2)
        hands = [Hands(votes_for=votes_for, against=against, abstaining=abstaining)]
        self.days.say(CountHands(poll=poll.pk, present=present, hands=hands, tellers=TELLERS), TELLERS[0])

    def close(self) -> None:
        self.days.say(CloseMeeting(meeting=self.number), CHAIR)


def _called(days: Days, unit: int, starts: datetime, place: str, items: list[str], **more: object) -> Meeting:
    given = {
        "unit": unit, "body": "general meeting", "starts": starts, "place": place,
        "items": [ItemWanted(title=title) for title in items],
    } | more  # fmt: skip
    days.say(CallMeeting.model_validate(given), SECRETARY)
    return Meeting.objects.order_by("-pk")[0]


def a_general_meeting(days: Days, places: Places) -> Meeting:
    """Three motions: one amended and carried, one lost, one that the chair will not put and the meeting wants put."""
    works = Unit.objects.get(pk=places.called(HAMMER_AND_SICKLE))
    starts = (days.now + timedelta(days=9)).replace(hour=17, minute=0)
    meeting = _called(days, works.pk, starts, "The great assembly shop", ["The canteen and the night shift", "Fines"])
    days.pass_by(days=1)
    days.say(ProposeItem(meeting=meeting.pk, item=ItemWanted(title="The wall newspaper and who writes it")), ORDINARY)
    days.until(starts)
    hall = Hall(days, Meeting.objects.get(pk=meeting.pk))
    founders = list(range(1, FOUNDERS_A_WORKS + 1))
    hall.open(CHAIR, founders)
    present = hall.here() * 58 // 100
    hall.heads(present, guests=3)
    _the_canteen(hall, present)
    _fines(hall, present)
    hall.take_up(_place(meeting, "The wall newspaper"))
    hall.speech(ORDINARY, "neither", 2.5)
    hall.minutes(1)
    hall.close()
    return Meeting.objects.get(pk=meeting.pk)


def _place(meeting: Meeting, title: str) -> int:
    return int(meeting.items.get(title__startswith=title).place)


def _the_canteen(hall: Hall, present: int) -> None:
    item = hall.take_up(_place(hall.meeting, "The canteen"))
    motion = hall.motion(
        item, "Hot meals for the night shift", _CANTEEN, who="factory committee", by_when=hall.days.now + timedelta(days=25)
    )  # fmt: skip
    for member, side, minutes in ((9, "for", 3), (10, "against", 4), (11, "for", 2), (13, "against", 1.5)):
        hall.speech(member, side, minutes)
    amendment = hall.amendment(motion, "Open through the night", "until midnight", "through the night")
    hall.by_hands(amendment, present * 71 // 100, present * 18 // 100, present * 9 // 100, present)
    hall.by_hands(motion, present * 80 // 100, present * 11 // 100, present * 7 // 100, present)


def _fines(hall: Hall, present: int) -> None:
    item = hall.take_up(_place(hall.meeting, "Fines"))
    lost = hall.motion(
        item, "Fines go to the library fund", who="factory committee", by_when=hall.days.now + timedelta(days=40)
    )
    hall.speech(14, "for", 2)
    hall.speech(16, "against", 3)
    hall.by_hands(lost, present * 31 // 100, present * 52 // 100, present * 12 // 100, present)
    refused = hall.motion(item, "No fine without the conflict commission", declaration=True)
    hall.days.say(
        NotPut(motion=refused.pk, reason="not this body's", said="Fines are for the conflict commission, not for us."),
        CHAIR,
    )
    ruling = refused.rulings.get()
    hall.days.say(AppealRuling(ruling=ruling.pk), _MOVER)
    appeal = hall.seconded()
    hall.by_hands(appeal, present * 66 // 100, present * 24 // 100, present * 6 // 100, present)
    hall.by_hands(
        Motion.objects.get(pk=refused.pk), present * 62 // 100, present * 14 // 100, present * 19 // 100, present
    )


def a_petition_for_a_meeting(days: Days, places: Places) -> None:
    """Some have signed already; whoever signs in can sign, too."""
    works = places.called(HAMMER_AND_SICKLE)
    starts = days.now + timedelta(days=20)
    petition = begin_petition(
        works, "general meeting", 17, title="A meeting about the night shift", starts=starts, place="The canteen",
        items=[{"title": "The night shift in winter"}], at=days.now,
    )  # fmt: skip
    signing = Member.objects.filter(unit__parent=works, left=None, pk__gt=FOUNDERS_A_WORKS).order_by("pk")
    for member in list(signing.values_list("pk", flat=True)[: petition.needed * 6 // 10]):
        sign(petition.pk, member, at=days.now)


def call_the_meetings_of_today(days: Days, places: Places, now: datetime) -> Meeting:
    """One that is coming, and one that sits at this moment, which is returned."""
    works = places.called(HAMMER_AND_SICKLE)
    coming = now.replace(hour=17, minute=0) + timedelta(days=6)
    _called(
        days, works, coming, "The great assembly shop", ["Report of the factory committee", "Who works on holidays"]
    )
    starts = now - timedelta(minutes=25)
    return _called(
        days, works, starts, "Yard of the bolt shop", ["Stoves before the winter", "Other business"], online=True
    )


def it_sits_now(days: Days, meeting: Meeting, now: datetime) -> None:
    """Opened a quarter of an hour ago: its first motion is moved, and two wait to speak. Whoever signs in as its chair leads it."""
    days.until(meeting.starts)
    hall = Hall(days, Meeting.objects.get(pk=meeting.pk))
    hall.open(CHAIR, list(range(1, FOUNDERS_A_WORKS - 1)))
    hall.heads(hall.here() * 44 // 100, guests=2)
    item = hall.take_up(_place(meeting, "Stoves"))
    hall.motion(item, "A stove in every shop", _STOVES, who="factory committee", by_when=now + timedelta(days=9))
    hall.speech(9, "for", 3)
    for member, side in ((10, "against"), (11, "for")):
        ask_to_speak(hall.number, member, side=side, at=days.now)
