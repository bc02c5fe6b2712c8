"""All that the tunnel finds about statutes and a register without drawing a lot: quick enough for a page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from floor.law.language import Law

from .capture import capture_all
from .captured import Captured, Captures
from .pyramid import Body, pyramid_of
from .registers import UNION, NotARegister, Register, made_up
from .ways_up import Way, deadlocks, ways_up
from .weight import Weighed, weigh


@dataclass(frozen=True)
class BodyFigures:
    """What the tunnel finds about one body."""

    body: Body
    captures: Captures
    weighed: Weighed | None

    @property
    def largest(self) -> Captured:
        return self.captures.largest

    @property
    def easiest(self) -> Captured:
        return self.captures.easiest


@dataclass(frozen=True)
class Figures:
    """What the tunnel finds about statutes, with these members."""

    law: Law
    register: Register
    pyramid: dict[str, Body]
    top: str
    bodies: dict[str, BodyFigures]

    @cached_property
    def ways(self) -> tuple[Way, ...]:
        return ways_up(self.law, self.top)

    @cached_property
    def deadlocks(self) -> tuple[str, ...]:
        return tuple(deadlocks(self.law))

    @property
    def of_the_top(self) -> BodyFigures:
        return self.bodies[self.top]


def figures_of(law: Law, register: Register, top: str | None = None) -> Figures:
    """Everything for all bodies; `top` is the body to which ways and translation lead."""
    missing = [level for level in law.line_of(UNION) if not _is_there(law, register, level)]
    if missing:
        raise NotARegister(
            f"“{law.title}” has the level “{missing[0]}”, and the register has no units of it. "
            "Statutes are compared on the same units: give both the same levels."
        )
    pyramid = pyramid_of(law, register)
    if not pyramid:
        raise NotARegister("Nobody is elected by these statutes, so there is nothing to compute.")
    if top is not None and top not in pyramid:
        raise NotARegister(f"No body “{top}” is elected by these statutes. Bodies: {', '.join(pyramid)}.")
    captures = capture_all(pyramid)
    bodies = {
        name: BodyFigures(body, captures[name], next(filter(None, (weigh(body, one) for one in body.groups)), None))
        for name, body in pyramid.items()
    }
    return Figures(law, register, pyramid, top or top_of(law, pyramid), bodies)


def _is_there(law: Law, register: Register, level: str) -> bool:
    """Whether the register has the level, or does not need it: nobody belongs to units below those of the members."""
    return register.has(level, UNION) or law.levels.index(level) < law.levels.index(law.members_at)


def top_of(law: Law, pyramid: dict[str, Body]) -> str:
    """The body that stands for the most members and elects others, apart from those that audit or judge."""
    electing = {groups.by for body in pyramid.values() for groups in body.groups}

    def rank(name: str) -> tuple[bool, int, bool, int, int]:
        body, says = pyramid[name], law.body[name]
        ordinary = not (says.controls or says.hears or says.outside or body.outside)
        largest = int(body.members.max(initial=0))
        return ordinary, largest, name in electing, law.levels.index(body.level), int(body.seats.max(initial=0))

    return max(pyramid, key=rank)


def only_the_way_to(pyramid: dict[str, Body], top: str) -> dict[str, Body]:
    """The bodies on which the seats of one rest, and itself."""
    wanted = {top}
    for name in reversed(pyramid):
        if name in wanted:
            wanted |= {groups.by for groups in pyramid[name].groups if groups.by}
    return {name: body for name, body in pyramid.items() if name in wanted}


def figures_for(law: Law, sizes: Register | int, top: str | None = None) -> dict[str, Any]:
    """A few figures for a page, as plain values: capture and weight of the body at the top, and the time to change its majority.

    `sizes` is a register, or how many members there are: then units are made up, always the same.
    """
    register = made_up(law, sizes) if isinstance(sizes, int) else sizes
    pyramid = pyramid_of(law, register)
    if not pyramid:
        return {"members": register.total, "top": None}
    name = top or top_of(law, pyramid)
    way = only_the_way_to(pyramid, name)
    captured = capture_all(way)[name].largest
    weighed = next(filter(None, (weigh(way[name], one) for one in way[name].groups)), None)
    recalled = next((one for one in ways_up(law, name) if one.how == "recall"), None)
    return {
        "members": register.total,
        "units": register.units_at(register.union[0].level, UNION),
        "top": name,
        "seats": captured.seats,
        "majority": captured.majority,
        "capture": captured.at_most if captured.possible else None,
        "capture_share": float(captured.share) if captured.possible else None,
        "capture_exact": captured.exact,
        "weight_ratio": float(weighed.ratio) if weighed else None,
        "days_fewest": recalled.fewest if recalled else None,
        "days_most": recalled.most if recalled else None,
        "deadlocks": list(deadlocks(law)),
    }
