"""Who elects whom, as numbers: for each body its sittings at units, and for each sitting the groups that elect its seats."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from floor.count.sharing_a_total import share_total
from floor.law.language import Election, Law
from floor.law.values import Seats
from floor.law.words import Method

from .registers import UNION, Numbers, Register

EVERY_MEMBER = "every member"
#: Units that stand level for a last seat draw lots from it: the tunnel's lot is always the same.
_SEED = "the wind tunnel"


@dataclass(frozen=True)
class Groups:
    """The groups that elect a body's seats, one line each: a unit's members, or delegates, of one sitting or of several together."""

    of: Numbers
    """The sitting whose seats they fill."""
    seats: Numbers
    size: Numbers
    """How many vote: members, or seats of the body that elects."""
    members: Numbers
    """How many members stand behind them."""
    by: str
    """The body that elects; "" for members themselves."""
    units: Numbers
    """The units that vote, by number; for delegates: the sittings of the electing body."""
    voting_in: Numbers
    """The group in which each of them votes: one each, or all together."""
    level: str
    """Where the electing units stand."""
    line: str
    rule: Election

    @property
    def method(self) -> Method:
        return self.rule.method

    @property
    def each_its_own(self) -> bool:
        """Whether no two units vote together."""
        return len(self.units) == len(self.of)

    @property
    def threshold(self) -> Fraction:
        """The share of a group's votes without which a side has no seat."""
        share = self.rule.threshold
        return share.fraction if share is not None and share.fraction is not None else Fraction(0)


@dataclass(frozen=True)
class Body:
    """A body at every unit of its level."""

    name: str
    level: str
    line: str
    members: Numbers
    """The members each sitting stands for."""
    groups: tuple[Groups, ...]
    outside: int = 0
    """Seats that somebody from outside fills: nobody inside can win them."""

    @property
    def seats(self) -> Numbers:
        """The seats of each sitting that its electors fill."""
        total = np.zeros(len(self.members), dtype=np.int64)
        for group in self.groups:
            total += np.bincount(group.of, weights=group.seats, minlength=len(total)).astype(np.int64)
        return total


def pyramid_of(law: Law, register: Register) -> dict[str, Body]:
    """Every body whose seats go back to the members, those nearest to them first."""
    found: dict[str, Body] = {}
    waiting = [name for name, body in law.body.items() if not body.sits and law.elections_of(name)]
    while True:
        ready = [name for name in waiting if all(_is_known(law, found, by) for by in _electors(law, name))]
        if not ready:
            return found
        for name in ready:
            body = law.body[name]
            if register.has(body.at, body.line):
                found[name] = _body(law, register, found, name)
        waiting = [name for name in waiting if name not in ready]


def are_members(law: Law, name: str) -> bool:
    return name == EVERY_MEMBER or bool((body := law.body.get(name)) and body.sits == EVERY_MEMBER)


def _electors(law: Law, name: str) -> list[str]:
    return [by for rule in law.elections_of(name).values() for by in rule.electors]


def _is_known(law: Law, found: dict[str, Body], by: str) -> bool:
    return are_members(law, by) or by in found


def _body(law: Law, register: Register, found: dict[str, Body], name: str) -> Body:
    says = law.body[name]
    groups = []
    for rule in law.elections_of(name).values():
        shared = shares_of(law, register, found, name, rule) if rule.seats.total is not None else {}
        groups += [_groups(law, register, found, name, rule, by, shared.get(by)) for by in rule.electors]
    outside = sum(
        part.seats.fixed or 0 for part in says.parts.values() if part.elected is None and part.seats is not None
    )
    return Body(name, says.at, says.line, register.members_in(says.at, says.line), tuple(groups), outside)


def _groups(
    law: Law, register: Register, found: dict[str, Body], name: str, rule: Election, by: str, shared: Numbers | None
) -> Groups:
    level, line, members, of, size = _electing(law, register, found, name, by)
    units = np.flatnonzero(size > 0)
    if rule.each_its_own:
        given = seats_for(rule.seats, members) if shared is None else shared
        units = units[given[units] > 0]
        at, voting_in = of[units], np.arange(len(units))
    else:
        # All units of a sitting elect its seats together, as if they were one.
        at, voting_in = np.unique(of[units], return_inverse=True)
    people = _sums(voting_in, members[units], len(at))
    return Groups(
        at,
        seats_for(rule.seats, people) if shared is None else shared[units],
        _sums(voting_in, size[units], len(at)),
        people,
        "" if are_members(law, by) else by,
        units,
        voting_in.astype(np.int64),
        level,
        line,
        rule,
    )


def _electing(
    law: Law, register: Register, found: dict[str, Body], name: str, by: str
) -> tuple[str, str, Numbers, Numbers, Numbers]:
    """Where the electors sit; for each unit there: its members, the sitting it elects to, how many vote."""
    body = law.body[name]
    level, line = (body.at, body.line) if by == EVERY_MEMBER else (law.body[by].at, law.body[by].line)
    members = register.members_in(level, line)
    size = members if are_members(law, by) else found[by].seats
    return level, line, members, register.inside(level, line, body.at, body.line), size


def shares_of(law: Law, register: Register, found: dict[str, Body], name: str, rule: Election) -> dict[str, Numbers]:
    """A total shared out in each sitting among all who elect it, be they of several bodies: the seats of each electing unit.

    Where a made-up register has more units than seats to give each the least, the least is not kept: the tunnel has no secretary
    to refuse it.
    """
    electing = {by: _electing(law, register, found, name, by) for by in rule.electors}
    of = np.concatenate([of for _, _, _, of, _ in electing.values()])
    members = np.concatenate([np.where(size > 0, people, 0) for _, _, people, _, size in electing.values()])
    seats = np.zeros(len(members), dtype=np.int64)
    order = np.argsort(of, kind="stable")
    for units in np.split(order, np.flatnonzero(np.diff(of[order])) + 1):
        seats[units] = _share(rule.seats, members[units])
    ends = np.cumsum([len(people) for _, _, people, _, _ in electing.values()])[:-1]
    return dict(zip(electing, np.split(seats, ends), strict=True))


def _share(rule: Seats, members: Numbers) -> Numbers:
    assert rule.total is not None
    there = int((members > 0).sum())
    if not there:
        return np.zeros(len(members), dtype=np.int64)
    least = rule.at_least if rule.at_least * there <= rule.total else 0
    most = rule.at_most if rule.at_most is not None and rule.at_most * there >= rule.total else None
    people = [int(number) for number in members]
    won = share_total(people, rule.total, rule.method, at_least=least, at_most=most, seed=_SEED).won
    return np.array(won, dtype=np.int64)


def seats_for(rule: Seats, members: Numbers) -> Numbers:
    """The seats that so many members have by a rule of the statutes, for many units at once."""
    different, where = np.unique(members, return_inverse=True)
    return np.array([rule.number_for(int(number)) for number in different], dtype=np.int64)[where]


def _sums(where: Numbers, numbers: Numbers, lines: int) -> Numbers:
    return np.bincount(where, weights=numbers, minlength=lines).astype(np.int64)


__all__ = ["EVERY_MEMBER", "UNION", "Body", "Groups", "are_members", "pyramid_of", "seats_for", "shares_of"]
