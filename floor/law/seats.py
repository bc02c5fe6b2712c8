"""How many seats: a number, a ratio of the members, bands, or a total that is shared out among all who elect."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, ClassVar

from pydantic import GetJsonSchemaHandler

from .phrases import Written

#: The methods that share out a total, and what people call them; the counting room has them under the same names.
SHARED_BY: dict[str, tuple[str, ...]] = {
    "dhondt": ("d'hondt", "d’hondt", "jefferson"),
    "sainte-lague": ("sainte-laguë", "webster"),
    "hare": ("largest remainder", "largest remainders", "hamilton", "hare-niemeyer"),
    "droop": (),
}
_METHODS = {name: method for method, others in SHARED_BY.items() for name in (method, *others)}
_LIMITS = r"(?:, at least (\d{1,5}))?(?:, at most (\d{1,5}))?"


@dataclass(frozen=True, slots=True)
class Seats(Written):
    """How many seats: a number, "1 per 100 members, at least 2, at most 9", bands such as [[1, 100, 1], [101, 250, 2]], or a total
    shared out among all who elect: "120 by sainte-lague, at least 1".

    A ratio gives one seat for each full group and one for a remainder of more than half a group. A total is shared out by the
    members of every electing unit at a cut-off, by dhondt, sainte-lague, hare (largest remainder) or droop.
    """

    fixed: int | None = None
    per: int | None = None
    each: int = 1
    at_least: int = 1
    at_most: int | None = None
    bands: tuple[tuple[int, int, int], ...] = ()
    total: int | None = None
    method: str = ""

    example: ClassVar[str] = "1 per 100 members"
    pattern: ClassVar[str] = r"^\d+ (per \d+ members|by [A-Za-z].*?)(, at least \d+)?(, at most \d+)?$"

    @classmethod
    def parse(cls, written: object) -> Seats:
        if isinstance(written, bool):
            raise ValueError("should be a number of seats, a ratio, bands or a total")
        if isinstance(written, int):
            if not 1 <= written <= 100_000:
                raise ValueError("should be at least 1 and at most 100000 seats")
            return cls(fixed=written)
        if isinstance(written, list):
            return cls(bands=_bands(written))
        text = " ".join(str(written).split())
        if match := re.fullmatch(rf"(\d{{1,6}}) by (.+?){_LIMITS}", text):
            return cls._shared(match)
        match = re.fullmatch(rf"(\d{{1,5}}) per (\d{{1,7}}) (?:members|electors){_LIMITS}", text)
        if not match or int(match[2]) == 0 or int(match[1]) == 0:
            raise ValueError(
                'should be a number such as 9, a ratio such as "1 per 100 members, at least 2", '
                'bands such as [[1, 100, 1], [101, 250, 2]], or a total such as "120 by sainte-lague"'
            )
        most = int(match[4]) if match[4] else None
        return cls(per=int(match[2]), each=int(match[1]), at_least=int(match[3] or 1), at_most=most)

    @classmethod
    def _shared(cls, match: re.Match[str]) -> Seats:
        method = _METHODS.get(match[2].casefold())
        if method is None:
            raise ValueError(
                f"should be shared out by dhondt, sainte-lague, hare (largest remainder) or droop, "
                f'for example "{match[1]} by sainte-lague, at least 1"'
            )
        if not 1 <= int(match[1]) <= 100_000:
            raise ValueError("should be at least 1 and at most 100000 seats in all")
        most = int(match[4]) if match[4] else None
        return cls(total=int(match[1]), method=method, at_least=int(match[3] or 1), at_most=most)

    @classmethod
    def __get_pydantic_json_schema__(cls, _schema: Any, _handler: GetJsonSchemaHandler) -> dict[str, Any]:
        band = {"type": "array", "items": {"type": "integer"}, "minItems": 3, "maxItems": 3}
        return {
            "anyOf": [
                {"type": "integer", "minimum": 1},
                {
                    "type": "string",
                    "pattern": cls.pattern,
                    "examples": [cls.example, "120 by sainte-lague, at least 1"],
                },
                {"type": "array", "items": band},
            ]
        }

    def number_for(self, members: int) -> int:
        """How many seats stand for `members` people. What a total gives them depends on all the others: nobody can say it alone."""
        if self.total is not None:
            raise ValueError(f"{self} seats are shared out among all who elect; they are no number for one of them.")
        if self.fixed is not None:
            return self.fixed
        if self.bands:
            # Above the last band it is as in the last; between two, which the checker refuses, as in the one below.
            return next((seats for first, _, seats in reversed(self.bands) if first <= members), 0)
        assert self.per is not None
        whole, rest = divmod(members, self.per)
        seats = max(self.each * (whole + (2 * rest > self.per)), self.at_least if members else 0)
        return seats if self.at_most is None else min(seats, self.at_most)

    def __str__(self) -> str:
        if self.fixed is not None:
            return str(self.fixed)
        if self.bands:
            return "; ".join(f"{first} to {last} members: {seats}" for first, last, seats in self.bands)
        least = f", at least {self.at_least}" if self.at_least != 1 else ""
        most = f", at most {self.at_most}" if self.at_most is not None else ""
        if self.total is not None:
            return f"{self.total} by {self.method}{least}{most}"
        return f"{self.each} per {self.per} members{least}{most}"


def _bands(written: list[object]) -> tuple[tuple[int, int, int], ...]:
    bands: list[tuple[int, int, int]] = []
    for row in written:
        if not (isinstance(row, list) and len(row) == 3 and all(isinstance(cell, int) for cell in row)):
            raise ValueError("a band is [from, to, seats], three whole numbers, for example [101, 250, 2]")
        bands.append((row[0], row[1], row[2]))
    if not bands:
        raise ValueError("bands need at least one row, for example [[1, 100, 1]]")
    return tuple(sorted(bands))
