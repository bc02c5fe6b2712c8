"""A vote by units beside the vote of their members: which units are for, how many members they stand for, and whether both agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from .quotas import share_by_hare
from .shares import NotVotes
from .ties import Ties

Stand = Literal["for", "against", "split", "silent"]


@dataclass(frozen=True, slots=True)
class UnitVote:
    """What one unit's members said."""

    name: str
    votes_for: int
    against: int
    members: int
    """Members of the unit, whom its vote stands for."""
    abstain: int = 0

    def __post_init__(self) -> None:
        figures = (self.votes_for, self.against, self.abstain, self.members)
        if any(isinstance(each, bool) or not isinstance(each, int) or each < 0 for each in figures):
            raise NotVotes(f"The figures of {self.name} should be whole numbers, 0 or more.")

    @property
    def stand(self) -> Stand:
        """For or against by more votes; split if they are equal; silent if nobody voted either way."""
        if self.votes_for == self.against:
            return "split" if self.votes_for else "silent"
        return "for" if self.votes_for > self.against else "against"


@dataclass(frozen=True, slots=True)
class Sides:
    """Two numbers that stand against each other."""

    votes_for: int
    against: int

    @property
    def verdict(self) -> Stand:
        if self.votes_for == self.against:
            return "split" if self.votes_for else "silent"
        return "for" if self.votes_for > self.against else "against"


@dataclass(frozen=True, slots=True)
class SideBySide:
    """The same votes, counted in four ways."""

    members: Sides
    """Every member's vote, added up over the units."""
    units: Sides
    """One unit, one vote; units that split or are silent count on neither side."""
    split: int
    silent: int
    block: Sides
    """Each unit's whole membership on the side of its majority: the block vote."""
    divided: Sides
    """Each unit's membership divided as its votes were, to whole members by largest remainder."""

    @property
    def agree(self) -> bool:
        """Whether units, blocks and members come to the same verdict."""
        return self.members.verdict == self.units.verdict == self.block.verdict == self.divided.verdict


def side_by_side(units: Sequence[UnitVote], ties: Ties) -> SideBySide:
    """Put the ways of counting beside each other. In `ties`, 1 is for and 2 against: who gets an odd member of a unit that split."""
    stands = [unit.stand for unit in units]
    divided = [divided_members(unit, ties) for unit in units]
    return SideBySide(
        members=Sides(sum(unit.votes_for for unit in units), sum(unit.against for unit in units)),
        units=Sides(stands.count("for"), stands.count("against")),
        split=stands.count("split"),
        silent=stands.count("silent"),
        block=Sides(
            sum(unit.members for unit in units if unit.stand == "for"),
            sum(unit.members for unit in units if unit.stand == "against"),
        ),
        divided=Sides(sum(each.votes_for for each in divided), sum(each.against for each in divided)),
    )


def divided_members(unit: UnitVote, ties: Ties) -> Sides:
    """The members of a unit divided as its votes for and against were; the odd one of a tie left open counts on neither side."""
    shares = share_by_hare((unit.votes_for, unit.against), unit.members, ties)
    return Sides(*shares.won)
