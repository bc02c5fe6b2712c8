"""Writing the published book: only what is new, and so that it can be read at every instant.

Every file is written aside and then moved into place, tiles before the checkpoint that needs them; whoever is killed
half-way leaves the book as it was last published, and the next time goes over the same ground again. One at a time:
the caller sees to it that no two processes publish into one folder.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

from .checkpoints import Checkpoint, open_checkpoint, read_unverified
from .merkle import leaf_hashes, perfect_root
from .notes import NoteError, Verifier
from .proofs import root_at
from .published_log import CHECKPOINT, KEY, OLDER_CHECKPOINTS
from .sources import FolderSource
from .tiles import (
    TILE_WIDTH,
    DamagedTile,
    Level,
    TileHashes,
    levels_of,
    pack_bundle,
    read_tile,
    tile_path,
    width_of,
)

EntriesBetween = Callable[[int, int], Iterable[bytes]]

_ASIDE = ".being-written"


class PublishingError(Exception):
    """The book cannot be published as asked; the message says why. What was published before still stands."""


def publish(
    folder: Path,
    note: str,
    verifier: Verifier,
    entries_between: EntriesBetween,
    just_before: Callable[[], None] = lambda: None,
) -> Checkpoint:
    """Bring the published book in `folder` up to the signed checkpoint `note`.

    `entries_between(start, stop)` gives the entries with those numbers, in order; it is asked once, and only for
    what is new and the bundle that was not full. `just_before` is called when all of that is found to add up. The checkpoint is written last, and not at all if the files do not
    add up to its root.
    """
    new = _opened(note, verifier)
    writer = _Writer(folder)
    published = writer.text_of(CHECKPOINT)
    try:
        old_size = read_unverified(published).size if published else 0
    except NoteError as fault:
        raise PublishingError(
            f"The checkpoint already in {folder} cannot be read: {fault} Publish elsewhere."
        ) from None
    if new.size < old_size:
        raise PublishingError(
            f"{old_size} entries are published already; a checkpoint of {new.size} would take some back."
        )
    _put_key(writer, verifier)
    try:
        _write_tiles(writer, old_size, new.size, entries_between)
        root = root_at(TileHashes(writer.files, new.size), new.size)
    except DamagedTile as fault:
        raise PublishingError(f"{fault} Publish the whole book again into an empty folder.") from None
    if root != new.root:
        raise PublishingError(
            "The entries do not add up to the root in the checkpoint; the checkpoint was not published."
        )
    if published and published != note and writer.text_of(older := f"{OLDER_CHECKPOINTS}/{old_size}") is None:
        writer.write(older, published.encode())
    writer.settle()
    just_before()
    writer.remove_outgrown()
    writer.write(CHECKPOINT, note.encode())
    writer.settle()
    return new


def _opened(note: str, verifier: Verifier) -> Checkpoint:
    try:
        return open_checkpoint(note, [verifier])
    except NoteError as fault:
        raise PublishingError(f"The new checkpoint is not one of {verifier.name}: {fault}") from None


def _put_key(writer: _Writer, verifier: Verifier) -> None:
    key = verifier.to_text() + "\n"
    standing = writer.text_of(KEY)
    if standing not in (None, key):
        raise PublishingError(
            f"{writer.folder} belongs to another key; publish under the new key in a folder of its own."
        )
    writer.write(KEY, key.encode())


def _write_tiles(writer: _Writer, old_size: int, size: int, entries_between: EntriesBetween) -> None:
    """Write the bundles and tiles that a book of `size` entries has and one of `old_size` has not."""
    first_new = old_size // TILE_WIDTH * TILE_WIDTH
    if size == old_size:
        return
    hashes: Iterator[bytes] = _write_bundles(writer, iter(entries_between(first_new, size)), first_new, size)
    for level in levels_of(size):
        hashes = iter(_write_level(writer, level, first_new, size, hashes))
        first_new //= TILE_WIDTH


def _write_bundles(writer: _Writer, entries: Iterator[bytes], start: int, size: int) -> Iterator[bytes]:
    """Write the entries from `start` on, and hand their hashes on to level 0."""
    for index in range(start // TILE_WIDTH, -(-size // TILE_WIDTH)):
        width = width_of(size, 0, index)
        bundle = list(islice(entries, width))
        if len(bundle) != width:
            raise PublishingError(f"The store ends before entry {size - 1}; the checkpoint was not published.")
        writer.write_tile("entries", index, width, pack_bundle(bundle))
        yield from leaf_hashes(bundle)


def _write_level(writer: _Writer, level: int, first_new: int, size: int, hashes: Iterator[bytes]) -> list[bytes]:
    """Write the tiles of one level, given its hashes from `first_new` on; returns the roots of those that are full."""
    index, offset = divmod(first_new, TILE_WIDTH)
    standing = read_tile(writer.files, level, index, offset) if offset else []
    full: list[bytes] = []
    while width := width_of(size, level, index):
        tile = standing + list(islice(hashes, width - len(standing)))
        writer.write_tile(level, index, width, b"".join(tile))
        if width == TILE_WIDTH:
            full.append(perfect_root(tile))
        index, standing = index + 1, []
    return full


class _Writer:
    """Puts whole files into the published folder."""

    def __init__(self, folder: Path) -> None:
        self.folder, self._aside = folder, folder / _ASIDE
        self._unsettled: set[Path] = set()
        self._outgrown: list[Path] = []
        self._aside.mkdir(parents=True, exist_ok=True)
        self.files = FolderSource(folder)

    def text_of(self, path: str) -> str | None:
        raw = self.files.read(path, 1 << 20)
        return None if raw is None else raw.decode(errors="replace")

    def write_tile(self, level: Level, index: int, width: int, raw: bytes) -> None:
        self.write(tile_path(level, index, width), raw)
        if width == TILE_WIDTH:
            self._outgrown.append(self.folder / f"{tile_path(level, index)}.p")

    def remove_outgrown(self) -> None:
        """Remove the partial tiles whose full tile is there. Only now: the last checkpoint might still have needed them."""
        for folder in self._outgrown:
            shutil.rmtree(folder, ignore_errors=True)

    def write(self, path: str, raw: bytes) -> None:
        """Write a file aside and move it into place, unless it stands there already."""
        if self.files.read(path, max(len(raw), 1 << 25)) == raw:
            return
        target, aside = self.folder / path, self._aside / "file"
        aside.write_bytes(raw)
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(aside, target)
        self._unsettled |= {target, target.parent}

    def settle(self) -> None:
        """Have the disk keep what was written, so that a power cut leaves no checkpoint without its tiles."""
        for path in self._unsettled:
            handle = os.open(path, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
        self._unsettled.clear()
