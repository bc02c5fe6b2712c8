"""Reports to those who elected."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from floor.book.protected import Protected
from floor.house.models import Mandate, Unit


class Report(Protected):
    """A report to those who elected: of a body as a whole, or of a delegate; due, given, overdue (M18)."""

    id = models.BigIntegerField(primary_key=True)
    entry = models.BigIntegerField(help_text="The entry of the book that made it due.")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="reports", help_text="Where the body sits.")
    body = models.CharField(max_length=80)
    mandate = models.ForeignKey(
        Mandate,
        on_delete=models.PROTECT,
        null=True,
        related_name="reports",
        help_text="The delegate who reports; empty where the body reports as a whole.",
    )
    to_unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="reports_heard", help_text="Where those sit who hear it."
    )
    to_body = models.CharField(max_length=80, help_text="Who hears it.")
    why = models.CharField(max_length=20, help_text="period, asked for")
    about = models.CharField(max_length=300, default="", help_text="What was asked, in a line.")
    since = models.DateTimeField(help_text="The beginning of the time it is about.")
    due = models.DateTimeField()
    given = models.DateTimeField(null=True)
    given_by = models.BigIntegerField(null=True, help_text="The mandate by which it was given.")
    given_entry = models.BigIntegerField(null=True, help_text="The entry of the book by which it was given.")
    text = models.CharField(max_length=64, default="", help_text="The SHA-256 of the report.")
    ledger = models.JSONField(
        default=list,
        help_text="Every undertaking of the body in this time with its state that day, made by the book itself.",
    )
    overdue_since = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["due"], condition=Q(given=None), name="reports_due"),
            models.Index(fields=["unit", "body", "due"], name="reports_of_a_body"),
        ]
        constraints = [
            models.UniqueConstraint(
                "mandate", condition=Q(why="asked for", given=None), name="asked_for_once_at_a_time"
            )
        ]
