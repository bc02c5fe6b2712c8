"""Sending the digest to who asked for it, and to nobody else. Each letter has one reader, and no address is ever logged (R17)."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.db.models import Q

from floor.house.reading import Called, House, called
from floor.press.digest import Digest, digest_of
from floor.press.models import DigestSent, DigestSubscription

log = logging.getLogger(__name__)

#: So many letters go out on one connection.
_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class SentOut:
    """What went out for one unit."""

    unit: Called
    letters: int
    failed: int = 0
    again: bool = False
    """Whether this week went out before; then nothing was sent."""


def units_with_readers() -> list[int]:
    """The units whose digest somebody asked for."""
    return list(DigestSubscription.objects.order_by("unit").values_list("unit", flat=True).distinct())


def send_digest(here: Called, house: House, address: str) -> SentOut:
    """Send the week of a unit, once: a clock that strikes twice sends nothing twice."""
    year, week, _ = house.at.isocalendar()
    with transaction.atomic():
        noted, first = DigestSent.objects.get_or_create(unit=here.pk, week=f"{year}-W{week:02}")
    if not first:
        return SentOut(here, 0, again=True)
    made, sent, failed = digest_of(here, house, address), 0, 0
    readers = readers_of(here)
    while some := list(islice(readers, _AT_ONCE)):
        letters = [letter_to(reader, here, made, address) for reader in some]
        try:
            sent += get_connection().send_messages(letters) or 0
        except OSError as fault:
            # Never the addresses: a log is read by the operator.
            log.warning("%s letters of a digest could not be sent: %s", len(letters), type(fault).__name__)
            failed += len(letters)
    if failed and not sent:
        # Nobody has it: the next time the clock strikes it is tried again. Where some have it, nobody is sent it twice.
        DigestSent.objects.filter(unit=here.pk, week=noted.week).delete()
    return SentOut(here, sent, failed)


def readers_of(here: Called) -> Iterator[str]:
    """The addresses of those who asked for it and still belong to the unit. They come as a stream; no register is loaded."""
    own = Q(member__unit__path__startswith=here.unit.path) | Q(member__unit__place_path__startswith=here.unit.path)
    found = DigestSubscription.objects.filter(own, unit=here.unit, member__left=None, member__contact__contains="@")
    yield from found.order_by("pk").values_list("member__contact", flat=True).iterator(chunk_size=500)


def letter_to(reader: str, here: Called, made: Digest, address: str) -> EmailMultiAlternatives:
    """One letter. The way to stop it is the same for everyone: no address and no number of a reader stands in it."""
    stop = f"{address}/units/{here.pk}/digest/"
    letter = EmailMultiAlternatives(
        made.subject, made.text, None, [reader],
        headers={
            "List-Id": f"<board-{here.pk}.{urlsplit(address).hostname or 'localhost'}>", "List-Unsubscribe": f"<{stop}>",
            "Auto-Submitted": "auto-generated", "Precedence": "list",
        },
    )  # fmt: skip
    letter.attach_alternative(made.html, "text/html")
    return letter


def units_named(numbers: list[int]) -> list[Called]:
    """Units by their numbers, with the names they have today."""
    found = called(numbers)
    return [found[number] for number in numbers if number in found]
