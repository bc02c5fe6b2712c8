"""Capture against closed forms and against every placing of voters in small organisations."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from floor.tunnel.capture import _bounds, _Costs, _exactly
from floor.tunnel.thresholds import needed_for, won_with


@given(st.integers(1, 60), st.integers(1, 9), st.booleans())
def test_the_fewest_who_win_win_and_one_fewer_do_not(voters, seats, takes_all):
    for wanted in range(1, seats + 1):
        need = int(needed_for(voters, seats, wanted, takes_all))
        assert won_with(voters, seats, need, takes_all) >= wanted
        assert won_with(voters, seats, need - 1, takes_all) < wanted


costs_of_groups = st.lists(
    st.lists(st.integers(1, 30), min_size=1, max_size=4).map(lambda steps: np.cumsum([0, *steps])),
    min_size=1,
    max_size=5,
)


@given(costs_of_groups)
def test_no_way_of_spreading_seats_is_cheaper(groups):
    seats = sum(len(one) - 1 for one in groups)
    found = _exactly(groups, seats)
    for wanted in range(seats + 1):
        ways = (choice for choice in product(*(range(len(one)) for one in groups)) if sum(choice) >= wanted)
        assert found[wanted] == min(
            sum(int(one[at]) for one, at in zip(groups, choice, strict=True)) for choice in ways
        )


@given(costs_of_groups)
def test_the_bounds_hold_the_exact_cost_between_them(groups):
    seats = sum(len(one) - 1 for one in groups)
    exact = _exactly(groups, seats)
    bounds = _bounds([_Costs(one, one) for one in groups])
    assert (bounds.low <= exact).all() and (exact <= bounds.high).all()
