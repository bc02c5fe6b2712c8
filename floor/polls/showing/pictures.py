"""The picture of a count by rounds: a line for each candidate, over the votes they had. Pure: an account in, places out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from floor.count.account import Account
from floor.count.telling import trimmed

WIDTH, HEIGHT = 360, 250
_LEFT, _RIGHT, _TOP, _BOTTOM = 58, 248, 14, 214
#: Labels nearer than this cannot be told apart.
_APART = 15
#: Beyond this a picture of lines is a tangle; the figures stand in the table.
MOST_LINES, MOST_ROUNDS = 12, 40


@dataclass(frozen=True, slots=True)
class Line:
    """The way of one candidate through the rounds."""

    points: str
    x: float
    y: float
    """Where it ends."""
    label_x: float
    label_y: float
    label: str
    elected: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A round on the axis below, or a number of votes on the axis beside."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Rounds:
    """All lines, the quota, and the axes."""

    lines: tuple[Line, ...]
    rounds: tuple[Mark, ...]
    votes: tuple[Mark, ...]
    quota: Mark | None
    width: int = WIDTH
    height: int = HEIGHT


def picture_of(account: Account, names: Sequence[str]) -> Rounds | None:
    """The rounds as lines; None for a count in one round, or with too many lines to be read."""
    many = len(account.rounds)
    if not 2 <= many <= MOST_ROUNDS or account.candidates > MOST_LINES:
        return None
    quota = account.rounds[0].quota
    most = max([1, quota or 0, *(votes for one in account.rounds for votes in one.votes)])
    step = (_RIGHT - _LEFT) / (many - 1)

    def height(votes: int) -> float:
        return round(_BOTTOM - (_BOTTOM - _TOP) * votes / most, 1)

    ends = [_last_round(account, number) for number in range(1, account.candidates + 1)]
    heights = [[height(one.votes[at]) for one in account.rounds[: ends[at] + 1]] for at in range(account.candidates)]
    labels = _labels(ends, [ways[-1] for ways in heights])
    lines = tuple(
        Line(
            " ".join(f"{_LEFT + step * x:.1f},{y}" for x, y in enumerate(ways)), round(_LEFT + step * ends[at], 1), ways[-1],
            round(_LEFT + step * ends[at] + 8, 1), labels[at], names[at], at + 1 in account.elected,
        )
        for at, ways in enumerate(heights)
    )  # fmt: skip
    shown = range(0, many, -(-many // 8))
    return Rounds(
        lines, tuple(Mark(round(_LEFT + step * at, 1), str(at + 1)) for at in shown),
        (Mark(height(0), "0"), Mark(height(most), trimmed(account.decimal(most)).split(".")[0])),
        Mark(height(quota), trimmed(account.decimal(quota))) if quota else None,
    )  # fmt: skip


def _last_round(account: Account, number: int) -> int:
    """The round in which somebody was last in the count: those who are excluded have nothing after it."""
    for at, one in enumerate(account.rounds):
        if any(step.what == "excluded" and number in step.candidates for step in one.steps):
            return at
    return len(account.rounds) - 1


def _labels(ends: Sequence[int], heights: Sequence[float]) -> list[float]:
    """How high labels stand: beside the end of each line, and those that end in the same round apart from each other."""
    placed = [0.0] * len(ends)
    for end in set(ends):
        here = [at for at, one in enumerate(ends) if one == end]
        for at, height in zip(here, _apart([heights[at] for at in here]), strict=True):
            placed[at] = height
    return placed


def _apart(heights: Sequence[float]) -> list[float]:
    """Where labels stand, so that none covers another: pushed down from the top, then up from the bottom."""
    order = sorted(range(len(heights)), key=lambda at: heights[at])
    placed = [0.0] * len(heights)
    above = -_APART
    for at in order:
        placed[at] = above = max(heights[at], above + _APART, _TOP)
    below = HEIGHT - 8.0
    for at in reversed(order):
        placed[at] = below = min(placed[at], below)
        below -= _APART
    return [round(one + 4, 1) for one in placed]
