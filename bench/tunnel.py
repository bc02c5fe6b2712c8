"""How long the wind tunnel takes: capture of large organisations, one trial, and what a second worker brings.

    .venv/bin/python bench/tunnel.py

Times are of the processor, so that others on the machine do not count; for the workers they are by the clock.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.figures import figure, timed  # noqa: E402
from floor.law.language import Law  # noqa: E402
from floor.law.reading import read  # noqa: E402
from floor.law.templates import text_of  # noqa: E402
from floor.tunnel.capture import capture_all  # noqa: E402
from floor.tunnel.figures import figures_for, figures_of  # noqa: E402
from floor.tunnel.findings import run  # noqa: E402
from floor.tunnel.pyramid import pyramid_of  # noqa: E402
from floor.tunnel.registers import UNION, made_up  # noqa: E402
from floor.tunnel.tests.organisations import law_of  # noqa: E402
from floor.tunnel.translation import Opinion, portion_of, translate  # noqa: E402

TEMPLATES = ("tasks-of-the-unions", "us-national", "uk-union", "cooperative-federation")
#: Four levels, three elections: one delegate per 100, 500 and 2,000 members, each unit its own.
FOUR_LEVELS = [f'one-per-unit = true\nmethod = "stv"\nseats = "1 per {per} members"' for per in (100, 500, 2000)]
SPREAD, CLUSTERED = Opinion((45, 55)), Opinion((45, 55), 0.2)


def busy(work: Callable[[], object]) -> float:
    """Seconds of the processor that something takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def template(name: str) -> Law:
    return read(text_of(name)).on(date(2026, 11, 1))


def capture() -> None:
    for name in TEMPLATES:
        law = template(name)
        register = made_up(law, 4_000_000)
        pyramid = pyramid_of(law, register)
        seconds = busy(lambda pyramid=pyramid: capture_all(pyramid))
        exact = all(bool((one.at_least == one.at_most).all()) for one in capture_all(pyramid).values())
        figure(f"capture, {name}, 100,000 units", seconds, "s", aim="2 s; " + ("exact" if exact else "bounds"))
    law = template("tasks-of-the-unions")
    register = made_up(law, 4_000_000)
    figure("figures for a page, 100,000 units", busy(lambda: figures_for(law, register)), "s", aim="1 s")


def trials() -> None:
    law = law_of(FOUR_LEVELS)
    for members in (100_000, 400_000, 1_000_000, 4_000_000, 10_000_000):
        register = made_up(law, members)
        pyramid = pyramid_of(law, register)
        times = max(20, 8_000_000 // members)
        for words, opinion in (("spread", SPREAD), ("clustered", CLUSTERED)):
            translate(pyramid, register, opinion, "body 3", 2)
            setting_up = busy(lambda o=opinion, p=pyramid, r=register: portion_of(p, r, o, "body 3", 1))
            seconds = (
                busy(lambda o=opinion, p=pyramid, r=register, t=times: translate(p, r, o, "body 3", t)) - setting_up
            )
            aim = "2 ms" if members == 400_000 else ""
            units = register.units_at("level 0", UNION)
            figure(f"a trial, {members:,} members, {units:,} units, {words}", 1000 * seconds / times, "ms", aim=aim)


def plain_loop(turns: int) -> int:
    return sum(number * number for number in range(turns))


def two_at_once() -> float:
    """How many times as fast two processes do plain sums on this machine as one: 2 where both processors are free."""
    turns = 8_000_000
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(plain_loop, [10, 10]))
        one = timed(lambda: [plain_loop(turns), plain_loop(turns)])
        two = timed(lambda: list(pool.map(plain_loop, [turns, turns])))
    return one / two


def workers() -> None:
    law = law_of(FOUR_LEVELS)
    register = made_up(law, 4_000_000)
    pyramid = pyramid_of(law, register)
    before = two_at_once()
    one = timed(lambda: translate(pyramid, register, CLUSTERED, "body 3", 400))
    two = timed(lambda: translate(pyramid, register, CLUSTERED, "body 3", 400, workers=2))
    free = (before + two_at_once()) / 2
    figure("two workers", one / two, "times", one / two / free, f"of plain sums ({free:.2f} times)", aim="1.7 times")


def whole() -> None:
    law = template("tasks-of-the-unions")
    register = made_up(law, 1_000_000)
    figure("a whole run, seven levels, 1,000,000 members, 200 trials", busy(lambda: run(law, register)), "s")
    figure("  of it everything without a lot", busy(lambda: figures_of(law, register)), "s")


if __name__ == "__main__":
    capture()
    trials()
    whole()
    workers()
