"""What stands between the levels: questions that went down and whom they were put to; how many seats each unit has above."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from floor.book.protected import Protected
from floor.house.models import Unit
from floor.polls.models import Poll


class Referral(Protected):
    """A question that a body sent down to all units of a lower level, and the return that comes back up (M52)."""

    id = models.BigIntegerField(primary_key=True)
    entry = models.BigIntegerField(help_text="The entry of the book that sent it down.")
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="referrals", help_text="Where the body sits that asks."
    )
    body = models.CharField(max_length=80, help_text="The body that asks.")
    title = models.CharField(max_length=300)
    text = models.CharField(max_length=64, default="", help_text="The SHA-256 of its full text.")
    level = models.CharField(max_length=80, help_text="The level whose units are asked, all of them.")
    line = models.CharField(max_length=10, default="union")
    vote = models.CharField(max_length=80, default="", help_text="The vote of the statutes it falls under, if any.")
    electors = models.CharField(max_length=80, help_text='Who is asked in each unit: a body, or "every member".')
    ballot = models.CharField(max_length=20)
    carried_by = models.CharField(max_length=20, help_text="What is weighed: votes, units, members behind them.")
    statutes = models.CharField(max_length=64, help_text="The SHA-256 of the statutes whose rules hold for it.")
    article = models.CharField(max_length=200)
    sent = models.DateTimeField()
    opens = models.DateTimeField()
    closes = models.DateTimeField()
    state = models.CharField(max_length=12, help_text="going down, asked, returned")
    reached = models.BigIntegerField(default=0, help_text="The last unit that was asked: it goes down in portions.")
    asked = models.IntegerField(default=0, help_text="How many units have been asked.")
    returned = models.DateTimeField(null=True)
    outcome = models.JSONField(default=dict, help_text="The return as it stood when it was declared.")

    class Meta:
        indexes = [
            models.Index(fields=["state", "closes"], name="referrals_due"),
            models.Index(fields=["unit", "sent"], name="referrals_of_a_unit"),
        ]


class AskedUnit(Protected):
    """A unit that a question was put to, with the members who stand behind its answer."""

    id = models.BigIntegerField(primary_key=True)
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="asked_units", db_index=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="asked_in")
    poll = models.ForeignKey(
        Poll,
        on_delete=models.PROTECT,
        null=True,
        related_name="asked_in",
        help_text="The poll that answers; empty where nobody sits who could be asked.",
    )
    members = models.IntegerField(help_text="On the register of the unit and all below it when it was asked.")

    class Meta:
        constraints = [
            models.UniqueConstraint("referral", "unit", name="asked_once"),
            models.CheckConstraint(condition=Q(members__gte=0), name="no_fewer_than_no_members_behind"),
        ]


class Apportionment(Protected):
    """How many seats each electing unit has in a body, by the register at a cut-off date. It holds until the next one is set."""

    id = models.BigIntegerField(primary_key=True)
    entry = models.BigIntegerField(help_text="The entry of the book that set it.")
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="apportionments", help_text="Where the body sits."
    )
    body = models.CharField(max_length=80)
    part = models.CharField(max_length=80, default="")
    rule = models.CharField(max_length=200, help_text="The rule of the statutes, in its words.")
    statutes = models.CharField(max_length=64, help_text="The SHA-256 of the statutes whose rule it is.")
    article = models.CharField(max_length=200)
    account = models.JSONField(
        default=dict,
        help_text="Where a total was shared out: the quota, the last seat and the next, lots that were drawn.",
    )
    cut_off = models.DateTimeField(help_text="The register of this moment counts, whatever has happened to it since.")
    set_on = models.DateTimeField()
    replaced = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "unit", "body", "part", condition=Q(replaced=None), name="one_apportionment_at_a_time"
            )
        ]


class ApportionedSeats(Protected):
    """One row of an apportionment: an electing unit, its members at the cut-off, its seats."""

    id = models.BigIntegerField(primary_key=True)
    apportionment = models.ForeignKey(Apportionment, on_delete=models.PROTECT, related_name="rows", db_index=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="apportioned_in")
    members = models.IntegerField()
    seats = models.IntegerField()
    lifted = models.BooleanField(
        default=False,
        help_text="Whether it has the least of the statutes, because the method alone would give it fewer.",
    )

    class Meta:
        constraints = [models.UniqueConstraint("apportionment", "unit", name="apportioned_once")]
