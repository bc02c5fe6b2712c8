"""Motions, what was ruled about them, what they wait for, and what those who lost want said beside them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from floor.book.protected import Protected
from floor.house.models import Member, Unit
from floor.polls.models import Poll

from .convening import Item, Meeting


class Motion(Protected):
    """Something the meeting is asked to decide. It ends carried, lost, withdrawn, referred, fallen, or not put for a listed reason (R6)."""

    id = models.BigIntegerField(primary_key=True)
    entry = models.BigIntegerField()
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="motions")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="motions")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="motions")
    body = models.CharField(max_length=80)
    kind = models.CharField(max_length=16, default="main", help_text="main, amendment, alternative, procedural")
    procedure = models.CharField(max_length=20, default="", help_text="For a procedural motion, which one.")
    asks = models.JSONField(
        default=dict, help_text="What a procedural motion asks for; of an amendment, the old words and the new."
    )
    amends = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        related_name="amendments",
        help_text="The motion it amends, or is an alternative to, or is about.",
    )
    title = models.CharField(max_length=300)
    text = models.CharField(max_length=64, default="", help_text="The SHA-256 of its text, as it stands now.")
    first_text = models.CharField(max_length=64, default="", help_text="As it was moved, before amendments.")
    parts = models.JSONField(default=list)
    divided = models.BooleanField(default=False, help_text="Its parts are put one by one, as somebody demanded (R22).")
    parts_carried = models.JSONField(default=list, help_text="Of a divided one, the parts that were carried, from 1.")
    vote = models.CharField(max_length=80, default="", help_text="The vote of the statutes it falls under, if any.")
    ballot = models.CharField(
        max_length=20, default="", help_text="How it is voted on, where somebody demanded that it be secret."
    )
    about_member = models.BigIntegerField(null=True)
    mover = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    seconder = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    moved = models.DateTimeField()
    seconded = models.DateTimeField(null=True)
    who = models.CharField(max_length=80, default="", help_text="The body that must act if it is carried.")
    by_when = models.DateTimeField(null=True)
    declaration = models.BooleanField(default=False, help_text="It says what people think, and asks nobody to act.")
    claim = models.CharField(
        max_length=300, default="", help_text="What it says of another meeting's decision; unproven without that poll."
    )
    cites_poll = models.ForeignKey(
        Poll, on_delete=models.PROTECT, null=True, related_name="+", help_text="Where that decision was counted."
    )
    state = models.CharField(
        max_length=10,
        db_index=True,
        help_text="moved, open, put, carried, waiting, lapsed, lost, tied, failed, withdrawn, referred, not put, fallen",
    )
    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, null=True, related_name="motions")
    ended = models.DateTimeField(null=True)
    binds_since = models.DateTimeField(null=True, help_text="Since when it binds, carried and its conditions met.")
    why_ended = models.CharField(max_length=30, default="", help_text="For one not put, the reason from the list.")
    referred_to = models.CharField(max_length=80, default="")
    referred_unit = models.BigIntegerField(null=True, help_text="Where the body sits that it was referred to.")
    reconsiders = models.ForeignKey(Poll, on_delete=models.PROTECT, null=True, related_name="+")
    ruling = models.ForeignKey(
        "Ruling",
        on_delete=models.PROTECT,
        null=True,
        related_name="appeals",
        help_text="The ruling it appeals against.",
    )

    class Meta:
        indexes = [
            models.Index(fields=["unit", "body", "state"], name="motions_of_a_body"),
            models.Index(fields=["text"], name="motions_by_text"),
            models.Index(
                fields=["referred_unit", "referred_to"], condition=Q(state="referred"), name="motions_referred"
            ),
        ]  # fmt: skip


class Condition(Protected):
    """Something a motion waits for: that a poll or another motion is carried, or the same question in another unit (R3)."""

    id = models.BigIntegerField(primary_key=True)
    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="conditions")
    on_poll = models.ForeignKey(Poll, on_delete=models.PROTECT, null=True, related_name="+")
    on_motion = models.ForeignKey(Motion, on_delete=models.PROTECT, null=True, related_name="waited_for_by")
    on_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    met = models.BooleanField(null=True, help_text="Empty while that has not been decided.")
    settled_by = models.ForeignKey(
        Poll, on_delete=models.PROTECT, null=True, related_name="+", help_text="The count that met it, or did not."
    )


class Ruling(Protected):
    """A ruling of the chair, with its reason, and what the meeting said when somebody appealed (R6)."""

    id = models.BigIntegerField(primary_key=True)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="rulings")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, related_name="+")
    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, null=True, related_name="rulings")
    what = models.CharField(max_length=30, help_text="not put, out of order, speaker stopped, other")
    reason = models.CharField(max_length=30)
    settled_by = models.ForeignKey(
        Poll, on_delete=models.PROTECT, null=True, related_name="+", help_text="The decision that still stands (R7)."
    )
    said = models.CharField(max_length=300, default="")
    ruled = models.DateTimeField()
    ruled_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    appealed_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    appealed = models.DateTimeField(null=True)
    upheld = models.BooleanField(null=True)
    votes = models.JSONField(default=dict, help_text="For the ruling, against it, abstaining.")


class MinorityStatement(Protected):
    """What those who lost want read wherever the decision appears (R8)."""

    id = models.BigIntegerField(primary_key=True)
    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="minority_statements")
    text = models.CharField(max_length=64)
    filed_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    filed = models.DateTimeField()
    sign_until = models.DateTimeField(help_text="Until then others sign it.")
    signatures = models.IntegerField(default=1, help_text="How many stand behind it; who, nobody sees.")
    counted = models.DateTimeField(null=True, help_text="When the signatures were counted for good.")

    class Meta:
        indexes = [
            models.Index(fields=["sign_until"], condition=Q(counted=None), name="minority_statements_open")
        ]  # fmt: skip


# ----------------------------------------------------------------------------------------------------------------------
# While a statement can be signed: no institution's table, never in the book, gone when the signatures have been counted.


class MinoritySignature(models.Model):
    """A signature under a minority statement. It has no time."""

    pk = models.CompositePrimaryKey("statement", "member")
    statement = models.BigIntegerField()
    member = models.BigIntegerField()
