"""Verify a published book from its files alone: the log and its signatures, then the law.

The log: `log_check`. The law: every act is replayed in an empty database under the statutes in force at its time, guards
and all; then the tables that come out are compared with the signed digests, and each room's own claims are checked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .claims import Claim, broken, holds, not_checked
from .digests import table_digests
from .log_check import check_log
from .notes import NoteError, Verifier, open_note
from .published_log import PublishedLog
from .publishing import ATTACHMENTS, TABLES
from .replaying import Replay, empty_database, replay

TableCheck = Callable[[], Iterator[Claim]]

#: The urn of a poll with a million papers, all different, is the largest text a book refers to.
LARGEST_TEXT = 200_000_000


@dataclass(frozen=True)
class Registered:
    """A room's check over the tables of a replayed book, with the guarantees it verifies."""

    guarantees: tuple[str, ...]
    check: TableCheck


TABLE_CHECKS: list[Registered] = []


def checks_the_tables(*guarantees: str) -> Callable[[TableCheck], TableCheck]:
    """Register a room's claims about the tables that a book comes out as."""

    def register(check: TableCheck) -> TableCheck:
        TABLE_CHECKS.append(Registered(guarantees, check))
        return check

    return register


@dataclass(frozen=True)
class Verdict:
    """Everything that was looked at, claim by claim."""

    size: int
    origin: str
    claims: tuple[Claim, ...]

    @property
    def holds(self) -> bool:
        return not any(claim.verdict == "broken" for claim in self.claims)


def verify(
    where: str | Path,
    *,
    vkey: str | None = None,
    since: str | Path | None = None,
    law: bool = True,
    progress: Callable[[int], None] = lambda _: None,
) -> Verdict:
    """Check a published book. Raises `Unreadable` where there is nothing to check."""
    log = check_log(where, vkey=vkey, since=since)
    claims = list(log.claims)
    if not law:
        claims.append(not_checked("every act was allowed", "asked not to look at the law"))
    elif log.broken:
        claims.append(
            not_checked("every act was allowed", "the log itself does not hold, so its entries prove nothing")
        )
    else:
        claims += _law_claims(log.log, vkey, progress)
    return Verdict(log.checkpoint.size, log.checkpoint.origin, tuple(claims))


def _law_claims(log: PublishedLog, vkey: str | None, progress: Callable[[int], None]) -> list[Claim]:
    with empty_database():
        played = replay(log.entries(), lambda name: _attachment(log, name), None, progress)
        claims = [*played.faults, played.claim()]
        if played.faults:
            return claims
        for registered in TABLE_CHECKS:
            claims += registered.check()
        return [*claims, *_table_claims(log, vkey), *_unopened(played)]


def _attachment(log: PublishedLog, name: str) -> str | None:
    if not (len(name) == 64 and name.isalnum()):
        return None
    raw = log.source.read(f"{ATTACHMENTS}/{name}", LARGEST_TEXT)
    return raw.decode(errors="replace") if raw is not None else None


def _table_claims(log: PublishedLog, vkey: str | None) -> Iterator[Claim]:
    """The living tables, as the server signed for them, beside those the book comes out as."""
    name = "the server's tables are what the book says"
    note, key = log.text_of(TABLES), vkey or log.text_of("key")
    if note is None or key is None:
        yield not_checked(name, "no digests of the tables are published")
        return
    try:
        text, _ = open_note(note, [Verifier.from_text(key.strip())])
        origin, size, *rows = text.splitlines()
        published = dict(row.split(" ", 1) for row in rows)
    except (NoteError, ValueError) as fault:
        yield broken(name, f"the published digests cannot be believed: {fault}")
        return
    if origin != f"{log.checkpoint.origin}/tables" or size != str(log.size):
        yield not_checked(
            name, f"the digests are of {size} entries, the book has {log.size}: it was being published just now"
        )
        return
    replayed = table_digests(public=True)
    differing = sorted(
        {*published, *replayed} - {table for table in published if published[table] == replayed.get(table)}
    )
    for table in differing:
        yield broken(name, f"the table {table} on the server is not what the book says")
    if not differing:
        yield holds(name, f"{len(published)} tables, digest for digest")


def _unopened(played: Replay) -> Iterator[Claim]:
    if played.unopened:
        yield not_checked(
            "private values", f"{played.unopened} names and other private values are committed to in the book; only who keeps them can open them"
        )  # fmt: skip
