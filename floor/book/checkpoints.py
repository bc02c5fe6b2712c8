"""A checkpoint: the signed summary of the book at one size (c2sp.org/tlog-checkpoint).

Whoever keeps one can show later that the book was rewritten or cut. The specification gives it an origin, a size and
a root; we add one line with the time, so that a backdated checkpoint shows: it can lie neither before the last entry
it covers nor before an older checkpoint.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from .notes import NoteError, Signer, Verifier, open_note, parse_note, sign

_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")
_TIME = re.compile(r"time ([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{6})?)Z")


class CheckpointError(NoteError):
    """A text that is not a checkpoint of a book; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The state of the book `origin` when it had `size` entries: the root of its tree, and when that was."""

    origin: str
    size: int
    root: bytes
    time: datetime

    def __post_init__(self) -> None:
        if not self.origin or "\n" in self.origin:
            raise CheckpointError("The origin of a checkpoint is one line and not empty.")
        if not 0 <= self.size < 2**63:
            raise CheckpointError("The size of a checkpoint is a number of entries, not negative.")
        if len(self.root) != 32:
            raise CheckpointError("The root in a checkpoint is a SHA-256 hash of 32 bytes.")
        if self.time.tzinfo is None:
            raise CheckpointError("The time of a checkpoint needs its time zone.")

    def to_text(self) -> str:
        """The text that is signed."""
        root = b64encode(self.root).decode()
        return f"{self.origin}\n{self.size}\n{root}\ntime {_written(self.time)}\n"


def parse_checkpoint(text: str) -> Checkpoint:
    """Read the text of a checkpoint, without its signatures."""
    lines = text.split("\n")
    if len(lines) < 4 or lines[-1] != "" or "" in lines[:-1]:
        raise CheckpointError("A checkpoint has an origin, a size, a root and a time, each on a line of its own.")
    origin, size, root, *extensions = lines[:-1]
    if not _SIZE.fullmatch(size):
        raise CheckpointError(f"“{size[:40]}” is not the size of a book.")
    # Other extension lines may come one day; the specification calls them opaque, and they are signed all the same.
    times = [line for line in extensions if line.startswith("time ")]
    if len(times) != 1:
        raise CheckpointError("A checkpoint of our book has exactly one line with its time.")
    return Checkpoint(origin, int(size), _root(root), _read_time(times[0]))


def sign_checkpoint(checkpoint: Checkpoint, *signers: Signer) -> str:
    """The checkpoint as a signed note, ready to be published or printed."""
    return sign(checkpoint.to_text(), *signers)


def open_checkpoint(note: str, verifiers: Iterable[Verifier]) -> Checkpoint:
    """The checkpoint in `note`, after its signature was found good."""
    text, _ = open_note(note, verifiers)
    return parse_checkpoint(text)


def read_unverified(note: str) -> Checkpoint:
    """What `note` says, without asking who signed it. Believe it only after `open_checkpoint`."""
    return parse_checkpoint(parse_note(note).text)


def _written(time: datetime) -> str:
    # Microseconds only where there are some: rounding down would put a checkpoint before its own last entry.
    return time.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


def _read_time(line: str) -> datetime:
    match = _TIME.fullmatch(line)
    try:
        if match is None:
            raise ValueError
        time = datetime.fromisoformat(match[1]).replace(tzinfo=UTC)
    except ValueError:
        raise CheckpointError(f"“{line[:60]}” is not the time of a checkpoint.") from None
    if f"time {_written(time)}" != line:
        raise CheckpointError(f"“{line[:60]}” is not written in the one proper way.")
    return time


def _root(text: str) -> bytes:
    try:
        root = b64decode(text, validate=True)
    except ValueError:
        root = b""
    if len(root) != 32 or b64encode(root).decode() != text:
        raise CheckpointError(f"“{text[:60]}” is not the root of a book in base64.")
    return root
