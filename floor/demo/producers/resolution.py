"""A resolution of the Congress of Producers goes down to every shop, and comes back up as a return that is counted."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from floor.book.act import CLOCK
from floor.book.doing import do
from floor.congress.acts.sending_down import DeclareReturn, SendDown
from floor.congress.falling_due.questions import portions_of
from floor.congress.models import Referral
from floor.congress.returns.adding_up import levels_of, return_of
from floor.demo.days import Days
from floor.house.models import Mandate
from floor.house.standing import live
from floor.law.language import Law
from floor.polls.acts.hands import CountHands, Hands, LeaveUncounted
from floor.polls.acts.opening import OpenPoll
from floor.polls.models import Poll

from .country import Country, Shop
from .telling import Advance

TITLE = "Shall the plan of work for the year begin with bread, boots and fuel?"
_TEXT = (
    "The Congress of Producers puts the plan of work before every shop. First comes what people live on: bread, boots, fuel for "
    "the winter. Machines for making machines come second, and in the second half of the year."
)
BODY, LEVEL, ELECTORS = "congress of producers", "shop", "shop meeting"
_OPEN = timedelta(days=7)
#: Of a hundred shops, in so many nobody calls the meeting; of a hundred people, so many come at least and at most.
_SILENT, _FEWEST_COME, _MOST_COME = 9, 29, 88


def chair_of(body: str, at: Days) -> Mandate:
    """Who holds the chair of a body now."""
    return Mandate.objects.get(live(at.now), seat__body=body, seat__office="chair", ended=None)


def send_it_down(country: Country, days: Days) -> Referral:
    """The chair of the Congress of Producers sends the question to all shops of the nation."""
    asked = SendDown(
        unit=country.territory[0].unit, body=BODY, level=LEVEL, title=TITLE, text=hashlib.sha256(_TEXT.encode()).hexdigest(),
        electors=ELECTORS, opens=days.now + timedelta(hours=1), closes=days.now + _OPEN,
    )  # fmt: skip
    days.say(asked, chair_of(BODY, days).holder_id, _TEXT)
    return Referral.objects.latest("pk")


def ask_every_shop(referral: Referral, days: Days, advance: Advance) -> None:
    """The clock puts the question to one portion of shops after the other, and opens their polls."""
    for act in portions_of(referral.pk):
        do(act, CLOCK, at=days.now)
    days.now = referral.opens
    for number in _polls(referral, "announced"):
        # Nothing is sealed in a show of hands: nobody needs the half of the key that would open papers.
        do(OpenPoll(poll=number, key=secrets.token_hex(32), seed=secrets.token_hex(32)), CLOCK, at=days.now)
        advance(1)


def let_them_decide(country: Country, referral: Referral, days: Days, advance: Advance) -> None:
    """In most shops people meet and raise their hands; in some too few come, and in some nobody calls the meeting."""
    shops = {shop.unit: shop for factory in country.factories() for shop in factory.shops}
    days.now += timedelta(days=3)
    polls = Poll.objects.filter(asked_in__referral=referral, state="open").order_by("pk")
    for number, unit, entitled in list(polls.values_list("pk", "unit", "entitled")):
        if days.random.randrange(100) >= _SILENT:
            _raise_hands(number, shops[unit], entitled, days)
        advance(1)


def _raise_hands(poll: int, shop: Shop, entitled: int, days: Days) -> None:
    present = max(2, entitled * days.random.randint(_FEWEST_COME, _MOST_COME) // 100)
    abstaining = present // 12
    votes_for = round((present - abstaining) * min(0.97, max(0.05, days.random.gauss(0.63, 0.17))))
    hands = Hands(votes_for=votes_for, against=present - abstaining - votes_for, abstaining=abstaining)
    tellers = [shop.first, shop.first + 1]
    days.say(CountHands(poll=poll, present=present, hands=[hands], tellers=tellers), tellers[0])


def let_it_come_back(referral: Referral, days: Days, advance: Advance) -> Referral:
    """The time for declaring results passes; where nobody counted, that is noted; then the return is declared."""
    days.now = referral.closes + timedelta(days=2)
    for number in _polls(referral, "open"):
        do(LeaveUncounted(poll=number), CLOCK, at=days.now)
        advance(1)
    do(DeclareReturn(referral=referral.pk), CLOCK, at=days.now)
    referral.refresh_from_db()
    return referral


def _polls(referral: Referral, state: str) -> list[int]:
    found = Poll.objects.filter(asked_in__referral=referral, state=state).order_by("pk")
    return list(found.values_list("pk", flat=True))


def told(referral: Referral, law: Law) -> list[str]:
    """The return in words: in all, and for each level above the shops."""
    came_back = return_of(referral)
    found, outcome = came_back.total, referral.outcome
    lines = [
        f"“{referral.title}”",
        f"{found.asked:,} shops asked, {found.decided:,} decided, {found.carried:,} of them for it with "
        f"{found.carried_members:,} members behind them; {found.failed:,} did not decide. "
        f"Votes: {found.votes_for:,} for, {found.against:,} against, {found.abstaining:,} abstaining: "
        f"{'carried' if outcome['carried'] else 'not carried'} ({outcome['majority']}).",
    ]
    for one in levels_of(came_back, law.levels):
        figures = one.figures
        lines.append(
            f"  {one.level}: {one.units_for:,} of {one.units:,} for it; {figures.decided:,} of {figures.asked:,} shops decided, "
            f"{figures.votes_for:,} for and {figures.against:,} against"
        )
    return lines
