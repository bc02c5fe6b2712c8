"""The order in which platforms stand: drawn anew by lot every day, the same for everyone who looks on that day. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date


def drawn_for(day: date, numbers: Iterable[int]) -> list[int]:
    """These numbers in the order of the day. Nobody can choose it, everybody can compute it: by SHA-256 of the day and the number."""
    return sorted(numbers, key=lambda number: hashlib.sha256(f"{day:%Y-%m-%d} {number}".encode()).digest())
