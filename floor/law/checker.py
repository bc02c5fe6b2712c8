"""The checker: reads the statutes as a graph, for every period, and says what breaks a guarantee.

    for finding in check(read(text)):
        print(f"{finding.line}: {finding.guarantee} {finding.message}")

A finding that an [[exception]] declares is not told again; an exception that is not needed, or that nothing can excuse, is.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from .findings import Finding
from .proofs import Proof, proofs
from .report import report_on
from .statutes import Statutes

__all__ = ["Finding", "Proof", "check", "proofs"]


def check(statutes: Statutes) -> tuple[Finding, ...]:
    """Everything in the statutes that breaks a guarantee or that a delegate should ask about, in the order of the file."""
    found: dict[tuple[str, str, str, int], tuple[Finding, list[date]]] = {}
    for day in statutes.periods:
        told_today: Counter[tuple[str, str, str]] = Counter()
        for finding in report_on(statutes, day).standing:
            same = (finding.code, finding.message, finding.path)
            told_today[same] += 1  # the line is not compared: each row of a dated value stands on its own
            found.setdefault((*same, told_today[same]), (finding, []))[1].append(day)
    told = [_dated(finding, days, statutes.periods) for finding, days in found.values()]
    return tuple(sorted(told, key=lambda finding: (finding.line, finding.severity, finding.code, finding.message)))


def _dated(finding: Finding, days: list[date], periods: tuple[date, ...]) -> Finding:
    """The finding with the days on which it holds, where it does not always."""
    if len(days) == len(periods):
        return finding
    last = periods.index(days[-1]) + 1
    until = f" until {periods[last] - timedelta(days=1)}" if last < len(periods) else ""
    if days[0] == date.min:
        return replace(finding, message=f"{finding.message} (So{until}.)")
    return replace(finding, message=f"{finding.message} (So from {days[0]}{until}.)", since=days[0])
