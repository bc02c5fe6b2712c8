"""A statutes file: read, numbered into articles, and asked what the law is on a given day.

Dated values are resolved here, before the language sees them. Anywhere a value can stand, this may stand instead:

    notice = [ { value = "14 days", until = 2026-02-18, source = "..." },
               { value = "10 days", from = 2026-02-18, source = "..." } ]
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from .language import Law

#: A statutes file larger than this is not one that members could read.
LARGEST = 1_000_000

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """A numbered part of the statutes, in the order of the file, so that a refusal can cite it."""

    number: int
    path: Path
    title: str
    line: int

    def __str__(self) -> str:
        return f"Art. {self.number} ({self.title})"


@dataclass(frozen=True, slots=True)
class Sourced:
    """A value that holds between two days, with where it comes from."""

    path: Path
    value: Any
    source: str
    start: date | None = None
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.until is None or day < self.until)


@dataclass(frozen=True)
class Statutes:
    """The text of the statutes with everything that can be asked of it."""

    text: str
    raw: dict[str, Any]
    file: str = "statutes.toml"
    lines: dict[Path, int] = field(default_factory=dict)

    @cached_property
    def sha256(self) -> str:
        """What the book calls these statutes."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @cached_property
    def articles(self) -> tuple[Article, ...]:
        paths: list[tuple[Path, str]] = [(("title",), "the organisation")]
        for key, value in self.raw.items():
            if key in ("body", "vote", "emergency") and isinstance(value, dict):
                paths += [((key, name), str(name)) for name in value]
            elif key == "exception" and isinstance(value, list):
                paths += [((key, at), f"exception for the {row.get('body', '')}") for at, row in enumerate(value)]
            elif isinstance(value, dict):
                paths.append(((key,), key))
        return tuple(
            Article(number, path, title, self.line_of(path)) for number, (path, title) in enumerate(paths, start=1)
        )

    @cached_property
    def sources(self) -> tuple[Sourced, ...]:
        """Every dated or sourced value, in the order of the file."""
        return tuple(_sourced(self.raw, ()))

    @cached_property
    def turning_days(self) -> tuple[date, ...]:
        """The days on which some dated value changes, or a declared exception ends by itself (R23)."""
        days = {day for value in self.sources for day in (value.start, value.until) if day}
        return tuple(sorted(days | {day for row in self._exceptions if (day := _end_of(row))}))

    @cached_property
    def periods(self) -> tuple[date, ...]:
        """The first day of each period in which the law stays the same; the first reaches back without end."""
        return tuple(dict.fromkeys((date.min, *self.turning_days)))

    @property
    def _exceptions(self) -> list[Any]:
        rows = self.raw.get("exception", [])
        return rows if isinstance(rows, list) else []

    def exceptions_on(self, day: date) -> tuple[int, ...]:
        """Which rows of `exception` are in force on a day, by their number in the file."""
        return tuple(at for at, row in enumerate(self._exceptions) if (end := _end_of(row)) is None or day < end)

    @cached_property
    def _laws(self) -> dict[int, Law]:
        return {}

    def on(self, day: date) -> Law:
        """The law on a day. Raises pydantic's ValidationError where the file does not speak the language."""
        if isinstance(day, datetime):
            day = day.date()
        period = sum(turning <= day for turning in self.turning_days)
        if period not in self._laws:
            raw = self.raw
            if self._exceptions:
                raw = raw | {"exception": [self._exceptions[at] for at in self.exceptions_on(day)]}
            self._laws[period] = Law.model_validate(_resolved(raw, day) if self.sources else raw)
        return self._laws[period]

    def line_of(self, path: Path, day: date | None = None) -> int:
        """The line of a key, or of the nearest table around it; of a dated value, the row that holds on `day`."""
        if day is not None:
            path = self.place_of(path, day)
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def place_of(self, path: Path, day: date) -> Path:
        """Where a key of the law on `day` stands in the file: the same path, by way of the dated rows."""
        place: Path = ()
        value: Any = self.raw
        for step in (*path, None):
            if rows := _rows_of(value):
                held = next((at for at, row in enumerate(rows) if _sourced(row, ())[0].holds_on(day)), 0)
                place = (*place, held, "value") if isinstance(value, list) else (*place, "value")
                value = rows[held]["value"]
            if step is None:
                break
            place = (*place, step)
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                value = None
        return place

    def article_of(self, *path: str | int) -> Article:
        """The article that a key belongs to."""
        fitting = [article for article in self.articles if article.path == path[: len(article.path)]]
        return max(fitting, key=lambda article: len(article.path)) if fitting else self.articles[0]

    def cite(self, *path: str | int) -> str:
        """An article as a refusal or an authority names it: "Art. 7 (factory committee: recall)"."""
        article = self.article_of(*path)
        rest = (
            ", ".join(str(step) for step in path[len(article.path) :])
            if article.path == path[: len(article.path)]
            else ""
        )
        return f"Art. {article.number} ({article.title}{': ' + rest if rest else ''})"


def is_sourced(value: object) -> bool:
    """Whether a table stands for a value with its source or its dates."""
    return isinstance(value, dict) and "value" in value and set(value) <= {"value", "from", "until", "source"}


def _rows_of(value: Any) -> list[dict[str, Any]]:
    """The rows of a dated value; none where the value is an ordinary one."""
    if is_sourced(value):
        return [value]
    return value if isinstance(value, list) and value and all(map(is_sourced, value)) else []


def _end_of(exception: Any) -> date | None:
    until = exception.get("until") if isinstance(exception, dict) else None
    return until if isinstance(until, date) and not isinstance(until, datetime) else None


def _sourced(value: Any, path: Path) -> list[Sourced]:
    if rows := _rows_of(value):
        return [Sourced(path, row["value"], row.get("source", ""), row.get("from"), row.get("until")) for row in rows]
    if isinstance(value, dict):
        return [found for key, inner in value.items() for found in _sourced(inner, (*path, key))]
    if isinstance(value, list):
        return [found for at, inner in enumerate(value) for found in _sourced(inner, (*path, at))]
    return []


def _resolved(value: Any, day: date) -> Any:
    """The raw file as it stands on a day; what does not hold on that day is absent."""
    if rows := _rows_of(value):
        holding = next((row for row in rows if _sourced(row, ())[0].holds_on(day)), None)
        return _resolved(holding["value"], day) if holding else None
    if isinstance(value, dict):
        resolved = {key: _resolved(inner, day) for key, inner in value.items()}
        return {key: inner for key, inner in resolved.items() if inner is not None}
    if isinstance(value, list):
        return [inner for element in value if (inner := _resolved(element, day)) is not None]
    return value
