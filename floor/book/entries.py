"""How an act becomes a line of the book, and a line becomes an act again."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from itertools import count
from typing import Any, get_args

from pydantic import BaseModel

from .act import ACTS, PRIVATE, Act, Authority, By, Scene
from .canonical import NotCanonical, canonical, canonical_each
from .commitments import commit_written, new_salts

#: The version of the form of an entry.
FORM = 1
#: A place in the private store: the entry's number and the place of the value in it.
SLOTS = 1 << 16


_COMMITMENT = re.compile(r"c1:[A-Za-z0-9_-]{43}")


class NotAnEntry(ValueError):
    """A line that no act can have made."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """An entry ready to be appended, and the private values that stay behind."""

    line: bytes
    private: list[tuple[int, bytes, str]]
    """(place, salt, canonical JSON of the value)"""


def written_at(at: datetime) -> str:
    """A moment as entries write it: UTC, to the microsecond."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def read_at(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)


@cache
def _shape(model: type[BaseModel]) -> dict[str, bool | type[BaseModel]]:
    """Which fields of a payload are private (True), and which hold tables that may have private fields."""
    shape: dict[str, bool | type[BaseModel]] = {}
    for name, info in model.model_fields.items():
        if PRIVATE in info.metadata:
            shape[name] = True
            continue
        inner = [kind for kind in _parts(info.annotation) if isinstance(kind, type) and issubclass(kind, BaseModel)]
        if inner and _shape(inner[0]):
            shape[name] = inner[0]
    return shape


def _parts(annotation: Any) -> list[Any]:
    arguments = get_args(annotation)
    return [annotation, *(part for argument in arguments for part in _parts(argument))]


def _each(model: type[BaseModel], payload: dict[str, Any], change: Callable[[list[Any]], list[Any]]) -> None:
    """Change every private value of a payload in place, in one fixed order: the order of the class's fields.

    `change` is given the values that stand together, as a list, and gives back as many.
    """
    for name, shape in _shape(model).items():
        value = payload.get(name)
        if value is None:
            continue
        if shape is True:
            payload[name] = change(value) if isinstance(value, list) else change([value])[0]
        elif isinstance(shape, type):
            for item in value if isinstance(value, list) else [value]:
                _each(shape, item, change)


def seal(act: Act, scene: Scene, authority: Authority) -> Sealed:
    """Write an act as an entry: canonical, with a salted commitment in the place of each private value."""
    try:
        payload, private = _with_commitments(act, _as_it_is(act))
    except NotCanonical:
        # Something that JSON does not know, such as a day: pydantic knows how it is written.
        payload, private = _with_commitments(act, act.model_dump(mode="json"))
    entry = {
        "form": FORM,
        "n": scene.n,
        "at": written_at(scene.at),
        "act": act.name,
        "by": scene.by.as_entry(),
        "virtue": authority.as_entry(),
        "payload": payload,
    }
    if scene.statutes is not None:
        entry["law"] = scene.statutes.sha256
    return Sealed(canonical(entry), private)


def _as_it_is(act: Act) -> dict[str, Any]:
    """The payload, its private values as they are: for a thousand people that is quicker than to have them copied."""
    private = {name for name, shape in _shape(type(act)).items() if shape is True}
    values = {name: getattr(act, name) for name in private}
    return act.model_dump(mode="json", exclude=private) | {
        name: [_bare(item) for item in value] if isinstance(value, list) else _bare(value)
        for name, value in values.items()
    }


def _bare(value: Any) -> Any:
    return vars(value) if isinstance(value, BaseModel) else value


def _with_commitments(act: Act, payload: dict[str, Any]) -> tuple[dict[str, Any], list[tuple[int, bytes, str]]]:
    """The payload with a commitment in the place of each private value, and those values with their salts."""
    private: list[tuple[int, bytes, str]] = []

    def set_aside(values: list[Any]) -> list[Any]:
        written, salts = canonical_each(values), new_salts(len(values))
        private.extend(zip(count(len(private)), salts, map(bytes.decode, written)))
        return commit_written(written, salts)

    if _shape(type(act)):
        _each(type(act), payload, set_aside)
        if len(private) >= SLOTS:
            raise ValueError(f"An act can hold at most {SLOTS - 1} private values.")
    return payload, private


@dataclass(frozen=True, slots=True)
class Opened:
    """An entry read back."""

    n: int
    at: datetime
    by: By
    act: Act
    virtue: dict[str, Any]
    law: str | None


def open_entry(entry: dict[str, Any], private_value: Callable[[int, str], Any]) -> Opened:
    """The act an entry records. `private_value(place, commitment)` gives what a commitment stands for, or None."""
    try:
        kind = ACTS[entry["act"]]
        payload = dict(entry["payload"])
        slot = 0

        def look_up(commitments: list[Any]) -> list[Any]:
            nonlocal slot
            if not all(isinstance(commitment, str) and _COMMITMENT.fullmatch(commitment) for commitment in commitments):
                raise NotAnEntry("a private value stands in the open")
            first, slot = slot, slot + len(commitments)
            return [private_value(at, commitment) for at, commitment in enumerate(commitments, start=first)]

        if _shape(kind):
            _each(kind, payload, look_up)
        return Opened(
            entry["n"], read_at(entry["at"]), By.from_entry(entry["by"]), kind.model_validate(payload), entry["virtue"], entry.get("law")
        )  # fmt: skip
    except NotAnEntry:
        raise
    except KeyError as missing:
        raise NotAnEntry(f"there is no act or field {missing}") from None
    except (ValueError, TypeError) as wrong:
        raise NotAnEntry(" ".join(str(wrong).split())[:300]) from None
