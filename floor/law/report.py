"""One day's report: every check run over the graph of that day, and what the declared exceptions cover."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

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
