"""Delegates answer by name, each with one vote or for the members behind the seat; who sent them can see how."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from floor.book.act import Refusal
from floor.house.acts.mandates import Instruct, Resign
from floor.house.acts.members import Join, Person
from floor.house.models import Mandate
from floor.polls.acts.hands import Answer, CallRoll
from floor.polls.asking.members_behind import called_in, shared_out
from floor.polls.asking.report_back import votes_beside_instructions
from floor.polls.models import Poll, RollCallVote
from tests.polling import count_hands, open_poll, put_question
from tests.world import BOLTS, SECRETARY, STATUTES, TELLERS, assert_the_book_rebuilds, found_works

pytestmark = pytest.mark.django_db

DISTRICT = 1
DELEGATES = (5, 6, 7)
TITLE = "The programme of the district"
PROGRAMME = """
[vote.programme]
of       = "district congress"
ballot   = "roll call"
weighed  = "members represented"
notice   = "7 days"
valid-for = "6 months"
"""


@pytest.fixture
def works(db, empty_replay):
    """A works of thirteen that has sent three delegates to the congress of its district."""
    world = found_works(text=STATUTES.replace("[amendment]", f"{PROGRAMME}\n[amendment]"))
    world.elect(unit=2, for_unit=DISTRICT, body="district congress", votes=dict.fromkeys(DELEGATES, 9))
    world.say(Join(unit=BOLTS, number=13, person=Person(name="New"), confirmed=True), SECRETARY)
    yield world
    assert_the_book_rebuilds()


def seat(holder: int) -> int:
    return Mandate.objects.get(holder=holder, seat__body="district congress").pk


def put(works, **wanted) -> Poll:
    given = {"unit": DISTRICT, "title": TITLE, "electors": "", "vote": "programme", "by": 5} | wanted
    return put_question(works, **given)


def call(works, poll: Poll, answers: dict[int, tuple[int, int, int]], by: int = TELLERS[0], **wanted) -> Poll:
    said = [
        Answer(mandate=seat(one), votes_for=yes, against=no, abstaining=rest)
        for one, (yes, no, rest) in answers.items()
    ]
    works.say(CallRoll(**{"poll": poll.pk, "answers": said, "tellers": TELLERS} | wanted), by)
    poll.refresh_from_db()
    return poll


def test_delegates_vote_for_the_members_behind_their_seats_and_can_split_them(works):
    poll = open_poll(works, put(works))
    assert called_in(poll) == {seat(5): 5, seat(6): 4, seat(7): 4}
    poll = call(works, poll, {5: (3, 2, 0), 6: (4, 0, 0), 7: (0, 3, 1)})
    assert poll.outcome["figures"]["entitled"] == poll.outcome["figures"]["papers"] == 13
    assert (poll.outcome["parts"][0]["for"], poll.outcome["parts"][0]["against"]) == (7, 5)
    assert poll.outcome["carried"] and poll.outcome["delegates"] == {"entitled": 3, "present": 3}
    assert poll.result.figures == {"for": 7, "against": 5, "abstaining": 1, "carried": True}


def test_a_carried_result_says_from_when_and_until_when_it_holds(works):
    poll = call(works, open_poll(works, put(works)), {5: (5, 0, 0), 6: (4, 0, 0)})
    assert poll.outcome["notice_until"] == (works.now + timedelta(days=7)).isoformat()
    assert poll.outcome["valid_until"].startswith("2026-09-01")
    lost = call(works, open_poll(works, put(works, title="Another")), {5: (0, 5, 0), 6: (0, 4, 0)})
    assert "valid_until" not in lost.outcome and "notice_until" not in lost.outcome


def test_a_quorum_is_of_delegates_however_many_members_they_stand_for(works):
    poll = call(works, open_poll(works, put(works)), {5: (5, 0, 0)})
    assert poll.state == "failed", "one of three is no half, though five of thirteen stand behind the seat"


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ({5: (5, 1, 0)}, "has 5 votes; 6 are entered"),
        ({5: (4, 0, 0)}, "has 5 votes; 4 are entered"),
        ({6: (0, 0, 0)}, "has 4 votes; 0 are entered"),
    ],
)
def test_votes_are_as_many_as_members_behind_the_seat(works, answers, why):
    poll = open_poll(works, put(works))
    with pytest.raises(Refusal, match=why):
        call(works, poll, answers)


def test_nobody_is_called_twice_and_no_stranger_is_called(works):
    poll = open_poll(works, put(works))
    twice = [Answer(mandate=seat(5), votes_for=5, against=0, abstaining=0)] * 2
    with pytest.raises(Refusal, match="called twice"):
        works.say(CallRoll(poll=poll.pk, answers=twice, tellers=TELLERS), TELLERS[0])
    stranger = [Answer(mandate=1, votes_for=1, against=0, abstaining=0)]
    with pytest.raises(Refusal, match="had no seat"):
        works.say(CallRoll(poll=poll.pk, answers=stranger, tellers=TELLERS), TELLERS[0])


def test_whose_names_are_called_is_fixed_when_the_poll_opens(works):
    poll = open_poll(works, put(works))
    works.say(Resign(mandate=seat(7)), 7)
    assert call(works, poll, {5: (5, 0, 0), 6: (0, 4, 0), 7: (0, 4, 0)}).outcome["parts"][0]["against"] == 8


def test_the_seats_that_are_filled_bear_the_members_of_one_that_is_empty(works):
    works.say(Resign(mandate=seat(7)), 7)
    assert called_in(open_poll(works, put(works))) == {seat(5): 7, seat(6): 6}


def test_hands_can_not_stand_for_a_roll_call_nor_a_call_for_hands(works):
    poll = open_poll(works, put(works))
    with pytest.raises(Refusal, match="no show of hands can stand for it"):
        count_hands(works, poll, (3, 0, 0), present=3)
    hands = open_poll(works, put_question(works))
    with pytest.raises(Refusal, match="no roll call can stand for it"):
        works.say(CallRoll(poll=hands.pk, answers=[], tellers=TELLERS), TELLERS[0])


def test_a_weighed_vote_takes_a_roll_call(works):
    for ballot in ("secret", "show of hands"):
        with pytest.raises(Refusal, match="by roll call"):
            put(works, ballot=ballot)


def test_how_a_delegate_voted_stands_beside_the_instruction(works):
    works.say(
        Instruct(mandate=seat(5), question=TITLE.upper(), kind="bound", entitled=13, present=10, votes_for=7, against=2, abstaining=1, tellers=TELLERS, closed=works.now),
        SECRETARY,
    )  # fmt: skip
    call(works, open_poll(works, put(works)), {5: (0, 5, 0), 6: (4, 0, 0)})
    (reported,) = votes_beside_instructions(seat(5))
    assert (reported.vote.votes_for, reported.vote.against, reported.instruction.kind) == (0, 5, "bound")
    assert votes_beside_instructions(seat(6))[0].instruction is None
    assert RollCallVote.objects.count() == 2
    from django.test import Client

    from floor.site.tests.visiting import text_of

    assert "against 5 Bound: yes" in text_of(Client().get(f"/mandates/{seat(5)}/")), "on the page of the mandate, too"
    assert "for 4 nothing on this question" in text_of(Client().get(f"/mandates/{seat(6)}/"))


def test_in_a_body_without_weights_each_has_one_vote(works):
    poll = put(works, vote="", electors="district congress", ballot="roll call", title="Adjourn")
    poll = call(works, open_poll(works, poll), {5: (1, 0, 0), 6: (0, 1, 0), 7: (1, 0, 0)})
    assert poll.outcome["carried"] and poll.outcome["figures"]["entitled"] == 3


def test_only_the_winning_side_of_a_roll_call_reopens_it_where_the_statutes_say_so(db, empty_replay):
    text = STATUTES.replace('after = "3 months"', 'after = "1 month"\nmoved-by = "the winning side"')
    works = found_works(text=text.replace("[amendment]", f"{PROGRAMME}\n[amendment]"))
    works.elect(unit=2, for_unit=DISTRICT, body="district congress", votes=dict.fromkeys(DELEGATES, 9))
    first = call(works, open_poll(works, put(works)), {5: (4, 0, 0), 6: (0, 4, 0), 7: (4, 0, 0)})
    works.wait(days=32)
    with pytest.raises(Refusal, match="you did not vote with it"):
        put(works, by=6, reconsiders=first.pk)
    assert put(works, by=7, reconsiders=first.pk).reconsiders_id == first.pk
    assert_the_book_rebuilds()


@given(st.integers(0, 10_000), st.integers(1, 200))
def test_members_are_shared_out_whole_and_as_evenly_as_can_be(members, seats):
    parts = shared_out(members, seats)
    assert sum(parts) == members and len(parts) == seats and max(parts) - min(parts) <= 1
