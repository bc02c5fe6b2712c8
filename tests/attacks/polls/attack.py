"""What somebody with the whole database does: python -m tests.attacks.polls.attack WHAT [ARGUMENT]. Prints JSON."""

from __future__ import annotations

import json
import sys

import django

django.setup()

from django.contrib.sessions.models import Session  # noqa: E402
from django.db import connection  # noqa: E402

from floor.book.protected import acting  # noqa: E402
from floor.polls.models import Poll, SealedPaper  # noqa: E402
from floor.polls.urn.keys import KeyIsGone, kept, opening_half  # noqa: E402
from floor.polls.urn.sealing import CannotOpen, opened  # noqa: E402


def take_copy() -> object:
    """Every sealed paper as it lies there, with what the database knows of its order."""
    lies = "ctid::text, xmin::text" if connection.vendor == "postgresql" else "rowid, 0"
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT "sealed", {lies} FROM "polls_sealedpaper"')
        return [[bytes(sealed).hex(), str(place), str(by)] for sealed, place, by in cursor.fetchall()]


def open_copy() -> object:
    """Try to open papers that were copied while the poll was open, with every key there is now."""
    copied = [bytes.fromhex(line) for line in sys.stdin.read().split()]
    keys = [bytes.fromhex(Poll.objects.earliest("pk").key)]
    for key in {*kept(), Poll.objects.earliest("pk").key}:
        try:
            keys.append(opening_half(key))
        except KeyIsGone:
            continue
    found = 0
    for sealed in copied:
        for key in keys:
            try:
                opened(key, sealed)
                found += 1
            except CannotOpen:
                continue
    return found


def look_into_sessions() -> object:
    return [Session.objects.get(pk=pk).get_decoded() for pk in Session.objects.values_list("pk", flat=True)]


def spoil_the_key() -> object:
    """A fault in the booth: the poll's key is none, so that handing in a paper breaks down."""
    with acting("an operator"):
        Poll.objects.filter(pk=Poll.objects.earliest("pk").pk).update(key=sys.argv[2])
    return True


def take_the_urn_away() -> object:
    to = "polls_elsewhere" if sys.argv[2] == "away" else "polls_mark"
    with connection.cursor() as cursor:
        cursor.execute(f'ALTER TABLE "{"polls_mark" if sys.argv[2] == "away" else "polls_elsewhere"}" RENAME TO "{to}"')
    return True


def count_papers() -> object:
    return SealedPaper.objects.count()


print(json.dumps(globals()[sys.argv[1]]()))
