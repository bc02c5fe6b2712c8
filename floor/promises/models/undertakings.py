"""Undertakings: who, what, by when; what became of each; and the figures of them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from floor.book.protected import Protected
from floor.house.models import Mandate, Result, Unit


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
    acts_at = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        null=True,
        related_name="to_carry_out",
        help_text="Where the body sits that must act.",
    )
    holder = models.ForeignKey(
        Mandate,
        on_delete=models.PROTECT,
        null=True,
        related_name="undertakings",
        help_text="The mandate answerable for it.",
    )
    made = models.DateTimeField()
    due = models.DateTimeField()
    breaks = models.DateTimeField(help_text="When it counts as broken if nothing was reported: after twice its time.")
    every = models.CharField(
        max_length=12, default="", help_text="monthly, quarterly ...: then it comes again by itself."
    )
    until = models.DateTimeField(null=True, help_text="Until when it comes again.")
    follows = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        related_name="followed_by",
        help_text="The one before it, of those that come again.",
    )
    state = models.CharField(max_length=10, default="open", help_text="open, done, overdue, broken")
    reported = models.DateTimeField(null=True, help_text="When somebody said it was done, or could not be.")
    report = models.CharField(max_length=64, default="", help_text="The SHA-256 of what was reported.")
    disputed = models.DateTimeField(
        null=True, help_text="When it was said that the report is not true; empty again once that was decided."
    )
    settled = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "state", "due"], name="undertakings_of_a_unit"),
            models.Index(fields=["acts_at", "who", "state", "due"], name="undertakings_of_a_body"),
            models.Index(fields=["state", "due"], name="undertakings_due"),
            models.Index(fields=["state", "breaks"], name="undertakings_to_break"),
            models.Index(fields=["state", "id"], name="undertakings_in_a_state"),
            models.Index(fields=["who", "decided_by", "id"], name="undertakings_by_body"),
            models.Index(fields=["source", "source_number"], name="undertakings_from"),
        ]  # fmt: skip


class UndertakingStep(Protected):
    """One thing that was said of an undertaking or became of it. Later steps stand beside earlier ones and replace none."""

    id = models.BigIntegerField(primary_key=True)
    undertaking = models.ForeignKey(Undertaking, on_delete=models.PROTECT, related_name="steps")
    entry = models.BigIntegerField()
    at = models.DateTimeField()
    what = models.CharField(
        max_length=20,
        help_text="reported done, reported not done, disputed, found done, found not done, overdue, broken, taken back",
    )
    text = models.CharField(max_length=64, default="", help_text="The SHA-256 of what was said.")
    mandate = models.BigIntegerField(null=True, help_text="The mandate by which it was said, if any.")
    result = models.ForeignKey(
        Result, on_delete=models.PROTECT, null=True, related_name="+", help_text="The count that decided a dispute."
    )


class UndertakingFigure(Protected):
    """How many undertakings of a unit and of all below it stand in a state, by who decided and who must act.

    Kept by the same acts that change them, so that a figure over a hundred thousand of them costs no walk through them.
    """

    id = models.BigIntegerField(primary_key=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="undertaking_figures")
    decided_by = models.CharField(max_length=80)
    who = models.CharField(max_length=80, help_text="The body that must act; empty for everyone outside together.")
    state = models.CharField(max_length=10, help_text="open, done, overdue, broken")
    number = models.IntegerField(default=0, help_text="How many.")

    class Meta:
        constraints = [
            models.UniqueConstraint("unit", "decided_by", "who", "state", name="one_figure_of_each_kind"),
            models.CheckConstraint(condition=Q(number__gte=0), name="no_fewer_than_no_undertakings"),
        ]
