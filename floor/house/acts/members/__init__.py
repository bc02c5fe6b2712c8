"""Coming and going. Joining is confirmed by the person, leaving takes effect when it is said, names never enter the book."""

from __future__ import annotations

from .correcting import CorrectPerson, RecordDues
from .joining import EnterMembers, Join
from .leaving import ErasePerson, Leave, RecordDeath, strike_off
from .moving import Move
from .people import Person, PersonName, check_categories, check_dues, check_unit_takes_members, count_in, enter

__all__ = [
    "CorrectPerson", "EnterMembers", "ErasePerson", "Join", "Leave", "Move", "Person", "PersonName", "RecordDeath", "RecordDues",
    "check_categories", "check_dues", "check_unit_takes_members", "count_in", "enter", "strike_off",
]  # fmt: skip
