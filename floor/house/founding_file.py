"""The record of a founding meeting as a file that a secretary can write: founding.toml.

title    = "Hammer and Sickle"
statutes = "statutes.toml"              # beside this file
closed   = 2026-03-01T18:00:00Z         # when the meeting closed the count

[[unit]]                                # the first one is the whole organisation
level = "factory"
title = "Hammer and Sickle works"
[[unit]]
level  = "shop"
title  = "Bolt shop"
parent = 1                              # counted in this list, from 1

[[founder]]                             # their numbers on the register are 1, 2, 3 ... in this order
unit = 2
name = "Anna Petrova"

[adoption]                              # how the meeting adopted the statutes
present = 12
for = 10
against = 1
abstaining = 1
tellers = [11, 12]

[[election]]
unit = 1
body = "factory committee"
entitled = 12
present = 12
cast = 12
votes = { 1 = 9, 2 = 8, 3 = 7, 5 = 2 }  # votes of each candidate, by number
elected = [1, 2, 3]
tellers = [11, 12]
"""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from floor.house.acts.founding import Found


class NotAFounding(ValueError):
    """The file can't be read as the record of a founding meeting; the message says what to change."""


def read_founding(path: Path) -> tuple[Found, str]:
    """The founding act that a file records, and the text of the statutes it adopts."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as fault:
        raise NotAFounding(f"{path}: {fault.strerror or fault}") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as fault:
        raise NotAFounding(f"{path} is not a TOML file: {str(fault)[:200]}") from None
    beside = path.parent / str(raw.get("statutes", "statutes.toml"))
    try:
        statutes = beside.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise NotAFounding(
            f"The statutes {beside} can't be read: {getattr(fault, 'strerror', None) or fault}"
        ) from None
    try:
        return Found.model_validate(_payload(raw, hashlib.sha256(statutes.encode()).hexdigest())), statutes
    except ValidationError as fault:
        told = [f"{_place(error['loc'])}: {error['msg']}" for error in fault.errors()[:8]]
        raise NotAFounding(f"{path}\n  " + "\n  ".join(told)) from None
    except (KeyError, AttributeError, TypeError) as fault:
        raise NotAFounding(
            f"{path}: {fault} is missing or is not what it should be; the guide shows a whole file."
        ) from None


def _place(location: tuple[str | int, ...]) -> str:
    """Where in the file, as its writer sees it: "election 2, votes"."""
    words = [f"{step + 1}" if isinstance(step, int) else str(step) for step in location]
    return ", ".join(words).replace("units", "unit").replace("founders", "founder").replace("elections", "election")


def _payload(raw: dict[str, Any], sha256: str) -> dict[str, Any]:
    known = {"title", "statutes", "closed", "unit", "founder", "adoption", "election"}
    if unknown := sorted(set(raw) - known):
        raise NotAFounding(f"The key “{unknown[0]}” is not known here; there are {', '.join(sorted(known))}.")
    closed = raw["closed"]
    adoption = {("votes_for" if key == "for" else key): value for key, value in raw["adoption"].items()}
    return {
        "title": raw["title"],
        "statutes": sha256,
        "closed": closed,
        "units": raw["unit"],
        "founders": [_founder(row) for row in raw["founder"]],
        "adoption": adoption,
        "elections": [_election(row, closed) for row in raw.get("election", [])],
    }


def _founder(row: dict[str, Any]) -> dict[str, Any]:
    person = {key: value for key, value in row.items() if key != "unit"}
    return {"unit": row["unit"], "person": person}


def _election(row: dict[str, Any], closed: object) -> dict[str, Any]:
    votes = [{"candidate": int(number), "votes": cast} for number, cast in row["votes"].items()]
    return {"closed": closed} | row | {"votes": votes}
