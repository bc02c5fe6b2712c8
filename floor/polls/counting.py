"""From papers to a result. Pure: the urn, the rules and the seed in, the outcome out, the same for whoever counts it.

The outcome is plain data, as it is kept with the poll and published: figures, result and the full account of the method.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from floor.count.account import Account
from floor.count.methods import METHODS
from floor.count.papers import Marks, Rankings
from floor.count.ties import Ties, by_lot, for_the_incumbent, left_open
from floor.law.values import Majority, Share

from .paper import AGAINST, FOR, Form, Paper
from .urn_file import Urn

#: Methods by which somebody without a single vote is not elected, even if nobody else stands.
_BY_VOTES = frozenset({"plurality", "block", "limited", "cumulative", "approval"})


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


@dataclass(frozen=True, slots=True)
class Electors:
    """How many could vote, were present and did."""

    entitled: int
    present: int
    papers: int


def outcome_of(rules: Rules, form: Form, urn: Urn, electors: Electors, candidates: int) -> dict[str, Any]:
    """Count the papers: who is elected, or whether the question is carried, and why."""
    papers = _without_units(urn)
    said = sum(papers.values())
    blank = sum(number for paper, number in papers.items() if not paper)
    figures = {
        "entitled": electors.entitled, "present": electors.present, "papers": said, "blank": blank, "valid": said - blank,
    }  # fmt: skip
    if form.kind == "question":
        found = question_outcome(rules, answers_in(form, papers), electors)
    elif form.kind == "lists":
        from .counting_lists import lists_outcome

        found = lists_outcome(rules, form, papers)
    else:
        found = candidates_outcome(rules, form, papers, candidates)
    conditions = [*_quorum(rules, electors), *found.pop("conditions", [])]
    failed = any(not condition["met"] for condition in conditions if condition["what"] == "quorum")
    return (
        {"figures": figures}
        | found
        | {"conditions": conditions, "failed": failed, "units": by_unit(form, urn, candidates)}
    )


def _without_units(urn: Urn) -> dict[Paper, int]:
    together: dict[Paper, int] = {}
    for (_, paper), number in urn.items():
        together[paper] = together.get(paper, 0) + number
    return together


def _quorum(rules: Rules, electors: Electors) -> list[dict[str, Any]]:
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
    parts = [_part(rules, tally, electors, turnout) for tally in tallies]
    return {"parts": parts, "carried": all(part["carried"] for part in parts), "conditions": turnout}


def _part(rules: Rules, tally: Mapping[str, int], electors: Electors, turnout: list[dict[str, Any]]) -> dict[str, Any]:
    votes_for, against = tally["for"], tally["against"]
    base = {"cast": votes_for + against, "present": electors.present, "entitled": electors.entitled}[
        rules.majority.base
    ]
    conditions = [_condition("majority", str(rules.majority), rules.majority.smallest(base), votes_for, base)]
    if rules.support is not None:
        need = rules.support.needed(electors.entitled)
        conditions.append(_condition("support", str(rules.support), need, votes_for, electors.entitled))
    met = all(condition["met"] for condition in [*turnout, *conditions]) and votes_for > 0
    return dict(tally) | {
        "conditions": conditions,
        "carried": met,
        "tied": votes_for == against and rules.majority == Majority(),
        # A computed word, never an entry (R4): everyone who said anything said the same, and nobody abstained.
        "unanimous": votes_for > 0 and votes_for == electors.papers,
    }


# --------------------------------------------------------------------------------------------------------- candidates


def candidates_outcome(rules: Rules, form: Form, papers: Mapping[Paper, int], candidates: int) -> dict[str, Any]:
    account = account_of(rules, form, papers, candidates)
    elected = list(account.elected)
    votes = first_votes(form, papers, candidates)
    if rules.method in _BY_VOTES:
        elected = [number for number in elected if votes[number - 1] > 0]
    return {"elected": elected, "votes": votes, "account": account.as_data(), "open_tie": tie_in(account)}


def account_of(rules: Rules, form: Form, papers: Mapping[Paper, int], candidates: int) -> Account:
    method = METHODS[rules.method]
    named = {paper: number for paper, number in papers.items() if paper}
    cast = Rankings.of(candidates, named) if form.kind == "rankings" else Marks.of(candidates, named)
    return method.count(cast, rules.seats, ties_of(rules, candidates))


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


def by_unit(form: Form, urn: Urn, candidates: int) -> list[dict[str, Any]]:
    """The same figures unit by unit, beside the sum (R4)."""
    units: dict[str, dict[Paper, int]] = {}
    for (unit, paper), number in urn.items():
        units.setdefault(unit, {})[paper] = number
    told = []
    for unit, papers in sorted(units.items()):
        row: dict[str, Any] = {"unit": unit, "papers": sum(papers.values()), "blank": papers.get((), 0)}
        if form.kind == "question":
            row["parts"] = answers_in(form, papers)
        else:
            row["votes"] = first_votes(form, papers, form.options if form.kind == "lists" else candidates)
        told.append(row)
    return told
