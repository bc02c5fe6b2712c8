"""Whatever an organisation looks like: power comes from the shops, seats are as many as was shared out, sums are sums."""

from __future__ import annotations

import os
from collections import Counter

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from floor.book.act import CLOCK, Scene
from floor.book.doing import statutes_in_force
from floor.book.protected import acting
from floor.congress.models import Referral
from floor.congress.pyramid import pyramid_of
from floor.congress.returns.adding_up import levels_of, return_of
from floor.congress.returns.carrying import Figures
from floor.house.chains import chain_of
from floor.house.mandating import end_mandates
from floor.house.models import Mandate, Seat, Unit
from floor.house.verification import nothing_outlives_what_it_rests_on
from floor.polls.models import Petition, Poll
from floor.polls.recalling.signing import begin_petition, sign
from tests.polling import answer, close_poll, count_hands, open_poll
from tests.world import assert_the_book_rebuilds

from .asking import sent_down
from .generated import NATION, Plan, plans
from .raised import Raised, Sent, raised

pytestmark = pytest.mark.django_db

#: Each organisation is founded and elected anew: a few every day, many in the soak, and none to make a failing one smaller.
THOROUGH = os.environ.get("FLOOR_REBUILD") == "all"
DRAWN = settings(
    max_examples=50 if THOROUGH else 5, derandomize=not THOROUGH, database=None, deadline=None, phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip


def mandate_of(one: Sent) -> Mandate:
    return Mandate.objects.get(holder=one.holder, seat__body=one.rule.body, seat__unit=one.unit, seat__office="")


def sitting() -> set[tuple[int, str, int]]:
    """Who holds which seat now: the holder, the body, the unit; what was elected by all members apart."""
    held = Mandate.objects.filter(ended=None, seat__office="").exclude(result__electors="every member")
    return set(held.values_list("holder", "seat__body", "seat__unit"))


def places(sent: set[Sent] | list[Sent]) -> set[tuple[int, str, int]]:
    return {(one.holder, one.rule.body, one.unit) for one in sent}


@DRAWN
@given(plans())
def test_every_seat_at_every_level_traces_to_the_members_of_the_shops_behind_it(plan):
    with raised(plan) as made:
        assert sitting() == places(made.sent)
        elected = {(one.rule.body, one.by): one for one in made.sent}
        for one in list(elected.values()) if THOROUGH else list(elected.values())[-8:]:
            chain = chain_of(mandate_of(one))
            behind = made.shops_behind(one)
            assert chain.reaches_members and chain.members == sum(len(plan.members_of(shop)) for shop in behind)
            assert behind <= plan.shops_below(one.by)
        if THOROUGH:
            assert_the_book_rebuilds()


@DRAWN
@given(plans())
def test_seats_are_those_shared_out_nobody_counts_twice_and_sums_over_units_are_the_whole(plan):
    with raised(plan) as made:
        for rule, by, unit in made.asked:
            sent_by = None if by == unit else by
            seats = Seat.objects.filter(unit=unit, body=rule.body, sent_by=sent_by, office="", abolished=None).count()
            assert seats == made.seats_of(rule, by), (rule, by)
        for rule in plan.rules:
            if rule.level == "nation":
                first_of = {one.by: one for one in reversed(made.sent) if one.rule is rule}
                shops = set().union(*(made.shops_behind(one) for one in first_of.values()))
                counted = sum(chain_of(mandate_of(one)).members for one in first_of.values())
                assert counted == len({member for shop in shops for member in plan.members_of(shop)})
        _check_the_sums(plan, made)
        for level, body in (("nation", "nation council"), ("town", "town soviet")):
            for unit in plan.at(level)[-1:]:
                _check_a_return(plan, made, unit.number, body)


def _check_the_sums(plan: Plan, made: Raised) -> None:
    """Each member counts once in each unit above, and the units of a level make the whole of their line."""
    below = dict(Unit.objects.values_list("pk", "members_below"))
    assert below == {node.number: len(plan.members_of(node.number)) for node in plan.nodes}
    whole = below[NATION]
    assert whole == len(plan.founders) + len(plan.joined)
    assert {level: sum(below[node.number] for node in plan.at(level)) for level in plan.levels} == dict.fromkeys(plan.levels, whole)  # fmt: skip
    placed = [home for home in (*plan.founders, *plan.joined) if any(town.number in plan.node(home).above for town in plan.at("town"))]  # fmt: skip
    for level in plan.territory:
        assert sum(below[node.number] for node in plan.at(level)) == len(placed)
    for storey in pyramid_of(Unit.objects.get(pk=NATION), statutes_in_force(made.world.now).on(made.world.now.date()), made.world.now):  # fmt: skip
        assert storey.members == sum(below[node.number] for node in plan.at(storey.level))
        held = {body.body: body.held for body in storey.bodies}
        expected = Counter(one.rule.body for one in made.sent if one.rule.level == storey.level)
        assert {body: held.get(body) for body in expected} == expected


def _check_a_return(plan: Plan, made: Raised, unit: int, body: str) -> None:
    asked = sorted(plan.shops_below(unit))
    if not asked:
        return
    referral = sent_down(made.world, 1, unit=unit, body=body, title=f"Asked by the {body}")
    by_shop = {shop: _decide(plan, made, referral, shop) for shop in asked}
    found = return_of(referral)
    assert found.total == sum(by_shop.values(), Figures())
    if unit == NATION:
        for node in (node for node in plan.nodes if node.line == "union" and node.level != "shop"):
            assert found.of(node.number) == sum((by_shop[shop] for shop in plan.shops_below(node.number)), Figures())
        levels = levels_of(found, plan.levels)
        assert [one.level for one in levels] == list(reversed(plan.levels[1:]))
        assert {one.figures for one in levels} == {found.total}
    else:
        assert found.of(unit) == found.total


def _decide(plan: Plan, made: Raised, referral: Referral, shop: int) -> Figures:
    """A shop decides by hands, or not at all; what it adds to the return."""
    members = len(plan.members_of(shop))
    present = plan.random.choice([0, members, members, -(-members // 2)])
    if not present:
        return Figures(asked=1, asked_members=members)
    yes = plan.random.randint(0, present)
    no = plan.random.randint(0, present - yes)
    poll = referral.asked_units.get(unit=shop).poll
    count_hands(made.world, poll, (yes, no, present - yes - no), present=present, by=2, tellers=[2, 3])
    carried = yes > no
    return Figures(1, members, 1, members, int(carried), members if carried else 0, 0, yes, no, present - yes - no)


@DRAWN
@given(plans())
def test_when_a_shop_takes_its_trust_back_exactly_the_seats_that_rest_on_it_are_empty(plan):
    with raised(plan) as made:
        shop = max(plan.shops, key=lambda number: len(made.resting_on(_sent_by(made, number))))
        gone = _sent_by(made, shop)
        expected = made.resting_on(gone)
        _recall(made, gone)
        assert sitting() == places([one for one in made.sent if one not in expected])
        assert {claim.verdict for claim in nothing_outlives_what_it_rests_on()} == {"holds"}
        # And when all shops do, what rests on any of them, and nothing else.
        everywhere = [one for one in made.sent if one.rule.by == "shop meeting"]
        running = [mandate for one in everywhere if (mandate := mandate_of(one)).ended is None]
        with acting("all shops at once"):
            end_mandates(running, Scene(10**9, made.world.now, CLOCK, statutes_in_force(made.world.now)), "recalled")
        expected = made.resting_on(everywhere)
        assert sitting() == places([one for one in made.sent if one not in expected])


def _sent_by(made: Raised, shop: int) -> list[Sent]:
    return [one for one in made.sent if one.rule.by == "shop meeting" and one.by == shop]


def _recall(made: Raised, gone: list[Sent]) -> None:
    """All electors of a shop sign against those they sent, and vote for their recall in secret."""
    plan, world = made.plan, made.world
    for one in gone:
        electors = plan.members_of(one.by)
        petition = begin_petition(mandate_of(one).pk, electors[0], at=world.now)
        for member in electors[1:]:
            if Petition.objects.get(pk=petition.pk).completed is None:
                sign(petition.pk, member, at=world.now)
        poll = open_poll(world, Poll.objects.get(petition=petition))
        answer(world, poll, {member: [1] for member in electors})
        close_poll(world, poll)
        assert mandate_of(one).how_ended == "recalled"
