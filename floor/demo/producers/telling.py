"""How the demonstration tells what it is doing, and what each part of it took."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from floor.book.models import Head

#: Called with how many more are done.
Advance = Callable[[int], None]


class Telling(Protocol):
    """Whoever shows it: a terminal with bars, or nobody."""

    def begin(self, title: str, total: int) -> Advance: ...
    def end(self, stage: Stage) -> None: ...
    def say(self, *lines: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Stage:
    """What one part of the demonstration took."""

    title: str
    done: int
    what: str
    seconds: float
    entries: int

    @property
    def rate(self) -> float:
        return self.done / self.seconds if self.seconds else 0.0


class Silence:
    """Tells nobody, and keeps what was said."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def begin(self, title: str, total: int) -> Advance:
        return lambda _: None

    def end(self, stage: Stage) -> None:
        pass

    def say(self, *lines: str) -> None:
        self.said += lines


@dataclass
class Stages:
    """The parts, one after the other."""

    telling: Telling
    told: list[Stage] = field(default_factory=list)

    @contextmanager
    def stage(self, title: str, total: int, what: str) -> Iterator[Advance]:
        """One part: so many of what are to be done. Told with its time and its entries when it is over."""
        done, before, began = 0, entries_so_far(), time.perf_counter()
        show = self.telling.begin(title, total)

        def advance(by: int = 1) -> None:
            nonlocal done
            done += by
            show(by)

        yield advance
        took = time.perf_counter() - began
        self.told.append(Stage(title, done, what, took, entries_so_far() - before))
        self.telling.end(self.told[-1])


def entries_so_far() -> int:
    return Head.objects.filter(pk=1).values_list("size", flat=True).first() or 0
