"""The phrases of the statutes: what they mean, and that writing them back changes nothing."""

from __future__ import annotations

import tomllib
from datetime import date, datetime, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from floor.law.values import Duration, Majority, Seats, Share, Who, Written

VECTORS = Path(__file__).parents[2] / "count/tests/vectors/law.toml"

FRACTIONS = st.fractions(min_value=0, max_value=1, max_denominator=200)
NUMBERS = st.integers(min_value=0, max_value=1_000_000)
DURATIONS = st.tuples(st.integers(0, 999), st.sampled_from(["day", "week", "month", "year"])).map(
    lambda pair: f"{pair[0]} {pair[1]}s"
)
DAYS = st.dates(min_value=date(1, 1, 1), max_value=date(7000, 1, 1))


# ---- Lengths of time -----------------------------------------------------------------------------------------------


@given(DURATIONS)
def test_a_length_of_time_written_back_means_the_same(written: str) -> None:
    assert Duration.parse(str(Duration.parse(written))) == Duration.parse(written)


@given(DURATIONS, DAYS)
def test_it_is_never_shorter_or_longer_than_said(written: str, start: date) -> None:
    span = Duration.parse(written)
    assert span.shortest <= (span.after(start) - start).days <= span.longest


@given(DURATIONS, DAYS, st.integers(0, 400))
def test_who_begins_later_does_not_end_earlier(written: str, start: date, later: int) -> None:
    span = Duration.parse(written)
    assert span.after(start) <= span.after(start + timedelta(days=later))


def test_months_are_calendar_months() -> None:
    assert Duration.parse("1 month").after(date(2027, 1, 31)) == date(2027, 2, 28)
    assert Duration.parse("1 month").after(date(2028, 1, 31)) == date(2028, 2, 29)
    assert Duration.parse("1 year").after(date(2028, 2, 29)) == date(2029, 2, 28)
    assert Duration.parse("6 weeks").after(datetime(2026, 11, 21, 9, 30)) == datetime(2027, 1, 2, 9, 30)


# ---- Shares --------------------------------------------------------------------------------------------------------


@given(FRACTIONS, NUMBERS)
def test_a_share_needs_no_fewer_than_the_exact_fraction_and_no_more_than_one_above(fraction: Fraction, of: int) -> None:
    needed = Share(fraction=fraction).needed(of)
    assert fraction * of <= needed < fraction * of + 1
    assert Share(fraction=fraction).reached(needed, of)
    assert needed == 0 or not Share(fraction=fraction).reached(needed - 1, of)


@given(FRACTIONS, NUMBERS, st.integers(0, 100))
def test_more_people_never_need_fewer(fraction: Fraction, of: int, more: int) -> None:
    assert Share(fraction=fraction).needed(of) <= Share(fraction=fraction).needed(of + more)


@pytest.mark.parametrize(
    ("written", "of", "needed"),
    [("1/3", 100, 34), ("40 %", 1000, 400), ("1/5 of electors", 12, 3), ("10 members", 3, 10), ("1/2", 0, 0)],
)
def test_shares_as_they_are_written(written: str, of: int, needed: int) -> None:
    assert Share.parse(written).needed(of) == needed
    assert Share.parse(str(Share.parse(written))) == Share.parse(written)


# ---- Majorities ----------------------------------------------------------------------------------------------------

MAJORITIES = st.builds(
    Majority,
    st.fractions(min_value=0, max_value=1, max_denominator=100),
    st.booleans(),
    st.sampled_from(["cast", "present", "entitled"]),
)


@given(MAJORITIES, NUMBERS.filter(bool))
def test_the_smallest_majority_carries_and_one_less_does_not(majority: Majority, base: int) -> None:
    smallest = majority.smallest(base)
    assert majority.carried(smallest, base)
    assert smallest <= base or (majority.strict and majority.fraction == 1)
    assert not majority.carried(smallest - 1, base)


@given(MAJORITIES, NUMBERS, NUMBERS)
def test_one_more_vote_never_hurts(majority: Majority, votes: int, base: int) -> None:
    assert majority.carried(votes + 1, base) or not majority.carried(votes, base)


@given(MAJORITIES)
def test_a_majority_written_back_means_the_same(majority: Majority) -> None:
    assert Majority.parse(str(majority)) == majority


def test_a_tie_is_no_majority_and_nothing_is_not_carried_by_nobody() -> None:
    half = Majority.parse("more than 1/2 of votes cast")
    assert not half.carried(5, 10) and half.carried(6, 10)
    assert not Majority.parse("at least 1/2 of those present").carried(0, 0)


# ---- Seats ---------------------------------------------------------------------------------------------------------


def vectors() -> dict[str, list[dict[str, object]]]:
    return tomllib.loads(VECTORS.read_text())


def test_the_order_in_which_bands_are_written_does_not_matter() -> None:
    seats = Seats.parse([[101, 250, 2], [1, 100, 1]])
    assert [seats.number_for(members) for members in (0, 1, 100, 101, 250, 9000)] == [0, 1, 1, 2, 2, 2]


def test_who_falls_between_two_bands_has_the_seats_of_the_lower_one() -> None:
    """The checker refuses such statutes; a number there must be, for whoever tries them out."""
    seats = Seats.parse([[1, 100, 1], [201, 250, 3]])
    assert [seats.number_for(members) for members in (100, 150, 201)] == [1, 1, 3]


def test_bands_give_the_seats_of_the_known_convention() -> None:
    for vector in vectors()["seat-bands"]:
        bands = vector["bands"]
        assert isinstance(bands, list)
        seats = Seats.parse(bands)
        for first, last, number in bands:
            assert seats.number_for(first) == seats.number_for(last) == number
        assert seats.number_for(0) == 0
        assert seats.number_for(bands[-1][1] + 1) == bands[-1][2]


def test_thresholds_give_the_known_results() -> None:
    for vector in vectors()["threshold"]:
        if "smallest_yes_carried" in vector:
            assert Share.parse("2/5").needed(int(str(vector["entitled"]))) == vector["smallest_yes_carried"]
            assert Share.parse("1/2").reached(int(str(vector["cast"])), int(str(vector["entitled"])))
        else:
            yes, no = int(str(vector["yes"])), int(str(vector["no"]))
            entitled = round((yes + no) * 100 / float(str(vector["turnout_percent"])))
            assert Majority().carried(yes, yes + no) and not Share.parse("1/2").reached(yes + no, entitled)


@given(st.integers(1, 1000), st.integers(0, 100_000), st.integers(0, 100_000))
def test_a_larger_unit_never_has_fewer_seats_by_a_ratio(per: int, members: int, more: int) -> None:
    seats = Seats.parse(f"1 per {per} members")
    assert seats.number_for(members) <= seats.number_for(members + more)


@given(st.integers(1, 100), st.integers(1, 1000), st.integers(0, 9), st.integers(9, 99))
def test_seats_written_back_mean_the_same(each: int, per: int, least: int, most: int) -> None:
    for written in (f"{each} per {per} members", f"{each} per {per} members, at least {least}, at most {most}"):
        assert Seats.parse(str(Seats.parse(written))) == Seats.parse(written)


def test_a_ratio_counts_a_remainder_of_more_than_half_a_group() -> None:
    seats = Seats.parse("1 per 100 members")
    assert [seats.number_for(members) for members in (0, 1, 100, 150, 151, 250, 251)] == [0, 1, 1, 1, 2, 2, 3]
    assert Seats.parse(9).number_for(0) == 9


def test_a_total_is_shared_out_by_a_method_whatever_people_call_it() -> None:
    for written, meant in {
        "120 by sainte-lague": "120 by sainte-lague",
        "120 by Sainte-Laguë, at least 2": "120 by sainte-lague, at least 2",
        "30 by largest remainder": "30 by hare",
        "30 by d'Hondt, at least 0, at most 9": "30 by dhondt, at least 0, at most 9",
    }.items():
        assert str(Seats.parse(written)) == meant
        assert Seats.parse(meant) == Seats.parse(written)


@pytest.mark.parametrize(
    "written", ["120 by custom", "0 by hare", "100001 by hare", "120 by", "by hare", "120 by hare at least 1"]
)
def test_a_total_without_a_method_or_with_one_nobody_knows_is_no_total(written: str) -> None:
    with pytest.raises(ValueError, match="should be"):
        Seats.parse(written)


def test_a_total_gives_no_unit_a_number_before_all_are_counted() -> None:
    with pytest.raises(ValueError, match="shared out among all"):
        Seats.parse("120 by hare").number_for(500)


# ---- Who -----------------------------------------------------------------------------------------------------------


def test_who_may_act_is_a_body_an_office_or_a_share() -> None:
    assert Who.parse("factory committee") == Who(body="factory committee")
    assert Who.parse("secretary of factory committee") == Who(body="factory committee", office="secretary")
    assert Who.parse("1/10 of members").share == Share.parse("1/10 of members")
    assert Who(body="council of deputies") in Who.parse("council of deputies").readings()


# ---- What cannot be understood -------------------------------------------------------------------------------------

WRONG: list[tuple[type[Written], object]] = [
    (Duration, "soon"), (Duration, "1.5 years"), (Duration, "-3 days"), (Duration, 14), (Duration, "3 Monate"), (Duration, "99999 days"),
    (Share, "a third"), (Share, "1/0"), (Share, "0.5"), (Share, ""), (Share, None), (Share, "10 apples"),
    (Majority, "1/2"), (Majority, "more than half of cast"), (Majority, "more than 1/2 of apples"), (Majority, "most of cast"),
    (Seats, 0), (Seats, -1), (Seats, 100_001), (Seats, True), (Seats, "many"), (Seats, "1 per 0 members"), (Seats, "0 per 9 members"), (Seats, []), (Seats, [[1, 2]]),
    (Seats, 1.5), (Seats, {}), (Who, 7), (Who, "1/10 of"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "written"), WRONG)
def test_a_phrase_that_cannot_be_understood_is_told_what_would_be_right(kind: type[Written], written: object) -> None:
    with pytest.raises(ValueError, match=r"should|divides|need|three whole numbers"):
        kind.parse(written)


@given(
    st.one_of(st.text(max_size=30), st.integers(), st.floats(), st.lists(st.integers(), max_size=3), st.none()),
    st.sampled_from([Duration, Share, Majority, Seats, Who]),
)
def test_nothing_but_a_value_or_a_sentence_comes_of_any_input(written: object, kind: type[Written]) -> None:
    try:
        str(kind.parse(written))
    except ValueError as error:
        assert str(error)
