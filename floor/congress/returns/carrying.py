"""What carries a question that went down: its votes, the units that are for it, or the members behind those units. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields

from django.utils.translation import gettext_noop

from floor.law.values import Majority


@dataclass(frozen=True, slots=True)
class Figures:
    """What came back from some units together. Those of a unit are the sum of those below it."""

    asked: int = 0
    asked_members: int = 0
    decided: int = 0
    decided_members: int = 0
    carried: int = 0
    """Units that are for it, by the rule they decide by."""
    carried_members: int = 0
    failed: int = 0
    """Units in which too few voted, nobody sat, or the poll was annulled: asked, and nothing was decided."""
    votes_for: int = 0
    against: int = 0
    abstaining: int = 0

    def __add__(self, other: Figures) -> Figures:
        return Figures(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))

    @property
    def waiting(self) -> int:
        """Units that can still decide."""
        return self.asked - self.decided - self.failed

    @property
    def lost(self) -> int:
        return self.decided - self.carried

    @property
    def lost_members(self) -> int:
        return self.decided_members - self.carried_members


@dataclass(frozen=True, slots=True)
class Weighing:
    """One way to weigh a return: what counts for it, against it, abstains, and all there is."""

    sentence: str
    weigh: Callable[[Figures], tuple[int, int, int, int]]


#: By the word that stands with the question. Nothing is ever counted for a unit that has not decided.
CARRIED_BY: dict[str, Weighing] = {
    "votes": Weighing(gettext_noop("the votes of all units together"), lambda one: (one.votes_for, one.against, one.abstaining, one.asked_members)),
    "units": Weighing(gettext_noop("the units, each as one"), lambda one: (one.carried, one.lost, 0, one.asked)),
    "members": Weighing(gettext_noop("the members behind the units that decided"), lambda one: (one.carried_members, one.lost_members, 0, one.asked_members)),
}  # fmt: skip


def is_carried(figures: Figures, carried_by: str, majority: Majority) -> bool:
    """Whether a return carries the question, by the majority of the statutes."""
    votes_for, against, abstaining, entitled = CARRIED_BY[carried_by].weigh(figures)
    base = {"cast": votes_for + against, "present": votes_for + against + abstaining, "entitled": entitled}
    return majority.carried(votes_for, base[majority.base])
