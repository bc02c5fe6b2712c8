"""The people of a file between reading and entering: a few bytes each in memory, their names in a file without a name.

The file with the names is deleted when it is opened, so that nothing is left of it even after a crash (R17).
"""

from __future__ import annotations

import tempfile
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from os import SEEK_END

#: What is known of a row besides its cells.
BAD, TWIN, ON_REGISTER, DONE = 1, 2, 4, 8

_STOP = "\x1f"
_TOGETHER = 2048
_SPAN = 1 << 20


@dataclass(frozen=True, slots=True)
class Portion:
    """Rows that are entered by one act: from where to where in the order of entering."""

    start: int
    stop: int


class Spool:
    """Rows of a register in the order of the file."""

    def __init__(self) -> None:
        self.rows, self.units, self.paid = array("i"), array("i"), array("i")
        self.keys, self.flags = array("q"), bytearray()
        self._lengths, self._offsets = array("i"), array("q")
        self._file = tempfile.TemporaryFile(prefix="floor-")  # noqa: SIM115 -- lives as long as the spool
        self._waiting: list[bytes] = []

    def __len__(self) -> int:
        return len(self.rows)

    def close(self) -> None:
        self._file.close()

    def add(
        self, row: int, unit: int, paid: int, key: int, bad: bool, name: str, contact: str, categories: int
    ) -> None:
        """Keep a row: its number in the file, the number of its unit text, a day as an ordinal or 0, what tells the person apart."""
        raw = f"{name}{_STOP}{contact}{_STOP}{categories}\n".encode()
        self.rows.append(row)
        self.units.append(unit)
        self.paid.append(paid)
        self.keys.append(key)
        self.flags.append(bad)
        self._lengths.append(len(raw))
        self._waiting.append(raw)
        if len(self._waiting) == _TOGETHER:
            self._write()

    def _write(self) -> None:
        self._file.seek(0, SEEK_END)
        self._file.write(b"".join(self._waiting))
        self._waiting.clear()

    def finish(self) -> None:
        """All rows are there; from now on they are read."""
        self._write()
        self._offsets = array("q", accumulate(self._lengths, initial=0))

    def count(self, wanted: int) -> int:
        """How many rows have all of these flags."""
        return sum(count for flag, count in Counter(self.flags).items() if flag & wanted == wanted)

    def is_done(self, row: int) -> bool:
        """Whether the row of this number in the file was entered by an earlier import of it."""
        place = bisect_left(self.rows, row)
        return place < len(self.rows) and self.rows[place] == row and bool(self.flags[place] & DONE)

    def people(self, places: Sequence[int]) -> list[list[str]]:
        """Name, contact and the number of the categories of these rows."""
        low, high = min(places), max(places)
        start, stop = self._offsets[low], self._offsets[high + 1]
        if stop - start > _SPAN:
            lines = [self._lines(place, place + 1)[0] for place in places]
        else:
            near = self._lines(low, high + 1)
            lines = [near[place - low] for place in places]
        return [line.split(_STOP) for line in lines]

    def _lines(self, start: int, stop: int) -> list[str]:
        self._file.seek(self._offsets[start])
        return self._file.read(self._offsets[stop] - self._offsets[start]).decode().split("\n")[:-1]

    def by_unit(self) -> array[int]:
        """The rows in the order in which they are entered: by units, as they first occur in the file, and by paid-up days.

        It depends on the file alone. So an import that was cut off goes on with the same portions, whatever has
        happened to the organisation meanwhile.
        """
        order = sorted(range(len(self)), key=self.paid.__getitem__) if any(self.paid) else range(len(self))
        return array("i", sorted(order, key=self.units.__getitem__))

    def by_key(self) -> array[int]:
        """The rows in the order of their keys: those of one person stand together."""
        return array("i", sorted(range(len(self)), key=self.keys.__getitem__))

    def with_key(self, by_key: array[int], key: int) -> Iterator[int]:
        """The rows of this person."""
        at = bisect_left(by_key, key, key=self.keys.__getitem__)
        while at < len(by_key) and self.keys[by_key[at]] == key:
            yield by_key[at]
            at += 1


#: An entry of the book can have 65,535 bytes; what follows is the most that one person, unit or day can take in it.
_ROOM, _HEAD = 65_535, 2_000
_PERSON, _UNIT, _DAY = 49, 24, 36
MOST_PEOPLE = 1000


def portions_of(spool: Spool, order: array[int]) -> list[Portion]:
    """The rows cut into acts: at most a thousand people, and never more than an entry can hold."""
    portions, start, room, unit, paid = [], 0, _ROOM - _HEAD, -1, -1
    for at, place in enumerate(order):
        same_unit, same_day = spool.units[place] == unit, spool.paid[place] == paid
        needed = _PERSON + (0 if same_unit else _UNIT) + (0 if same_day else _DAY)
        if at - start == MOST_PEOPLE or needed > room:
            portions.append(Portion(start, at))
            start, room, needed = at, _ROOM - _HEAD, _PERSON + _UNIT + _DAY
        room -= needed
        unit, paid = spool.units[place], spool.paid[place]
    if start < len(order):
        portions.append(Portion(start, len(order)))
    return portions
