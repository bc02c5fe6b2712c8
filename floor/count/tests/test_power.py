"""Power: exact, alike with counting every coalition and every order, and quick for a congress."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations
from math import factorial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from floor.count.power import banzhaf, shapley_shubik
from floor.count.shares import NotVotes

quick = settings(max_examples=50, deadline=None)


@st.composite
def bodies(draw: st.DrawFn) -> tuple[list[int], int]:
    weights = draw(st.lists(st.integers(0, 9), min_size=1, max_size=6).filter(any))
    return weights, draw(st.integers(1, sum(weights)))


def swings_one_by_one(weights: Sequence[int], quota: int) -> tuple[int, ...]:
    found = [0] * len(weights)
    for chosen in range(1 << len(weights)):
        weight = sum(each for place, each in enumerate(weights) if chosen >> place & 1)
        for place, each in enumerate(weights):
            found[place] += not chosen >> place & 1 and weight < quota <= weight + each
    return tuple(found)


def pivots_one_by_one(weights: Sequence[int], quota: int) -> tuple[int, ...]:
    found = [0] * len(weights)
    for order in permutations(range(len(weights))):
        weight = 0
        for place in order:
            weight += weights[place]
            if weight >= quota:
                found[place] += 1
                break
    return tuple(found)


@quick
@given(bodies())
def test_banzhaf_is_what_counting_every_coalition_gives(body):
    power = banzhaf(*body)
    assert power.swings == swings_one_by_one(*body)
    assert power.total == sum(power.swings)


@quick
@given(bodies())
def test_shapley_shubik_is_what_counting_every_order_gives(body):
    power = shapley_shubik(*body)
    assert power.swings == pivots_one_by_one(*body)
    assert power.total == power.cases


def test_known_bodies():
    # Nassau County, 1965: three of six communes could never decide anything (John Banzhaf, Rutgers Law Review 19).
    assert banzhaf((9, 9, 7, 3, 1, 1), 16).swings == (16, 16, 16, 0, 0, 0)
    # The six of the EEC of 1958: Luxembourg's one vote never counted.
    assert banzhaf((4, 4, 4, 2, 2, 1), 12).swings == (10, 10, 10, 6, 6, 0)
    assert shapley_shubik((4, 4, 4, 2, 2, 1), 12).swings == (168, 168, 168, 108, 108, 0)


def test_a_delegate_with_twice_the_votes_can_have_all_the_power():
    assert banzhaf((51, 25, 24)).swings == (4, 0, 0)
    assert shapley_shubik((51, 25, 24)).swings == (6, 0, 0)
    assert banzhaf((50, 49, 1), 51).swings == (3, 1, 1)


def test_equal_delegates_have_equal_power_even_in_a_congress_of_300():
    power = banzhaf([7] * 300)
    assert len(set(power.swings)) == 1
    assert power.cases == 2**299
    # So many coalitions that a count needs several limbs.
    assert shapley_shubik([7] * 120).swings == (factorial(119),) * 120


def test_votes_up_to_ten_thousand_are_counted_to_the_last():
    power = banzhaf((10_000, 9_999, 1, 9_998), 19_999)
    assert power.swings == swings_one_by_one((10_000, 9_999, 1, 9_998), 19_999)


@pytest.mark.parametrize(
    ("weights", "quota", "why"),
    [
        ((), None, "somebody with a vote"),
        ((0, 0), None, "somebody with a vote"),
        ((1, -1), None, "member 2"),
        ((1, 2), 4, "between 1 and 3"),
        ((1, 2), 0, "between 1 and 3"),
    ],
)
def test_what_is_no_body_is_refused(weights, quota, why):
    with pytest.raises(NotVotes, match=why):
        banzhaf(weights, quota)
