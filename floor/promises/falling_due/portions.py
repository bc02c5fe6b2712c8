"""Numbers in portions that fit into an entry of the book."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from floor.promises.acts.falling_due import PORTION


def portions(numbers: Iterable[int]) -> Iterator[list[int]]:
    waiting = iter(list(numbers))
    while portion := list(islice(waiting, PORTION)):
        yield portion
