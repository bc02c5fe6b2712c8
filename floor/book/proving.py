"""One entry proved against the book as it stands: what a page shows of it, and what a program can check."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .hashes import hashes_of_the_book
from .merkle import Frontier, node_hash
from .models import Entry, Head
from .proofs import inclusion_proof, verify_inclusion


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of the way up: the hash beside, on which side, and the hash above both."""

    beside: bytes
    on_the_left: bool
    above: bytes


@dataclass(frozen=True, slots=True)
class Proved:
    """That an entry is in the book of a size with a root."""

    n: int
    size: int
    leaf: bytes
    root: bytes
    rungs: tuple[Rung, ...]
    holds: bool

    def as_json(self) -> dict[str, Any]:
        return {
            "entry": self.n, "size": self.size, "leaf": self.leaf.hex(), "root": self.root.hex(),
            "proof": [rung.beside.hex() for rung in self.rungs],
            "how": "RFC 6962, section 2.1.1; leaf = SHA-256(0x00 + the entry's line), node = SHA-256(0x01 + left + right)",
        }  # fmt: skip


def prove(entry: Entry, head: Head) -> Proved:
    """The proof of an entry against the present end of the book. Raises `hashes.NotReadyYet`."""
    frontier, leaf = Frontier.from_bytes(bytes(head.frontier)), bytes(entry.leaf)
    path = inclusion_proof(hashes_of_the_book(), entry.n, frontier.size)
    root = frontier.root()
    holds = verify_inclusion(leaf, entry.n, frontier.size, path, root)
    return Proved(entry.n, frontier.size, leaf, root, tuple(_rungs(leaf, entry.n, frontier.size, path)), holds)


def _rungs(leaf: bytes, index: int, size: int, path: list[bytes]) -> list[Rung]:
    """The way up, step by step, as `verify_inclusion` goes it."""
    rungs: list[Rung] = []
    node, last, here = index, size - 1, leaf
    for beside in path:
        left = bool(node & 1) or node == last
        here = node_hash(beside, here) if left else node_hash(here, beside)
        rungs.append(Rung(beside, left, here))
        if left:
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        node, last = node >> 1, last >> 1
    return rungs
