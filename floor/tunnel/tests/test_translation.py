"""Factions on their way up: reproducible, nobody lost, and as they must come out where that is known."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from floor.law.words import Method
from floor.tunnel.drawing import LARGEST_IN_TABLE, drawn
from floor.tunnel.electing import election_by
from floor.tunnel.pyramid import pyramid_of
from floor.tunnel.registers import made_up
from floor.tunnel.spread import chance_of_a_group
from floor.tunnel.tests.organisations import even_register, law_of
from floor.tunnel.thresholds import SHARES, of_droop, won_with
from floor.tunnel.translation import Opinion, portion_of, translate

EACH = 'seats = "1 per 20 members"\none-per-unit = true\nmethod = "stv"'
LAW = law_of([EACH, EACH, EACH])
REGISTER = made_up(LAW, 3_000)
PYRAMID = pyramid_of(LAW, REGISTER)


def _run(workers: int = 1, seed: int = 5):
    return translate(PYRAMID, REGISTER, Opinion((45, 55), 0.2), "body 3", 120, seed, workers)


def test_the_same_seed_draws_the_same_elections_and_another_seed_others():
    one, same, other = _run(), _run(), _run(seed=6)
    assert np.array_equal(one.shares["body 3"], same.shares["body 3"])
    assert not np.array_equal(one.shares["body 3"], other.shares["body 3"])


def test_two_workers_draw_what_one_draws():
    one, two = _run(), _run(workers=2)
    for body in one.bodies:
        assert np.array_equal(one.shares[body], two.shares[body])
    assert np.array_equal(one.majority, two.majority)


@pytest.mark.parametrize("opinion", [Opinion((1, 1)), Opinion((40, 35, 25), 0.3), Opinion((3, 2, 1, 1), 0.1, 0.5, 0.2)])
def test_every_vote_is_somebodys_and_every_seat_is_filled(opinion):
    portion = portion_of(PYRAMID, REGISTER, opinion, "body 3", 4)
    dice = np.random.default_rng(1)
    votes = portion.votes(dice)
    sizes = np.tile(REGISTER.members, 4)
    assert (votes >= 0).all() and (votes.sum(axis=0) <= sizes).all()
    assert opinion.turnout < 1 or (votes.sum(axis=0) == sizes).all()
    for name, seats in portion.chain.elect(votes, dice).items():
        assert (seats >= 0).all()
        assert np.array_equal(seats.sum(axis=0), np.tile(PYRAMID[name].seats, 4))


@pytest.mark.parametrize("likeness", [0.0, 0.15])
def test_numbers_are_drawn_as_often_as_the_formula_says(likeness):
    dice = np.random.default_rng(2)
    found = drawn(0.3, likeness, 12).of(np.full(200_000, 12), dice)
    assert found.mean() == pytest.approx(3.6, rel=0.02)
    # Beta-binomial: the variance is that of the binomial times 1 + (n - 1) of the likeness.
    assert found.var() == pytest.approx(12 * 0.3 * 0.7 * (1 + 11 * likeness), rel=0.03)
    if not likeness:
        assert (found == 0).mean() == pytest.approx(0.7**12, rel=0.1)


def test_units_too_large_for_the_table_are_drawn_alike():
    dice = np.random.default_rng(3)
    size = LARGEST_IN_TABLE + 1
    sizes = np.tile([size, 10, size - 1], 20_000)
    found = drawn(0.4, 0.1, size).of(sizes, dice).reshape(-1, 3)
    assert (found <= [size, 10, size - 1]).all()
    assert found.mean(axis=0) / [size, 10, size - 1] == pytest.approx([0.4, 0.4, 0.4], rel=0.02)
    assert found[:, 0].std() == pytest.approx(found[:, 2].std(), rel=0.05)


def test_factions_together_are_spread_as_one_dirichlet_distribution_spreads_them():
    portion = portion_of(PYRAMID, REGISTER, Opinion((50, 30, 20), 0.25), "body 3", 50)
    dice = np.random.default_rng(4)
    votes = np.concatenate([portion.votes(dice) for _ in range(20)], axis=1)
    size = votes.sum(axis=0)
    for at, strength in enumerate((0.5, 0.3, 0.2)):
        assert votes[at].sum() / size.sum() == pytest.approx(strength, rel=0.03)
        spread = ((votes[at] - size * strength) ** 2).sum() / (
            size * strength * (1 - strength) * (1 + (size - 1) * 0.25)
        ).sum()
        assert spread == pytest.approx(1.0, rel=0.05)


@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(1, 9)), min_size=1, max_size=6),
    st.sampled_from(sorted(SHARES)),
)
def test_of_two_factions_each_wins_what_its_votes_are_sure_to_win(groups, method: Method):
    votes = np.array([[a for a, _, _ in groups], [b for _, b, _ in groups]])
    seats = np.array([s for _, _, s in groups])
    won = election_by(method)(votes, seats, np.random.default_rng(1))
    assert np.array_equal(won.sum(axis=0), seats)
    for at, (ours, theirs, number) in enumerate(groups):
        for side, mine in ((0, ours), (1, theirs)):
            if SHARES[method] is of_droop:
                # Whole votes make whole quotas: what is sure is a seat for each, and all for all.
                assert won[side, at] >= min(mine // ((ours + theirs) // (number + 1) + 1), number)
                assert won[side, at] == number or ours + theirs > mine or not mine
            elif ours + theirs >= number:
                assert won[side, at] >= won_with(ours + theirs, number, mine, method)


@settings(max_examples=60)
@given(st.lists(st.lists(st.integers(0, 50), min_size=3, max_size=3), min_size=1, max_size=5), st.integers(1, 12))
def test_three_factions_get_their_quotas_and_all_seats(votes, seats):
    table = np.array(votes).T
    for method in ("stv", "hare", "limited", "plurality"):
        won = election_by(method)(table, np.full(len(votes), seats), np.random.default_rng(1))
        assert (won >= 0).all() and (won.sum(axis=0) == seats).all()
        if method == "stv":
            assert (won >= table // (table.sum(axis=0) // (seats + 1) + 1)).all()


def test_evenly_spread_factions_fare_as_the_closed_form_says():
    law = law_of(['seats = 1\none-per-unit = true\nmethod = "plurality"'] * 2)
    register = even_register(9, 2, 9)
    found = translate(pyramid_of(law, register), register, Opinion((45, 55)), "body 1", 400, 7)
    assert found.shares["body 1"][:, 0].mean() == pytest.approx(chance_of_a_group(9, 0.45), abs=0.01)


def test_a_chain_goes_through_the_bodies_on_the_way_and_no_others():
    assert portion_of(PYRAMID, REGISTER, Opinion((1, 1)), "body 2", 1).chain.bodies == ("body 1", "body 2")
