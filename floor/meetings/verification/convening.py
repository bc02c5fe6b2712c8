"""What a replayed book must show about meetings: called off by nobody else, guests apart, the same time for each speaker."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F, Q

from floor.book.claims import Claim, broken, holds
from floor.book.verifying import checks_the_tables
from floor.meetings.models import HeadCount, Hindrance, Meeting, Petition, Speech

#: What rounding to whole seconds can make of one speech whose clock was stopped several times.
ROUNDING = 5


@checks_the_tables("R10")
def called_off_by_who_called_it() -> Iterator[Claim]:
    """Each meeting that was called off has the reason beside it; one that members called, only their signatures called off."""
    name, stray = "meetings are called off by who called them", 0
    off = Meeting.objects.filter(state="called off")
    noted = Hindrance.objects.filter(kind="called off", had_effect=True)
    for meeting in off.order_by("pk").iterator(chunk_size=500):
        own = noted.filter(meeting=meeting)
        by_somebody = own.exclude(noted_by=None).exists()
        if not own.exists() or by_somebody != (meeting.petition_id is None):
            stray += 1
            yield broken(name, f"meeting {meeting.pk} was called off without a trace of who called it", meeting.entry)
    if not stray:
        yield holds(name, f"{off.count()} of {Meeting.objects.count()} meetings called off, each by who called it")


@checks_the_tables("R10")
def petitions_had_their_meeting() -> Iterator[Claim]:
    """Each petition with enough signatures led to the meeting it asked for, called in the same act."""
    name, stray = "petitions are followed by their meeting", 0
    complete = Petition.objects.filter(kind="meeting").exclude(completed=None)
    for petition in complete.filter(Q(meetings=None) | Q(signatures__lt=F("needed"))).order_by("pk"):
        stray += 1
        yield broken(name, f"petition {petition.pk} was complete and called no meeting", petition.entry)
    early = Meeting.objects.filter(petition__completed=None).exclude(petition=None).count()
    if early:
        stray += 1
        yield broken(name, f"{early} meetings were called by petitions too few had signed")
    if not stray:
        yield holds(name, f"{complete.count()} petitions, each with its meeting")


@checks_the_tables("R11")
def guests_are_counted_apart() -> Iterator[Claim]:
    """No count of those present is larger than the number of those entitled: guests are in none of them."""
    name = "guests are counted apart"
    counts = HeadCount.objects.exclude(meeting__body="")
    wrong = counts.filter(present__gt=F("meeting__entitled"))
    for count in wrong.select_related("meeting").order_by("pk")[:20]:
        yield broken(name, f"{count.present} present of {count.meeting.entitled} entitled", count.meeting.entry)
    if not wrong.exists():
        yield holds(name, f"{counts.count()} counts of rooms, none above those entitled")


@checks_the_tables("R8")
def everyone_has_the_same_time() -> Iterator[Claim]:
    """What a speech took and what it lost add up to the time it lasted, and nobody was cut short with time left."""
    name, stray, checked = "speaking time is given back and nobody is cut short", 0, 0
    held = Speech.objects.exclude(began=None).exclude(ended=None)
    for speech in held.order_by("pk").iterator(chunk_size=500):
        checked += 1
        assert speech.began is not None and speech.ended is not None
        lasted = (speech.ended - speech.began).total_seconds()
        if abs(lasted - speech.used - speech.lost) > ROUNDING + speech.interruptions:
            stray += 1
            yield broken(name, f"a speech lasted {lasted:.0f} seconds, and {speech.used + speech.lost} are accounted for", speech.entry)  # fmt: skip
        elif speech.how_ended == "time over" and speech.used < speech.allowed:
            stray += 1
            yield broken(name, f"a speech was ended after {speech.used} of {speech.allowed} seconds", speech.entry)
        elif speech.how_ended == "broken off" and not speech.resumed_by.exists():
            stray += 1
            yield broken(name, "a speech that was broken off was not given its time back", speech.entry)
    if not stray:
        yield holds(name, f"{checked} speeches")
