"""When it is computed: at once where a page need not wait for it, else behind it, once, and shown from then on with the hour it is from."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.cache import cache

from floor.house.reading import House

from .unit_sizes import Sized, open_units

#: With at most so many units it is computed anew whenever something was entered in the book; else once in an hour.
ALWAYS_ANEW = 1_000
AN_HOUR, A_DAY = timedelta(hours=1), 86_400
#: Nobody makes this server compute for hours by asking for many things at once.
MOST_IN_LINE = 8

_line = ThreadPoolExecutor(1, thread_name_prefix="tunnel")
_in_line: dict[str, Future[None]] = {}
_lock = threading.Lock()
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Computed:
    """What was computed, and from what: the moment, the entries of the book, the units. `found` is None where nothing can be."""

    found: Any
    at: datetime
    entries: int
    units: int

    def holds(self, house: House) -> bool:
        return self.entries == house.size or (self.units > ALWAYS_ANEW and house.at - self.at < AN_HOUR)


def computed(key: str, house: House, make: Callable[[list[Sized]], Any], *, at_once: int) -> Computed | None:
    """What `make` finds for the open units, kept under a key. With more than `at_once` units it is made behind the page:
    until it is there, what was found before is shown, or None."""
    known: Computed | None = cache.get(key)
    if known is not None and known.holds(house):
        return known
    if key in _in_line:
        return known
    units = open_units()
    at, entries = house.at, house.size

    def compute() -> Computed:
        return Computed(_found(make, units), at, entries, len(units))

    if len(units) <= at_once:
        fresh = compute()
        cache.set(key, fresh, A_DAY)
        return fresh
    _put_in_line(key, compute)
    return known


def _found(make: Callable[[list[Sized]], Any], units: list[Sized]) -> Any:
    try:
        return make(units)
    except Exception:
        # The statutes can be read whatever the tunnel makes of them: a register without members, a body that nobody elects.
        _log.info("The tunnel could not compute this.", exc_info=True)
        return None


def _put_in_line(key: str, compute: Callable[[], Computed]) -> None:
    def run() -> None:
        try:
            cache.set(key, compute(), A_DAY)
        finally:
            with _lock:
                _in_line.pop(key, None)

    with _lock:
        if key not in _in_line and len(_in_line) < MOST_IN_LINE:
            _in_line[key] = _line.submit(run)


def wait_for_the_line() -> None:
    """Until everything in line is computed: for a command that ends, and for tests."""
    for waiting in list(_in_line.values()):
        waiting.result()
