"""From papers to a result. Pure: the urn, the rules and the seed in, the outcome out, the same for whoever counts it.

The outcome is plain data, as it is kept with the poll and published: figures, result and the full account of the method.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from floor.count.account import Account
from floor.count.majorities import Base, Question
from floor.count.majorities import Majority as Counted
from floor.count.majorities import answer as answered
from floor.count.methods import METHODS
from floor.count.papers import Marks, Rankings
from floor.count.reserved_singly import count_with_reserved
from floor.count.ties import Ties, by_lot, for_the_incumbent, left_open
from floor.law.values import Majority, Share
from floor.polls.urn.paper import AGAINST, FOR, Form, Paper
from floor.polls.urn.published_file import Urn

#: Methods by which somebody without a single vote is not elected, even if nobody else stands.
BY_VOTES = frozenset({"plurality", "block", "limited", "cumulative", "approval"})

_BASES: dict[str, Base] = {"cast": "cast", "present": "present", "entitled": "entitled"}


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one poll, as copied from the statutes when it was announced."""

    method: str
    seats: int = 1
    tie: str = "lot"
    seed: str = ""
    incumbents: tuple[int, ...] = ()
    """Numbers on the paper of those whose seats are filled; for ties that go to them."""
    quorum: Share | None = None
    majority: Majority = field(default_factory=Majority)
    turnout: Share | None = None
    support: Share | None = None
    reopening: Majority | None = None
    """What it takes to bring a decided question back, beside what carries it (R7)."""
    lists: tuple[tuple[int, ...], ...] = ()
    """On lists: the numbers of the people of each, in order."""
    threshold: Share | None = None
    """The share of the votes below which a list takes no seat."""
    reserved: int = 0
    """Seats reserved for the people of one category, and their numbers."""
    of_category: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Electors:
    """How many could vote, were present and did."""

    entitled: int
    present: int
    papers: int
    units: Mapping[str, int] = field(default_factory=dict)
    """How many could vote in each unit of the urn, where that is known."""


def outcome_of(rules: Rules, form: Form, urn: Urn, electors: Electors, candidates: int) -> dict[str, Any]:
    """Count the papers: who is elected, or whether the question is carried, and why."""
    papers = without_units(urn)
    # Of a question with options there are no candidates: they stand on the paper alone.
    candidates = candidates or form.options
    said = sum(papers.values())
    blank = sum(number for paper, number in papers.items() if not paper)
    figures = {
        "entitled": electors.entitled, "present": electors.present, "papers": said, "blank": blank, "valid": said - blank,
    }  # fmt: skip
    if form.kind == "question":
        found = question_outcome(rules, answers_in(form, papers), electors)
    elif form.kind == "lists":
        from floor.polls.electing.counting_lists import lists_outcome

        found = lists_outcome(rules, form, papers)
    else:
        found = candidates_outcome(rules, form, papers, candidates)
    conditions = [*quorum_conditions(rules, electors), *found.pop("conditions", [])]
    failed = any(not condition["met"] for condition in conditions if condition["what"] == "quorum")
    return (
        {"figures": figures}
        | found
        | {"conditions": conditions, "failed": failed, "units": by_unit(form, urn, candidates, electors.units)}
    )


def without_units(urn: Urn) -> dict[Paper, int]:
    together: dict[Paper, int] = {}
    for (_, paper), number in urn.items():
        together[paper] = together.get(paper, 0) + number
    return together


def quorum_conditions(rules: Rules, electors: Electors) -> list[dict[str, Any]]:
    if rules.quorum is None:
        return []
    need = rules.quorum.needed(electors.entitled)
    return [_condition("quorum", str(rules.quorum), need, electors.present, electors.entitled)]


def _condition(what: str, rule: str, need: int, reached: int, of: int) -> dict[str, Any]:
    return {"what": what, "rule": rule, "need": need, "reached": reached, "of": of, "met": reached >= need}


# ---------------------------------------------------------------------------------------------------------- questions


def answers_in(form: Form, papers: Mapping[Paper, int]) -> list[dict[str, int]]:
    """For each part of a question: for, against, abstaining."""
    tallies = [{"for": 0, "against": 0, "abstaining": 0} for _ in range(form.options)]
    for paper, number in papers.items():
        for tally, answer in zip(tallies, paper, strict=False):
            tally["for" if answer == FOR else "against" if answer == AGAINST else "abstaining"] += number
    return tallies


def question_outcome(rules: Rules, tallies: Sequence[Mapping[str, int]], electors: Electors) -> dict[str, Any]:
    """Whether each part is carried. Every condition is told, met or not, with the fewest votes that would have done."""
    turnout = []
    if rules.turnout is not None:
        need = rules.turnout.needed(electors.entitled)
        turnout = [_condition("turnout", str(rules.turnout), need, electors.papers, electors.entitled)]
    parts = [answers_of(rules, tally, electors) for tally in tallies]
    return {"parts": parts, "carried": all(part["carried"] for part in parts), "conditions": turnout}


def answers_of(rules: Rules, tally: Mapping[str, int], electors: Electors) -> dict[str, Any]:
    """One part of a question, by the arithmetic that all questions share."""
    said = tally["for"] + tally["against"] + tally["abstaining"]
    question = Question(
        tally["for"], tally["against"], tally["abstaining"], electors.papers - said, electors.present, electors.entitled
    )
    majorities = [("majority", rules.majority)]
    if rules.reopening is not None:
        majorities.append(("reopening", rules.reopening))
    answers = [
        (what, majority, answered(question, _as_counted(rules, majority, electors))) for what, majority in majorities
    ]
    conditions = [
        _condition(what, str(majority), each.need, each.reached, each.of)
        for what, majority, found in answers
        for each in found.conditions
        if each.name == "majority"
    ]
    if rules.support is not None:
        need = rules.support.needed(electors.entitled)
        conditions.append(_condition("support", str(rules.support), need, tally["for"], electors.entitled))
    return dict(tally) | {
        "conditions": conditions,
        "carried": all(found.carried for _, _, found in answers),
        "tied": any(found.outcome == "tied" for _, _, found in answers)
        and all(found.outcome in ("tied", "carried") for _, _, found in answers),
        # A computed word, never an entry (R4): everyone who was there said the same, and nobody abstained.
        "unanimous": 0 < tally["for"] == electors.papers == electors.present,
    }


def _as_counted(rules: Rules, majority: Majority, electors: Electors) -> Counted:
    return Counted(
        majority.fraction, majority.strict, _BASES[majority.base],
        turnout=_share(rules.turnout, electors), support=_share(rules.support, electors),
    )  # fmt: skip


def _share(share: Share | None, electors: Electors) -> Fraction | None:
    """A share as the arithmetic takes it; a bare number of people is that part of those entitled."""
    if share is None or share.fraction is not None:
        return share.fraction if share else None
    return Fraction(share.needed(electors.entitled), max(1, electors.entitled))


# --------------------------------------------------------------------------------------------------------- candidates


def candidates_outcome(
    rules: Rules, form: Form, papers: Mapping[Paper, int], candidates: int, ties: Ties | None = None
) -> dict[str, Any]:
    account = account_of(rules, form, papers, candidates, ties or ties_of(rules, candidates))
    elected = list(account.elected)
    votes = first_votes(form, papers, candidates)
    if rules.method in BY_VOTES:
        elected = [number for number in elected if votes[number - 1] > 0]
    return {"elected": elected, "votes": votes, "account": account.as_data(), "open_tie": tie_in(account)}


def account_of(rules: Rules, form: Form, papers: Mapping[Paper, int], candidates: int, ties: Ties) -> Account:
    # Plurality for several seats has as many crosses on a paper as there are seats: that is the block vote. Counted as plurality,
    # every paper with more than one cross would be invalid.
    method = METHODS["block" if rules.method == "plurality" and rules.seats > 1 else rules.method]
    named = {paper: number for paper, number in papers.items() if paper}
    if rules.reserved and rules.method in BY_VOTES:
        votes = first_votes(form, papers, candidates)
        account = count_with_reserved(votes, rules.seats, rules.of_category, rules.reserved, ties)
        return replace(account, method=rules.method, papers=sum(papers.values()), blank=papers.get((), 0))
    cast = Rankings.of(candidates, named) if form.kind == "rankings" else Marks.of(candidates, named)
    return method.count(cast, rules.seats, ties)


def ties_of(rules: Rules, candidates: int) -> Ties:
    """How the statutes settle a tie for a seat: by lot, for the incumbent, or not at all."""
    if rules.tie == "lot":
        return by_lot(rules.seed, candidates)
    if rules.tie == "incumbent":
        return for_the_incumbent(rules.incumbents, rules.seed, candidates)
    return left_open()


def tie_in(account: Account) -> list[int]:
    return list(account.open_tie.among) if account.open_tie else []


def first_votes(form: Form, papers: Mapping[Paper, int], candidates: int) -> list[int]:
    """Votes per candidate as a hand count would have them first: first choices of rankings, crosses or points else."""
    votes = [0] * candidates
    for paper, number in papers.items():
        for candidate in paper[:1] if form.kind in ("rankings", "lists") else paper:
            votes[candidate - 1] += number
    return votes


def by_unit(form: Form, urn: Urn, candidates: int, entitled: Mapping[str, int]) -> list[dict[str, Any]]:
    """The same figures unit by unit, beside the sum (R4)."""
    units: dict[str, dict[Paper, int]] = {}
    for (unit, paper), number in urn.items():
        units.setdefault(unit, {})[paper] = number
    told = []
    for unit, papers in sorted(units.items()):
        row: dict[str, Any] = {"unit": unit, "papers": sum(papers.values()), "blank": papers.get((), 0)}
        if unit in entitled:
            row["entitled"] = entitled[unit]
        if form.kind == "question":
            row["parts"] = answers_in(form, papers)
        else:
            row["votes"] = first_votes(form, papers, form.options if form.kind == "lists" else candidates)
        told.append(row)
    return told
