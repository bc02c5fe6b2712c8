"""A meeting and how it came about: who called it, what is on the agenda, what stood in its way."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from floor.book.protected import Protected
from floor.house.models import Member, Unit


class Meeting(Protected):
    """A sitting of a body, or of several units together. Its rules are those of the statutes on the day it was called."""

    id = models.BigIntegerField(primary_key=True)
    entry = models.BigIntegerField(help_text="The entry of the book that called it.")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="meetings")
    body = models.CharField(
        max_length=80, default="", help_text="The body that sits; empty for a mass meeting that decides nothing."
    )
    with_units = models.JSONField(
        default=list, help_text="For a joint meeting: the other units, each of which counts for itself."
    )
    title = models.CharField(max_length=200, default="")
    called = models.DateTimeField()
    called_by = models.CharField(max_length=80, help_text='In virtue of what: a body or office, or "1/10 of members".')
    called_by_member = models.ForeignKey(
        Member,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="Nobody, where members called it by petition.",
    )
    mandate = models.BigIntegerField(null=True, help_text="The mandate by which it was called.")
    petition = models.ForeignKey("Petition", on_delete=models.PROTECT, null=True, related_name="meetings")
    statutes = models.CharField(max_length=64, help_text="The SHA-256 of the statutes whose rules hold for it.")
    article = models.CharField(max_length=200)
    starts = models.DateTimeField(db_index=True)
    first_called_for = models.DateTimeField(help_text="When it was to start by its call, before anyone moved it.")
    ends_by = models.DateTimeField(null=True, help_text="When it ends at the latest, if that was said in the call.")
    place = models.CharField(max_length=200)
    online = models.BooleanField(default=False, help_text="Members can take part from elsewhere, on their phones.")
    access = models.CharField(max_length=12, default="members", help_text="open, members, closed")
    closed_to = models.JSONField(default=list, help_text="Kinds of people a closed meeting keeps out, in words.")
    access_decided = models.DateTimeField(null=True, help_text="When the meeting itself last decided who may be there.")
    items_until = models.DateTimeField(help_text="Until then members propose items for the agenda.")
    state = models.CharField(
        max_length=12, db_index=True, help_text="called, open, paused, closed, called off, not held"
    )
    second_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        related_name="called_again",
        help_text="The meeting without a quorum that this one repeats.",
    )
    continues = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        related_name="continued_by",
        help_text="The meeting whose unfinished items it takes over.",
    )
    opened = models.DateTimeField(null=True)
    closed = models.DateTimeField(null=True)
    how_closed = models.CharField(
        max_length=20, default="", help_text="agenda done, by vote, time over, tumult, no quorum, by the clock"
    )
    why_closed = models.CharField(max_length=300, default="")
    closed_by = models.BigIntegerField(null=True)
    entitled = models.IntegerField(default=0, help_text="On the register, or in the seats of the body, when it opened.")
    by_unit = models.JSONField(
        default=dict,
        help_text="For a joint meeting: by the number of each unit, how many are entitled and how many here.",
    )
    present = models.IntegerField(default=0, help_text="Entitled people in the room, as last counted.")
    guests = models.IntegerField(default=0)
    consultative = models.IntegerField(default=0)
    most_present = models.IntegerField(default=0)
    doors = models.CharField(max_length=10, default="", help_text="How people are counted: cards, or heads.")
    now_item = models.IntegerField(null=True, help_text="The item before the meeting, by its place on the agenda.")
    speaking_seconds = models.IntegerField(default=300, help_text="For each speech, as the meeting decided.")
    debate_closed = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "body", "starts"], name="meetings_of_a_body"),
            models.Index(fields=["state", "starts"], name="meetings_by_state"),
        ]  # fmt: skip


class Item(Protected):
    """An item of the agenda: from the call, from a member, from an earlier meeting that did not get to it, or by law."""

    id = models.BigIntegerField(primary_key=True)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    place = models.IntegerField(help_text="On the agenda, from 1.")
    title = models.CharField(max_length=300)
    text = models.CharField(max_length=64, default="")
    kind = models.CharField(
        max_length=20, default="debate", help_text="debate, election, report, questions, overdue, minutes"
    )
    about_member = models.BigIntegerField(null=True, help_text="The one person it is about, if it is about one (R22).")
    proposed_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    origin = models.CharField(max_length=20, default="call", help_text="call, member, petition, earlier meeting, law")
    from_item = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="passed_on")
    motion = models.BigIntegerField(null=True, help_text="The motion that was referred here, or that comes back.")
    state = models.CharField(
        max_length=12, default="open", help_text="open, taken up, done, passed on, withdrawn, struck"
    )
    objection = models.CharField(
        max_length=30,
        default="",
        help_text="Why somebody says it is out of order; the meeting decides before it is taken up.",
    )
    votes = models.JSONField(default=dict, help_text="On the objection: for, against, abstaining.")
    taken_up = models.DateTimeField(null=True)
    done = models.DateTimeField(null=True)


class Hindrance(Protected):
    """Something that stood in a meeting's way, with who and why: a refused room, a moved date, a try to call it off (R10)."""

    id = models.BigIntegerField(primary_key=True)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, related_name="hindrances")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(
        max_length=20,
        help_text="room refused, moved, other place, called off, closed early, tumult, order from outside",
    )
    who = models.CharField(max_length=120, help_text="Who did it, in virtue of what; never a private person's name.")
    why = models.CharField(max_length=500)
    noted = models.DateTimeField()
    noted_by = models.BigIntegerField(null=True)
    had_effect = models.BooleanField(default=False)


class Petition(Protected):
    """A petition for a meeting, or to a body, whose signatories nobody sees: only how many (M10)."""

    id = models.BigIntegerField(primary_key=True)
    entry = models.BigIntegerField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    body = models.CharField(max_length=80, help_text="The body that is to meet, or to answer.")
    kind = models.CharField(max_length=10, help_text="meeting, text")
    title = models.CharField(max_length=300)
    text = models.CharField(max_length=64, default="")
    statutes = models.CharField(max_length=64)
    article = models.CharField(max_length=200)
    right = models.CharField(max_length=80, help_text='In virtue of what: "1/10 of members".')
    starts = models.DateTimeField(null=True, help_text="When the meeting is to be, or later, as notice asks.")
    meeting_place = models.CharField(max_length=200, default="")
    items = models.JSONField(default=list, help_text="The agenda of the meeting it asks for.")
    opened = models.DateTimeField()
    lapses = models.DateTimeField()
    needed = models.IntegerField(
        help_text="Signatures that oblige the body; for a text, those that oblige it to answer."
    )
    completed = models.DateTimeField(null=True)
    signatures = models.IntegerField(default=0, help_text="When it was completed or lapsed.")
    lapsed = models.DateTimeField(null=True)
    why_lapsed = models.CharField(max_length=30, default="", help_text="too few signatures, all signatures withdrawn")
    reply_due = models.DateTimeField(null=True)
    reply = models.CharField(max_length=64, default="")
    replied = models.DateTimeField(null=True)
    replied_by = models.BigIntegerField(null=True, help_text="The mandate by which it was answered.")
    overdue_since = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["lapses"], condition=Q(completed=None, lapsed=None), name="meeting_petitions_open")
        ]


# ----------------------------------------------------------------------------------------------------------------------
# While a petition is open: no institution's table, never in the book. Gone when it lapses or has been put to the body; under
# a petition for a meeting, which those who signed can still call off, when that meeting opens.


class PetitionSignature(models.Model):
    """A signature under a petition that is not over yet. It has no time."""

    pk = models.CompositePrimaryKey("petition", "member")
    petition = models.BigIntegerField()
    member = models.BigIntegerField()
