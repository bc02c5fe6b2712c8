"""Minutes: written by the acts, published by themselves, corrected only in sight (R12)."""

from __future__ import annotations

from django.db import models

from floor.book.protected import Protected

from .convening import Meeting


class Minutes(Protected):
    """The minutes of a meeting, as the acts wrote them."""

    id = models.BigIntegerField(primary_key=True)
    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="minutes")
    text = models.CharField(max_length=64, help_text="The SHA-256 of the text.")
    published = models.DateTimeField()
    entry = models.BigIntegerField(help_text="The last entry of the book that they tell of.")
    approved = models.DateTimeField(null=True)
    approved_in = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, related_name="+")


class Revision(Protected):
    """A correction of the minutes: beside the first text, never in its place."""

    id = models.BigIntegerField(primary_key=True)
    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="revisions")
    text = models.CharField(max_length=64)
    reason = models.CharField(max_length=300)
    made = models.DateTimeField()
    made_by = models.BigIntegerField()
    article = models.CharField(max_length=200)
