"""Meek's method: published and hand-checked counts, shares, and the falling quota."""

from __future__ import annotations

from fractions import Fraction

from floor.count.meek import count_meek
from floor.count.papers import Rankings
from floor.count.ties import by_lot, left_open


def test_an_elected_candidate_keeps_just_what_makes_the_quota():
    # 60 papers, two seats: quota 20. 1 has 30 and keeps 2/3; the rest of 10 goes to 2 and to 3.
    account = count_meek(Rankings.of(4, {(1, 2): 21, (1, 3): 9, (2,): 12, (3,): 10, (4,): 8}), 2, left_open())
    keep = next(step for round in account.rounds for step in round.steps if step.why == "kept")
    assert keep.candidates == (1,)
    assert abs(Fraction(dict(keep.facts)["keep"], account.scale) - Fraction(2, 3)) < Fraction(1, 10**6)
    votes = [Fraction(amount, account.scale) for amount in account.rounds[0].votes]
    for got, expected in zip(votes, (20, 19, 13, 8), strict=True):
        assert abs(got - expected) < Fraction(1, 10**5)


def test_the_quota_falls_when_papers_end():
    account = count_meek(Rankings.of(4, {(1, 2): 21, (1, 3): 9, (2,): 12, (3,): 10, (4,): 8}), 2, left_open())
    assert account.elected == (1, 2)
    quotas = [round.quota for round in account.rounds]
    # 4's eight papers end: 52 votes are left of 60.
    assert abs(Fraction(quotas[0], account.scale) - 20) < Fraction(1, 10**6)
    assert abs(Fraction(quotas[1], account.scale) - Fraction(52, 3)) < Fraction(1, 10**4)


def test_a_paper_helps_later_choices_of_those_elected_as_if_the_excluded_had_never_stood():
    # Meek's own concern: with 3 out of the count, its papers reach 2 through 1 as every other paper of 1's does.
    with_third = count_meek(Rankings.of(3, {(1, 2): 20, (3, 1, 2): 4, (2,): 9}), 2, left_open())
    without = count_meek(Rankings.of(2, {(1, 2): 24, (2,): 9}), 2, left_open())
    assert set(with_third.elected) == set(without.elected) == {1, 2}


def test_a_million_papers_alike_do_not_overflow():
    account = count_meek(Rankings.of(3, {(1, 2): 10**9, (2, 3): 10**9 - 1, (3,): 10**9 // 2}), 2, left_open())
    assert set(account.elected) == {1, 2}
    assert all(0 <= amount <= 3 * 10**18 for amount in account.rounds[0].votes)


def test_rounding_does_not_part_those_who_stand_level():
    # 2 and 3 have the same papers behind 1, in thirds that no decimal holds.
    papers = Rankings.of(4, {(1, 2, 4): 7, (1, 3, 4): 7, (1, 4): 7, (2,): 3, (3,): 3, (4,): 9})
    account = count_meek(papers, 2, left_open())
    assert account.open_tie is not None and account.open_tie.among == (2, 3)
    assert len(count_meek(papers, 2, by_lot("s", 4)).elected) == 2


def test_what_is_still_passed_around_does_not_decide():
    # 1 keeps two thirds, cut at nine decimals: 2 has a third of 21 papers, a few billionths short of 3's seven.
    papers = Rankings.of(5, {(1, 2): 21, (1, 4): 9, (3,): 7, (4,): 12, (5,): 11})
    account = count_meek(papers, 2, left_open())
    assert account.open_tie is not None and account.open_tie.among == (2, 3)
