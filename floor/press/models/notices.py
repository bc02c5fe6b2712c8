"""Notices that bodies post, and corrections of what stands on the board."""

from __future__ import annotations

from django.db import models

from floor.book.protected import Protected
from floor.house.models import Result, Unit

from .letters import Letter


class PostedNotice(Protected):
    """A notice of a body on the board of its unit, until its day. Only the body that posted it takes it down before."""

    id = models.BigIntegerField(primary_key=True)
    entry = models.BigIntegerField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posted_notices")
    body = models.CharField(max_length=80, help_text="The body that posted it.")
    title = models.CharField(max_length=120)
    text = models.CharField(max_length=64, help_text="The SHA-256 of the notice.")
    posted = models.DateTimeField()
    mandate = models.BigIntegerField(help_text="The mandate by which it was posted.")
    until = models.DateTimeField(help_text="Until when it hangs there.")
    result = models.ForeignKey(
        Result, on_delete=models.PROTECT, null=True, related_name="+",
        help_text="The count that adopted the text; then nobody takes it down.",
    )  # fmt: skip
    taken_down = models.DateTimeField(null=True)
    why_taken_down = models.CharField(max_length=300, default="")

    class Meta:
        indexes = [models.Index(fields=["unit", "until"], name="notices_of_a_unit")]


class Correction(Protected):
    """A correction of a letter or a notice: beside the first text, never in its place (R12)."""

    id = models.BigIntegerField(primary_key=True)
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, null=True, related_name="corrections")
    notice = models.ForeignKey(PostedNotice, on_delete=models.PROTECT, null=True, related_name="corrections")
    text = models.CharField(max_length=64)
    reason = models.CharField(max_length=300)
    made = models.DateTimeField()
