"""Who elects whom, as numbers: for each body its sittings at units, and for each sitting the groups that elect its seats."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from floor.law.language import Election, Law
from floor.law.words import Method

from .registers import UNION, Numbers, Register

EVERY_MEMBER = "every member"
#: Methods by which the largest side of a group takes every seat it elects.
TAKES_ALL: frozenset[str] = frozenset(
    {"plurality", "block", "two-round", "approval", "schulze", "ranked pairs", "instant run-off"}
)


@dataclass(frozen=True)
class Groups:
    """The groups that elect a body's seats, one line each: a unit's members, or the delegates who sit there."""

    of: Numbers
    """The sitting whose seats they fill."""
    seats: Numbers
    size: Numbers
    """How many vote: members, or seats of the body that elects."""
    by: str
    """The body that elects; "" for members themselves."""
    sitting: Numbers
    """For delegates: which sitting of the electing body they are."""
    level: str
    """Where the electing units stand."""
    line: str
    method: Method
    rule: Election

    @property
    def takes_all(self) -> bool:
        return self.method in TAKES_ALL and not (
            self.method in ("instant run-off",) and int(self.seats.max(initial=1)) > 1
        )


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
        groups += [_groups(law, register, found, name, rule, by) for by in rule.electors]
    outside = sum(
        part.seats.fixed or 0 for part in says.parts.values() if part.elected is None and part.seats is not None
    )
    return Body(name, says.at, says.line, register.members_in(says.at, says.line), tuple(groups), outside)


def _groups(law: Law, register: Register, found: dict[str, Body], name: str, rule: Election, by: str) -> Groups:
    body = law.body[name]
    level, line = (body.at, body.line) if by == EVERY_MEMBER else (law.body[by].at, law.body[by].line)
    members = register.members_in(level, line)
    of = register.inside(level, line, body.at, body.line)
    seats = np.array([rule.seats.number_for(int(number)) for number in np.unique(members)], dtype=np.int64)
    per_unit = seats[np.searchsorted(np.unique(members), members)]
    at = np.arange(len(members))
    size = members if are_members(law, by) else found[by].seats
    there = (size > 0) & (per_unit > 0)
    return Groups(
        of[there],
        per_unit[there],
        size[there],
        "" if are_members(law, by) else by,
        at[there],
        level,
        line,
        rule.method,
        rule,
    )


__all__ = ["EVERY_MEMBER", "UNION", "Body", "Groups", "are_members", "pyramid_of"]
