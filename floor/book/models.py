"""What stands in the book: the entries, the private store their commitments point to, checkpoints, statutes, refusals."""

from __future__ import annotations

from django.db import models

from .protected import Protected


class Head(models.Model):
    """The one line at the end of the book. Whoever appends holds it, so the order of acts is total."""

    size = models.BigIntegerField(default=0)
    frontier = models.BinaryField(default=b"", help_text="The right edge of the Merkle tree.")
    at = models.DateTimeField(
        null=True, help_text="When the last entry was made; time never runs backwards in the book."
    )
    told = models.BigIntegerField(default=0, help_text="Notices of all entries below this one have been sent.")


class Entry(models.Model):
    """One line of the book, as it is published."""

    n = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    act = models.CharField(max_length=80)
    line = models.BinaryField(help_text="The canonical JSON, byte for byte.")
    leaf = models.BinaryField(max_length=32, help_text="Its RFC 6962 leaf hash.")
    once = models.CharField(
        max_length=64, null=True, unique=True, help_text="The request's own key: sent twice, done once."
    )

    class Meta:
        # With the number, so that the newest entries of one act are found without sorting all of them.
        indexes = [models.Index(fields=["act", "n"], name="entries_of_an_act")]


class Private(models.Model):
    """A personal or secret value with the salt of its commitment. Erasing the row leaves the log valid."""

    id = models.BigIntegerField(primary_key=True, help_text="entry * 65536 + place in the entry")
    about = models.BigIntegerField(null=True, db_index=True, help_text="The member it is about.")
    salt = models.BinaryField(max_length=16)
    content = models.TextField()


class Attachment(models.Model):
    """A public text that entries refer to by its SHA-256: statutes, an inventory."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    content = models.TextField()


class PublishedCheckpoint(models.Model):
    """A checkpoint that has left the house."""

    size = models.BigIntegerField(primary_key=True)
    note = models.TextField()


class StatutesVersion(Protected):
    """Statutes that are or will be in force from a moment on."""

    id = models.BigIntegerField(primary_key=True)
    sha256 = models.CharField(max_length=64)
    in_force_from = models.DateTimeField(db_index=True)
    entry = models.BigIntegerField()


class RecordedRefusal(Protected):
    """An act that was refused because of a guarantee: what was tried, by which article it failed. Never who tried."""

    id = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    act = models.CharField(max_length=80)
    guarantee = models.CharField(max_length=4, db_index=True)
    article = models.CharField(max_length=200)
    reason = models.TextField()
