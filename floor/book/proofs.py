"""Proofs over the book's tree (RFC 6962, section 2.1): that an entry is in it, that it only ever grew.

A proof needs a few dozen hashes, not the whole book. They come from a *hash reader*: a function that is given a
height and an index and answers with the root above the entries index * 2**height up to (index + 1) * 2**height.
`tiles.TileHashes` reads them from published tiles, `reader_of` from a list.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from .merkle import EMPTY_ROOT, node_hash, perfect_root

HashReader = Callable[[int, int], bytes]
Hashes = HashReader | Sequence[bytes]


def reader_of(leaf_hashes: Sequence[bytes]) -> HashReader:
    """A hash reader over a list of leaf hashes. Good for small books and tests."""

    def read(height: int, index: int) -> bytes:
        return perfect_root(leaf_hashes[index << height : (index + 1) << height])

    return read


def root_at(hashes: Hashes, size: int) -> bytes:
    """The root of the first `size` entries."""
    return _root_above(_as_reader(hashes), 0, size) if size else EMPTY_ROOT


def inclusion_proof(hashes: Hashes, index: int, size: int) -> list[bytes]:
    """The hashes that lead from entry `index` to the root of the first `size` entries."""
    if not 0 <= index < size:
        raise ValueError(f"Entry {index} is not among the first {size} entries.")
    read, start, end = _as_reader(hashes), 0, size
    path: list[bytes] = []
    while end - start > 1:
        middle = start + _left_part(end - start)
        if index < middle:
            path.append(_root_above(read, middle, end))
            end = middle
        else:
            path.append(_root_above(read, start, middle))
            start = middle
    return path[::-1]


def consistency_proof(hashes: Hashes, old_size: int, size: int) -> list[bytes]:
    """The hashes that show that the book of `size` entries begins with the one of `old_size`."""
    if not 0 <= old_size <= size:
        raise ValueError(f"A book of {size} entries has no earlier state of {old_size} entries.")
    if old_size in (0, size):
        return []
    read, start, end = _as_reader(hashes), 0, size
    path: list[bytes] = []
    # Walk down to the edge of the old book, noting what lies on the other side at each fork (RFC 6962, SUBPROOF).
    while end != old_size:
        middle = start + _left_part(end - start)
        if old_size <= middle:
            path.append(_root_above(read, middle, end))
            end = middle
        else:
            path.append(_root_above(read, start, middle))
            start = middle
    if start:  # otherwise the old root itself is a node of the tree, and the reader of the proof has it
        path.append(_root_above(read, start, end))
    return path[::-1]


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether `proof` shows that the entry with hash `leaf` stands at `index` in the book of that size and root."""
    if not 0 <= index < size:
        return False
    node, last, computed = index, size - 1, leaf
    for sibling in proof:
        if last == 0 or len(sibling) != 32:
            return False
        if node & 1 or node == last:
            computed = node_hash(sibling, computed)
            node, last = _skip_left_edge(node, last)
        else:
            computed = node_hash(computed, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and computed == root


def verify_consistency(old_size: int, old_root: bytes, size: int, root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether `proof` shows that the book of `size` entries begins with the one of `old_size` entries."""
    if not 0 <= old_size <= size:
        return False
    if old_size == size:
        return not proof and old_root == root
    if old_size == 0:
        return not proof and old_root == EMPTY_ROOT
    steps = list(proof) if old_size & (old_size - 1) else [old_root, *proof]
    if not steps or any(len(step) != 32 for step in steps):
        return False
    node, last = old_size - 1, size - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    computed_old = computed = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if node & 1 or node == last:
            computed_old, computed = node_hash(step, computed_old), node_hash(step, computed)
            node, last = _skip_left_edge(node, last)
        else:
            computed = node_hash(computed, step)
        node, last = node >> 1, last >> 1
    return last == 0 and computed_old == old_root and computed == root


def _as_reader(hashes: Hashes) -> HashReader:
    return hashes if callable(hashes) else reader_of(hashes)


def _left_part(size: int) -> int:
    """The largest power of two smaller than `size`: how many entries go to the left of a fork."""
    return 1 << ((size - 1).bit_length() - 1)


def _root_above(read: HashReader, start: int, end: int) -> bytes:
    """The root above entries `start` to `end`, where `start` is a place at which such a tree can begin."""
    width = end - start
    if width & (width - 1) == 0:
        height = width.bit_length() - 1
        return read(height, start >> height)
    middle = start + _left_part(width)
    return node_hash(_root_above(read, start, middle), _root_above(read, middle, end))


def _skip_left_edge(node: int, last: int) -> tuple[int, int]:
    """Climb past heights at which an unpaired right edge is carried up unchanged (RFC 9162, 2.1.3.2)."""
    while not node & 1 and node:
        node, last = node >> 1, last >> 1
    return node, last
