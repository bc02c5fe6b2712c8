"""Reading a statutes file: the one way from a text to `Statutes`, with every fault at once and none in a programmer's words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from pydantic import ValidationError

from . import dated
from .faults import MOST, Fault, Unreadable, written_key
from .keys import annotation_at, keys_of, names_at, table_at
from .statutes import Path, Statutes
from .syntax import decoded, tables_of
from .wording import said_of

__all__ = ["Fault", "Unreadable", "read"]


def read(source: str | bytes, file: str = "statutes.toml") -> Statutes:
    """The statutes in a text. Raises `Unreadable`, which says line by line what is wrong and what would be right.

    What comes back speaks the language on every day, so that `Statutes.on` never fails. Whether it keeps the guarantees
    is the checker's question.
    """
    text = decoded(source, file)
    raw, places = tables_of(text, file)
    statutes = Statutes(text, raw, file, places.lines)
    misnamed, badly_dated = list(_misnamed(statutes)), list(_badly_dated(statutes))
    faults = misnamed + (badly_dated or list(_not_the_language(statutes)))
    names = {fault.key for fault in misnamed}
    faults = [fault for at, fault in enumerate(faults) if at < len(misnamed) or not _within(fault.key, names)]
    if faults:
        raise Unreadable(sorted(faults, key=lambda fault: (fault.line, fault.key)))
    return statutes


def _fault(statutes: Statutes, path: Path, message: str) -> Fault:
    return Fault(statutes.file, statutes.line_of(path), written_key(path), message)


def _within(key: str, names: set[str]) -> bool:
    return any(key == name or key.startswith(f"{name}.") for name in names)


def _misnamed(statutes: Statutes) -> Iterator[Fault]:
    """Keys that would be taken for something else: an underscore for a hyphen, a name that the language keeps."""
    for path in statutes.lines:
        key = path[-1]
        if key == "value" and names_at(path[:-1]) and "source" not in _at(statutes.raw, path[:-1]):
            yield _fault(
                statutes,
                path,
                'Nothing can be named "value": the word is kept for values with dates. Choose another name.',
            )
        elif isinstance(key, str) and "_" in key:
            hyphened = key.replace("_", "-")
            table = table_at(path[:-1])
            if table and hyphened in keys_of(table) and hyphened != key:
                yield _fault(statutes, path, f"This key is written with a hyphen: {hyphened}.")


def _at(raw: Any, path: Path) -> Any:
    for step in path:
        raw = raw[step]
    return raw


def _badly_dated(statutes: Statutes) -> Iterator[Fault]:
    there_are_any = any(path[-1] == "value" for path in statutes.lines)
    found = list(dated.faults_in(statutes.raw)) if there_are_any else []
    for path, message in found:
        yield _fault(statutes, path, message)
    if not found and len(statutes.turning_days) > dated.MOST_TURNING_DAYS:
        message = f"The law would change on {len(statutes.turning_days)} days; at most {dated.MOST_TURNING_DAYS} can be followed."
        yield _fault(statutes, (), message)


def _not_the_language(statutes: Statutes) -> Iterator[Fault]:
    """What the language does not know, for every period between two turning days; told once."""
    told: dict[tuple[Path, str], list[date]] = {}
    for day in statutes.periods:
        for path, message in _on(statutes, day):
            told.setdefault((path, message), []).append(day)
    for (path, message), days in told.items():
        yield _fault(statutes, path, message + _when(days, statutes.periods))


def _when(days: list[date], periods: tuple[date, ...]) -> str:
    """In which periods, where it is not in all."""
    if len(days) == len(periods):
        return ""
    if days[0] == date.min:
        return f" (So until {periods[1] - timedelta(days=1)}.)"
    return f" (So from {days[0]}.)"


def _on(statutes: Statutes, day: date) -> list[tuple[Path, str]]:
    try:
        statutes.on(day)
        return []
    except ValidationError as error:
        found: dict[Path, list[dict[str, Any]]] = {}
        for detail in error.errors(include_url=False):
            found.setdefault(_spoken(tuple(detail["loc"])), []).append(dict(detail))
        places = sorted(
            ((statutes.line_of(path, day), statutes.place_of(path, day), path) for path in found),
            key=lambda row: row[0],
        )
        return [
            (place, said_of(path, found[path]) if at < MOST else "This is not right either.")
            for at, (_, place, path) in enumerate(places)
        ]
    except RecursionError:
        return [((), "Lists within lists without end. Is a bracket missing?")]


def _spoken(loc: Path) -> Path:
    """The path in the file of a place that pydantic names: without the names of alternatives and of keys as such."""
    path: Path = ()
    for at, step in enumerate(loc):
        last = at == len(loc) - 1
        if step == "[key]" and last:
            break
        if annotation_at((*path, step)) is not None or (last and table_at(path) is not None):
            path = (*path, step)
    return path
