"""The check of a published book from its files alone: the log, its hashes, its signatures and its times.

Whether each act was allowed is another question (the check of the law); here it is shown that what lies there is what
was signed, whole and in order, and what could not be looked at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .bundle_check import CANONICAL, ENTRIES, HASH_TILES, NUMBERS, TIMES
from .checkpoint_check import choose_key, kept_claims, older_claims, read_older, signature_claims, time_claim
from .checkpoints import Checkpoint
from .claims import Claim, broken, holds, not_checked
from .entry_walk import EntryWalk
from .published_log import LARGEST_NOTE, PublishedLog, read_checkpoint
from .sources import Unreadable

ROOT = "root"
_MOST_CLAIMS_OF_A_KIND = 20


@dataclass(frozen=True, slots=True)
class LogCheck:
    """What was found, claim by claim, in `log` as it was opened for the check."""

    checkpoint: Checkpoint
    claims: tuple[Claim, ...]
    log: PublishedLog = field(compare=False, repr=False)

    def __iter__(self) -> Iterator[Claim]:
        return iter(self.claims)

    @property
    def broken(self) -> tuple[Claim, ...]:
        return tuple(claim for claim in self.claims if claim.verdict == "broken")


def check_log(
    source: str | Path,
    *,
    vkey: str | None = None,
    since: str | Path | None = None,
    read_entries: bool = True,
    processes: int | None = None,
) -> LogCheck:
    """Check the published book at `source`, a folder or an http(s) address.

    `vkey` is the organisation's key, from a printed notice; `since` an older checkpoint that somebody kept, as text
    or as the name of a file. Without `read_entries` the entries are hashed but not read, which is faster. Raises
    Unreadable where there is nothing to check.
    """
    log = PublishedLog(source)
    verifier, claims = choose_key(log, vkey)
    claims += signature_claims(log, verifier)
    older, older_faults = read_older(log)
    kept = _kept_note(since) if since is not None else None
    kept_checkpoint = read_checkpoint(kept, "The checkpoint you kept") if kept is not None else None
    sizes = {each.checkpoint.size for each in older} | ({kept_checkpoint.size} if kept_checkpoint else set())

    walk = EntryWalk(log, sizes, read_entries, processes)
    walk.go()
    claims += [*_root_claims(log, walk), *_entry_claims(walk, read_entries)]
    claims.append(time_claim(log.checkpoint, walk.seen))
    claims += older_faults
    if older or not older_faults:
        claims += older_claims(older, log.checkpoint, verifier, walk.seen)
    if kept is not None and kept_checkpoint is not None:
        claims += kept_claims(kept, kept_checkpoint, log.checkpoint, verifier, walk.seen)
    return LogCheck(log.checkpoint, tuple(_shortened(claims)), log)


def _kept_note(since: str | Path) -> str:
    if isinstance(since, str) and "\n" in since:
        return since
    try:
        with open(since, "rb") as file:
            return file.read(LARGEST_NOTE).decode()
    except OSError as fault:
        raise Unreadable(f"The checkpoint you kept, {since}, cannot be read: {fault.strerror}.") from None
    except ValueError:
        raise Unreadable(f"The checkpoint you kept, {since}, is not text.") from None


def _root_claims(log: PublishedLog, walk: EntryWalk) -> list[Claim]:
    root = walk.seen.roots.get(log.size)
    if root is None:
        return [not_checked(ROOT, "It cannot be computed, because some entries could not be read.")]
    if root != log.checkpoint.root:
        return [broken(ROOT, "The entries do not add up to the root in the checkpoint.")]
    return [holds(ROOT, f"The {log.size} entries add up to the root in the checkpoint.")]


def _entry_claims(walk: EntryWalk, read_entries: bool) -> list[Claim]:
    """One claim for each thing that held, and each fault on its own."""
    found = {
        ENTRIES: f"All {walk.read} are there, in whole bundles, and none is over the size limit.",
        HASH_TILES: "The published hashes are those of the entries.",
        CANONICAL: "Each entry is canonical JSON.",
        NUMBERS: "Each entry carries its own number.",
        TIMES: "The times of the entries never go backwards.",
    }
    claims: list[Claim] = []
    for name, detail in found.items():
        faults = [fault for fault in walk.faults if fault.name == name]
        if faults:
            claims += faults
        elif name in (CANONICAL, NUMBERS, TIMES) and not read_entries:
            claims.append(not_checked(name, "The entries were hashed, but not read."))
        elif walk.unread:
            claims.append(
                not_checked(name, f"{walk.unread} of the entries could not be read; the others are in order.")
            )
        else:
            claims.append(holds(name, detail))
    return claims


def _shortened(claims: Sequence[Claim]) -> Iterator[Claim]:
    """The claims, with a long row of the same fault cut short and counted."""
    told: Counter[str] = Counter()
    for claim in claims:
        told[claim.name] += 1
        if told[claim.name] <= _MOST_CLAIMS_OF_A_KIND:
            yield claim
    for name, count in told.items():
        if count > _MOST_CLAIMS_OF_A_KIND:
            yield broken(name, f"The same in {count - _MOST_CLAIMS_OF_A_KIND} more places.")
