"""A published book, opened for reading: its checkpoint, entries, hashes and older checkpoints."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from .checkpoints import Checkpoint, read_unverified
from .notes import NoteError
from .sources import Source, Unreadable, open_source
from .tiles import TILE_WIDTH, DamagedTile, TileHashes, read_bundle, width_of

CHECKPOINT = "checkpoint"
OLDER_CHECKPOINTS = "checkpoints"
KEY = "key"
LARGEST_NOTE = 1 << 18


class PublishedLog:
    """The files of a published book. Nothing here is verified; `log_check.check_log` does that.

    `older` are the names of the older checkpoints, by size; None where they cannot be listed.
    """

    def __init__(self, where: str | Path) -> None:
        self.source: Source = open_source(where)
        # Listed before the checkpoint is read: on a book that is being published, the other order could show an
        # "older" checkpoint that is newer than ours.
        self.older = self._names_of_older()
        note = self.text_of(CHECKPOINT)
        if note is None:
            raise Unreadable(f"There is no published book at {self.source.where}: it has no file named checkpoint.")
        self.note = note
        self.checkpoint: Checkpoint = read_checkpoint(note, f"The checkpoint at {self.source.where}")

    @property
    def size(self) -> int:
        return self.checkpoint.size

    def text_of(self, path: str) -> str | None:
        """A small text file of the book; None if it is not there."""
        raw = self.source.read(path, LARGEST_NOTE)
        try:
            return None if raw is None else raw.decode()
        except UnicodeDecodeError:
            raise Unreadable(f"The file {path} at {self.source.where} is not text.") from None

    def entries(self, start: int = 0, stop: int | None = None) -> Iterator[bytes]:
        """The entries from `start` up to `stop` (or the end), as they were hashed."""
        stop = self.size if stop is None else min(stop, self.size)
        for index in range(start // TILE_WIDTH, -(-stop // TILE_WIDTH)):
            first = index * TILE_WIDTH
            try:
                bundle = read_bundle(self.source, index, width_of(self.size, 0, index))
            except DamagedTile as fault:
                raise Unreadable(str(fault)) from None
            yield from bundle[max(start - first, 0) : stop - first]

    def hashes(self) -> TileHashes:
        """A hash reader for `proofs.inclusion_proof` and `proofs.consistency_proof`."""
        return TileHashes(self.source, self.size)

    def _names_of_older(self) -> list[str] | None:
        names = self.source.names(OLDER_CHECKPOINTS)
        return None if names is None else sorted(names, key=lambda name: (len(name), name))


def read_checkpoint(note: str, what: str) -> Checkpoint:
    """The checkpoint in `note`, unverified; Unreadable, in a sentence about `what`, if there is none."""
    try:
        return read_unverified(note)
    except NoteError as fault:
        raise Unreadable(f"{what} cannot be read. {fault}") from None
