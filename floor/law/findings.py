"""What the checker can find, and the register of its checks.

A check is a small function that looks at the graph and yields what it sees; its docstring says what is wrong in general
and becomes the reference. Two severities:

* `broken`: a guarantee does not hold, or a rule can never be carried out. An organisation cannot be founded on it.
* `doubtful`: lawful, but a delegate should ask why; a later reader will not know what was meant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from .graph import Graph
from .statutes import Path

Severity = Literal["broken", "doubtful"]

#: What an exception names as its body when it concerns everyone.
ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in the statutes that breaks a guarantee, or that a delegate should ask about."""

    guarantee: str
    code: str
    severity: Severity
    line: int
    path: str
    message: str
    about: str = ORGANISATION
    since: date | None = None

    def as_json(self) -> dict[str, str | int]:
        return {
            "guarantee": self.guarantee,
            "code": self.code,
            "severity": self.severity,
            "line": self.line,
            "path": self.path,
            "message": self.message,
        }


@dataclass(frozen=True, slots=True)
class Seen:
    """What a check saw: where, in words, and the path through the graph that shows it."""

    place: Path
    message: str
    path: str = ""
    guarantee: str | None = None

    @property
    def about(self) -> str:
        """The body, vote or emergency it concerns, or the organisation."""
        named = len(self.place) > 1 and self.place[0] in ("body", "vote", "emergency")
        return str(self.place[1]) if named else ORGANISATION


Look = Callable[[Graph], Iterator[Seen]]


@dataclass(frozen=True, slots=True)
class Check:
    """One kind of finding: its code, the guarantee it protects, and the function that looks for it."""

    code: str
    guarantee: str
    severity: Severity
    exceptable: bool
    last: bool
    look: Look

    @property
    def says(self) -> str:
        """What is wrong in general, for the reference."""
        return (self.look.__doc__ or "").strip()


CHECKS: dict[str, Check] = {}


def check(
    guarantee: str, severity: Severity = "broken", *, exceptable: bool = False, last: bool = False
) -> Callable[[Look], Look]:
    """Enter a function in the register; its name with hyphens is the code of what it finds.

    `exceptable`: an [[exception]] with a reason can excuse it. `last`: it looks at what the other checks found.
    """

    def enter(look: Look) -> Look:
        code = look.__name__.replace("_", "-")
        if code in CHECKS:
            raise ValueError(f"two checks are called {code}")
        CHECKS[code] = Check(code, guarantee, severity, exceptable, last, look)
        return look

    return enter
