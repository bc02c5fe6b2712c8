"""Transferable votes against pref_voting, another program for the same rules, on random elections.

Compared where neither needs a lot; how often that is, is asserted too, so that the comparison cannot become empty.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from floor.count.instant_runoff import count_instant_runoff
from floor.count.meek import count_meek
from floor.count.papers import Rankings
from floor.count.scottish_stv import count_scottish_stv
from floor.count.ties import left_open

pref_voting = pytest.importorskip("pref_voting")

Profile = dict[tuple[int, ...], int]


class NoLot:
    """Stands where the other program would draw a lot, and says so."""

    def choice(self, level):
        raise Lot

    sample = shuffle = random = choice


class Lot(Exception):
    pass


def elections(number: int, seed: int, most: int) -> Iterator[tuple[int, int, Profile]]:
    chance = random.Random(seed)
    for _ in range(number):
        candidates = chance.randint(2, 7)
        profile: Profile = {}
        for _ in range(chance.randint(1, 14)):
            paper = tuple(chance.sample(range(1, candidates + 1), chance.randint(1, candidates)))
            profile[paper] = profile.get(paper, 0) + chance.randint(1, most)
        yield candidates, chance.randint(1, candidates), profile


def theirs(candidates: int, profile: Profile):
    from pref_voting.profiles_with_ties import ProfileWithTies

    rankings = [{one: place for place, one in enumerate(paper, start=1)} for paper in profile]
    return ProfileWithTies(rankings, rcounts=list(profile.values()), candidates=list(range(1, candidates + 1)))


@pytest.mark.parametrize(("number", "most"), [(1500, 3), (1500, 400)])
def test_scottish_stv_elects_the_same(number: int, most: int):
    from pref_voting.proportional_methods import stv_scottish

    compared = 0
    for candidates, seats, profile in elections(number, seed=most, most=most):
        account = count_scottish_stv(Rankings.of(candidates, profile), seats, left_open())
        if account.open_tie:
            continue
        try:
            other = stv_scottish(theirs(candidates, profile), num_seats=seats, rng=NoLot())
        except Lot:
            continue
        compared += 1
        assert sorted(account.elected) == sorted(other), (candidates, seats, profile)
    assert compared > number // 2


@pytest.mark.parametrize("most", [3, 400])
def test_meek_elects_the_same(most: int):
    from pref_voting.proportional_methods import stv_meek

    compared = 0
    for candidates, seats, profile in elections(150, seed=most, most=most):
        account = count_meek(Rankings.of(candidates, profile), seats, left_open())
        if account.ties:
            continue
        compared += 1
        other = stv_meek(theirs(candidates, profile), num_seats=seats, max_iter=300)
        assert sorted(account.elected) == sorted(other), (candidates, seats, profile)
    assert compared > 30


def test_instant_runoff_elects_the_same():
    from pref_voting.iterative_methods import instant_runoff_for_truncated_linear_orders as instant_runoff

    compared = 0
    for candidates, _, profile in elections(1500, seed=5, most=400):
        account = count_instant_runoff(Rankings.of(candidates, profile), 1, left_open())
        if account.ties:
            continue
        compared += 1
        other = instant_runoff(theirs(candidates, profile), hide_warnings=True)
        assert list(account.elected) == [int(one) for one in other], (candidates, profile)
    assert compared > 1000
