"""The organisation of `make demo`: two unions on five levels and, across them, the administrations and the Congress of Producers."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from floor.book.act import FOUNDING, Refusal, by_member
from floor.book.doing import do
from floor.book.ticking import tick
from floor.house.acts.cards import IssueFirstCards
from floor.house.acts.founding import Adoption, FirstUnit, Found, Founder
from floor.house.acts.mandates import HandOver, Resign
from floor.house.acts.members import EnterMembers, Join, Leave, Person
from floor.house.acts.statutes import ProposeAmendment
from floor.house.acts.units import RenameUnit
from floor.house.counting import TellersCount, Votes
from floor.house.models import Handover, Mandate, Member, Unit
from floor.house.standing import live
from floor.law import templates
from floor.law.reading import read
from floor.site.cards import lock_for, new_code

from .assembling import Assembling
from .people import people

_TERRITORY = [("region", "Central industrial region"), ("province", "Moscow province"), ("county", "Moscow county")]
_DISTRICTS = ["Rogozhsky district", "Baumansky district"]
_WORKS = {
    "Metalworkers' union": [
        [("Hammer and Sickle works", ["Bolt shop", "Nail shop", "Steel foundry", "Cable shop", "Office"]), ("Wire works", ["Drawing shop", "Galvanising", "Office"])],
        [("Dynamo electrical works", ["Winding shop", "Assembly", "Repair", "Office"])],
    ],
    "Textile workers' union": [
        [("Red Dawn weaving mill", ["Weaving hall", "Dye house", "Office"])],
        [("Three Hills spinning mill", ["Spinning hall", "Carding room", "Power house", "Office"]), ("Ribbon factory", ["Loom room", "Finishing"])],
    ],
}  # fmt: skip
_FOUNDERS_A_FACTORY = 22


@dataclass(frozen=True)
class Card:
    """A card somebody can sign in with: its number, its code, who holds it."""

    number: int
    code: str
    member: int
    holder: str


def live_organisation(
    progress: Callable[[str], None] = lambda _: None, members: int = 1500, seed: int = 1921
) -> list[Card]:
    """Found it, enter its members, elect everybody, and let some months of ordinary life pass."""
    random = Random(seed)
    text = at_this_size(templates.text_of("tasks-of-the-unions"))
    law = read(text).on(datetime.now(UTC).date())
    start = datetime.now(UTC).replace(hour=18, minute=0, second=0, microsecond=0) - timedelta(days=200)
    units, factories = _units()
    crowd = people(random, law.membership.categories)
    progress("the founding meeting")
    founders = [
        Founder(unit=shops[at % len(shops)], person=next(crowd))
        for _, shops in factories
        for at in range(_FOUNDERS_A_FACTORY)
    ]
    elections = [
        count
        for at, (factory, _) in enumerate(factories)
        for count in _committee(factory, at * _FOUNDERS_A_FACTORY, start)
    ]
    adoption = Adoption(
        present=len(founders), votes_for=len(founders) - 9, against=5, abstaining=4, tellers=[20, 21, 22]
    )
    found = Found(
        title="The Producers", statutes=hashlib.sha256(text.encode()).hexdigest(), units=units, founders=founders, adoption=adoption,
        elections=elections, closed=start - timedelta(hours=1),
    )  # fmt: skip
    do(found, FOUNDING, at=start, attach=(text,))
    cards = _first_cards(founders, start)
    progress("the register")
    _enter_members(factories, members, crowd, start + timedelta(days=3))
    progress("elections from the shop to the Congress of Producers")
    assembling = Assembling(law, start + timedelta(days=10), random)
    assembling.elect_everybody()
    progress("some months of ordinary life")
    _ordinary_life(text, min(assembling.now, datetime.now(UTC) - timedelta(days=20)))
    tick()
    return cards


#: "1 per 10000 members" would leave so small an organisation with one delegate at the top.
_RATIOS = {
    "100": "40",
    "300": "60",
    "500": "60",
    "1000": "80",
    "2000": "80",
    "3000": "100",
    "5000": "100",
    "10000": "120",
    "15000": "120",
}


def at_this_size(text: str) -> str:
    """The statutes of the plan with delegations that suit some two thousand members; nothing else is changed."""
    return re.sub(r"1 per (\d+) members", lambda found: f"1 per {_RATIOS.get(found[1], found[1])} members", text)


def _units() -> tuple[list[FirstUnit], list[tuple[int, list[int]]]]:
    """The tree: the whole, the territory line, both unions on five levels, factories and shops. Factories with their shops' numbers."""
    units = [FirstUnit(level="nation", title="The Producers", line="territory")]
    places = [1]
    for level, title in _TERRITORY:
        units.append(FirstUnit(level=level, title=title, line="territory", parent=places[-1]))
        places.append(len(units))
    districts = []
    for title in _DISTRICTS:
        units.append(FirstUnit(level="district", title=title, line="territory", parent=places[-1]))
        districts.append(len(units))
    factories: list[tuple[int, list[int]]] = []
    for union, by_district in _WORKS.items():
        units.append(FirstUnit(level="nation", title=union, place=1))
        above = len(units)
        for at, (level, title) in enumerate(_TERRITORY, start=1):
            units.append(FirstUnit(level=level, title=f"{union}, {title}", parent=above, place=places[at]))
            above = len(units)
        for district, works in zip(districts, by_district, strict=True):
            units.append(
                FirstUnit(level="district", title=f"{union}, {units[district - 1].title}", parent=above, place=district)
            )
            local = len(units)
            for title, shops in works:
                units.append(FirstUnit(level="factory", title=title, parent=local))
                factory = len(units)
                units += [FirstUnit(level="shop", title=shop, parent=factory) for shop in shops]
                factories.append((factory, list(range(factory + 1, len(units) + 1))))
    return units, factories


def _committee(factory: int, before: int, at: datetime) -> list[TellersCount]:
    """The founding meeting's elections in one factory: the committee, then its offices among its members."""
    closed = at - timedelta(hours=1)
    tellers = [before + 20, before + 21]
    votes = [
        Votes(candidate=before + number, votes=cast)
        for number, cast in zip(range(1, 7), (6, 5, 4, 3, 2, 1), strict=True)
    ]
    whole = TellersCount(
        unit=factory, body="factory committee", entitled=_FOUNDERS_A_FACTORY, present=_FOUNDERS_A_FACTORY, cast=_FOUNDERS_A_FACTORY, invalid=1,
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
    """Cards for the chair and the secretary of the first works, for an ordinary member, and for one of the other union."""
    wanted = [1, 2, 15, 3 * _FOUNDERS_A_FACTORY + 1]
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


def _enter_members(factories: list[tuple[int, list[int]]], members: int, crowd, at: datetime) -> None:  # type: ignore[no-untyped-def]
    share = max(1, members // len(factories))
    for position, (factory, shops) in enumerate(factories):
        secretary = position * _FOUNDERS_A_FACTORY + 2
        weights = [share // len(shops)] * len(shops)
        weights[0] += share - sum(weights)
        for shop, count in zip(shops, weights, strict=True):
            for start in range(0, count, 400):
                part = [next(crowd) for _ in range(min(400, count - start))]
                act = EnterMembers(
                    under=factory, first=Member.next_id(), units=[(shop, len(part))], people=part, confirmed=True
                )
                do(act, by_member(secretary), at=at + timedelta(minutes=position))


def _ordinary_life(text: str, at: datetime) -> None:
    """What happens in any organisation: someone resigns, someone leaves, a works is renamed, and some things are refused."""
    works = Unit.objects.get(names__name="Wire works", names__until=None)
    delegate = Mandate.objects.filter(live(at), seat__body="district congress", seat__office="").order_by("pk").first()
    if delegate:
        do(Resign(mandate=delegate.pk), by_member(delegate.holder_id), at=at)
    treasurer = (
        Mandate.objects.filter(live(at), seat__body="factory committee", seat__office="treasurer").order_by("pk").last()
    )
    if treasurer:
        do(Resign(mandate=treasurer.pk), by_member(treasurer.holder_id), at=at + timedelta(hours=1))
        inventory = (
            "Inventory of the treasurer\n\n1. Cash book, 48 pages\n2. Two keys of the safe\n3. Receipts 1 to 212\n"
        )
        handover = Handover.objects.get(mandate=treasurer)
        act = HandOver(handover=handover.pk, inventory=hashlib.sha256(inventory.encode()).hexdigest())
        do(act, by_member(treasurer.holder_id), at=at + timedelta(days=4), attach=(inventory,))
    leaver = Member.objects.filter(left=None, mandates=None).order_by("-pk").first()
    if leaver:
        do(Leave(member=leaver.pk), by_member(leaver.pk), at=at + timedelta(days=5))
    congress = (
        Mandate.objects.filter(live(at), seat__body="district congress", seat__unit=works.parent_id)
        .order_by("pk")
        .last()
    )
    if congress:
        do(
            RenameUnit(unit=works.pk, title="Red Proletarian wire works"),
            by_member(congress.holder_id),
            at=at + timedelta(days=6),
        )
    _refused(at + timedelta(days=7))
    longer = text + "\n# Proposed by a member: nothing but this remark.\n"
    do(
        ProposeAmendment(statutes=hashlib.sha256(longer.encode()).hexdigest()),
        by_member(15),
        at=at + timedelta(days=8),
        attach=(longer,),
    )


def _refused(at: datetime) -> None:
    """Four things that somebody tried and the law did not allow; the register of refusals shows them."""
    shop = Unit.objects.filter(level="shop").order_by("pk").first()
    if shop is None:
        return
    chair = Mandate.objects.filter(seat__office="chair").order_by("pk").first()
    person = Person(name="Nobody Inparticular")
    tried = [
        (Join(unit=shop.pk, number=Member.next_id(), person=person, confirmed=False), 2),
        (Join(unit=shop.pk, number=Member.next_id(), person=person, confirmed=True), 15),
        (Leave(member=16), 2),
        (Resign(mandate=chair.pk if chair else 1), 15),
    ]
    for hours, (act, who) in enumerate(tried):
        try:
            do(act, by_member(who), at=at + timedelta(hours=hours))
        except Refusal:
            continue
