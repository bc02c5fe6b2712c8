"""The checker: reads the statutes as a graph, for every period, and says what breaks a guarantee.

    for finding in check(read(text)):
        print(f"{finding.line}: {finding.guarantee} {finding.message}")

A finding that an [[exception]] declares is not told again; an exception that is not needed, or that nothing can excuse, is.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from . import checks as _register  # noqa: F401
from .findings import CHECKS, Check, Finding, Seen
from .graph import Graph
from .statutes import Path, Statutes


@dataclass
class Report:
    """What was found in the law of one day: what stands, and what each declared exception covers, by its row in the file."""

    graph: Graph
    standing: list[Finding] = field(default_factory=list)
    excepted: dict[int, list[Finding]] = field(default_factory=dict)


def check(statutes: Statutes) -> tuple[Finding, ...]:
    """Everything in the statutes that breaks a guarantee or that a delegate should ask about, in the order of the file."""
    found: dict[tuple[str, int, str, str], tuple[Finding, list[date]]] = {}
    for day in statutes.periods:
        for finding in report_on(statutes, day).standing:
            key = (finding.code, finding.line, finding.message, finding.path)
            found.setdefault(key, (finding, []))[1].append(day)
    told = [_dated(finding, days, statutes.periods) for finding, days in found.values()]
    return tuple(sorted(told, key=lambda finding: (finding.line, finding.severity, finding.code, finding.message)))


def report_on(statutes: Statutes, day: date) -> Report:
    """What is found in the law of one day."""
    graph = Graph(statutes.on(day), day)
    report = Report(graph)
    rows = statutes.exceptions_on(day)
    declared: dict[tuple[str, str], int] = {}
    for at, exception in enumerate(graph.law.exception):
        declared.setdefault((exception.guarantee, exception.body), at)
    for entry in sorted(CHECKS.values(), key=lambda entry: entry.last):
        for seen in entry.look(graph):
            finding = _finding(statutes, entry, seen, day, rows)
            covering = declared.get((finding.guarantee, finding.about))
            if covering is not None and entry.exceptable:
                graph.excused.add(covering)
                report.excepted.setdefault(rows[covering], []).append(finding)
            else:
                graph.inexcusable.add((finding.guarantee, finding.about))
                report.standing.append(finding)
    return report


def _finding(statutes: Statutes, entry: Check, seen: Seen, day: date, rows: tuple[int, ...]) -> Finding:
    place: Path = seen.place
    if place and place[0] == "exception":  # the law of the day has only the rows in force; the file has them all
        place = ("exception", rows[int(place[1])], *place[2:])
    guarantee, line = seen.guarantee or entry.guarantee, statutes.line_of(place, day)
    return Finding(guarantee, entry.code, entry.severity, line, seen.path, seen.message, seen.about)


def _dated(finding: Finding, days: list[date], periods: tuple[date, ...]) -> Finding:
    """The finding with the days on which it holds, where it does not always."""
    if len(days) == len(periods):
        return finding
    last = periods.index(days[-1]) + 1
    until = f" until {periods[last] - timedelta(days=1)}" if last < len(periods) else ""
    if days[0] == date.min:
        return replace(finding, message=f"{finding.message} (So{until}.)")
    return replace(finding, message=f"{finding.message} (So from {days[0]}{until}.)", since=days[0])
