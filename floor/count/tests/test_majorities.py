"""Yes or no: what carries, what is missing, and which rule held on the day."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from floor.count.majorities import Majority, Question, answer, in_force
from floor.count.shares import NotVotes
from floor.count.tests.test_apportionment import LAW

HALF = Fraction(1, 2)
PCS, IMPORTANT = LAW["threshold"]
STRIKE = {
    date(2017, 3, 1): Majority(turnout=HALF, support=Fraction(2, 5)),
    date(2026, 2, 18): Majority(turnout=HALF),
}
"""Important public services in Great Britain: Trade Union Act 2016 s. 3; repealed by the Employment Rights Act 2025."""

figures = st.integers(0, 60)
rules = st.builds(
    Majority,
    share=st.fractions(0, 1, max_denominator=6),
    strict=st.booleans(),
    base=st.sampled_from(["cast", "present", "entitled"]),
    quorum=st.none() | st.fractions(0, 1, max_denominator=4),
    turnout=st.none() | st.fractions(0, 1, max_denominator=4),
    support=st.none() | st.fractions(0, 1, max_denominator=4),
)


@st.composite
def questions(draw: st.DrawFn) -> Question:
    votes_for, against, abstain, invalid, silent, away = (draw(figures) for _ in range(6))
    present = votes_for + against + abstain + invalid + silent
    return Question(votes_for, against, abstain, invalid, present, present + away)


def test_a_strike_ballot_with_a_large_majority_fails_by_turnout():
    cast = PCS["yes"] + PCS["no"]
    entitled = int(cast / Fraction(str(PCS["turnout_percent"])) * 100)
    found = answer(Question(PCS["yes"], PCS["no"], entitled=entitled), Majority(turnout=HALF))
    assert found.carried is PCS["carried"]
    assert found.reason == PCS["reason"]
    turnout = found.conditions[0]
    assert (turnout.need, turnout.reached, turnout.of) == (-(-entitled // 2), cast, entitled)


def test_at_exactly_half_turnout_two_fifths_of_those_entitled_are_the_fewest_that_carry():
    rule = in_force(STRIKE, date.fromisoformat(str(IMPORTANT["before"])).replace(day=17))
    cast, entitled, fewest = IMPORTANT["cast"], IMPORTANT["entitled"], IMPORTANT["smallest_yes_carried"]
    assert answer(Question(fewest, cast - fewest, entitled=entitled), rule).carried
    below = answer(Question(fewest - 1, cast - fewest + 1, entitled=entitled), rule)
    assert (below.outcome, below.reason, below.smallest) == ("lost", "support", fewest)


def test_a_vote_obeys_the_rule_of_its_own_day():
    entry = next(each for each in LAW["dated-rule"] if "UK industrial action" in each["title"])
    assert Fraction(entry["until"]["support_of_entitled_in_important_public_services"]) == Fraction(2, 5)
    assert entry["from"]["support_of_entitled_in_important_public_services"] == "none"
    question = Question(300, 200, entitled=1000)
    assert answer(question, in_force(STRIKE, date(2026, 2, 17))).reason == "support"
    assert answer(question, in_force(STRIKE, date(2026, 2, 18))).carried
    with pytest.raises(NotVotes, match="No rule was in force on 2016-01-01; the first is from 2017-03-01"):
        in_force(STRIKE, date(2016, 1, 1))


@pytest.mark.parametrize(
    ("question", "rule", "outcome", "reason"),
    [
        (Question(6, 5), Majority(), "carried", ""),
        (Question(5, 5), Majority(), "tied", "tie"),
        (Question(5, 6), Majority(), "lost", "majority"),
        (Question(0, 0, abstain=9), Majority(), "lost", "majority"),
        (Question(0, 0), Majority(strict=False), "lost", "majority"),
        (Question(5, 5), Majority(strict=False), "carried", ""),
        (Question(6, 3), Majority(Fraction(2, 3), strict=False), "carried", ""),
        (Question(6, 3), Majority(Fraction(2, 3)), "lost", "majority"),
        # An abstention counts like a vote against among those present, and not among votes cast.
        (Question(6, 3, abstain=3), Majority(base="cast"), "carried", ""),
        (Question(6, 3, abstain=3), Majority(base="present"), "lost", "majority"),
        (Question(6, 3, present=13), Majority(base="present"), "lost", "majority"),
        (Question(6, 3, entitled=13), Majority(base="entitled"), "lost", "majority"),
        (Question(7, 3, entitled=13), Majority(base="entitled"), "carried", ""),
        (Question(9, 0, present=9, entitled=30), Majority(quorum=Fraction(1, 3)), "no quorum", "quorum"),
        (Question(9, 0, present=10, entitled=30), Majority(quorum=Fraction(1, 3)), "carried", ""),
        # Equal votes without the turnout are no tie: one vote more would not have carried.
        (Question(2, 2, entitled=30), Majority(turnout=HALF), "lost", "turnout"),
        (Question(5, 5, abstain=2), Majority(base="present"), "lost", "majority"),
    ],
)
def test_outcomes(question, rule, outcome, reason):
    found = answer(question, rule)
    assert (found.outcome, found.reason) == (outcome, reason)


@settings(max_examples=50, deadline=None)
@given(questions(), rules)
def test_the_smallest_number_carries_and_one_less_does_not(question, rule):
    found = answer(question, rule)

    def carried_with(votes_for: int) -> bool:
        against = question.cast - votes_for
        moved = Question(votes_for, against, question.abstain, question.invalid, question.present, question.entitled)
        return answer(moved, rule).carried

    if found.smallest is None:
        assert not carried_with(question.cast)
    else:
        assert carried_with(found.smallest)
        assert not carried_with(found.smallest - 1) if found.smallest else True


@settings(max_examples=50, deadline=None)
@given(questions(), rules)
def test_a_vote_moved_from_against_to_for_never_loses_a_question(question, rule):
    if not question.against or not answer(question, rule).carried:
        return
    moved = Question(
        question.votes_for + 1,
        question.against - 1,
        question.abstain,
        question.invalid,
        question.present,
        question.entitled,
    )
    assert answer(moved, rule).carried


@settings(max_examples=50, deadline=None)
@given(questions(), rules)
def test_nothing_carries_without_a_vote_for_it_and_a_reason_is_told_for_all_else(question, rule):
    found = answer(question, rule)
    assert found.carried == (found.reason == "")
    if not question.votes_for:
        assert not found.carried


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (lambda: Question(-1, 0), "votes for"),
        (lambda: Question(1, 0.5), "against"),
        (lambda: Question(5, 5, present=9), "10 voted or abstained, but only 9 were present"),
        (lambda: Question(5, 5, entitled=9), "10 took part, but only 9 are entitled"),
        (lambda: answer(Question(5, 4), Majority(turnout=HALF)), "say how many they are"),
    ],
)
def test_figures_that_cannot_be_are_refused(wrong, why):
    with pytest.raises(NotVotes, match=why):
        wrong()
