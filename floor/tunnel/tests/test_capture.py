"""Capture against closed forms and against every placing of voters in small organisations."""

from __future__ import annotations

import tomllib
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from floor.count.apportionment import APPORTIONMENTS
from floor.count.ties import left_open
from floor.law.language import Law
from floor.tunnel.capture import capture_all
from floor.tunnel.knapsack import cheapest, never_cheaper, surely_enough
from floor.tunnel.pyramid import pyramid_of
from floor.tunnel.registers import UNION, Register, Storey
from floor.tunnel.spread import even_spread_needed, uphill
from floor.tunnel.tests.organisations import even_register, law_of, register_of
from floor.tunnel.thresholds import SHARES, needed_for, won_with

VECTORS = tomllib.loads(
    (Path(__file__).parents[2] / "count" / "tests" / "vectors" / "law.toml").read_text(encoding="utf-8")
)["capture"]
EACH = 'seats = 1\none-per-unit = true\nmethod = "plurality"'


@given(st.integers(1, 60), st.integers(1, 9), st.sampled_from(sorted(SHARES)))
def test_the_fewest_who_win_win_and_one_fewer_do_not(voters, seats, method):
    need = needed_for(voters, seats, method)
    for wanted in range(1, seats + 1):
        assert won_with(voters, seats, int(need[wanted]), method) >= wanted
        assert need[wanted] == voters or won_with(voters, seats, int(need[wanted]) - 1, method) < wanted


@given(st.integers(1, 40), st.integers(1, 8), st.sampled_from(["dhondt", "sainte-lague", "hare"]))
def test_lists_win_what_the_counting_room_gives_them(voters, seats, method):
    for votes in range(voters + 1):
        counted = APPORTIONMENTS[method].share((votes, voters - votes), seats, left_open())
        assert won_with(voters, seats, votes, method) == counted.won[0] or voters == votes


@given(st.integers(1, 60), st.sampled_from(["plurality", "block", "stv", "meek", "approval"]))
def test_a_single_seat_is_won_by_more_than_half(voters, method):
    assert needed_for(voters, 1, method).tolist() == [0, voters // 2 + 1]


@given(st.integers(1, 60), st.integers(1, 6))
def test_by_stv_a_whole_quota_is_a_seat_and_less_than_one_is_none(voters, seats):
    quota = voters // (seats + 1) + 1
    assert needed_for(voters, seats, "stv")[1] == quota


def test_by_the_limited_vote_a_majority_does_not_take_all():
    # Three seats, two crosses: 41 give their two candidates 41 each; the 59 others have 118 crosses for three, 39 each.
    assert needed_for(100, 3, "limited").tolist() == [0, 41, 51, 61]


def test_a_threshold_lifts_the_first_seat():
    from fractions import Fraction

    assert needed_for(1000, 49, "dhondt").tolist()[1] == 21
    assert needed_for(1000, 49, "dhondt", Fraction(5, 100)).tolist()[1] == 50


costs_of_groups = st.lists(
    st.lists(st.integers(1, 30), min_size=1, max_size=4).map(lambda steps: np.cumsum([0, *steps])),
    min_size=1,
    max_size=5,
)


@given(costs_of_groups)
def test_no_way_of_spreading_seats_is_cheaper(groups):
    seats = sum(len(one) - 1 for one in groups)
    found = cheapest(groups)
    for wanted in range(seats + 1):
        ways = (choice for choice in product(*(range(len(one)) for one in groups)) if sum(choice) >= wanted)
        assert found[wanted] == min(
            sum(int(one[at]) for one, at in zip(groups, choice, strict=True)) for choice in ways
        )


@given(costs_of_groups, st.lists(st.integers(1, 3), min_size=5, max_size=5))
def test_the_bounds_hold_the_exact_cost_between_them(groups, times):
    often = np.array(times[: len(groups)])
    exact = cheapest([one for one, count in zip(groups, often.tolist(), strict=True) for _ in range(count)])
    assert (never_cheaper(groups, often) <= exact).all()
    assert (exact <= surely_enough(groups, often)).all()


@pytest.mark.parametrize("case", VECTORS[0]["cases"], ids=str)
def test_equal_groups_are_captured_as_the_closed_form_says(case):
    group, levels = case["r"], case["k"]
    # The first election is of the members themselves: one delegate for each of their groups.
    law = law_of([EACH] * (levels - 1) + ['seats = 1\nmethod = "plurality"'])
    register = even_register(group, levels - 1, group)
    top = Register(register.members, (*_closed(register), Storey(f"level {levels}", UNION)))
    found = capture_all(pyramid_of(law, top))[f"body {levels}"][0]
    assert found.exact
    assert found.at_most == (group // 2 + 1) ** levels
    assert round(100 * float(found.share), 1) == case["percent"]


def _closed(register: Register) -> list[Storey]:
    """The same storeys, with the top of them inside one unit more."""
    *lower, last = register.union
    return [*lower, Storey(last.level, last.line, np.zeros(1, dtype=np.int64))]


@pytest.mark.parametrize("case", VECTORS[1]["cases"], ids=str)
def test_ties_to_the_incumbent_need_what_galam_found(case):
    assert round(100 * even_spread_needed(case["r"]), 1) == case["percent"]


def test_a_body_elected_by_majorities_of_even_groups_is_told():
    law = law_of([EACH, EACH])
    (found,) = uphill(pyramid_of(law, even_register(5, 2, 4)))
    # Four members elect one delegate; five delegates another, and five are odd.
    assert (found.body, found.group, round(100 * found.needed, 1)) == ("body 1", 4, 76.8)


def test_where_ties_are_won_half_of_an_even_group_is_enough():
    law = law_of([EACH, 'seats = 1\nmethod = "plurality"'])
    register = Register(np.full(4, 4), (*_closed(even_register(4, 1, 4)), Storey("level 2", UNION)))
    pyramid = pyramid_of(law, register)
    assert capture_all(pyramid)["body 2"][0].at_most == 9
    assert capture_all(pyramid, ties_won=True)["body 2"][0].at_most == 4


def test_in_odd_groups_and_with_ties_by_lot_half_is_enough():
    assert even_spread_needed(25) == pytest.approx(0.5, abs=1e-9)
    assert even_spread_needed(4, ties="lot") == pytest.approx(0.5, abs=1e-9)


methods = st.sampled_from(["plurality", "stv", "sainte-lague", "limited"])
ratios = st.sampled_from(["1", '"1 per 2 members"', '"1 per 1 members, at most 3"'])
elections = st.tuples(methods, ratios, st.booleans())
small_units = st.lists(st.lists(st.integers(1, 4), min_size=1, max_size=2), min_size=1, max_size=3)


def _written(rule: tuple[str, str, bool]) -> str:
    method, seats, each = rule
    return f'seats = {seats}\nmethod = "{method}"\none-per-unit = {str(each).lower()}'


@settings(max_examples=150, deadline=None)
@given(elections, elections, small_units)
def test_no_placing_of_members_captures_a_small_organisation_with_fewer(first, second, units):
    law = law_of([_written(first), _written(second)])
    register = register_of(units)
    found = capture_all(pyramid_of(law, register))
    top = found["body 2"][0]
    assert top.exact
    assert top.at_most == _tried(law, units)


def _tried(law: Law, units: list[list[int]]) -> int:
    """The fewest captured members with a majority at the top, over every placing, elected unit by unit as the law says."""
    first, second = law.body["body 1"].elected, law.body["body 2"].elected
    assert first is not None and second is not None
    best = 10**9
    sizes = [size for several in units for size in several]
    for placed in product(*(range(size + 1) for size in sizes)):
        if sum(placed) >= best:
            continue
        rest, of_units = iter(placed), []
        for several in units:
            of_units.append(_elected(first, [(size, size, next(rest)) for size in several]))
        delegates = [(sum(several), *won) for several, won in zip(units, of_units, strict=True)]
        seats, won = _elected(second, delegates)
        if 2 * won > seats:
            best = sum(placed)
    return best


def _elected(rule, electors: list[tuple[int, int, int]]) -> tuple[int, int]:
    """From members, voters and captured voters of each electing unit: the seats they fill, and how many are captured."""
    if not rule.one_per_unit:
        electors = [tuple(map(sum, zip(*electors, strict=True)))]
    seats = won = 0
    for members, voters, captured in electors:
        number = rule.seats.number_for(members)
        if voters and number:
            seats += number
            won += won_with(voters, number, captured, rule.method)
    return seats, won


def test_whoever_votes_in_both_parts_is_won_once():
    part = '[body.board.parts.{0}.elected]\nby = "every member"\nseats = 2\nmethod = "block"\n'
    law = law_of([EACH], '[body.board]\nat = "level 1"\n' + part.format("one") + part.format("other"))
    register = Register(
        np.array([4, 5]), (Storey("level 0", UNION, np.zeros(2, dtype=np.int64)), Storey("level 1", UNION))
    )
    found = capture_all(pyramid_of(law, register))["board"][0]
    # Three of four seats: both parts are needed, and the same five can win both. All nine can in any case.
    assert (found.at_least, found.at_most, found.exact, found.possible) == (5, 9, False, True)


def test_seats_filled_from_outside_can_make_a_majority_impossible():
    more = (
        '[body.board]\nat = "level 1"\n[body.board.parts.one.elected]\nby = "every member"\nseats = 2\nmethod = "block"\n'
        '[body.board.parts.other]\nfilled-by = "management"\nseats = 2'
    )
    register = Register(
        np.array([4, 5]), (Storey("level 0", UNION, np.zeros(2, dtype=np.int64)), Storey("level 1", UNION))
    )
    found = capture_all(pyramid_of(law_of([EACH], more), register))["board"][0]
    assert not found.possible
