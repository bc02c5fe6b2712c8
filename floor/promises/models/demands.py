"""Demands: lists, their items, and every answer to each."""

from __future__ import annotations

from django.db import models

from floor.book.protected import Protected
from floor.house.models import Member, Result, Unit

from .undertakings import Undertaking


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
    number = models.IntegerField(help_text="On the list, from 1.")
    what = models.CharField(max_length=500)
    for_units = models.JSONField(default=list, help_text="The units it is for, where it is not for all of them.")
    people = models.IntegerField(
        null=True, help_text="How many it concerns; empty where nobody knows, which is not none."
    )
    answer = models.CharField(
        max_length=12, default="", help_text="granted, refused, partly, no answer; empty while it is waited for."
    )
    text = models.CharField(max_length=64, default="", help_text="The SHA-256 of what was answered.")
    answered = models.DateTimeField(null=True)
    # Last, because below it the word means this field.
    list = models.ForeignKey(DemandList, on_delete=models.PROTECT, related_name="items")

    class Meta:
        constraints = [models.UniqueConstraint("list", "number", name="one_number_for_a_demand")]


class DemandAnswer(Protected):
    """Every answer to a demand that was ever given: a later one stands beside the earlier, and replaces none."""

    id = models.BigIntegerField(primary_key=True)
    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="answers")
    answer = models.CharField(max_length=12, help_text="granted, refused, partly, no answer")
    text = models.CharField(max_length=64, default="", help_text="The SHA-256 of what was answered.")
    entered = models.DateTimeField()
    entered_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    undertaking = models.ForeignKey(
        Undertaking,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="What the other side took upon itself by it.",
    )
