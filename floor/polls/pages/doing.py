"""What whoever is here can do about a poll now, as buttons. Each rule is a line of a table; what is allowed is for the acts to say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from floor.house.pages.finding import admits
from floor.polls.acts.listing import stands_on_lists
from floor.polls.asking.deciding import YES_OR_NO
from floor.polls.authority import elector_of, officer_near
from floor.polls.electing.standing_for import Standing
from floor.polls.models import Poll
from floor.polls.on_paper.entered import ON_PAPER, who_may_count
from floor.polls.showing.reading import Own

from .finding import scene_of


@dataclass(frozen=True, slots=True)
class Doing:
    """A button: where it leads, what it says, and whether it is the one that matters most."""

    href: str
    says: str
    first: bool = False


class Here:
    """Everything a rule asks about. What costs a query is asked once."""

    def __init__(self, request: Any, poll: Poll, own: Own | None, stands: Standing) -> None:
        self.request, self.poll, self.own, self.stands, self.at = request, poll, own, stands, request.house.at

    @property
    def nominating(self) -> bool:
        until = self.poll.nominations_until
        return self.poll.kind == "election" and self.poll.state == "announced" and bool(until and self.at < until)

    @property
    def voting(self) -> bool:
        return self.poll.state == "open" and self.poll.opens <= self.at < self.poll.closes

    @property
    def contesting(self) -> bool:
        return self.poll.kind == "election" and bool(self.poll.contest_until and self.at < self.poll.contest_until)

    @cached_property
    def officer(self) -> bool:
        units = [self.poll.unit, *([self.poll.for_unit] if self.poll.for_unit else [])]
        return officer_near(scene_of(self.request), units) is not None

    @cached_property
    def elector(self) -> bool:
        return elector_of(scene_of(self.request), self.poll.unit, self.poll.electors)

    @property
    def took_part(self) -> bool:
        return bool(self.own and self.own.on_roll) or self.mine is not None

    @property
    def mine(self) -> Any:
        me = self.request.member.pk
        return next((one for one in self.stands.everyone if one.member_id == me), None)

    @property
    def recounting(self) -> int:
        recounts = self.poll.outcome.get("recounts", []) if self.poll.ballot in ON_PAPER else []
        return len(recounts) if recounts and "papers" not in recounts[-1] else 0

    def to(self, name: str, says: str, first: bool = False) -> Doing:
        return Doing(reverse(name, args=[self.poll.pk]), says, first)


Rule = Callable[[Here], Doing | None]
#: In the order of the buttons. A page for a new act adds its rule here.
RULES: list[Rule] = []


def offers(rule: Rule) -> Rule:
    RULES.append(rule)
    return rule


def doings_for(request: Any, poll: Poll, own: Own | None, stands: Standing) -> list[Doing]:
    """The buttons for the member who is here; for strangers none."""
    if request.member is None:
        return []
    here = Here(request, poll, own, stands)
    found = [doing for rule in RULES if (doing := rule(here))]
    # The one that matters most stands first; the others keep their order.
    return sorted(found, key=lambda doing: not doing.first)


# ---- Before it opens -----------------------------------------------------------------------------------------------


@offers
def accept(here: Here) -> Doing | None:
    waits = here.nominating and here.mine is not None and here.mine.accepted is None
    return Doing(reverse("accept", args=[here.mine.pk]), _("Accept your nomination"), first=True) if waits else None


@offers
def withdraw(here: Here) -> Doing | None:
    if not (here.nominating and here.mine is not None):
        return None
    says = _("Decline it") if here.mine.accepted is None else _("Withdraw your candidacy")
    return Doing(reverse("withdraw", args=[here.mine.pk]), says)


@offers
def stand(here: Here) -> Doing | None:
    can = here.nominating and here.mine is None and not stands_on_lists(here.poll)
    return here.to("stand", _("Stand yourself"), first=True) if can else None


@offers
def nominate(here: Here) -> Doing | None:
    can = here.nominating and not stands_on_lists(here.poll)
    return here.to("nominate", _("Propose somebody")) if can else None


@offers
def propose_list(here: Here) -> Doing | None:
    return here.to("propose-list", _("Propose a list"), first=stands_on_lists(here.poll)) if here.nominating else None


@offers
def say(here: Here) -> Doing | None:
    can = here.nominating and here.mine is not None and here.mine.accepted is not None
    return Doing(reverse("say", args=[here.mine.pk]), _("Say what you stand for")) if can else None


@offers
def watch(here: Here) -> Doing | None:
    can = here.mine is not None and here.mine.accepted and here.poll.state in ("announced", "open")
    return Doing(reverse("scrutineer", args=[here.mine.pk]), _("Send somebody to watch the count")) if can else None


@offers
def divide(here: Here) -> Doing | None:
    parts = len(here.poll.parts) > 1 and here.poll.method == YES_OR_NO and not here.poll.divided
    can = here.poll.kind == "question" and here.poll.state == "announced" and parts and here.elector
    return here.to("divide", _("Demand that it be divided")) if can else None


@offers
def make_secret(here: Here) -> Doing | None:
    waits = here.poll.kind == "question" and here.poll.state == "announced"
    can = waits and here.poll.ballot in ("show of hands", "roll call") and here.elector
    return here.to("make-secret", _("Demand a secret ballot")) if can else None


@offers
def move(here: Here) -> Doing | None:
    return (
        here.to("move-poll", _("Move it to a later day")) if here.poll.state == "announced" and here.officer else None
    )


# ---- While it is open ----------------------------------------------------------------------------------------------


@offers
def vote(here: Here) -> Doing | None:
    can = here.voting and here.poll.ballot == "secret" and here.own and here.own.entitled and not here.own.voted
    return here.to("booth", _("Vote"), first=True) if can else None


@offers
def codes(here: Here) -> Doing | None:
    can = here.poll.ballot == "secret" and here.poll.state in ("announced", "open") and here.at < here.poll.closes
    return here.to("issue-codes", _("Print voting codes")) if can and admits(here.request, here.poll.unit) else None


@offers
def count_hands(here: Here) -> Doing | None:
    waits = here.poll.kind == "question" and here.poll.state == "open"
    if not waits or here.poll.ballot not in ("show of hands", "roll call"):
        return None
    if not (here.officer or here.request.member.pk in here.poll.tellers):
        return None
    if here.poll.ballot == "roll call":
        return here.to("call-roll", _("Enter the roll call"), first=True)
    return here.to("count-hands", _("Enter the count of hands"), first=True)


# ---- After it has closed -------------------------------------------------------------------------------------------


@offers
def enter_sheets(here: Here) -> Doing | None:
    waits = here.poll.ballot in ON_PAPER and (here.poll.state == "counting" or here.recounting)
    if not waits or here.request.member.pk not in who_may_count(here.poll, here.recounting):
        return None
    return here.to("sheets", _("Enter the sheets"), first=True)


@offers
def name_tellers(here: Here) -> Doing | None:
    waits = here.poll.ballot in ON_PAPER and (here.poll.state in ("announced", "open", "counting") or here.recounting)
    if not waits or not here.officer or len(who_may_count(here.poll, here.recounting)) >= 2:
        return None
    return here.to("name-tellers", _("Name tellers"))


@offers
def recount(here: Here) -> Doing | None:
    if not here.took_part or here.recounting or here.poll.state not in ("counted", "failed"):
        return None
    if here.poll.ballot in ON_PAPER:
        return here.to("ask-recount", _("Ask for a recount"))
    return here.to("recount", _("Have it counted again")) if here.poll.ballot == "secret" and here.contesting else None


@offers
def contest(here: Here) -> Doing | None:
    can = here.poll.state == "counted" and here.contesting and here.took_part
    return here.to("contest", _("Contest the result")) if can else None
