"""How many have signed a petition, as a page shows it: rounded down, and seen anew only now and then (R17)."""

from __future__ import annotations

from datetime import datetime

from django.core.cache import cache

from floor.meetings.laws import law_of
from floor.meetings.models import Petition
from floor.meetings.petitioning.petitions import is_open, signatures_of
from floor.polls.laws import small_group
from floor.polls.showing.reading import SEEN_FOR


def signatures_shown(petition: Petition, at: datetime) -> int | None:
    """While it is open rounded down to full small groups, so that nobody can watch somebody sign; None while they are too few."""
    if not is_open(petition):
        return signatures_of(petition, at)
    small, key = small_group(law_of(petition)), f"signatures-of-meeting-petition-{petition.pk}"
    if (known := cache.get(key)) is None:
        known = (signatures_of(petition, at) or 0) // small * small
        cache.set(key, known, SEEN_FOR)
    return int(known) or None
