"""A stream of acts, each with its own key, each acknowledged on a pipe the moment it is done.

Acts of four kinds on one committee and its works: an instruction to a delegate, a new name of the works, dues, a correction.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime

from floor.book.act import Act, by_member
from floor.book.doing import do
from floor.house.acts.mandates import Instruct
from floor.house.acts.members import CorrectPerson, Person, RecordDues
from floor.house.acts.units import RenameUnit
from tests.world import FACTORY, SECRETARY, TELLERS


def instruct(key: str) -> Act:
    """An instruction of the general meeting to the first member of the factory committee."""
    return Instruct(
        mandate=1, question=f"Question {key}", kind="bound", entitled=12, present=10, votes_for=8, against=1, abstaining=1, tellers=TELLERS,
        closed=datetime.now(UTC),
    )  # fmt: skip


def mixed(name: str) -> Iterator[tuple[str, Act, int]]:
    """Keys, acts and who does them, without end."""
    at = 0
    while True:
        key = f"{name}-{at}"
        kinds: list[tuple[Act, int]] = [
            (instruct(key), TELLERS[0]),
            (RenameUnit(unit=FACTORY, title=f"Works {key}"), SECRETARY),
            (RecordDues(member=7 + at % 3, until="2026-12-31"), SECRETARY),
            (CorrectPerson(member=9, person=Person(name=f"Person {key}")), 9),
        ]
        act, who = kinds[at % 4]
        yield key, act, who
        at += 1


def work(name: str, acknowledge: int, most: int | None = None, only_instructions: bool = False) -> None:
    """Do acts until stopped, and write each key to the pipe once its act is committed."""
    for at, (key, act, who) in enumerate(mixed(name)):
        if most is not None and at >= most:
            return
        do(instruct(key) if only_instructions else act, by_member(TELLERS[0] if only_instructions else who), once=key)
        os.write(acknowledge, f"{key}\n".encode())
