"""Condorcet methods, plurality and approval against pref_voting, another program for the same rules."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from math import factorial, prod

import pytest

from floor.count.approval import count_approval
from floor.count.pairwise import margins, pairwise_table
from floor.count.papers import Marks, Orders
from floor.count.plurality import count_plurality
from floor.count.ranked_pairs import count_ranked_pairs
from floor.count.schulze import count_schulze
from floor.count.ties import by_lot, left_open

pref_voting = pytest.importorskip("pref_voting")

Profile = dict[tuple[tuple[int, ...], ...], int]


def profiles(number: int, most: int = 9, seed: int = 1, level: float = 0.2) -> Iterator[tuple[int, Profile]]:
    """Small random profiles; with `level` a share of ties on papers, and short papers."""
    chance = random.Random(seed)
    for _ in range(number):
        candidates = chance.randint(2, 6)
        profile: Profile = {}
        for _ in range(chance.randint(1, 8)):
            order = chance.sample(range(1, candidates + 1), chance.randint(1, candidates) if level else candidates)
            groups: list[tuple[int, ...]] = []
            for one in order:
                if groups and chance.random() < level:
                    groups[-1] = tuple(sorted((*groups[-1], one)))
                else:
                    groups.append((one,))
            profile[tuple(groups)] = chance.randint(1, most)
        yield candidates, profile


def theirs(candidates: int, profile: Profile):
    from pref_voting.profiles_with_ties import ProfileWithTies

    rankings = [{one: place for place, group in enumerate(groups, 1) for one in group} for groups in profile]
    other = ProfileWithTies(rankings, rcounts=list(profile.values()), candidates=list(range(1, candidates + 1)))
    other.use_extended_strict_preference()
    return other


def winners(count, papers, candidates: int) -> set[int]:
    """All that can be elected: whoever is elected without a tie, or stands level where the tie stays open."""
    account = count(papers, 1, left_open())
    return set(account.elected) if account.open_tie is None else set(account.open_tie.among)


def orders_of_equal_pairs(papers: Orders) -> int:
    """In how many orders the pairs can be taken."""
    led = margins(pairwise_table(papers))
    alike = Counter(led[led > 0].tolist())
    level = int((led == 0).sum()) - papers.candidates
    return prod(factorial(number) for number in (*alike.values(), level))


def test_schulze_agrees():
    from pref_voting.margin_based_methods import beat_path

    for candidates, profile in profiles(3000):
        other = theirs(candidates, profile)
        expected = set(beat_path(other, strength_function=other.support))
        assert winners(count_schulze, Orders.of(candidates, profile), candidates) == expected, profile


def test_ranked_pairs_elects_whom_some_order_of_equal_pairs_elects():
    from pref_voting.margin_based_methods import ranked_pairs

    compared = 0
    for number, (candidates, profile) in enumerate(profiles(6000, most=9, seed=2)):
        papers = Orders.of(candidates, profile)
        if orders_of_equal_pairs(papers) > 50:  # it tries them all
            continue
        compared += 1
        expected = ranked_pairs(theirs(candidates, profile))
        account = count_ranked_pairs(papers, 1, by_lot(str(number), candidates))
        assert account.elected[0] in expected, profile
        if not account.ties:
            assert set(account.elected) == set(expected), profile
        still_open = count_ranked_pairs(papers, 1, left_open())
        if still_open.open_tie is not None and still_open.open_tie.for_ == "seat":
            assert set(still_open.open_tie.among) == set(expected), profile
    assert compared > 2000


def test_plurality_and_approval_agree():
    from pref_voting.grade_methods import approval
    from pref_voting.grade_profiles import GradeProfile
    from pref_voting.profiles import Profile as StrictProfile
    from pref_voting.scoring_methods import plurality

    for candidates, profile in profiles(500, seed=4, level=0):
        strict = {tuple(one for (one,) in groups): number for groups, number in profile.items()}
        other = StrictProfile([[one - 1 for one in paper] for paper in strict], rcounts=list(strict.values()))
        papers = Marks.of(candidates, [paper[:1] for paper, number in strict.items() for _ in range(number)])
        assert winners(count_plurality, papers, candidates) == {one + 1 for one in plurality(other)}
        crosses = {paper[: 1 + number % candidates]: number for paper, number in strict.items()}
        grades = [{one: int(one in paper) for one in range(1, candidates + 1)} for paper in crosses]
        graded = GradeProfile(grades, [0, 1], gcounts=list(crosses.values()), candidates=list(range(1, candidates + 1)))
        assert winners(count_approval, Marks.of(candidates, crosses), candidates) == set(approval(graded))
