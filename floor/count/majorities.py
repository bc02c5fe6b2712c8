"""A question answered with yes or no: who carried it, by which conditions, and how many votes were missing.

Every share is an exact fraction; every condition tells how many it needs and how many it has.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal, TypeVar

from .shares import NotVotes

#: What a majority is a majority of. "cast": votes for and against; "present": everyone in the room, so that an abstention
#: counts like a vote against; "entitled": everyone on the roll, so that staying away does too.
Base = Literal["cast", "present", "entitled"]
Outcome = Literal["carried", "lost", "tied", "no quorum"]
Name = Literal["quorum", "turnout", "support", "majority"]


@dataclass(frozen=True, slots=True)
class Question:
    """What was counted."""

    votes_for: int
    against: int
    abstain: int = 0
    invalid: int = 0
    present: int | None = None
    """People in the room. Where nobody counted them: all who handed in a paper."""
    entitled: int | None = None
    """People on the roll."""

    def __post_init__(self) -> None:
        for word in ("votes_for", "against", "abstain", "invalid", "present", "entitled"):
            given = getattr(self, word)
            if given is not None and (isinstance(given, bool) or not isinstance(given, int) or given < 0):
                said = word.replace("votes_for", "votes for")
                raise NotVotes(f"The figure for “{said}” should be a whole number, 0 or more, not {given}.")
        if self.present is not None and self.voted > self.present:
            raise NotVotes(f"{self.voted} voted or abstained, but only {self.present} were present.")
        if self.entitled is not None and max(self.voted, self.present or 0) > self.entitled:
            raise NotVotes(f"{max(self.voted, self.present or 0)} took part, but only {self.entitled} are entitled.")

    @property
    def cast(self) -> int:
        return self.votes_for + self.against

    @property
    def voted(self) -> int:
        """All who handed in a paper or raised a hand, abstentions and invalid papers too: the turnout."""
        return self.cast + self.abstain + self.invalid

    def base(self, base: Base) -> int:
        if base == "cast":
            return self.cast
        if base == "present":
            return self.voted if self.present is None else self.present
        if self.entitled is None:
            raise NotVotes("This rule speaks of those entitled; say how many they are.")
        return self.entitled


@dataclass(frozen=True, slots=True)
class Majority:
    """What carries a question. A share left out asks for nothing."""

    share: Fraction = Fraction(1, 2)
    strict: bool = True
    """More than the share, or at least the share."""
    base: Base = "cast"
    quorum: Fraction | None = None
    """The share of those entitled who must be present."""
    turnout: Fraction | None = None
    """The share of those entitled who must vote."""
    support: Fraction | None = None
    """The share of all entitled who must vote for it, whatever the turnout."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that must hold: at least `need` people; so many there were."""

    name: Name
    need: int
    reached: int
    of: int
    """What the share is a share of."""

    @property
    def met(self) -> bool:
        return self.reached >= self.need


@dataclass(frozen=True, slots=True)
class Answer:
    """The outcome with every condition."""

    outcome: Outcome
    conditions: tuple[Condition, ...]
    smallest: int | None
    """The fewest votes for it that would have carried, had as many votes been cast for and against together. None if none would."""

    @property
    def carried(self) -> bool:
        return self.outcome == "carried"

    @property
    def reason(self) -> str:
        """The first condition that failed, "tie" if for and against were equal, or nothing if it carried."""
        if self.outcome == "tied":
            return "tie"
        return next((each.name for each in self.conditions if not each.met), "")


def answer(question: Question, rule: Majority) -> Answer:
    """Whether the question carried.

    "tied" is said only where one vote more would have carried: equal votes for and against, a majority of more than half, and
    everything else fulfilled. What a tie means is for the statutes to say. Nothing carries without a vote for it.
    """
    conditions = tuple(_conditions(question, rule))
    others = [each for each in conditions if each.name not in ("majority", "support")]
    of_votes = [each.need for each in conditions if each.name in ("majority", "support")]
    smallest = max(of_votes) if all(each.met for each in others) and max(of_votes) <= question.cast else None
    return Answer(_outcome(question, rule, conditions), conditions, smallest)


def _conditions(question: Question, rule: Majority) -> list[Condition]:
    conditions = []
    if rule.quorum is not None:
        entitled = question.base("entitled")
        conditions.append(Condition("quorum", at_least(rule.quorum, entitled), question.base("present"), entitled))
    if rule.turnout is not None:
        entitled = question.base("entitled")
        conditions.append(Condition("turnout", at_least(rule.turnout, entitled), question.voted, entitled))
    if rule.support is not None:
        entitled = question.base("entitled")
        conditions.append(Condition("support", at_least(rule.support, entitled), question.votes_for, entitled))
    of = question.base(rule.base)
    need = more_than(rule.share, of) if rule.strict else max(1, at_least(rule.share, of))
    conditions.append(Condition("majority", need, question.votes_for, of))
    return conditions


def _outcome(question: Question, rule: Majority, conditions: tuple[Condition, ...]) -> Outcome:
    failed = [each.name for each in conditions if not each.met]
    if "quorum" in failed:
        return "no quorum"
    if not failed:
        return "carried"
    equal = question.votes_for == question.against > 0
    half = rule.strict and 2 * question.votes_for == question.base(rule.base) and rule.share == Fraction(1, 2)
    return "tied" if failed == ["majority"] and equal and half else "lost"


def at_least(share: Fraction, of: int) -> int:
    """The fewest people who are at least this share."""
    return -(-of * share.numerator // share.denominator)


def more_than(share: Fraction, of: int) -> int:
    """The fewest people who are more than this share."""
    return of * share.numerator // share.denominator + 1


Rule = TypeVar("Rule")


def in_force(rules: Mapping[date, Rule], day: date) -> Rule:
    """The rule of the latest date that is not after `day`: legal figures are dated, and a vote obeys those of its own day."""
    begun = [since for since in rules if since <= day]
    if not begun:
        raise NotVotes(f"No rule was in force on {day.isoformat()}; the first is from {min(rules).isoformat()}.")
    return rules[max(begun)]
