"""The quick way through a BLT file: lines of plain numbers, read a piece at a time without looking at each line by itself.

A million papers are read in well under a second, in little more memory than the table they end in. Anything that is not a
plain line of a weight, candidates and 0 raises `Irregular`, and `blt.py` reads the file line by line, with line numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from ..papers import Numbers, small_enough

PIECE = 1 << 19
_PLAIN = b"0123456789 \t\r\n"
Ranks = NDArray[np.unsignedinteger]


class Irregular(Exception):
    """Not a line of plain numbers; to be read with care instead."""


@dataclass(frozen=True, slots=True)
class Lines:
    """The papers of a regular file, and what stands after them."""

    ranks: Ranks
    weights: Numbers
    tail: bytes


def regular_lines(stream: BinaryIO, candidates: int) -> Lines:
    """Papers from where the stream stands, up to the line that is only 0 or to the first line of names."""
    ranks: list[Ranks] = []
    weights: list[Numbers] = []
    rest = b""
    while piece := stream.read(PIECE):
        body, rest, last = _whole_lines(rest + piece)
        if not body and len(rest) > PIECE:
            raise Irregular
        if body:
            table = _Table(body, candidates)
            ranks.append(table.ranks)
            weights.append(table.weights)
            if table.ends is not None:
                return _joined(ranks, weights, body[table.ends :] + rest + stream.read(), candidates)
        if last:
            break
    if not rest.lstrip().startswith(b'"'):
        raise Irregular
    return _joined(ranks, weights, rest + stream.read(), candidates)


def _whole_lines(piece: bytes) -> tuple[bytes, bytes, bool]:
    """The lines of plain numbers a piece begins with, the rest, and whether the rest begins with something else."""
    if piece.translate(None, _PLAIN):
        strange = np.frombuffer(piece, dtype=np.uint8)
        cut = piece.rfind(b"\n", 0, int(np.argmax(~_IS_PLAIN[strange]))) + 1
        return piece[:cut], piece[cut:], True
    cut = piece.rfind(b"\n") + 1
    return piece[:cut], piece[cut:], False


_IS_PLAIN = np.zeros(256, dtype=np.bool_)
_IS_PLAIN[list(_PLAIN)] = True


class _Table:
    """The lines of one piece as a table; `ends` is where the line that is only 0 ends, if it is among them."""

    def __init__(self, body: bytes, candidates: int) -> None:
        letters = np.frombuffer(body, dtype=np.uint8)
        places, values = _numbers(letters)
        breaks = np.flatnonzero(letters == ord("\n"))
        upto = np.searchsorted(places, breaks)
        counts = np.diff(upto, prepend=0)
        if not counts.all():
            said = counts > 0
            breaks, upto, counts = breaks[said], upto[said], counts[said]
        alone = np.flatnonzero(counts == 1)
        self.ends: int | None = None
        if len(alone):
            if values[upto[alone[0]] - 1] != 0:
                raise Irregular
            self.ends = int(breaks[alone[0]]) + 1
            upto, counts = upto[: alone[0]], counts[: alone[0]]
            values = values[: upto[-1]] if len(upto) else values[:0]
        first, last = upto - counts, upto - 1
        named = np.ones(len(values), dtype=np.bool_)
        named[first] = named[last] = False
        choices = values[named]
        if values[last].any() or not choices.all() or (len(choices) and choices.max() > candidates):
            raise Irregular
        depths = counts - 2
        deepest = int(depths.max(initial=0))
        ranks: Ranks = np.zeros((len(counts), deepest), dtype=small_enough(candidates))
        ranks[np.arange(deepest) < depths[:, None]] = choices
        if deepest > candidates or _names_twice(ranks, candidates):
            raise Irregular
        weights = values[first].astype(np.int64)
        self.ranks, self.weights = (ranks, weights) if weights.all() else (ranks[weights > 0], weights[weights > 0])


def _numbers(letters: NDArray[np.uint8]) -> tuple[NDArray[np.intp], NDArray[np.uint8] | NDArray[np.int32]]:
    """Where each number ends, and what it is. The last letter is a line's end."""
    digits = letters - np.uint8(ord("0"))
    is_digit = digits < 10
    ends = np.flatnonzero(is_digit[:-1] & ~is_digit[1:])
    digits *= is_digit
    two = digits.copy()
    two[1:] += digits[:-1] * np.uint8(10)
    if not (is_digit[2:] & is_digit[1:-1] & is_digit[:-2]).any():
        return ends, two[ends]
    values = digits[ends].astype(np.int32)
    longer = np.arange(len(ends))
    for place in range(1, 10):
        longer = longer[ends[longer] >= place]
        longer = longer[is_digit[ends[longer] - place]]
        if not len(longer):
            return ends, values
        if place == 9:
            break
        values[longer] += digits[ends[longer] - place].astype(np.int32) * np.int32(10**place)
    raise Irregular


def _names_twice(ranks: Ranks, candidates: int) -> bool:
    if candidates < 64:
        seen = np.zeros(len(ranks), dtype=np.uint64)
        for column in range(ranks.shape[1]):
            # Bit 0 stands for "nobody" and may come again.
            bit = (np.uint64(1) << ranks[:, column].astype(np.uint64)) & ~np.uint64(1)
            if (seen & bit).any():
                return True
            seen |= bit
        return False
    sorted_ = np.sort(ranks, axis=1)
    return bool(((sorted_[:, 1:] == sorted_[:, :-1]) & (sorted_[:, 1:] != 0)).any())


def _joined(ranks: list[Ranks], weights: list[Numbers], tail: bytes, candidates: int) -> Lines:
    """All pieces as one table, one column wider than the longest paper, which spares the count a copy. Empties `ranks`."""
    deepest = max((piece.shape[1] for piece in ranks), default=0)
    table: Ranks = np.zeros((sum(map(len, ranks)), deepest + 1), dtype=small_enough(candidates))
    row = len(table)
    while ranks:
        piece = ranks.pop()
        table[row - len(piece) : row, : piece.shape[1]] = piece
        row -= len(piece)
    return Lines(table, np.concatenate(weights) if weights else np.zeros(0, dtype=np.int64), tail)
