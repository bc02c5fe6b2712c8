"""A few figures of each body for a page, as plain values: who can win it, who stands behind a seat, how soon it can be changed."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from floor.law.language import Law
from floor.tunnel.capture import capture_all
from floor.tunnel.figures import only_the_way_to, top_of
from floor.tunnel.pyramid import Body, pyramid_of
from floor.tunnel.registers import Register
from floor.tunnel.ways_up import deadlocks, ways_up
from floor.tunnel.weight import weigh
from floor.tunnel.worth_changing import percent


@dataclass(frozen=True, slots=True)
class BodyShown:
    """One body, in the sitting that stands for the most members."""

    name: str
    members: int
    seats: int
    majority: int
    needed: int | None
    """So many members can win a majority; None where nobody inside can."""
    exact: bool
    behind_fewest: float
    behind_most: float
    days_fewest: int | None
    """From a petition below to a changed majority; None where those below cannot recall it."""
    days_most: int | None

    @property
    def share(self) -> Fraction | None:
        return Fraction(self.needed, self.members) if self.needed is not None and self.members else None

    @property
    def percent(self) -> str:
        """The share in words of figures, as `floor tunnel` prints it."""
        return percent(float(self.share)) if self.share is not None else ""

    @property
    def width(self) -> str:
        """How long its bar is, of 100."""
        return f"{100 * float(self.share):.2f}" if self.share is not None else "0"

    @property
    def behind(self) -> tuple[int, int]:
        """How many members stand behind a seat, rounded: where the fewest do, and where the most do."""
        return round(self.behind_fewest), round(self.behind_most)


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of statutes with a register; the body that matters most first."""

    members: int
    units: int
    bodies: tuple[BodyShown, ...]
    deadlocks: tuple[str, ...]

    def body(self, name: str) -> BodyShown | None:
        return next((one for one in self.bodies if one.name == name), None)


def shown(law: Law, register: Register, levels: set[str], *, tops_only: bool) -> Shown:
    """The figures of every body at a level that has units, or only of those at the top of each line."""
    everything = pyramid_of(law, register)
    here = {name: body for name, body in everything.items() if body.level in levels and body.members.any()}
    names = _tops(law, here) if tops_only else _top_first(law, here)
    needed = {part: body for name in names for part, body in only_the_way_to(everything, name).items()}
    pyramid = {name: body for name, body in everything.items() if name in needed}
    captures = capture_all(pyramid)
    bodies = []
    for name in names:
        captured = captures[name].largest
        recalled = next((one for one in ways_up(law, name) if one.how == "recall"), None)
        bodies.append(
            BodyShown(
                name, captured.members, captured.seats, captured.majority,
                captured.at_most if captured.possible else None, captured.exact, *_behind_a_seat(pyramid[name]),
                recalled.fewest if recalled else None, recalled.most if recalled else None,
            )
        )  # fmt: skip
    lowest = register.union[0].level
    return Shown(register.total, register.units_at(lowest, "union"), tuple(bodies), tuple(deadlocks(law)))


def _top_first(law: Law, pyramid: dict[str, Body]) -> list[str]:
    if not pyramid:
        return []
    top = top_of(law, pyramid)
    highest = sorted(pyramid, key=lambda name: -law.levels.index(pyramid[name].level))
    return [top, *(name for name in highest if name != top)]


def _tops(law: Law, pyramid: dict[str, Body]) -> list[str]:
    """The bodies at the highest level that has any, of each line, and the one that matters most."""
    names = _top_first(law, pyramid)
    highest: dict[str, int] = {}
    for body in pyramid.values():
        highest[body.line] = max(highest.get(body.line, 0), law.levels.index(body.level))
    return [
        name for at, name in enumerate(names)
        if at == 0 or law.levels.index(pyramid[name].level) == highest[pyramid[name].line]
    ]  # fmt: skip


def _behind_a_seat(body: Body) -> tuple[float, float]:
    """Where the fewest members stand behind a seat, and where the most do; the same where all vote together."""
    weighed = next(filter(None, (weigh(body, one) for one in body.groups)), None)
    if weighed is not None:
        return float(weighed.heaviest.per_seat), float(weighed.lightest.per_seat)
    at = int(body.members.argmax())
    behind = float(body.members[at]) / max(1, int(body.seats[at]))
    return behind, behind
