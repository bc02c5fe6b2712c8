"""Questions from the floor (M9): each is open, answered, or refused with a reason. Nothing leads to who asked without a name."""

from __future__ import annotations

from django.db import models

from floor.book.protected import Protected
from floor.house.models import Member

from .convening import Item, Meeting


class Question(Protected):
    """A question to a speaker or a body. Open ones stay on the agenda and on the noticeboard until they are answered (R9)."""

    id = models.BigIntegerField(primary_key=True)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="questions")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, related_name="questions")
    number = models.IntegerField(help_text="In the meeting, from 1.")
    way = models.CharField(max_length=12, help_text="spoken, written, anonymous")
    text = models.CharField(max_length=500)
    to_whom = models.CharField(max_length=80, default="", help_text="A body, an office, or a speaker by what they are.")
    topic = models.CharField(
        max_length=80, default="", help_text="Under which questions on the same matter are grouped."
    )
    asked_by = models.ForeignKey(
        Member,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="Only of who wrote it down in their own name.",
    )
    entered = models.DateTimeField()
    state = models.CharField(max_length=10, default="open", db_index=True, help_text="open, answered, refused")
    answer_due = models.DateTimeField(null=True)
    answer = models.CharField(
        max_length=64, default="", help_text="The SHA-256 of the answer, or of the reason it was refused."
    )
    refused_for = models.CharField(max_length=30, default="", help_text="A reason from the list.")
    same_as = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="The question that was asked before and answered.",
    )
    answered = models.DateTimeField(null=True)
    answered_by = models.BigIntegerField(null=True, help_text="The mandate by which it was answered, if any.")
    overdue_since = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint("meeting", "number", name="one_number_for_a_question")]


# ----------------------------------------------------------------------------------------------------------------------
# While a meeting lasts: no institution's tables. Slips have no time and no number of their own, tickets no owner.


class AskingTicket(models.Model):
    """A ticket with which somebody has asked without a name. Tickets nobody has used are written down nowhere, and none says whose it is."""

    id = models.UUIDField(primary_key=True)
    meeting = models.BigIntegerField(db_index=True)
    lock = models.CharField(max_length=64)
    left = models.IntegerField(default=5, help_text="Questions it can still ask.")


class Slip(models.Model):
    """A sealed question in the box. Slips are taken out together, in an order that says nothing, and become questions."""

    id = models.UUIDField(primary_key=True)
    meeting = models.BigIntegerField(db_index=True)
    box = models.CharField(max_length=64, help_text="The half of the box's key that seals; the other is destroyed.")
    sealed = models.BinaryField(help_text="What is asked, of whom, at which item. All slips have one length.")
