"""Who asked for the week of a unit by e-mail, and which weeks went out."""

from __future__ import annotations

from django.db import models

from floor.book.protected import Protected
from floor.house.models import Member, Unit


class DigestSubscription(Protected):
    """A member who asked for the digest of a unit. The address stays in the register."""

    id = models.BigIntegerField(primary_key=True)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="digests")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="digests")
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("member", "unit", name="one_digest_of_a_unit")]


class DigestSent(models.Model):
    """A week of a unit that went out, so that a clock that strikes twice does not send it twice. No institution's table."""

    pk = models.CompositePrimaryKey("unit", "week")
    unit = models.BigIntegerField()
    week = models.CharField(max_length=10, help_text="2026-W48")
