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
    """The lines of one piece as a table; `ends` is where the line that is only 0 ends, if it is among them.

    A line is not looked for: in a regular file every 0 is the last number of a line, so the numbers alone say where lines end.
    """

    def __init__(self, body: bytes, candidates: int) -> None:
        if b"\r" in body and body.count(b"\r") != body.count(b"\r\n"):
            # Some end lines with it alone.
            raise Irregular
        letters = np.frombuffer(body, dtype=np.uint8)
        places, values = _numbers(letters)
        zeros, breaks = np.flatnonzero(values == 0), np.flatnonzero(letters == ord("\n"))
        if len(breaks) != len(zeros):
            # Lines with nothing on them.
            breaks = breaks[np.diff(np.searchsorted(places, breaks), prepend=0) > 0]
        alone = np.flatnonzero(np.diff(zeros, prepend=-1) == 1)
        lines = int(alone[0]) if len(alone) else len(zeros)
        _check_that_zeros_end_lines(places, zeros[: lines + 1], breaks[: lines + 1])
        self.ends = int(breaks[lines]) + 1 if len(alone) else None
        zeros = zeros[:lines]
        counts = np.diff(zeros, prepend=-1)
        # Column 0 for the weight, then the choices, and at least one 0.
        wide = int(counts.max(initial=1))
        table = np.zeros((lines, wide), dtype=values.dtype)
        table[np.arange(wide) < counts[:, None]] = values[: int(zeros[-1]) + 1 if lines else 0]
        self.weights = table[:, 0].astype(np.int64)
        ranks = table[:, 1:-1]
        if ranks.shape[1] > candidates or int(ranks.max(initial=0)) > candidates:
            raise Irregular
        self.ranks: Ranks = ranks.astype(small_enough(candidates), copy=False)
        if _names_twice(self.ranks, counts - 2, candidates):
            raise Irregular


def _check_that_zeros_end_lines(places: NDArray[np.intp], zeros: NDArray[np.intp], breaks: NDArray[np.intp]) -> None:
    """Each 0 comes before the end of its line, and the number after it, if there is one, comes after."""
    if len(zeros) != len(breaks):
        raise Irregular
    after = zeros[: int(np.searchsorted(zeros, len(places) - 1))] + 1
    if (places[zeros] > breaks).any() or (places[after] < breaks[: len(after)]).any():
        raise Irregular


def _numbers(letters: NDArray[np.uint8]) -> tuple[NDArray[np.intp], NDArray[np.uint8] | NDArray[np.int32]]:
    """Where each number ends, and what it is. The last letter is a line's end."""
    digits = letters - np.uint8(ord("0"))
    is_digit = digits < 10
    ends = np.flatnonzero(is_digit[:-1] > is_digit[1:])
    digits *= is_digit
    two = digits.copy()
    two[1:] += digits[:-1] * np.uint8(10)
    if not (is_digit[2:] & is_digit[1:-1] & is_digit[:-2]).any():
        return ends, two.take(ends)
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


def _names_twice(ranks: Ranks, depths: NDArray[np.intp], candidates: int) -> bool:
    """Whether a paper names somebody twice; `depths` says how many each names."""
    if candidates < 64:
        bits = np.uint32 if candidates < 32 else np.uint64
        # Each candidate is a power of two: so many of them have so many bits in their sum only if all are different.
        sums = (depths - ranks.shape[1]).astype(bits)
        for column in np.ascontiguousarray(ranks.T):
            # Nobody, 0, brings 1 every time: taken off beforehand.
            sums += np.left_shift(bits(1), column, dtype=bits)
        return bool((np.bitwise_count(sums) != depths).any())
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
