"""The small phrases that statutes are made of, as values: "6 months", "1/5 of electors", "more than 1/2 of cast".

Each has a `parse` that takes what a secretary writes and, where it cannot, says what would be right.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import ClassVar, TypeVar

from .phrases import Written, fraction_of, ratio_of, text_of
from .seats import Seats

__all__ = ["BASES", "Duration", "Majority", "Seats", "Share", "Who", "Written"]

Moment = TypeVar("Moment", date, datetime)


@dataclass(frozen=True, slots=True)
class Duration(Written):
    """A span of calendar time. Months and years are calendar months, not multiples of days."""

    months: int = 0
    days: int = 0

    example: ClassVar[str] = "6 months"
    pattern: ClassVar[str] = r"^\d+ (day|week|month|year)s?$"
    _units: ClassVar[dict[str, tuple[int, int]]] = {"day": (0, 1), "week": (0, 7), "month": (1, 0), "year": (12, 0)}

    @classmethod
    def parse(cls, written: object) -> Duration:
        match = re.fullmatch(r"(\d{1,4}) (day|week|month|year)s?", text_of(written, cls.example))
        if not match:
            raise ValueError('should be a length of time in days, weeks, months or years, for example "14 days"')
        months, days = cls._units[match[2]]
        return cls(months * int(match[1]), days * int(match[1]))

    def after(self, start: Moment) -> Moment:
        """The day (or moment) this long after `start`; the 31st falls back to the last day of a shorter month."""
        month = start.month - 1 + self.months
        year, month = start.year + month // 12, month % 12 + 1
        day = min(start.day, calendar.monthrange(year, month)[1])
        return start.replace(year=year, month=month, day=day) + timedelta(days=self.days)

    @property
    def shortest(self) -> int:
        """In days, at the least it can be."""
        years, months = divmod(self.months, 12)
        return years * 365 + max(0, months * 30 - 2) + self.days

    @property
    def longest(self) -> int:
        """In days, at the most it can be."""
        years, months = divmod(self.months, 12)
        return years * 366 + months * 31 + self.days

    def __str__(self) -> str:
        for size, unit in ((12, "year"), (1, "month")):
            if self.months and not self.days and self.months % size == 0:
                return _counted(self.months // size, unit)
        if self.days and not self.months and self.days % 7 == 0:
            return _counted(self.days // 7, "week")
        return _counted(self.days, "day")


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


@dataclass(frozen=True, slots=True)
class Share(Written):
    """A part of some people: "1/3", "1/5 of electors", or a bare number of them: "10 members"."""

    fraction: Fraction | None = None
    number: int | None = None
    of: str = ""

    example: ClassVar[str] = "1/5 of electors"
    pattern: ClassVar[str] = r"^(\d+ ?/ ?\d+|\d+ ?%)( of .+)?$|^\d+ .+$"

    @classmethod
    def parse(cls, written: object) -> Share:
        text = text_of(written, cls.example)
        share, _, of = text.partition(" of ")
        if match := re.fullmatch(r"(\d{1,9}) (members|electors|people|seats|delegates)", text):
            return cls(number=int(match[1]), of=match[2])
        return cls(fraction=fraction_of(share, cls.example), of=of)

    def needed(self, of: int) -> int:
        """How many of `of` people reach this share: never fewer than the exact fraction."""
        if self.number is not None:
            return self.number
        assert self.fraction is not None
        return -((-of * self.fraction.numerator) // self.fraction.denominator)

    def reached(self, by: int, of: int) -> bool:
        return by >= self.needed(of)

    def __str__(self) -> str:
        if self.number is not None:
            return f"{self.number} {self.of}"
        assert self.fraction is not None
        return f"{ratio_of(self.fraction)} of {self.of}" if self.of else ratio_of(self.fraction)


#: What a majority is a majority of. "cast": votes for and against; "present": everyone in the room, so that an
#: abstention counts like a vote against; "entitled": everyone on the roll, so that staying away does too.
BASES = ("cast", "present", "entitled")
_BASE_WORDS = {
    "cast": "cast", "votes": "cast", "votes cast": "cast", "present": "present", "those present": "present",
    "entitled": "entitled", "electors": "entitled", "members": "entitled", "those entitled": "entitled", "seats": "entitled",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Majority(Written):
    """How many votes carry a question: "more than 1/2 of cast", "at least 2/3 of present"."""

    fraction: Fraction = Fraction(1, 2)
    strict: bool = True
    base: str = "cast"

    example: ClassVar[str] = "more than 1/2 of cast"
    pattern: ClassVar[str] = r"^(more than|at least) .+ of .+$"

    @classmethod
    def parse(cls, written: object) -> Majority:
        match = re.fullmatch(r"(more than|at least) (.+?) of (?:the )?(.+)", text_of(written, cls.example))
        if not match or match[3] not in _BASE_WORDS:
            raise ValueError(
                'should say how much of what, for example "more than 1/2 of cast" or "at least 2/3 of entitled"; '
                "the base is cast, present or entitled"
            )
        return cls(fraction_of(match[2], cls.example), match[1] == "more than", _BASE_WORDS[match[3]])

    def carried(self, votes_for: int, base: int) -> bool:
        """Whether `votes_for` out of `base` carry the question."""
        left, right = votes_for * self.fraction.denominator, base * self.fraction.numerator
        return left > right if self.strict else left >= right and votes_for > 0

    def smallest(self, base: int) -> int:
        """The fewest votes that carry when the base is `base`."""
        product = base * self.fraction.numerator
        if self.strict:
            return product // self.fraction.denominator + 1
        return max(1, -(-product // self.fraction.denominator))

    def __str__(self) -> str:
        return f"{'more than' if self.strict else 'at least'} {ratio_of(self.fraction)} of {self.base}"


@dataclass(frozen=True, slots=True)
class Who(Written):
    """Who may do something: a body ("factory committee"), an office of it ("secretary of factory committee"),
    or a share of the people it concerns ("1/10 of members")."""

    body: str = ""
    office: str = ""
    share: Share | None = None

    example: ClassVar[str] = "1/10 of members"
    pattern: ClassVar[str] = r"^.+$"

    @classmethod
    def parse(cls, written: object) -> Who:
        text = text_of(written, cls.example)
        if re.match(r"\d", text):
            return cls(share=Share.parse(text))
        office, found, body = text.partition(" of ")
        return cls(body=body, office=office) if found else cls(body=text)

    def readings(self) -> tuple[Who, ...]:
        """What the phrase can mean, the whole of it as a body first: names, too, may have an "of" in them."""
        if self.share is not None:
            return (self,)
        words = str(self).split(" of ")
        splits = ((" of ".join(words[:at]), " of ".join(words[at:])) for at in range(1, len(words)))
        return (Who(body=str(self)), *(Who(body=body, office=office) for office, body in splits))

    def __str__(self) -> str:
        if self.share is not None:
            return str(self.share)
        return f"{self.office} of {self.body}" if self.office else self.body
