"""Whether a text names a private person. Who holds a mandate can be named for it; members are not (R17, R8)."""

from __future__ import annotations

import re
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from .models import Mandate, Member, Unit
from .standing import live

_NUMBERED = re.compile(r"\bmember\s+(\d{1,15})\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
#: A name of the register has so many words at most for this search, in their order or with the last one first.
_LONGEST_NAME = 4


def names_in(text: str) -> set[str]:
    """Everything in a text that could be a whole name on the register: words that stand side by side."""
    words = _WORD.findall(text)
    found: set[str] = set()
    for at in range(len(words)):
        for length in range(2, _LONGEST_NAME + 1):
            some = words[at : at + length]
            if len(some) == length and some[0][:1].isupper() and some[-1][:1].isupper():
                found |= {" ".join(some), " ".join([some[-1], *some[:-1]]), " ".join([*some[1:], some[0]])}
    return found


def names_private_person(text: str, unit: Unit, at: datetime, apart_from: int | None = None) -> bool:
    """Whether a text names a member of the unit who holds no mandate; who writes can name themselves.

    One query over the names of one unit. Where names are not known, as in a book without its private part, nothing is found.
    """
    numbers = {int(number) for number in _NUMBERED.findall(text)}
    names = names_in(text)
    if not numbers and not names:
        return False
    here = Q(unit__path__startswith=unit.path) | Q(unit__place_path__startswith=unit.path)
    holders = Mandate.objects.filter(live(at), holder=OuterRef("pk"))
    named = Member.objects.filter(here, Q(pk__in=numbers) | Q(name__in=sorted(names)), ~Exists(holders))
    return named.exclude(pk=apart_from or 0).exists()
