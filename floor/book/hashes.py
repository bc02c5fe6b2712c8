"""The hashes of the living book, read from its table in bounded pieces, for proofs on a page.

`read(height, index)` is a hash reader as `proofs.py` wants it. Below 256 entries it reads the leaves themselves; above,
it goes by the roots of whole pieces of 256 entries, and of 65,536, which are worked out once and kept in the cache.
They can never change, since the book only grows. To read them from somewhere else, put another `leaves_between` and
another cache here; nothing else knows where hashes come from.
"""

from __future__ import annotations

from django.core.cache import caches

from .merkle import perfect_root
from .models import Entry
from .proofs import HashReader
from .routing import current

#: 2**8 hashes make a piece, as in the published tiles.
STEP = 8
WIDTH = 1 << STEP
#: So many leaves are read at once while pieces are worked out.
_AT_ONCE = 256 * WIDTH
#: So many pieces are worked out for one visitor; a book of more is done in several visits, or by `warm_up`.
MOST_AT_ONCE = 1_024
_FOR_EVER = None


class NotReadyYet(Exception):
    """The hashes of older entries are still being worked out; the next visit comes further."""


def leaves_between(start: int, stop: int) -> list[bytes]:
    """The leaf hashes of the entries from `start` up to `stop`."""
    rows = Entry.objects.filter(n__gte=start, n__lt=stop).order_by("n").values_list("leaf", flat=True)
    return [bytes(leaf) for leaf in rows]


class LivingHashes:
    """A hash reader over the book's table. Make one for each request: it remembers what it has read."""

    def __init__(self, book: str, most: int = MOST_AT_ONCE) -> None:
        self._book, self._left = book, most
        self._known: dict[tuple[int, int], bytes] = {}
        self._pieces: dict[int, list[bytes]] = {}

    def __call__(self, height: int, index: int) -> bytes:
        if (height, index) not in self._known:
            self._known[height, index] = self._read(height, index)
        return self._known[height, index]

    def _read(self, height: int, index: int) -> bytes:
        if height < STEP:
            # One read for the whole piece it lies in: the other hashes of the way are neighbours.
            piece = (index << height) >> STEP
            leaves = self._leaves(piece)
            start = (index << height) - (piece << STEP)
            return perfect_root(leaves[start : start + (1 << height)])
        below = height - height % STEP
        first, count = index << (height - below), 1 << (height - below)
        return perfect_root(self._wholes(below, first, count))

    def _leaves(self, piece: int) -> list[bytes]:
        if piece not in self._pieces:
            self._pieces[piece] = leaves_between(piece << STEP, (piece + 1) << STEP)
        return self._pieces[piece]

    def _wholes(self, height: int, first: int, count: int) -> list[bytes]:
        """The roots of whole pieces side by side: from the cache, or worked out and put there."""
        cache = caches["default"]
        keys = {self._key(height, at): at for at in range(first, first + count)}
        found = cache.get_many(keys)
        missing = [at for key, at in keys.items() if key not in found]
        if missing and height == STEP:
            found |= self._work_out(missing)
        else:
            for at in missing:
                root = perfect_root(self._wholes(height - STEP, at << STEP, WIDTH))
                cache.set(self._key(height, at), root, _FOR_EVER)
                found[self._key(height, at)] = root
        return [found[key] for key in keys]

    def _work_out(self, pieces: list[int]) -> dict[str, bytes]:
        """The roots of these pieces from their leaves, several pieces to a read."""
        roots: dict[str, bytes] = {}
        for start, stop in _runs(pieces, _AT_ONCE // WIDTH):
            if self._left <= 0:
                raise NotReadyYet
            self._left -= stop - start
            leaves = leaves_between(start << STEP, stop << STEP)
            new = {
                self._key(STEP, piece): perfect_root(leaves[(piece - start) << STEP : (piece - start + 1) << STEP])
                for piece in range(start, stop)
            }
            caches["default"].set_many(new, _FOR_EVER)
            roots |= new
        return roots

    def _key(self, height: int, index: int) -> str:
        return f"book:{self._book}:{height}:{index}"


def _runs(numbers: list[int], longest: int) -> list[tuple[int, int]]:
    """Neighbouring numbers together, as (first, one after the last), none longer than `longest`."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number and number - runs[-1][0] < longest:
            runs[-1] = (runs[-1][0], number + 1)
        else:
            runs.append((number, number + 1))
    return runs


def hashes_of_the_book() -> HashReader:
    """A hash reader over the living book. The cache is told apart by the first entry, so that two books never mix."""
    first = Entry.objects.filter(n=0).values_list("leaf", flat=True).first()
    return LivingHashes(f"{current()}:{bytes(first).hex()[:16] if first else ''}")
