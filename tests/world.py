"""A works to test with: founded, elected and run by the same acts as any other."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from floor.book.act import CLOCK, FOUNDING, Act, by_member
from floor.book.doing import Receipt, attach_text, do
from floor.house.acts.clock import fall_due
from floor.house.acts.elections import DeclareElection
from floor.house.acts.founding import Adoption, FirstUnit, Found, Founder
from floor.house.acts.members import Person
from floor.house.counting import TellersCount, Votes

from . import world_again

STATUTES = (Path(__file__).parent / "works.toml").read_text()
DISTRICT, FACTORY, BOLTS, NAILS, CABLES = 1, 2, 3, 4, 5
CHAIR, SECRETARY, THIRD, CONTROLLER = 1, 2, 3, 4
TELLERS = [11, 12]
#: Names no test may find where they do not belong.
NAMES = [
    "Agafonova", "Borisov", "Chernova", "Demidov", "Efimova", "Fokin",
    "Gorbunova", "Ilyin", "Kalinina", "Lapshin", "Mironova", "Nikitin",
]  # fmt: skip


_receipts: list[Receipt] = []


@dataclass
class World:
    """A works and its clock: `say` does an act now, `wait` lets time pass."""

    now: datetime
    receipts: list[Receipt] = field(default_factory=list)

    def say(self, act: Act, by: int, **options: Any) -> Receipt:
        """A member does an act."""
        receipt = do(act, by_member(by), at=self.now, **options)
        self.receipts.append(receipt)
        return receipt

    def wait(self, **time: float) -> None:
        self.now += timedelta(**time)

    def tick(self) -> int:
        """The clock does what is due."""
        due = fall_due(self.now)
        for act in due:
            do(act, CLOCK, at=self.now)
        return len(due)

    def attach(self, text: str) -> str:
        return attach_text(text)

    def elect(self, by: int = TELLERS[0], **wanted: Any) -> Receipt:
        """Declare an election; what is not said is filled in so that the figures agree."""
        return self.say(DeclareElection(count=count_of(self.now, **wanted)), by)


def count_of(now: datetime, **wanted: Any) -> TellersCount:
    """A tellers' count: `votes={1: 9, 2: 7}`, the rest as one would expect."""
    votes = wanted.pop("votes")
    most = max(votes.values(), default=0)
    given = {
        "entitled": 12, "present": 10, "cast": max(10, most), "elected": list(votes), "tellers": TELLERS, "closed": now - timedelta(hours=1),
    } | wanted  # fmt: skip
    return TellersCount(votes=[Votes(candidate=number, votes=cast) for number, cast in votes.items()], **given)


def founding(now: datetime, statutes: str, **changes: Any) -> Found:
    """The founding meeting of the works: twelve people, one against, one abstaining."""
    units = [
        FirstUnit(level="district", title="Rogozhsky district"),
        FirstUnit(level="factory", title="Hammer and Sickle", parent=1),
        FirstUnit(level="shop", title="Bolt shop", parent=2),
        FirstUnit(level="shop", title="Nail shop", parent=2),
        FirstUnit(level="shop", title="Cable shop", parent=2),
    ]
    founders = [
        Founder(
            unit=3 + at % 3,
            person=Person(name=f"{name} Test", contact=f"{name.lower()}@example.org", categories={"shift": "day"}),
        )
        for at, name in enumerate(NAMES)
    ]
    given = {
        "title": "Works of the tests",
        "statutes": statutes,
        "units": units,
        "founders": founders,
        "adoption": Adoption(present=12, votes_for=10, against=1, abstaining=1, tellers=TELLERS),
        "elections": [
            count_of(now, unit=FACTORY, body="factory committee", votes={CHAIR: 9, SECRETARY: 8, THIRD: 7, 5: 3}, elected=[1, 2, 3]),
            count_of(now, unit=FACTORY, body="factory committee", office="chair", votes={CHAIR: 3}, entitled=3, present=3, cast=3),
            count_of(now, unit=FACTORY, body="factory committee", office="secretary", votes={SECRETARY: 2}, entitled=3, present=3, cast=3),
            count_of(now, unit=FACTORY, body="control commission", votes={CONTROLLER: 9, 5: 8}),
        ],
        "closed": now - timedelta(hours=1),
    } | changes  # fmt: skip
    return Found(**given)


def found_works(now: datetime | None = None, text: str = STATUTES) -> World:
    """Found the works by its founding meeting."""
    world = World(now or datetime(2026, 3, 1, 18, 0, tzinfo=UTC))
    usual = now is None and text is STATUTES and world_again.can_be_kept()
    if usual and world_again.lay_down():
        world.receipts += _receipts
        return world
    sha = attach_text(text)
    world.receipts.append(do(founding(world.now, sha), FOUNDING, at=world.now))
    if usual:
        world_again.keep()
        _receipts[:] = world.receipts
    return world


def assert_the_book_rebuilds() -> None:
    """The tables are a fold of the book: replayed, it gives the same ones, digest for digest."""
    from floor.book.rebuilding import rebuild

    comparison = rebuild()
    assert not comparison.played.faults, comparison.played.faults
    assert not comparison.differing
    assert comparison.book.verdict == "holds", comparison.book
