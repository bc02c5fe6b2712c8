"""What the checker can say of each guarantee, worked out once for a text and a day."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from floor.book.doing import statutes_by_hash
from floor.law.proofs import Proof, proofs
from floor.law.statutes import Statutes


def proofs_of(statutes: Statutes, day: date) -> tuple[Proof, ...]:
    """The state of every guarantee under these statutes on a day."""
    return _proofs(statutes.sha256, max(start for start in statutes.periods if start <= day))


@lru_cache(maxsize=32)
def _proofs(sha256: str, day: date) -> tuple[Proof, ...]:
    return proofs(statutes_by_hash(sha256), day)
