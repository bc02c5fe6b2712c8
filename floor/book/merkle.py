"""The Merkle tree of RFC 6962: one hash that stands for the whole book, in its order.

Leaves and nodes are hashed with different first bytes, so that no entry can pass for a node. Proofs are in
`proofs.py`; here is how hashes come together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256

EMPTY_ROOT = sha256(b"").digest()
HASH_BYTES = 32


def leaf_hash(data: bytes) -> bytes:
    """The hash of one entry."""
    return sha256(b"\x00" + data).digest()


def leaf_hashes(entries: Iterable[bytes]) -> list[bytes]:
    """The hashes of many entries."""
    return [sha256(b"\x00" + entry).digest() for entry in entries]


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two neighbouring hashes of equal height."""
    return sha256(b"\x01" + left + right).digest()


def perfect_root(hashes: Sequence[bytes]) -> bytes:
    """The root above 2**k hashes. Written for speed: checking a book spends half its time here."""
    if not hashes or len(hashes) & (len(hashes) - 1):
        raise ValueError("A perfect tree stands on 1, 2, 4, 8, ... hashes.")
    row = hashes
    while len(row) > 1:
        pairs = iter(row)
        row = [sha256(b"\x01" + left + right).digest() for left, right in zip(pairs, pairs, strict=True)]
    return row[0]


class Frontier:
    """The right edge of the book's tree: all that is needed to append, and to know the root.

    `peaks` are the roots of the perfect trees that the book falls into, from the largest to the smallest; there are
    as many as there are ones in `size` written in binary.
    """

    __slots__ = ("peaks", "size")

    def __init__(self) -> None:
        self.size = 0
        self.peaks: list[bytes] = []

    def append(self, leaf: bytes) -> None:
        """Add the hash of the next entry."""
        self._add_perfect(leaf, 0)

    def extend(self, leaves: Iterable[bytes]) -> None:
        """Add the hashes of the next entries, in order."""
        hashes = list(leaves)
        start = 0
        while start < len(hashes):
            height = _largest_step(self.size, len(hashes) - start)
            self._add_perfect(perfect_root(hashes[start : start + (1 << height)]), height)
            start += 1 << height

    def append_perfect(self, root: bytes, height: int) -> None:
        """Add 2**height entries at once, given the root above them. The book must end where such a tree can begin."""
        if self.size % (1 << height):
            raise ValueError("A perfect tree can only follow entries that fill whole trees of its height.")
        self._add_perfect(root, height)

    def root(self) -> bytes:
        """The root of the book as it stands."""
        if not self.peaks:
            return EMPTY_ROOT
        root = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            root = node_hash(peak, root)
        return root

    def copy(self) -> Frontier:
        other = Frontier()
        other.size, other.peaks = self.size, self.peaks.copy()
        return other

    def to_bytes(self) -> bytes:
        """The size in eight bytes, then the peaks."""
        return self.size.to_bytes(8, "big") + b"".join(self.peaks)

    @classmethod
    def from_bytes(cls, raw: bytes) -> Frontier:
        size = int.from_bytes(raw[:8], "big")
        if len(raw) != 8 + HASH_BYTES * size.bit_count():
            raise ValueError("The stored edge of the book is damaged: its length does not fit its size.")
        frontier = cls()
        frontier.size = size
        frontier.peaks = [raw[i : i + HASH_BYTES] for i in range(8, len(raw), HASH_BYTES)]
        return frontier

    def _add_perfect(self, root: bytes, height: int) -> None:
        carry = self.size >> height
        while carry & 1:
            root = node_hash(self.peaks.pop(), root)
            carry >>= 1
        self.peaks.append(root)
        self.size += 1 << height

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Frontier) and self.to_bytes() == other.to_bytes()

    def __repr__(self) -> str:
        return f"Frontier(size={self.size})"


def root_of(leaf_hashes: Iterable[bytes]) -> bytes:
    """The root of the book whose entries have these hashes."""
    frontier = Frontier()
    frontier.extend(leaf_hashes)
    return frontier.root()


def _largest_step(size: int, room: int) -> int:
    """The height of the largest perfect tree that can begin after `size` entries and needs no more than `room`."""
    tallest = room.bit_length() - 1
    return min(tallest, (size & -size).bit_length() - 1) if size else tallest
