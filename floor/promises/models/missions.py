"""People sent for one task, and what they said together."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from floor.book.protected import Protected
from floor.house.models import Member, Result, Unit


class Mission(Protected):
    """People elected once for one task: to attend a trial, to speak at another works. It ends with a report (M18)."""

    id = models.BigIntegerField(primary_key=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="missions")
    body = models.CharField(max_length=80, help_text="The body that sent them.")
    result = models.ForeignKey(
        Result, on_delete=models.PROTECT, null=True, related_name="+", help_text="The count that sent them."
    )
    what = models.CharField(max_length=300)
    given = models.DateTimeField()
    report_due = models.DateTimeField()
    reported = models.DateTimeField(null=True)
    report = models.CharField(max_length=64, default="", help_text="The SHA-256 of their report.")
    overdue_since = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["report_due"], condition=Q(reported=None), name="missions_due")]

    @property
    def people(self) -> list[int]:
        """The numbers on the register of those who were sent, the most voted for first."""
        return list(self.sent.order_by("pk").values_list("member", flat=True))


class Sent(Protected):
    """Somebody who was elected for a mission."""

    id = models.BigIntegerField(primary_key=True)
    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="sent")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="missions")


class DelegationStatement(Protected):
    """What a delegation said to somebody outside. It is of the delegation as a whole: no speaker is named (R17)."""

    id = models.BigIntegerField(primary_key=True)
    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="statements")
    addressed_to = models.CharField(max_length=80)
    text = models.CharField(max_length=64, help_text="The SHA-256 of what was said.")
    made = models.DateTimeField()
