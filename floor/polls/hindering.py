"""While a poll for some seats runs, tellers can't fill the same seats by declaring a count of their own."""

from __future__ import annotations

from floor.house.counting import HINDRANCES, Asked, TellersCount

from .acts.calling import running_poll


def a_poll_runs(ask: Asked, count: TellersCount) -> str | None:
    running = running_poll(ask, count.body, count.part, count.office)
    return (
        f"An election of these seats has been called: poll {running.pk}. Its papers fill them, nothing else."
        if running
        else None
    )


HINDRANCES.append(a_poll_runs)
