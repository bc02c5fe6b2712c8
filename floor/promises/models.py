"""What stands of promises: undertakings, reports to those who elected, missions, and demands with their answers."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from floor.book.protected import Protected
from floor.house.models import Mandate, Member, Result, Unit


class Undertaking(Protected):
    """A promise or a resolution with who and by when: open, done, overdue or broken (M11)."""

    id = models.BigIntegerField(primary_key=True)
    entry = models.BigIntegerField(help_text="The entry of the book that made it.")
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="undertakings", help_text="Where it was made."
    )
    decided_by = models.CharField(
        max_length=80, default="", help_text="The body that decided it; empty for an answer from outside."
    )
    source = models.CharField(max_length=20, help_text="resolution, promise, answer, demand, instruction, mission")
    source_number = models.BigIntegerField(
        null=True, help_text="The number of the motion, answer or demand it came from."
    )
    what = models.CharField(max_length=300, help_text="What is to be done, in a line.")
    text = models.CharField(max_length=64, default="", help_text="The SHA-256 of its full text.")
    who = models.CharField(
        max_length=80, default="", help_text="The body that must act, or an outside party such as the management."
    )
    outside = models.BooleanField(default=False, help_text="Whether who must act is no body of the organisation.")
    holder = models.ForeignKey(
        Mandate,
        on_delete=models.PROTECT,
        null=True,
        related_name="undertakings",
        help_text="The mandate answerable for it.",
    )
    made = models.DateTimeField()
    due = models.DateTimeField()
    state = models.CharField(max_length=10, default="open", db_index=True, help_text="open, done, overdue, broken")
    reported = models.DateTimeField(null=True, help_text="When somebody said it was done, or could not be.")
    report = models.CharField(max_length=64, default="", help_text="The SHA-256 of what was reported.")
    settled = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "state", "due"], name="undertakings_of_a_unit"),
            models.Index(fields=["state", "due"], name="undertakings_due"),
        ]  # fmt: skip


class Report(Protected):
    """A report of somebody elected to those who elected them: due, asked for, given, overdue (M18)."""

    id = models.BigIntegerField(primary_key=True)
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="reports")
    about = models.CharField(max_length=300, help_text="The period, the congress or the mission it is about.")
    why = models.CharField(max_length=20, help_text="period, asked for, mission, meeting")
    due = models.DateTimeField()
    given = models.DateTimeField(null=True)
    text = models.CharField(max_length=64, default="", help_text="The SHA-256 of the report.")
    overdue_since = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["due"], condition=Q(given=None), name="reports_due")]


class Mission(Protected):
    """People elected once for one task: to attend a trial, to speak at another works. It ends with a report (M18)."""

    id = models.BigIntegerField(primary_key=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="missions")
    body = models.CharField(max_length=80)
    result = models.ForeignKey(
        Result, on_delete=models.PROTECT, null=True, related_name="+", help_text="The count that sent them."
    )
    what = models.CharField(max_length=300)
    people = models.JSONField(help_text="Their numbers on the register.")
    given = models.DateTimeField()
    report_due = models.DateTimeField()
    reported = models.DateTimeField(null=True)
    report = models.CharField(max_length=64, default="")
    overdue_since = models.DateTimeField(null=True)


class DemandList(Protected):
    """A list of demands of a unit, answered item by item (M8)."""

    id = models.BigIntegerField(primary_key=True)
    entry = models.BigIntegerField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="demand_lists")
    body = models.CharField(max_length=80, help_text="The body that put it.")
    title = models.CharField(max_length=300)
    addressed_to = models.CharField(max_length=80)
    appended_to = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        related_name="appendices",
        help_text="A shop's own list beside the common one.",
    )
    result = models.ForeignKey(
        Result, on_delete=models.PROTECT, null=True, related_name="+", help_text="The count that adopted it."
    )
    handed_over = models.DateTimeField()
    answer_due = models.DateTimeField()
    withdrawn = models.DateTimeField(null=True)


class Demand(Protected):
    """One item of a list of demands, and what was answered: granted, refused, partly, no answer."""

    id = models.BigIntegerField(primary_key=True)
    list = models.ForeignKey(DemandList, on_delete=models.PROTECT, related_name="items")
    number = models.IntegerField(help_text="On the list, from 1.")
    what = models.CharField(max_length=500)
    answer = models.CharField(
        max_length=12, default="", help_text="granted, refused, partly, no answer; empty while it is waited for."
    )
    text = models.CharField(max_length=64, default="", help_text="The SHA-256 of what was answered.")
    answered = models.DateTimeField(null=True)


class DemandAnswer(Protected):
    """Every answer to a demand that was ever given: a later one stands beside the earlier, and replaces none."""

    id = models.BigIntegerField(primary_key=True)
    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="answers")
    answer = models.CharField(max_length=12)
    text = models.CharField(max_length=64, default="")
    entered = models.DateTimeField()
    entered_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
