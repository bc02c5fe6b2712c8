"""How it begins: the founding meeting, the first committees, the first cards, and the register with its members."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from floor.book.act import FOUNDING, by_member
from floor.book.doing import do
from floor.house.acts.cards import IssueFirstCards
from floor.house.acts.founding import Adoption, Found, Founder
from floor.house.acts.members import EnterMembers, Person
from floor.house.counting import TellersCount, Votes
from floor.house.models import Member
from floor.site.cards import lock_for, new_code

from .places import Places, Works

FOUNDERS_A_WORKS = 22
#: Chair, secretary and an ordinary member of the first works, and the chair of one of the other union.
CHAIR, SECRETARY, ORDINARY, WEAVER = 1, 2, 15, 3 * FOUNDERS_A_WORKS + 1
#: So many people are entered in one act.
_AT_ONCE = 400


@dataclass(frozen=True)
class Card:
    """A card somebody can sign in with: its number, its code, who holds it."""

    number: int
    code: str
    member: int
    holder: str


def officer(works: int, office: int) -> int:
    """The founder who was elected chair (1), secretary (2) or treasurer (3) of the committee in one of the works."""
    return works * FOUNDERS_A_WORKS + office


def found_it(places: Places, text: str, crowd: Iterator[Person], at: datetime) -> list[Card]:
    """The founding meeting, and cards for four of the founders."""
    founders = [
        Founder(unit=works.shops[one % len(works.shops)], person=next(crowd))
        for works in places.works
        for one in range(FOUNDERS_A_WORKS)
    ]
    elections = [
        count
        for position, works in enumerate(places.works)
        for count in _committee(works.unit, position * FOUNDERS_A_WORKS, at)
    ]
    adoption = Adoption(
        present=len(founders), votes_for=len(founders) - 9, against=5, abstaining=4, tellers=[20, 21, 22]
    )
    found = Found(
        title=places.units[0].title, statutes=hashlib.sha256(text.encode()).hexdigest(), units=places.units, founders=founders,
        adoption=adoption, elections=elections, closed=at - timedelta(hours=1),
    )  # fmt: skip
    do(found, FOUNDING, at=at, attach=(text,))
    return _first_cards(founders, at)


def _committee(factory: int, before: int, at: datetime) -> list[TellersCount]:
    """The founding meeting's elections in one works: the committee, then its offices among its members."""
    closed = at - timedelta(hours=1)
    tellers = [before + 20, before + 21]
    votes = [
        Votes(candidate=before + number, votes=cast)
        for number, cast in zip(range(1, 7), (6, 5, 4, 3, 2, 1), strict=True)
    ]
    whole = TellersCount(
        unit=factory, body="factory committee", entitled=FOUNDERS_A_WORKS, present=FOUNDERS_A_WORKS, cast=FOUNDERS_A_WORKS, invalid=1,
        votes=votes, elected=[before + number for number in range(1, 6)], tellers=tellers, closed=closed,
    )  # fmt: skip
    offices = [
        TellersCount(
            unit=factory, body="factory committee", office=office, entitled=5, present=5, cast=5, votes=[Votes(candidate=before + number, votes=4)],
            elected=[before + number], tellers=tellers, closed=closed,
        )
        for number, office in enumerate(("chair", "secretary", "treasurer"), start=1)
    ]  # fmt: skip
    return [whole, *offices]


def _first_cards(founders: list[Founder], at: datetime) -> list[Card]:
    wanted = [CHAIR, SECRETARY, ORDINARY, WEAVER]
    codes = [new_code() for _ in wanted]
    do(
        IssueFirstCards(members=wanted, locks=[lock_for(code) for code in codes], expires=at + timedelta(days=730)),
        FOUNDING,
        at=at,
    )
    names = [founders[number - 1].person for number in wanted]
    return [
        Card(at, code, number, person.name if person else "")
        for at, (number, code, person) in enumerate(zip(wanted, codes, names, strict=True), start=1)
    ]


def enter_members(places: Places, members: int, crowd: Iterator[Person], at: datetime) -> None:
    """The register: in each works its secretary enters those who join, shop by shop."""
    share = max(1, members // sum(works.weight for works in places.works))
    for position, works in enumerate(places.works):
        day = at + timedelta(minutes=position)
        for shop, count in zip(works.shops, _in_shops(works, share * works.weight), strict=True):
            for start in range(0, count, _AT_ONCE):
                part: list[Person | None] = [next(crowd) for _ in range(min(_AT_ONCE, count - start))]
                act = EnterMembers(
                    under=works.unit, first=Member.next_id(), units=[(shop, len(part))], people=part, confirmed=True
                )
                do(act, by_member(officer(position, 2)), at=day)


def _in_shops(works: Works, people: int) -> list[int]:
    """How many work in each shop: alike in all, what does not divide in the first."""
    counts = [people // len(works.shops)] * len(works.shops)
    counts[0] += people - sum(counts)
    return counts
