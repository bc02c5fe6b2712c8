"""For each guarantee: proved from the statutes, broken, excepted, or kept by acts; with the reason in words.

The statutes page shows it all, so that nobody needs to take a guarantee on trust.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from .faults import listed
from .findings import Finding
from .graph import Graph
from .guarantees import GUARANTEES
from .report import report_on
from .statutes import Statutes

Verdict = Literal["proved", "broken", "excepted", "kept by acts"]


@dataclass(frozen=True, slots=True)
class Excepted:
    """A declared exception: for whom, why, until when, and what it covers."""

    body: str
    reason: str
    until: date | None
    line: int
    covers: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """What can be said of one guarantee.

    `proved`: it follows from the statutes, for the reasons given. `broken`: see the findings. `excepted`: it holds but for
    the exceptions declared. `kept by acts`: it cannot be read off the statutes; what is refused so that it holds is said.
    """

    guarantee: str
    title: str
    verdict: Verdict
    reasons: tuple[str, ...]
    findings: tuple[Finding, ...]
    exceptions: tuple[Excepted, ...]


def proofs(statutes: Statutes, day: date | None = None) -> tuple[Proof, ...]:
    """What can be said of every guarantee, R1 to R25, on a day; without one, when every dated value has had its turn."""
    day = statutes.periods[-1] if day is None else day
    report = report_on(statutes, day)
    exceptions = _exceptions(statutes, report.excepted)
    return tuple(_proof(number, report.graph, report.standing, exceptions.get(number, ())) for number in GUARANTEES)


def _proof(number: str, graph: Graph, standing: list[Finding], exceptions: tuple[Excepted, ...]) -> Proof:
    findings = tuple(finding for finding in standing if finding.guarantee == number)
    reasons = tuple(PROVERS[number](graph)) if number in PROVERS else ()
    verdict: Verdict = "kept by acts"
    if any(finding.severity == "broken" for finding in findings):
        verdict = "broken"
    elif exceptions:
        verdict = "excepted"
    elif reasons:
        verdict = "proved"
    return Proof(number, GUARANTEES[number].title, verdict, (*reasons, GUARANTEES[number].kept), findings, exceptions)


def _exceptions(statutes: Statutes, excepted: dict[int, list[Finding]]) -> dict[str, tuple[Excepted, ...]]:
    found: dict[str, tuple[Excepted, ...]] = {}
    for at, covered in excepted.items():
        row = statutes.raw["exception"][at]
        one = Excepted(
            row["body"], row["reason"], row.get("until"), statutes.line_of(("exception", at)), tuple(covered)
        )
        found[row["guarantee"]] = (*found.get(row["guarantee"], ()), one)
    return found


# ---- The reasons ---------------------------------------------------------------------------------------------------


def _power(graph: Graph) -> Iterator[str]:
    for name in graph.bodies:
        if name in graph.traced:
            yield graph.path_of(name)


def _recall(graph: Graph) -> Iterator[str]:
    for seats in graph.seats:
        rule, _ = graph.recall_of(seats)
        if rule:
            electors = listed(seats.rule.electors, "and")
            yield f"{seats}: {rule.petition} ({electors}) force a poll within {rule.within}; {rule.majority} recalls."


def _secrecy(graph: Graph) -> Iterator[str]:
    offices = sum(len(body.offices) for body in graph.bodies.values())
    if graph.seats:
        yield f"{_counted(len(graph.seats), 'election')} of bodies and {_counted(offices, 'election')} of offices, each by papers without names."
    for name, vote in graph.law.vote.items():
        if graph.law.kind_of(name) in ("strike", "expulsion"):
            yield f"{name}: {vote.ballot} ballot."


def _reconsideration(graph: Graph) -> Iterator[str]:
    if rule := graph.law.reconsideration:
        yield f"A decided question comes back after {rule.after}, moved by {rule.moved_by}, with {rule.majority}."


def _questions(graph: Graph) -> Iterator[str]:
    if rule := graph.law.questions:
        yield f"Each question is answered within {rule.answered_within}{', also without a name' if rule.anonymous else ''}."


def _meetings(graph: Graph) -> Iterator[str]:
    for name, body in graph.bodies.items():
        shares = [str(who.share) for who in body.convened_by if who.share]
        if shares:
            yield f"{name}: called by {listed(shares)}; meets {body.meets or 'when called'}."


def _publication(graph: Graph) -> Iterator[str]:
    if rule := graph.law.publication:
        yield f"Minutes within {rule.minutes_within}, results within {rule.results_within}."


def _reports(graph: Graph) -> Iterator[str]:
    for name, body in graph.bodies.items():
        if body.accounts_to:
            yield f"{name}: reports {body.reports or 'when asked'} to the {body.accounts_to}."


def _disputes(graph: Graph) -> Iterator[str]:
    for name, body in graph.bodies.items():
        if "grievances" in body.hears:
            clock = f"decides within {body.decides_within}" if body.decides_within else f"meets {body.meets}"
            steps = listed(sorted({step for step in (body.tie_goes_to, body.appeal_to) if step}), "and") or "nobody"
            yield f"{name}: {clock}; silence, ties and appeals go to {steps}."


def _ratification(graph: Graph) -> Iterator[str]:
    return _votes(graph, "ratification")


def _strikes(graph: Graph) -> Iterator[str]:
    return _votes(graph, "strike")


def _votes(graph: Graph, kind: str) -> Iterator[str]:
    for name, vote in graph.law.vote.items():
        if graph.law.kind_of(name) == kind:
            ends = f"; ended by {vote.ends_by}" if vote.ends_by else ""
            yield f"{name}: {vote.majority} of {vote.of}, {vote.ballot} ballot{ends}."


def _consent(graph: Graph) -> Iterator[str]:
    membership = graph.law.membership
    if membership.consent and not membership.standing_needed:
        yield "A person confirms joining; no right hangs on dues."


def _judges(graph: Graph) -> Iterator[str]:
    for name, body in graph.bodies.items():
        if body.controls:
            yield f"{name} controls {listed(body.controls, 'and')}; elected by {listed(sorted(graph.electors_of[name]), 'and')}, and nobody sits in both."
        if body.hears and body.appeal_to:
            yield f"{name} hears {listed(body.hears, 'and')}; appeals go to {body.appeal_to}."


def _terms(graph: Graph) -> Iterator[str]:
    if graph.law.membership.resignation == "at once":
        yield "A member leaves at once."
    for seats in graph.seats:
        if seats.rule.term:
            yield f"{seats}: {seats.rule.term}."


def _temporary(graph: Graph) -> Iterator[str]:
    for name, rule in graph.law.emergency.items():
        if rule.ends_after:
            yield f"{name}: ends after {rule.ends_after}."
    if not graph.law.emergency:
        yield "These statutes know no emergency power."


def _amendment(graph: Graph) -> Iterator[str]:
    rule = graph.law.amendment
    yield f"By {rule.by}, {rule.majority}, after {rule.notice} of notice; this rule changes only by itself."


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


PROVERS: dict[str, Callable[[Graph], Iterator[str]]] = {
    "R1": _power,
    "R2": _recall,
    "R5": _secrecy,
    "R7": _reconsideration,
    "R9": _questions,
    "R10": _meetings,
    "R12": _publication,
    "R13": _reports,
    "R14": _disputes,
    "R15": _ratification,
    "R16": _strikes,
    "R18": _consent,
    "R20": _judges,
    "R21": _terms,
    "R23": _temporary,
    "R24": _amendment,
}
