"""How a published book is cut into files (c2sp.org/tlog-tiles).

Entries lie in bundles of 256, hashes in tiles of 256; each hash of a tile stands above a full tile one level below.
The rightmost bundle and tiles are partial until they are full. Any web server can carry the files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, Protocol

from .merkle import HASH_BYTES, perfect_root

TILE_WIDTH = 256
TILE_HEIGHT = 8  # 2**8 hashes in a tile
LARGEST_TILE = TILE_WIDTH * HASH_BYTES
LARGEST_ENTRY = 65_535  # the length goes before each entry in two bytes
LARGEST_BUNDLE = TILE_WIDTH * (2 + LARGEST_ENTRY)

Level = int | Literal["entries"]


class DamagedTile(ValueError):
    """A file of the published book that is missing, too short or too long; the message says which."""


class EntryTooLarge(ValueError):
    """An entry that does not fit a bundle."""


class Files(Protocol):
    """Where published files are read from: a folder or a web server."""

    def read(self, path: str, limit: int) -> bytes | None:
        """The file, or None if there is none; refuses one longer than `limit`."""


def tile_path(level: Level, index: int, width: int = TILE_WIDTH) -> str:
    """Where a tile or a bundle lies.

    >>> tile_path(0, 1234067), tile_path("entries", 273, width=112)
    ('tile/0/x001/x234/067', 'tile/entries/273.p/112')
    """
    digits = f"{index % 1000:03d}"
    while index >= 1000:
        index //= 1000
        digits = f"x{index % 1000:03d}/{digits}"
    return f"tile/{level}/{digits}" + (f".p/{width}" if width < TILE_WIDTH else "")


def width_of(size: int, level: int, index: int) -> int:
    """How many hashes tile `index` of `level` holds when the book has `size` entries; 0 if there is no such tile."""
    return max(0, min(TILE_WIDTH, (size >> (TILE_HEIGHT * level)) - index * TILE_WIDTH))


def tiles_of(size: int, level: int) -> Iterator[tuple[int, int]]:
    """Index and width of every tile of `level` in a book of `size` entries."""
    for index in range(-(-(size >> (TILE_HEIGHT * level)) // TILE_WIDTH)):
        yield index, width_of(size, level, index)


def levels_of(size: int) -> range:
    """The levels on which a book of `size` entries has tiles."""
    return range(-(-size.bit_length() // TILE_HEIGHT))


def check_entry_size(entry: bytes) -> None:
    if len(entry) > LARGEST_ENTRY:
        raise EntryTooLarge(
            f"This entry would have {len(entry):,} bytes; the book's format allows {LARGEST_ENTRY:,}. "
            "Attach long texts as a file and let the entry refer to it."
        )


def pack_bundle(entries: Iterable[bytes]) -> bytes:
    """The entries as one file, each after its length in two bytes."""
    parts: list[bytes] = []
    for entry in entries:
        check_entry_size(entry)
        parts += (len(entry).to_bytes(2, "big"), entry)
    return b"".join(parts)


def split_bundle(raw: bytes, width: int) -> list[bytes]:
    """The `width` entries in a bundle."""
    entries: list[bytes] = []
    start, end = 0, len(raw)
    try:
        while start < end:
            stop = start + 2 + (raw[start] << 8) + raw[start + 1]
            entries.append(raw[start + 2 : stop])
            start = stop
    except IndexError:
        start = -1
    if start != end:
        raise DamagedTile("the last entry in it is cut off")
    if len(entries) != width:
        raise DamagedTile(f"it holds {len(entries)} entries instead of {width}")
    return entries


def split_tile(raw: bytes, width: int) -> list[bytes]:
    """The `width` hashes in a tile."""
    if len(raw) != width * HASH_BYTES:
        raise DamagedTile(f"it has {len(raw)} bytes instead of {width * HASH_BYTES}")
    return [raw[i : i + HASH_BYTES] for i in range(0, len(raw), HASH_BYTES)]


def read_tile(files: Files, level: int, index: int, width: int) -> list[bytes]:
    """The first `width` hashes of a tile."""
    return split_tile(read_tile_bytes(files, level, index, width), width)


def read_tile_bytes(files: Files, level: int, index: int, width: int) -> bytes:
    """The first `width` hashes of a tile in one piece, from the partial tile or, once that is gone, from the full one."""
    path, raw = _read(files, level, index, width, LARGEST_TILE)
    expected = HASH_BYTES * (TILE_WIDTH if _is_full(path) else width)
    if len(raw) != expected:
        raise DamagedTile(f"The file {path} is damaged: it has {len(raw)} bytes instead of {expected}.")
    return raw[: width * HASH_BYTES]


def read_bundle(files: Files, index: int, width: int) -> list[bytes]:
    """The first `width` entries of a bundle."""
    path, raw = _read(files, "entries", index, width, LARGEST_BUNDLE)
    try:
        return split_bundle(raw, TILE_WIDTH if _is_full(path) else width)[:width]
    except DamagedTile as fault:
        raise DamagedTile(f"The file {path} is damaged: {fault}.") from None


def _read(files: Files, level: Level, index: int, width: int, limit: int) -> tuple[str, bytes]:
    partial, full = tile_path(level, index, width), tile_path(level, index)
    # The publisher takes a partial file away once the full one is there, so whoever misses the one finds the other.
    for path in dict.fromkeys((partial, full)):
        raw = files.read(path, limit)
        if raw is not None:
            return path, raw
    raise DamagedTile(f"The file {partial} is missing.")


def _is_full(path: str) -> bool:
    return ".p/" not in path


class TileHashes:
    """A hash reader (see `proofs.py`) over the published tiles of a book of `size` entries.

    Each tile is read once; a proof over a million entries reads three to six of them.
    """

    def __init__(self, files: Files, size: int) -> None:
        self.files, self.size = files, size
        self._tiles: dict[tuple[int, int], Sequence[bytes]] = {}

    def __call__(self, height: int, index: int) -> bytes:
        level, rest = divmod(height, TILE_HEIGHT)
        first = index << rest
        tile, offset = divmod(first, TILE_WIDTH)
        hashes = self._tile(level, tile)[offset : offset + (1 << rest)]
        if len(hashes) != 1 << rest:
            raise DamagedTile(f"The book of {self.size} entries has no hash at height {height}, place {index}.")
        return perfect_root(hashes)

    def _tile(self, level: int, index: int) -> Sequence[bytes]:
        if (level, index) not in self._tiles:
            width = width_of(self.size, level, index)
            self._tiles[level, index] = read_tile(self.files, level, index, width) if width else ()
        return self._tiles[level, index]
