"""Values with a source and dates: what must be true of them before anyone can say what the law is on a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from .keys import names_at, nearest
from .statutes import Path

KEYS = ["value", "from", "until", "source"]

#: More days on which the law changes than any statutes have; each is a law of its own to read.
MOST_TURNING_DAYS = 100

Found = Iterator[tuple[Path, str]]


def faults_in(value: Any, path: Path = ()) -> Found:
    """What is wrong with the dated values, as (path, message)."""
    if _meant_as_row(value) and not (names_at(path) and "source" not in value):
        yield from _of_row(value, path)
    elif isinstance(value, list) and value and all(_meant_as_row(row) for row in value):
        told = [(place, message) for at, row in enumerate(value) for place, message in _of_row(row, (*path, at))]
        yield from told or _of_rows(value, path)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from faults_in(inner, (*path, key))
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from faults_in(inner, (*path, at))


def _meant_as_row(value: Any) -> bool:
    """Whether a table is one of a dated value, even if a key of it is misspelt."""
    return (
        isinstance(value, dict)
        and "value" in value
        and not any(isinstance(inner, dict) for key, inner in value.items() if key != "value")
    )


def _of_row(row: dict[str, Any], path: Path) -> Found:
    for key in row:
        if key not in KEYS:
            near = nearest(key, KEYS)
            hint = f" Did you mean {near}?" if near else ""
            yield (*path, key), f"A value with a source has the keys value, from, until and source.{hint}"
    if not (isinstance(row.get("source"), str) and row["source"].strip()):
        yield path, 'A dated value must say where it comes from, for example source = "Trade Union Act 2016, s. 2".'
    for key in ("from", "until"):
        if key in row and (not isinstance(row[key], date) or isinstance(row[key], datetime)):
            yield (*path, key), "A date is written without quotation marks and without a time, for example 2026-02-18."
            return
    if "from" in row and "until" in row and row["from"] >= row["until"]:
        yield (*path, "until"), f"The value would end on {row['until']} before it begins on {row['from']}."
    if any(True for _ in _rows_within(row["value"])):
        yield (*path, "value"), "A dated value cannot stand inside another dated value."


def _rows_within(value: Any) -> Iterator[dict[str, Any]]:
    if _meant_as_row(value):
        yield value
    elif isinstance(value, (dict, list)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _rows_within(inner)


def _of_rows(rows: list[dict[str, Any]], path: Path) -> Found:
    """Of the values that follow each other, exactly one holds on any day between the first and the last."""
    order = sorted(range(len(rows)), key=lambda at: rows[at].get("from", date.min))
    for before, after in pairwise(order):
        end, start = rows[before].get("until"), rows[after].get("from")
        if end is None or start is None or start < end:
            day = start or rows[after].get("until") or "any day"
            yield (
                (*path, after),
                f"Two values would hold at once ({day}): one must end (until) where the other begins (from).",
            )
        elif start > end:
            yield (
                (*path, after),
                f"No value would hold from {end} to {start}. Let this one begin on {end}, or say what holds between.",
            )
