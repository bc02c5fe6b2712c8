"""The way of votes from the members up to one body: only the bodies on it, and every index worked out beforehand.

Several trials run side by side, as if the organisation stood there so many times: small organisations keep the machine as busy as
large ones.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .drawing import AT_A_TIME
from .electing import Elect, election_by
from .pyramid import Body, Groups
from .registers import Numbers, Register


@dataclass(frozen=True)
class Step:
    """One set of groups of one body."""

    by: str
    """The body that votes; "" for members."""
    sizes: tuple[str, str]
    """Where the electing units of members stand."""
    units: Numbers | None
    """Which of them vote, if not all."""
    into: Numbers | None
    """The group each votes in, if not each in its own."""
    groups: int
    seats: Numbers
    of: Numbers | None
    """The sitting of each group, if not each its own."""
    elect: Elect


@dataclass(frozen=True)
class Chain:
    """The bodies from the members up to the one asked for, so many times over."""

    bodies: tuple[str, ...]
    steps: dict[str, tuple[Step, ...]]
    sittings: dict[str, int]
    times: int
    sizes: Numbers
    inside: dict[tuple[str, str], tuple[Numbers, int] | None]
    """For each place where members vote: the unit there of each lowest unit; none where it is the lowest itself."""

    def elect(self, votes: Numbers, dice: np.random.Generator) -> dict[str, Numbers]:
        """The seats of each faction (rows) in each sitting (columns, trial after trial) of every body on the way."""
        at: dict[tuple[str, str], Numbers] = {}
        found: dict[str, Numbers] = {}
        for name in self.bodies:
            total: Numbers | None = None
            for step in self.steps[name]:
                if step.by:
                    below = found[step.by]
                else:
                    if step.sizes not in at:
                        place = self.inside[step.sizes]
                        at[step.sizes] = votes if place is None else _summed(votes, *place)
                    below = at[step.sizes]
                if step.units is not None:
                    below = below[:, step.units]
                if step.into is not None:
                    below = _summed(below, step.into, step.groups)
                won = _elected(step, below, dice)
                won = won if step.of is None else _summed(won, step.of, self.sittings[name] * self.times)
                total = won if total is None else total + won
            assert total is not None
            found[name] = total
        return found


def chain_to(pyramid: dict[str, Body], register: Register, top: str, times: int = 1) -> Chain:
    """The way up to a body, made ready for `times` trials side by side."""
    wanted = {top}
    for name in reversed(pyramid):
        if name in wanted:
            wanted |= {groups.by for groups in pyramid[name].groups if groups.by}
    bodies = tuple(name for name in pyramid if name in wanted)
    steps = {name: tuple(_step(pyramid, groups, name, times) for groups in pyramid[name].groups) for name in bodies}
    lowest = register.union[0]
    places = {(groups.level, groups.line) for name in bodies for groups in pyramid[name].groups if not groups.by}
    inside: dict[tuple[str, str], tuple[Numbers, int] | None] = {}
    for place in places:
        units = register.units_at(*place)
        way = register.inside(lowest.level, lowest.line, *place)
        itself = units == len(way) and bool((way == np.arange(units)).all())
        inside[place] = None if itself else (_again(way, units, times), units * times)
    sittings = {name: len(pyramid[name].members) for name in bodies}
    return Chain(bodies, steps, sittings, times, np.tile(register.members, times), inside)


def _step(pyramid: dict[str, Body], groups: Groups, name: str, times: int) -> Step:
    there = len(pyramid[groups.by].members) if groups.by else None
    units = int(groups.units.max(initial=-1)) + 1 if there is None else there
    every = there is not None and len(groups.units) == there
    sittings = len(pyramid[name].members)
    itself = len(groups.of) == sittings and bool((groups.of == np.arange(sittings)).all())
    own = groups.each_its_own and bool((groups.voting_in == np.arange(len(groups.of))).all())
    return Step(
        groups.by,
        (groups.level, groups.line),
        None if every else _again(groups.units, units, times),
        None if own else _again(groups.voting_in, len(groups.of), times),
        len(groups.of) * times,
        np.tile(groups.seats, times),
        None if itself else _again(groups.of, sittings, times),
        election_by(groups.method),
    )


def _elected(step: Step, votes: Numbers, dice: np.random.Generator) -> Numbers:
    """The elections of all groups, so many at a time that what is worked on stays near the processor."""
    if len(step.seats) <= AT_A_TIME:
        return step.elect(votes, step.seats, dice)
    won = np.empty((len(votes), len(step.seats)), dtype=np.int64)
    for start in range(0, len(step.seats), AT_A_TIME):
        some = slice(start, start + AT_A_TIME)
        won[:, some] = step.elect(votes[:, some], step.seats[some], dice)
    return won


def _again(numbers: Numbers, span: int, times: int) -> Numbers:
    """Indexes into something of so many places, for as many copies of it as there are trials."""
    return (numbers[None, :] + span * np.arange(times)[:, None]).ravel()


def _summed(votes: Numbers, into: Numbers, groups: int) -> Numbers:
    return np.array([np.bincount(into, weights=row, minlength=groups) for row in votes]).astype(np.int64)
