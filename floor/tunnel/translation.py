"""Translation: what becomes of factions of members on their way up, election by election, over many trials.

Each trial draws how each unit is minded, how many of it vote and how; then every body is elected from below, by rules that stand
for the methods of the statutes: where one side takes all, the largest faction of a group takes its seats; elsewhere seats follow
the Droop quota and the largest remainders. No person is simulated, only the sums of units: so the cost grows with the units.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .pyramid import Body, Groups
from .registers import Numbers, Register

Shares = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Opinion:
    """How strong factions are among all members, and how alike those of one unit think."""

    strengths: tuple[float, ...]
    likeness: float = 0.0
    """0: every unit is minded like the whole. Towards 1: each unit is nearly of one mind."""
    turnout: float = 1.0
    uneven: float = 0.0
    """How much turnout differs between units."""


@dataclass(frozen=True, slots=True)
class Trial:
    """The seats of each faction in every body, in one trial: a line for each sitting."""

    seats: dict[str, Numbers]


def run(
    pyramid: dict[str, Body], register: Register, opinion: Opinion, trials: int, seed: np.random.SeedSequence
) -> Iterator[Trial]:
    """So many trials. The same seed gives the same trials, whoever draws them."""
    for one in seed.spawn(trials):
        yield elect_all(pyramid, register, opinion, np.random.default_rng(one))


def elect_all(pyramid: dict[str, Body], register: Register, opinion: Opinion, dice: np.random.Generator) -> Trial:
    """One trial: the lowest units are minded, vote, and everything above follows."""
    votes = votes_of_units(register.members, opinion, dice)
    at_level: dict[tuple[str, str], Numbers] = {}
    found: dict[str, Numbers] = {}
    for name, body in pyramid.items():
        seats = np.zeros((len(body.members), len(opinion.strengths)), dtype=np.int64)
        for groups in body.groups:
            below = found[groups.by] if groups.by else _votes_at(register, votes, groups, at_level)
            won = share_out(below[groups.sitting], groups.seats, groups.takes_all, dice)
            np.add.at(seats, groups.of, won)
        found[name] = seats
    return Trial(found)


def votes_of_units(members: Numbers, opinion: Opinion, dice: np.random.Generator) -> Numbers:
    """The votes of each lowest unit for each faction."""
    strengths = np.asarray(opinion.strengths, dtype=np.float64)
    strengths = strengths / strengths.sum()
    voting = members
    if opinion.turnout < 1.0 or opinion.uneven:
        rate: Shares | float = opinion.turnout
        if opinion.uneven:
            rate = np.clip(dice.normal(opinion.turnout, opinion.uneven, len(members)), 0.0, 1.0)
        voting = dice.binomial(members, rate)
    if not opinion.likeness:
        return dice.multinomial(voting, strengths)
    alike = dice.gamma(strengths * (1 / opinion.likeness - 1), size=(len(members), len(strengths)))
    total = alike.sum(axis=1, keepdims=True)
    minded = np.divide(alike, total, out=np.tile(strengths, (len(members), 1)), where=total > 0)
    return dice.multinomial(voting, minded)


def _votes_at(register: Register, votes: Numbers, groups: Groups, known: dict[tuple[str, str], Numbers]) -> Numbers:
    place = groups.level, groups.line
    if place not in known:
        lowest = register.union[0]
        inside = register.inside(lowest.level, lowest.line, *place)
        units = register.units_at(*place)
        known[place] = np.stack(
            [np.bincount(inside, weights=votes[:, at], minlength=units) for at in range(votes.shape[1])], axis=1
        ).astype(np.int64)
    return known[place]


def share_out(votes: Numbers, seats: Numbers, takes_all: bool, dice: np.random.Generator) -> Numbers:
    """The seats of each faction in each group."""
    if takes_all:
        # A hair of chance decides between equals.
        first = np.argmax(votes + dice.random(votes.shape) * 0.5, axis=1)
        won = np.zeros_like(votes)
        won[np.arange(len(votes)), first] = np.where(votes.sum(axis=1) > 0, seats, 0)
        return won
    total = votes.sum(axis=1)
    quota = np.maximum(total // (seats + 1) + 1, 1)
    whole = votes // quota[:, None]
    left = np.where(total > 0, seats - whole.sum(axis=1), 0)
    rest = votes - whole * quota[:, None] + dice.random(votes.shape) * 0.5
    rank = np.argsort(np.argsort(-rest, axis=1), axis=1)
    return whole + (rank < left[:, None])
