"""What happens in any organisation: someone resigns, someone leaves, a works is renamed, and some things are refused."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from datetime import datetime, timedelta

from floor.book.act import Refusal, by_member
from floor.book.doing import do
from floor.house.acts.mandates import HandOver, Resign
from floor.house.acts.members import Join, Leave, Person
from floor.house.acts.statutes import ProposeAmendment
from floor.house.acts.units import RenameUnit
from floor.house.models import Handover, Mandate, Member, Unit
from floor.house.standing import live

from .founding import ORDINARY, SECRETARY
from .places import WIRE

_INVENTORY = "Inventory of the treasurer\n\n1. Cash book, 48 pages\n2. Two keys of the safe\n3. Receipts 1 to 212\n"


def ordinary_life(text: str, at: datetime) -> datetime:
    """Some days of it; when they are over."""
    _a_delegate_resigns(at)
    _a_treasurer_hands_over(at + timedelta(hours=1))
    _somebody_leaves(at + timedelta(days=5))
    _a_works_is_renamed(at + timedelta(days=6))
    _things_that_are_refused(at + timedelta(days=7))
    longer = text + "\n# Proposed by a member: nothing but this remark.\n"
    proposed = ProposeAmendment(statutes=hashlib.sha256(longer.encode()).hexdigest())
    do(proposed, by_member(ORDINARY), at=at + timedelta(days=8), attach=(longer,))
    return at + timedelta(days=8)


def _a_delegate_resigns(at: datetime) -> None:
    delegates = Mandate.objects.filter(live(at), seat__body="district congress", seat__office="")
    if delegate := delegates.order_by("pk").first():
        do(Resign(mandate=delegate.pk), by_member(delegate.holder_id), at=at)


def _a_treasurer_hands_over(at: datetime) -> None:
    treasurers = Mandate.objects.filter(live(at), seat__body="factory committee", seat__office="treasurer")
    if treasurer := treasurers.order_by("pk").last():
        do(Resign(mandate=treasurer.pk), by_member(treasurer.holder_id), at=at)
        handover = Handover.objects.get(mandate=treasurer)
        act = HandOver(handover=handover.pk, inventory=hashlib.sha256(_INVENTORY.encode()).hexdigest())
        do(act, by_member(treasurer.holder_id), at=at + timedelta(days=4), attach=(_INVENTORY,))


def _somebody_leaves(at: datetime) -> None:
    if leaver := Member.objects.filter(left=None, mandates=None).order_by("-pk").first():
        do(Leave(member=leaver.pk), by_member(leaver.pk), at=at)


def _a_works_is_renamed(at: datetime) -> None:
    works = Unit.objects.get(names__name=WIRE, names__until=None)
    officers = Mandate.objects.filter(live(at), seat__body="district congress", seat__unit=works.parent_id)
    if officer := officers.order_by("pk").last():
        do(RenameUnit(unit=works.pk, title="Red Proletarian wire works"), by_member(officer.holder_id), at=at)


def _things_that_are_refused(at: datetime) -> None:
    """Four things that somebody tried and the law did not allow; the register of refusals shows them."""
    shop = Unit.objects.filter(level="shop").order_by("pk")[0]
    chair = Mandate.objects.filter(seat__office="chair").order_by("pk")[0]
    person = Person(name="Nobody Inparticular")
    tried = [
        (Join(unit=shop.pk, number=Member.next_id(), person=person, confirmed=False), SECRETARY),
        (Join(unit=shop.pk, number=Member.next_id(), person=person, confirmed=True), ORDINARY),
        (Leave(member=ORDINARY + 1), SECRETARY),
        (Resign(mandate=chair.pk), ORDINARY),
    ]
    for hours, (act, who) in enumerate(tried):
        with suppress(Refusal):
            do(act, by_member(who), at=at + timedelta(hours=hours))
