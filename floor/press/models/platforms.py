"""Platforms: groups that say what they want, each in the same space and with the same mailings (M14)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from floor.book.protected import Protected
from floor.house.models import Unit


class Platform(Protected):
    """A platform of a group in a unit. How many support it is known, who does is not (R8, R17)."""

    id = models.BigIntegerField(primary_key=True)
    entry = models.BigIntegerField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="platforms")
    title = models.CharField(max_length=120)
    statement = models.CharField(max_length=64, help_text="The SHA-256 of its statement.")
    state = models.CharField(max_length=10, help_text="gathering, registered, lapsed, withdrawn")
    opened = models.DateTimeField()
    lapses = models.DateTimeField(help_text="Until when supporters sign.")
    needed = models.IntegerField(help_text="Supporters that register it: the same for every platform of the unit.")
    supporters = models.IntegerField(default=0, help_text="When it was registered.")
    registered = models.DateTimeField(null=True)
    ended = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "state"], name="platforms_of_a_unit"),
            models.Index(fields=["lapses"], condition=Q(state="gathering"), name="platforms_gathering"),
        ]


class Mailing(Protected):
    """A mailing of a platform: it stands on the board and goes out, whole, with the next digest of the unit."""

    id = models.BigIntegerField(primary_key=True)
    entry = models.BigIntegerField()
    platform = models.ForeignKey(Platform, on_delete=models.PROTECT, related_name="mailings")
    title = models.CharField(max_length=120)
    text = models.CharField(max_length=64)
    sent = models.DateTimeField(db_index=True)


# ----------------------------------------------------------------------------------------------------------------------
# No institutions' tables, never in the book: signatures are gone once they have been counted, a key opens for whoever has it.


class PlatformSupport(models.Model):
    """A signature under a platform that is not registered yet. It has no time."""

    pk = models.CompositePrimaryKey("platform", "member")
    platform = models.BigIntegerField()
    member = models.BigIntegerField()


class PlatformKey(models.Model):
    """What the code of a platform opens: its mailings, its withdrawal. Never the code, never whose it is."""

    platform = models.BigIntegerField(primary_key=True)
    lock = models.CharField(max_length=64)
