"""What the site keeps for itself. None of it is an institution's: it can be emptied at any time and nothing is lost."""

from __future__ import annotations

from django.db import models


class Tries(models.Model):
    """How often a door was tried and did not open. Who tried is kept only as a keyed hash, for as long as the limit runs."""

    key = models.CharField(max_length=64, primary_key=True)
    since = models.DateTimeField()
    count = models.IntegerField(default=0)


class SpentLink(models.Model):
    """A sign-in link that was used; it opens nothing a second time."""

    digest = models.CharField(max_length=64, primary_key=True)
    until = models.DateTimeField(db_index=True)
