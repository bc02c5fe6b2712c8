"""Organisations made up for tests: some levels, some unions, towns across them, councils that elect councils by rules of any kind.

A plan is drawn first and knows nothing of the product: plain values, from which everything expected is worked out by hand.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from random import Random

from hypothesis import strategies as st

LEVELS = ["shop", "factory", "district", "county", "province", "region"]
MOST_SHOPS, MOST_MEMBERS = 7, 60
NATION = 1
OWN, ANYBODY_BELOW = "members of the electing body", "every member of the unit"


@dataclass(frozen=True)
class Node:
    """A unit of the plan: its number, and the units above it on both lines, itself included."""

    number: int
    level: str
    line: str
    parent: int | None
    place: int | None
    above: frozenset[int]


@dataclass(frozen=True)
class Rule:
    """How the seats of a body are filled: by whom, how many, and whether only those who sit below can be elected."""

    body: str
    level: str
    line: str
    by: str
    by_level: str
    seats: str
    own: bool

    def seats_for(self, members: int) -> int:
        """The number of seats for so many members, worked out from the sentence of the statutes."""
        words = self.seats.split()
        if len(words) == 1:
            return int(self.seats)
        whole, rest = divmod(members, int(words[2]))
        number = max(1, whole + (1 if rest > int(words[2]) - rest else 0))
        return min(number, int(words[-1])) if "most" in words else number


@dataclass
class Plan:
    """An organisation as drawn: its units, where each founder works, and the rules from the shops up."""

    levels: list[str]
    territory: list[str]
    nodes: list[Node]
    founders: list[int]
    rules: list[Rule]
    random: Random
    joined: list[int] = field(default_factory=list)
    """Where those work who came after the founding."""

    @property
    def shops(self) -> list[int]:
        return [node.number for node in self.nodes if node.level == "shop"]

    def at(self, level: str) -> list[Node]:
        return [node for node in self.nodes if node.level == level]

    def node(self, number: int) -> Node:
        return self.nodes[number - 1]

    def shops_below(self, unit: int) -> set[int]:
        return {shop for shop in self.shops if unit in self.node(shop).above}

    def members_of(self, unit: int, at_the_founding: bool = False) -> list[int]:
        """The numbers of those who work in a unit or below it."""
        homes = self.founders if at_the_founding else [*self.founders, *self.joined]
        return [number for number, home in enumerate(homes, start=1) if unit in self.node(home).above]

    def seat_of(self, rule: Rule, unit: int) -> int | None:
        """The unit in whose body those sit whom a unit elects by a rule; None where it lies in none."""
        return next((node.number for node in self.at(rule.level) if node.number in self.node(unit).above), None)

    def statutes(self) -> str:
        parts = [_FRAME.format(levels=[*self.levels[:-1], *self.territory, "nation"], union=self.levels[:-1], territory=[*self.territory, "nation"])]  # fmt: skip
        parts += [_body(rule) for rule in self.rules]
        return "\n".join(parts).replace("'", '"') + _CHAIR


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Three to seven levels, one to three unions, none to two storeys of towns across them."""
    height, unions, storeys = draw(st.integers(3, 7)), draw(st.integers(1, 3)), draw(st.integers(0, 2))
    placed = draw(st.sampled_from(["shop", "factory"]))
    random = Random(draw(st.integers(0, 2**32 - 1)))
    levels, territory = [*LEVELS[: height - 1], "nation"], ["town", "land"][:storeys]
    nodes = _units(random, levels, territory, unions, placed)
    founders = _homes(random, [node.number for node in nodes if node.level == "shop"])
    return Plan(levels, territory, nodes, founders, list(_rules(random, levels, territory, placed)), random)


def _units(random: Random, levels: list[str], territory: list[str], unions: int, placed: str) -> list[Node]:
    nodes = [Node(NATION, "nation", "territory", None, None, frozenset([NATION]))]

    def add(level: str, line: str, parent: Node, place: Node | None = None) -> Node:
        number = len(nodes) + 1
        above = {number} | parent.above | (place.above if place else frozenset())
        nodes.append(Node(number, level, line, parent.number, place.number if place else None, frozenset(above)))
        return nodes[-1]

    parents = [nodes[0]]
    for level in reversed(territory):
        parents = [add(level, "territory", parent) for parent in parents for _ in range(random.choice([1, 2]))]
    towns, parents = (parents if territory else []), [nodes[0]]
    for at, level in enumerate(reversed(levels[:-1])):
        below = []
        for waiting, parent in enumerate(reversed(parents)):
            most = max(1, MOST_SHOPS - len(below) - (len(parents) - waiting - 1))
            for _ in range(unions if at == 0 else min(most, random.choice([1, 1, 2, 3]))):
                place = random.choice([*towns, None]) if towns and level == placed else None
                below.append(add(level, "union", parent, place))
        parents = below
    return nodes


def _homes(random: Random, shops: list[int]) -> list[int]:
    """Every shop has somebody, some have many; the founders stand in no order of the shops."""
    homes = shops + [shop for shop in shops for _ in range(random.choice([0, 1, 2, 3, 6]))]
    homes = (homes + random.choices(shops, k=6))[:MOST_MEMBERS]
    random.shuffle(homes)
    return homes


def _rules(random: Random, levels: list[str], territory: list[str], placed: str) -> Iterable[Rule]:
    def seats() -> str:
        ratio = f"1 per {random.randint(2, 9)} members"
        return random.choice(["1", "2", "3", ratio, f"{ratio}, at least 1, at most 2"])

    def own() -> bool:
        return random.random() < 0.7

    yield Rule("shop council", "shop", "union", "shop meeting", "shop", seats(), False)
    for below, level in pairwise(levels):
        line = "territory" if level == "nation" else "union"
        yield Rule(f"{level} council", level, line, f"{below} council", below, seats(), own())
    for below, level in pairwise([placed, *territory, "nation"] if territory else []):
        by = f"{below} council" if below == placed else f"{below} soviet"
        yield Rule(f"{level} soviet", level, "territory", by, below, seats(), own())


def _body(rule: Rule) -> str:
    return f'''
[body."{rule.body}"]
at          = "{rule.level}"
line        = "{rule.line}"
elected     = {{ by = "{rule.by}", seats = {rule.seats if rule.seats.isdigit() else f'"{rule.seats}"'}, method = "block", term = "1 year", notice = "7 days", tie = "lot", eligible = "{OWN if rule.own else ANYBODY_BELOW}" }}
recall      = {{ petition = "1/5 of electors" }}
quorum      = "1/2"
meets       = "monthly"
notice      = "3 days"
convened-by = ["{rule.body}", "1/10 of members"]
accounts-to = "{rule.by}"
reports     = "half-yearly"
'''


_CHAIR = '\n[body."nation council".offices.chair]\nhandover = "14 days"\nlimit    = 4\n'

_FRAME = """
title    = "Drawn by lot"
language = "floor 1"
levels   = {levels}

[units]
union     = {union}
territory = {territory}
opened-by = "secretary of bureau"

[membership]
admitted-by   = "secretary of bureau"
good-standing = "3 months"

[amendment]
by       = "every member"
majority = "at least 2/3 of cast"
notice   = "30 days"

[reconsideration]
after = "3 months"

[questions]
answered-within = "14 days"

[publication]
minutes-within = "7 days"

[petitions]
forces-meeting = "1/10 of members"
reply-within   = "14 days"

[body."shop meeting"]
at          = "shop"
sits        = "every member"
quorum      = "1/4"
meets       = "monthly"
notice      = "3 days"
convened-by = ["bureau", "1/10 of members"]

[body.bureau]
at          = "nation"
line        = "territory"
elected     = {{ by = "every member", seats = 1, method = "plurality", term = "1 year", notice = "7 days", tie = "lot" }}
recall      = {{ petition = "1/5 of electors" }}
quorum      = "1/2"
meets       = "weekly"
notice      = "1 day"
convened-by = ["bureau", "1/10 of members"]
not-with    = ["control commission"]
accounts-to = "every member"
reports     = "half-yearly"

[body.bureau.offices.secretary]
handover = "14 days"
limit    = 4

[body."control commission"]
at          = "nation"
line        = "territory"
elected     = {{ by = "every member", seats = 1, method = "plurality", term = "1 year", notice = "7 days", tie = "lot" }}
recall      = {{ petition = "1/5 of electors" }}
quorum      = "1/2"
meets       = "quarterly"
notice      = "1 day"
controls    = ["bureau"]
hears       = ["grievances", "conflicts of competence"]
appeal-to   = "every member"
accounts-to = "every member"
reports     = "half-yearly"
convened-by = ["control commission", "1/10 of members"]
"""
