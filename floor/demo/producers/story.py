"""The whole story, from the founding meeting to today, told as it goes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random

from django.db import connection

from floor.book.act import Refusal
from floor.congress.models import Referral
from floor.demo.days import Days
from floor.demo.founding import Card
from floor.demo.people import people
from floor.house.models import Mandate
from floor.law import templates
from floor.law.language import Law
from floor.law.reading import read
from floor.polls.models import Poll

from . import figures, power, recalled, refused, resolution
from .beginning import enter_members, found_it, go_to_the_factories, open_factories
from .cards import cards_for
from .country import STOREYS, Country, country_of
from .electing import Electing
from .telling import Stage, Stages, Telling

TEMPLATE = "tasks-of-the-unions"
#: So many days ago it was founded: time for elections on every level, a resolution, a recall, and the elections after it.
FOUNDED = timedelta(days=150)
#: Between the elections of one level and those of the next.
_LEVEL = timedelta(days=5)


@dataclass
class Plan:
    """What came of it."""

    law: Law
    country: Country
    stages: list[Stage] = field(default_factory=list)
    elections: int = 0
    referral: Referral | None = None
    delegate: int = 0
    recall: Poll | None = None
    fallen: list[recalled.Fallen] = field(default_factory=list)
    refusals: list[tuple[str, Refusal]] = field(default_factory=list)
    cards: list[Card] = field(default_factory=list)


def the_plan_of_1921(members: int, telling: Telling, seed: int = 1921) -> Plan:
    """Found it, fill it, elect everybody, and let the four things happen that the plan was about."""
    random, text = Random(seed), templates.text_of(TEMPLATE)
    today = datetime.now(UTC)
    law = read(text).on(today.date())
    days = Days(today.replace(hour=18, minute=0, second=0, microsecond=0) - FOUNDED, random)
    plan, stages = Plan(law, country_of(members, random)), Stages(telling)
    with quick_on_sqlite():
        electing = _begin(plan, text, days, stages)
        _elect(plan, electing, days, stages)
        _ask(plan, days, stages)
        _recall(plan, days, stages, today)
        whose = Mandate.objects.select_related("seat").get(pk=resolution.chair_of(refused.WHO, days).pk)
        telling.say("", "Whose power is this?", *power.told(whose))
        top = resolution.chair_of(resolution.BODY, days)
        plan.cards = cards_for(plan.country, top.holder_id, days)
        days.until(today)
    plan.stages = stages.told
    telling.say("", *figures.told(plan.stages, plan.elections), "")
    return plan


def _begin(plan: Plan, text: str, days: Days, stages: Stages) -> Electing:
    crowd = people(days.random, plan.law.membership.categories)
    electing = Electing(plan.law, plan.country, days)
    factories = sum(1 for _ in plan.country.factories())
    found_it(plan.country, text, crowd, days)
    days.now += timedelta(days=1)
    with stages.stage("The districts open their factories", factories, "factories") as advance:
        open_factories(plan.country, electing, advance)
    days.now += timedelta(days=1)
    with stages.stage("Two members go to each factory and begin", factories - len(plan.country.districts), "factories") as advance:  # fmt: skip
        go_to_the_factories(plan.country, crowd, electing, advance)
    days.now += timedelta(days=1)
    with stages.stage("The register", sum(each.size for each in plan.country.factories()), "members") as advance:
        enter_members(plan.country, crowd, days, advance)
    return electing


def _elect(plan: Plan, electing: Electing, days: Days, stages: Stages) -> None:
    days.now += _LEVEL
    with stages.stage("Elections in the factories", sum(1 for _ in plan.country.factories()), "factories") as advance:
        electing.in_the_factories(advance)
    for level in reversed(STOREYS):
        days.now += _LEVEL
        bodies = electing.bodies_at(level)
        with stages.stage(f"Elections in each {level}", len(bodies), "bodies") as advance:
            electing.at_level(level, advance)
    plan.elections = electing.held


def _ask(plan: Plan, days: Days, stages: Stages) -> None:
    shops = sum(len(factory.shops) for factory in plan.country.factories())
    days.now += timedelta(days=1)
    referral = resolution.send_it_down(plan.country, days)
    with stages.stage("A resolution goes down", shops, "shops") as advance:
        resolution.ask_every_shop(referral, days, advance)
    with stages.stage("The shops decide", shops, "shops") as advance:
        resolution.let_them_decide(plan.country, referral, days, advance)
    with stages.stage("The return comes back", shops // 10, "shops") as advance:
        plan.referral = resolution.let_it_come_back(referral, days, advance)
    stages.telling.say("", *resolution.told(plan.referral, plan.law))


def _recall(plan: Plan, days: Days, stages: Stages, today: datetime) -> None:
    plan.delegate = recalled.who_holds_most(resolution.BODY, days)
    with stages.stage("A delegate of the nation is recalled in a factory", 1, "recalls") as advance:
        recall = plan.recall = recalled.recall_from_below(plan.delegate, days)
        advance(1)
    by_election = Poll.objects.get(kind="election", state="announced", body="district congress", office="")
    plan.refusals = refused.try_from_above(plan.country, by_election, days)
    with stages.stage("Those who sent the delegate elect others", 1, "by-elections") as advance:
        recalled.let_others_follow(days, today)
        advance(1)
    plan.fallen = recalled.fallen_with(recall, plan.law)
    stages.telling.say("", *recalled.told(recall, plan.fallen))
    stages.telling.say("", *refused.told(plan.refusals))


@contextmanager
def quick_on_sqlite() -> Iterator[None]:
    """A demonstration that a power cut interrupts is begun anew: it need not wait for the disk after each of its acts."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=FULL")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
