"""Who is in the room, in what part, and who speaks."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from floor.book.protected import Protected
from floor.house.models import Mandate, Member

from .convening import Item, Meeting


class MeetingOffice(Protected):
    """A part in a meeting, given by it: chair, secretary, teller. It ends with the meeting."""

    id = models.BigIntegerField(primary_key=True)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="offices")
    office = models.CharField(max_length=12, help_text="chair, secretary, teller")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    votes = models.JSONField(
        default=list, help_text="The hands for each proposed, the elected first; empty for who opens it."
    )
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)


class HeadCount(Protected):
    """How many were in the room at one moment: those entitled, guests and consultative voices apart (R11)."""

    id = models.BigIntegerField(primary_key=True)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="head_counts")
    at = models.DateTimeField()
    present = models.IntegerField()
    guests = models.IntegerField(default=0)
    consultative = models.IntegerField(default=0)
    by_unit = models.JSONField(default=dict, help_text="At a joint meeting: of those entitled, by unit.")
    how = models.CharField(max_length=8, help_text="cards, heads")
    tellers = models.JSONField(default=list)


class Admission(Protected):
    """Somebody who has no seat here and wants to come in or to speak: who asked for it, and what the meeting answered (R11)."""

    id = models.BigIntegerField(primary_key=True)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="admissions")
    kind = models.CharField(max_length=12, help_text="guests, consultative, speaker")
    who = models.CharField(max_length=120, help_text="In virtue of what they come; never a private person's name.")
    asked_by = models.CharField(max_length=120, help_text="Who asked that they be let in, in virtue of what.")
    why = models.CharField(max_length=300, default="")
    asked = models.DateTimeField()
    admitted = models.BooleanField(null=True, help_text="Empty while the meeting has not answered.")
    answered = models.DateTimeField(null=True)
    votes = models.JSONField(default=dict, help_text="For, against, abstaining.")


class SeatTaken(Protected):
    """A delegate at a meeting of delegates. Those who sent them have a right to know (M18); members at a general meeting are only counted."""

    id = models.BigIntegerField(primary_key=True)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="seats_taken")
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="meetings")
    came = models.DateTimeField()
    left = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint("meeting", "mandate", condition=Q(left=None), name="in_one_seat_once")]


class Speech(Protected):
    """A place on the speakers' list, and the speech that came of it. What is said in a meeting is never an offence (R8)."""

    id = models.BigIntegerField(primary_key=True)
    entry = models.BigIntegerField(
        help_text="The entry that put it on the list; its private value goes when the meeting closes."
    )
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="speeches")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, related_name="speeches")
    motion = models.BigIntegerField(null=True)
    kind = models.CharField(max_length=16, default="speech", help_text="speech, point of order, reply, guest")
    side = models.CharField(max_length=8, default="neither", help_text="for, against, neither")
    asked = models.DateTimeField()
    turn = models.IntegerField(help_text="On the list of the meeting, from 1, in the order in which they asked.")
    spoken_before = models.IntegerField(
        default=0, help_text="How often the same person has spoken in this meeting already."
    )
    resumes = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        related_name="resumed_by",
        help_text="The speech that was broken off and goes on with the time it had left.",
    )
    began = models.DateTimeField(null=True)
    ended = models.DateTimeField(null=True)
    allowed = models.IntegerField(
        default=0, help_text="Seconds they have, with what interruptions took from them given back."
    )
    used = models.IntegerField(default=0)
    interruptions = models.IntegerField(default=0)
    lost = models.IntegerField(default=0, help_text="Seconds during which the clock was stopped, given back.")
    stopped = models.DateTimeField(null=True, help_text="Since when the clock of this speech stands still.")
    how_ended = models.CharField(max_length=12, default="", help_text="finished, time over, broken off, item done")
    by_phone = models.BooleanField(
        default=False, help_text="Whether they asked for themselves; the chair can note a raised hand."
    )
    withdrawn = models.DateTimeField(null=True)
    who = models.BigIntegerField(
        null=True, help_text="The number on the register, while the meeting lasts; none for a guest."
    )

    private_columns = ("who",)


# ----------------------------------------------------------------------------------------------------------------------
# While a meeting lasts: no institution's table, never in the book, gone when it closes.


class Presence(models.Model):
    """A member in the room of a general meeting. It has no time; when the meeting closes only the count remains (R17)."""

    pk = models.CompositePrimaryKey("meeting", "member")
    meeting = models.BigIntegerField()
    member = models.BigIntegerField()
    kind = models.CharField(max_length=12, default="entitled", help_text="entitled, guest, consultative")
    may_ask = models.BooleanField(
        default=False, help_text="Whether they have been given a ticket to ask without a name."
    )
