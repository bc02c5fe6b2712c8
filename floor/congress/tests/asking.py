"""A question to test with: sent down to the shops, answered there by hands, and its return declared by the clock."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import Any

from floor.book.act import CLOCK, Refusal
from floor.book.doing import do
from floor.book.ticking import DUE
from floor.congress.acts.sending_down import SendDown
from floor.congress.models import Referral
from tests.polling import count_hands
from tests.polling import let_fall_due as let_polls_fall_due
from tests.world import DISTRICT, World

from .storeys import DELEGATE

TITLE = "Shall the norm be set by the shops?"
_OF_THIS = [due for due in DUE if due.__module__.startswith("floor.congress")]


def sending(works: World, **wanted: Any) -> SendDown:
    given: dict[str, Any] = {
        "unit": DISTRICT, "body": "district council", "level": "shop", "title": TITLE, "electors": "shop meeting",
        "opens": works.now + timedelta(hours=1), "closes": works.now + timedelta(days=3),
    } | wanted  # fmt: skip
    return SendDown(**given)


def let_fall_due(works: World) -> int:
    """The clock does what is due between the levels now."""
    done = 0
    for due in _OF_THIS:
        for act in due(works.now):
            with suppress(Refusal):
                do(act, CLOCK, at=works.now)
                done += 1
    return done


def sent_down(works: World, by: int = DELEGATE, **wanted: Any) -> Referral:
    """A question that every shop was asked, and that is open there."""
    works.say(sending(works, **wanted), by)
    let_fall_due(works)
    works.wait(hours=2)
    let_polls_fall_due(works)
    return Referral.objects.order_by("-pk")[0]


def decide(works: World, referral: Referral, shop: int, votes_for: int, against: int, abstaining: int = 0) -> None:
    """A shop meeting decides by hands."""
    poll = referral.asked_units.get(unit=shop).poll
    count_hands(works, poll, (votes_for, against, abstaining), present=votes_for + against + abstaining)


def let_it_come_back(works: World, referral: Referral) -> Referral:
    """Let the last day pass, and what nobody counted be noted."""
    works.now = referral.closes + timedelta(days=20)
    let_polls_fall_due(works)
    let_fall_due(works)
    referral.refresh_from_db()
    return referral
