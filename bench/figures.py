"""One line for a figure, the same in every bench: name, value, unit, and what it is compared with."""

from __future__ import annotations

import time
from collections.abc import Callable


def figure(name: str, value: float, unit: str, ratio: float | None = None, of: str = "", aim: str = "") -> None:
    """Print one figure: `entering people    31,200 rows/s    0.36 of bare (aim 0.33)`."""
    said = "" if ratio is None else f"{ratio:6.2f} {of}"
    wanted = f"  (aim {aim})" if aim else ""
    number = f"{value:14,.0f}" if value >= 100 else f"{value:14,.2f}"
    print(f"{name:56} {number} {unit:12} {said}{wanted}".rstrip(), flush=True)


def timed(work: Callable[[], object]) -> float:
    """Seconds that something takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
