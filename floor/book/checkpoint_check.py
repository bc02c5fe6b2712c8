"""What checkpoints show: who signed, that nothing was rewritten or cut off since, that none is backdated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from .checkpoints import Checkpoint, open_checkpoint, read_unverified
from .claims import Claim, broken, holds, not_checked
from .notes import NoteError, Verifier
from .published_log import KEY, OLDER_CHECKPOINTS, PublishedLog
from .sources import Unreadable

TRUST = "key"
SIGNATURE = "checkpoint signature"
ORIGIN = "origin"
CHECKPOINT_TIME = "checkpoint time"
OLDER = "older checkpoints"
KEPT_SIGNATURE = "kept checkpoint: signature"
KEPT_SIZE = "kept checkpoint: nothing cut off"
KEPT_ROOT = "kept checkpoint: nothing rewritten"
KEPT_TIME = "kept checkpoint: time"


@dataclass(frozen=True, slots=True)
class Seen:
    """What reading the entries showed: roots after so many entries, and the time of the last of them."""

    roots: dict[int, bytes]
    times: dict[int, datetime]


def choose_key(log: PublishedLog, vkey: str | None) -> tuple[Verifier | None, list[Claim]]:
    """The key to check with: the one that was given, otherwise the one published beside the book."""
    published = log.text_of(KEY)
    if vkey is not None:
        try:
            given = Verifier.from_text(vkey)
        except NoteError as fault:
            raise Unreadable(f"The key you gave cannot be used. {fault}") from None
        if published is not None and published.strip() != given.to_text():
            return given, [broken(TRUST, "The key published beside the book is not the one you gave.")]
        return given, [holds(TRUST, f"You gave the key of {given.name}.")]
    if published is None:
        return None, [not_checked(TRUST, "No key was given and none is published.")]
    try:
        found = Verifier.from_text(published)
    except NoteError as fault:
        return None, [broken(TRUST, f"The key published beside the book cannot be used. {fault}")]
    detail = "The key published beside the book was used; whoever rewrites the book can replace it. Give the key from a printed notice."
    return found, [not_checked(TRUST, detail)]


def signature_claims(log: PublishedLog, verifier: Verifier | None) -> list[Claim]:
    if verifier is None:
        why = "There is no key to check it with."
        return [not_checked(SIGNATURE, why), not_checked(ORIGIN, why)]
    origin = log.checkpoint.origin
    same = origin == verifier.name
    return [
        _signature_claim(SIGNATURE, log.note, verifier),
        holds(ORIGIN, f"The checkpoint is of {origin}.")
        if same
        else broken(ORIGIN, f"The checkpoint is of {origin}, the key of {verifier.name}."),
    ]


def _signature_claim(name: str, note: str, verifier: Verifier) -> Claim:
    try:
        open_checkpoint(note, [verifier])
    except NoteError as fault:
        return broken(name, str(fault))
    return holds(name, f"{verifier.name} has signed it.")


def time_claim(checkpoint: Checkpoint, seen: Seen) -> Claim:
    if checkpoint.size == 0:
        return holds(CHECKPOINT_TIME, "The book is empty.")
    last = seen.times.get(checkpoint.size)
    if last is None:
        return not_checked(CHECKPOINT_TIME, "The time of the last entry was not seen.")
    if checkpoint.time < last:
        detail = f"It is dated {checkpoint.time.isoformat()}, before the last entry it covers ({last.isoformat()})."
        return broken(CHECKPOINT_TIME, detail, checkpoint.size - 1)
    return holds(CHECKPOINT_TIME, "It is not dated before the last entry it covers.")


@dataclass(frozen=True, slots=True)
class Older:
    """A checkpoint published earlier, with the file it lies in."""

    path: str
    note: str
    checkpoint: Checkpoint


def read_older(log: PublishedLog) -> tuple[list[Older], list[Claim]]:
    """The older checkpoints published with the book, by size; and what is wrong with their files."""
    if log.older is None:
        return [], [
            not_checked(OLDER, "They cannot be listed over a network; copy the book into a folder to check them.")
        ]
    older, faults = [], []
    for path in (f"{OLDER_CHECKPOINTS}/{name}" for name in log.older):
        try:
            note = log.text_of(path) or ""
            found = Older(path, note, read_unverified(note))
        except (NoteError, Unreadable) as fault:
            faults.append(broken(OLDER, f"{path} cannot be read. {fault}"))
            continue
        if path != f"{OLDER_CHECKPOINTS}/{found.checkpoint.size}":
            faults.append(
                broken(OLDER, f"{path} is a checkpoint of {found.checkpoint.size} entries, not what its name says.")
            )
        older.append(found)
    return sorted(older, key=lambda found: found.checkpoint.size), faults


def older_claims(older: Sequence[Older], newest: Checkpoint, verifier: Verifier | None, seen: Seen) -> list[Claim]:
    """Whether the book still begins with every older checkpoint, and their times are in order."""
    if not older:
        return [not_checked(OLDER, "None are published; whoever keeps one of their own can compare it.")]
    claims: list[Claim] = []
    before: datetime | None = None
    for each in older:
        claims += [
            broken(OLDER, f"{each.path}: {fault}") for fault in _older_faults(each, newest, verifier, seen, before)
        ]
        before = max(before or each.checkpoint.time, each.checkpoint.time)
    if claims:
        return claims
    unseen = [each.path for each in older if each.checkpoint.size not in seen.roots]
    if unseen:
        return [not_checked(OLDER, f"The entries up to {', '.join(unseen[:5])} could not be read.")]
    if verifier is None:
        return [
            not_checked(
                OLDER, f"The book begins with each of the {len(older)}, but there is no key to check them with."
            )
        ]
    return [
        holds(OLDER, f"All {len(older)} are signed, the book begins with each of them, and their times are in order.")
    ]


def _older_faults(
    older: Older, newest: Checkpoint, verifier: Verifier | None, seen: Seen, before: datetime | None
) -> list[str]:
    checkpoint, faults = older.checkpoint, []
    if verifier is not None and (claim := _signature_claim(OLDER, older.note, verifier)).verdict == "broken":
        faults.append(claim.detail)
    if checkpoint.origin != newest.origin:
        faults.append(f"It is of another book, {checkpoint.origin}.")
    if checkpoint.size > newest.size:
        faults.append(f"It covers {checkpoint.size} entries; the book has {newest.size} now, so some were cut off.")
    elif seen.roots.get(checkpoint.size, checkpoint.root) != checkpoint.root:
        faults.append(f"The first {checkpoint.size} entries are not what they were then: the book was rewritten.")
    if checkpoint.time > newest.time or (before is not None and checkpoint.time < before):
        faults.append(f"Its time, {checkpoint.time.isoformat()}, is out of order.")
    last = seen.times.get(checkpoint.size)
    if last is not None and checkpoint.time < last:
        faults.append(
            f"It is dated {checkpoint.time.isoformat()}, before the last entry it covers ({last.isoformat()})."
        )
    return faults


def kept_claims(note: str, kept: Checkpoint, newest: Checkpoint, verifier: Verifier | None, seen: Seen) -> list[Claim]:
    """Compare the book with a checkpoint that somebody kept: printed on minutes, or sent to another body."""
    if verifier is None:
        signature = not_checked(KEPT_SIGNATURE, "There is no key to check it with.")
    else:
        signature = _signature_claim(KEPT_SIGNATURE, note, verifier)
    if signature.verdict == "broken" or kept.origin != newest.origin:
        if kept.origin != newest.origin:
            signature = broken(KEPT_SIGNATURE, f"It is of {kept.origin}, the book of {newest.origin}.")
        why = "What you kept was not signed for this book, so it shows nothing about it."
        return [signature, *(not_checked(name, why) for name in (KEPT_SIZE, KEPT_ROOT, KEPT_TIME))]
    return [signature, _size_claim(kept, newest), _root_claim(kept, newest, seen), _kept_time_claim(kept, newest, seen)]


def _size_claim(kept: Checkpoint, newest: Checkpoint) -> Claim:
    if kept.size > newest.size:
        return broken(
            KEPT_SIZE, f"You hold a checkpoint of {kept.size} entries; the book has {newest.size}.", newest.size
        )
    return holds(KEPT_SIZE, f"The book had {kept.size} entries then and has {newest.size} now.")


def _root_claim(kept: Checkpoint, newest: Checkpoint, seen: Seen) -> Claim:
    root = seen.roots.get(kept.size)
    if root is None:
        return not_checked(KEPT_ROOT, f"The first {kept.size} entries could not all be read.")
    if root != kept.root:
        return broken(KEPT_ROOT, f"The first {kept.size} entries are not what they were then: the book was rewritten.")
    return holds(KEPT_ROOT, f"The first {kept.size} entries are what they were then.")


def _kept_time_claim(kept: Checkpoint, newest: Checkpoint, seen: Seen) -> Claim:
    if kept.time > newest.time:
        detail = f"You hold one of {kept.time.isoformat()}; the published one is older, of {newest.time.isoformat()}."
        return broken(KEPT_TIME, detail)
    last = seen.times.get(kept.size)
    if last is not None and kept.time < last:
        return broken(KEPT_TIME, f"It is dated before the last entry it covers ({last.isoformat()}).", kept.size - 1)
    return holds(KEPT_TIME, "It is not later than the published one.")
