"""Motions, what was ruled about them, and what those who lost want said beside them."""

from __future__ import annotations

from django.db import models

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
    vote = models.CharField(max_length=80, default="", help_text="The vote of the statutes it falls under, if any.")
    about_member = models.BigIntegerField(null=True)
    mover = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    seconder = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    moved = models.DateTimeField()
    seconded = models.DateTimeField(null=True)
    who = models.CharField(max_length=80, default="", help_text="The body that must act if it is carried.")
    by_when = models.DateTimeField(null=True)
    state = models.CharField(
        max_length=10,
        db_index=True,
        help_text="moved, open, put, carried, lost, tied, failed, withdrawn, referred, not put, fallen",
    )
    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, null=True, related_name="motions")
    ended = models.DateTimeField(null=True)
    why_ended = models.CharField(max_length=30, default="", help_text="For one not put, the reason from the list.")
    referred_to = models.CharField(max_length=80, default="")
    reconsiders = models.ForeignKey(Poll, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["unit", "body", "state"], name="motions_of_a_body"),
            models.Index(fields=["text"], name="motions_by_text"),
        ]  # fmt: skip


class Ruling(Protected):
    """A ruling of the chair, with its reason, and what the meeting said when somebody appealed (R6)."""

    id = models.BigIntegerField(primary_key=True)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="rulings")
    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, null=True, related_name="rulings")
    what = models.CharField(max_length=30, help_text="not put, out of order, speaker stopped, other")
    reason = models.CharField(max_length=30)
    said = models.CharField(max_length=300, default="")
    ruled = models.DateTimeField()
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
    signatures = models.IntegerField(default=1, help_text="How many stand behind it; who, nobody sees.")
