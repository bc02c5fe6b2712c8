"""Letters to the noticeboard, signed or not, and the replies to them (M13)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from floor.book.protected import Protected
from floor.house.models import Mandate, Member, Result, Unit


class Letter(Protected):
    """A letter to the board of a unit. An editor can publish or refuse it; what nobody handles appears by itself (R8)."""

    id = models.BigIntegerField(primary_key=True)
    entry = models.BigIntegerField(help_text="The entry of the book that brought it.")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="letters")
    title = models.CharField(max_length=120)
    text = models.CharField(max_length=64, help_text="The SHA-256 of the letter as it was written.")
    writer = models.ForeignKey(
        Member, on_delete=models.PROTECT, null=True, related_name="+", help_text="Nobody, where it is not signed."
    )
    from_unit = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="Where the writer works, if it is signed.",
    )
    with_name = models.BooleanField(
        default=False, help_text="Whether members may read the writer's name; anyone else reads the unit."
    )
    about_body = models.CharField(max_length=80, default="", help_text="The body it speaks of, which can reply.")
    about_mandate = models.ForeignKey(
        Mandate,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="The holder it speaks of, who can reply.",
    )
    entered = models.DateTimeField()
    state = models.CharField(max_length=10, help_text="waiting, published, refused")
    appears = models.DateTimeField(null=True, help_text="When it appears by itself, if the editor does nothing.")
    published = models.DateTimeField(null=True)
    how_published = models.CharField(
        max_length=20, default="", help_text="at once, by the editor, by itself, by the meeting"
    )
    refused_for = models.CharField(max_length=30, default="", help_text="A reason from the list.")
    handled_by = models.BigIntegerField(null=True, help_text="The mandate by which it was published or refused.")
    appeal = models.ForeignKey(
        Result,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="The count of the meeting on the refusal.",
    )
    upheld = models.BooleanField(null=True, help_text="Whether the meeting upheld the refusal.")

    class Meta:
        indexes = [
            models.Index(fields=["unit", "state", "published"], name="letters_of_a_unit"),
            models.Index(fields=["appears"], condition=Q(state="waiting"), name="letters_waiting"),
        ]


class Reply(Protected):
    """What a body or a holder answers to a letter that speaks of them, at its length at most."""

    id = models.BigIntegerField(primary_key=True)
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="replies")
    side = models.CharField(max_length=8, help_text="body, holder")
    text = models.CharField(max_length=64)
    made = models.DateTimeField()
    mandate = models.BigIntegerField(help_text="The mandate by which it was written.")

    class Meta:
        constraints = [models.UniqueConstraint("letter", "side", name="one_reply_of_a_side")]


# ----------------------------------------------------------------------------------------------------------------------
# Until the box is emptied: no institution's table, never in the book.


class LetterSlip(models.Model):
    """An unsigned letter in the box of a unit. It has a day but no hour, a random number, and nothing that leads to a writer (R17)."""

    id = models.UUIDField(primary_key=True)
    unit = models.BigIntegerField()
    day = models.DateField()
    title = models.CharField(max_length=120)
    text = models.TextField()
    sha = models.CharField(max_length=64)
    about_body = models.CharField(max_length=80, default="")

    class Meta:
        constraints = [models.UniqueConstraint("unit", "sha", name="one_slip_of_a_text")]
