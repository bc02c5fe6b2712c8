"""A meeting of delegates: who sits by which mandate, who only has a voice; nobody is counted who was absent or sat no more (M4, R4, R11)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from floor.book.act import Refusal
from floor.book.models import RecordedRefusal
from floor.book.protected import acting
from floor.house.acts.mandates import Resign
from floor.meetings.acts.attending import TakeSeat
from floor.meetings.acts.moving import MoveMotion
from floor.meetings.doors import come_in, count_cards
from floor.meetings.models import Meeting, SeatTaken
from floor.meetings.showing.credentials import (
    Delegation,
    credentials_of,
    places_of,
    voice_in,
    whole_of,
    why_vacant,
    with_shares,
)
from floor.meetings.showing.minutes import FORM, minutes_of
from floor.meetings.speakers.asking import ask_to_speak
from floor.meetings.verification.credentials import nobody_votes_for_the_absent, seats_are_taken_by_live_mandates
from floor.polls.acts.hands import Answer, CallRoll
from floor.polls.models import Poll, RollCallVote
from floor.polls.tests.other_statutes import works_under
from floor.polls.urn.casting import cast
from tests.congress import (
    CONGRESS,
    DELEGATES,
    WITH_A_VOICE,
    call_congress,
    call_the_roll,
    mandate_of,
    open_congress,
    send_delegates,
)
from tests.meeting import call_meeting, close_meeting, open_meeting
from tests.motions import move, put
from tests.polling import count_hands
from tests.world import CHAIR, DISTRICT, FACTORY, NAMES, THIRD

pytestmark = pytest.mark.django_db


@pytest.fixture
def congress(db, empty_replay):
    """Three delegates of twelve members; two of them have come to their congress."""
    with works_under(WITH_A_VOICE) as world:
        send_delegates(world)
        world.meeting = open_congress(world, call_congress(world), come=DELEGATES[:2])
        yield world


def of_the_works(congress) -> Delegation:
    (found,) = credentials_of(congress.meeting, congress.now)
    return found


def question(congress, ballot: str = "roll call", **wanted) -> Poll:
    motion = move(congress, congress.meeting, "The district has one wage scale", by=5, declaration=True, seconded=False)
    return put(congress, motion, by=5, ballot=ballot, tellers=list(DELEGATES[:2]), **wanted)


def verdicts(claims) -> set[str]:
    return {claim.verdict for claim in claims()}


def refused(about: str) -> bool:
    return RecordedRefusal.objects.filter(reason__contains=about).exists()


# ------------------------------------------------------------------------------------------------------- who is counted


def test_nobody_answers_for_a_delegate_who_has_not_come(congress):
    poll = question(congress)
    with pytest.raises(Refusal, match="nobody votes for who is absent") as why:
        call_the_roll(congress, poll, {5: "for", 6: "for", 7: "against"})
    assert why.value.guarantee == "R4" and refused("nobody votes for who is absent")
    assert call_the_roll(congress, poll, {5: "for", 6: "against"}).outcome["delegates"] == {"entitled": 3, "present": 2}
    assert verdicts(nobody_votes_for_the_absent) == {"holds"}


def test_more_hands_than_delegates_in_their_seats_are_refused(congress):
    poll = question(congress, "show of hands")
    with pytest.raises(Refusal, match="2 were in the room") as why:
        count_hands(congress, poll, (3, 0, 0), present=3, by=5, tellers=list(DELEGATES[:2]))
    assert why.value.guarantee == "R4"
    count_hands(congress, poll, (2, 0, 0), present=2, by=5, tellers=list(DELEGATES[:2]))
    assert verdicts(nobody_votes_for_the_absent) == {"holds"}


def test_a_paper_of_a_delegate_who_is_not_in_the_room_is_not_taken(congress):
    poll = question(congress, "secret")
    with pytest.raises(Refusal, match="not in the room"):
        cast(poll.pk, 7, (1,), at=congress.now)
    cast(poll.pk, 5, (1,), at=congress.now)


def test_whose_mandate_ends_in_the_middle_of_a_congress_sits_there_no_more(congress):
    mandate = mandate_of(6)
    congress.say(Resign(mandate=mandate.pk), 6)
    congress.meeting.refresh_from_db()
    assert (congress.meeting.present, SeatTaken.objects.get(mandate=mandate).left) == (1, congress.now)
    assert (of_the_works(congress).mandates, of_the_works(congress).vacant) == (2, 1)
    assert verdicts(seats_are_taken_by_live_mandates) == {"holds"}
    with pytest.raises(Refusal, match="hold no seat"):
        congress.say(TakeSeat(meeting=congress.meeting.pk), 6)


def test_an_operator_who_counts_the_absent_is_seen(congress):
    poll = call_the_roll(congress, question(congress), {5: "for", 6: "against"})
    with acting("somebody behind the back of the book"):
        forged = RollCallVote.objects.create(id=99, poll=poll, mandate=mandate_of(7), votes_for=1)
        assert verdicts(nobody_votes_for_the_absent) == {"broken"}
        forged.delete()
        told = poll.outcome
        Poll.objects.filter(pk=poll.pk).update(outcome=told | {"figures": told["figures"] | {"present": 3}})
        assert verdicts(nobody_votes_for_the_absent) == {"broken"}
        Poll.objects.filter(pk=poll.pk).update(outcome=told)
    assert verdicts(nobody_votes_for_the_absent) == {"holds"}


def test_an_operator_who_seats_somebody_without_a_mandate_is_seen(congress):
    taken, own = SeatTaken.objects.order_by("pk")[0], mandate_of(5).pk
    with acting("somebody behind the back of the book"):
        SeatTaken.objects.filter(pk=taken.pk).update(mandate=mandate_of(CHAIR, "factory committee").pk)
        assert verdicts(seats_are_taken_by_live_mandates) == {"broken"}
        SeatTaken.objects.filter(pk=taken.pk).update(mandate=own, came=congress.now - timedelta(days=90))
        assert verdicts(seats_are_taken_by_live_mandates) == {"broken"}
        SeatTaken.objects.filter(pk=taken.pk).update(came=taken.came)


# ------------------------------------------------------------------------------------------------ a voice without a vote


def test_who_has_a_voice_by_the_statutes_comes_and_speaks_and_is_counted_apart(congress):
    number = congress.meeting.pk
    come_in(number, THIRD, "consultative", at=congress.now)
    count_cards(number, at=congress.now)
    assert ask_to_speak(number, THIRD, at=congress.now).turn == 1
    congress.meeting.refresh_from_db()
    assert (congress.meeting.present, congress.meeting.consultative) == (2, 1)
    voice = voice_in(congress.meeting, congress.now)
    assert (voice.bodies, voice.people, voice.here) == (("district committee", "factory committee"), 4, 1)


@pytest.mark.parametrize(
    ("member", "why"), [(9, "consultative voice"), (5, "consultative voice"), (4, "consultative voice")]
)
def test_nobody_else_has_one_unless_the_meeting_gives_it(congress, member, why):
    """Not a member without a mandate, not a delegate who has a seat, not one of another body."""
    with pytest.raises(Refusal, match=why):
        come_in(congress.meeting.pk, member, "consultative", at=congress.now)


def test_who_has_a_voice_and_a_seat_takes_the_seat(congress):
    congress.say(Resign(mandate=mandate_of(7).pk), 7)
    congress.wait(hours=2)
    congress.elect(unit=FACTORY, for_unit=DISTRICT, body=CONGRESS, votes={THIRD: 9})
    with pytest.raises(Refusal, match="consultative voice"):
        come_in(congress.meeting.pk, THIRD, "consultative", at=congress.now)
    congress.say(TakeSeat(meeting=congress.meeting.pk), THIRD)


def test_the_vote_of_a_consultative_body_is_refused_and_recorded(congress):
    come_in(congress.meeting.pk, THIRD, "consultative", at=congress.now)
    poll, mandate = question(congress), mandate_of(THIRD, "factory committee").pk
    with pytest.raises(Refusal, match="it speaks there and does not vote") as why:
        congress.say(CallRoll(poll=poll.pk, answers=[Answer(mandate=mandate, votes_for=1, against=0, abstaining=0)], tellers=[5, 6]), 5)  # fmt: skip
    assert why.value.guarantee == "R11" and refused("does not vote")
    with pytest.raises(Refusal, match="no vote"):
        congress.say(MoveMotion(item=congress.meeting.items.get(place=1).pk, title="Ours", declaration=True), THIRD)
    other = mandate_of(4, "control commission").pk
    with pytest.raises(Refusal, match="had no seat"):
        congress.say(CallRoll(poll=poll.pk, answers=[Answer(mandate=other, votes_for=1, against=0, abstaining=0)], tellers=[5, 6]), 5)  # fmt: skip


def test_a_paper_of_a_consultative_voice_is_not_taken(congress):
    come_in(congress.meeting.pk, THIRD, "consultative", at=congress.now)
    poll = question(congress, "secret")
    with pytest.raises(Refusal):
        cast(poll.pk, THIRD, (1,), at=congress.now)


# ------------------------------------------------------------------------------------------------------------- in figures


def test_credentials_count_seats_mandates_and_who_came(congress, django_assert_num_queries):
    with django_assert_num_queries(2):
        one = of_the_works(congress)
    assert (one.sent_by, one.seats, one.mandates, one.came, one.vacant, one.absent) == (FACTORY, 3, 3, 2, 0, 1)
    whole = whole_of([one, Delegation(9, 2, 1, 0)])
    assert (whole.delegations, whole.seats, whole.mandates, whole.came, whole.vacant) == (2, 5, 4, 2, 1)
    assert (whole.under_strength, whole.nobody_came) == (1, 1)


def test_a_vacant_seat_says_why_and_since_when(congress, django_assert_num_queries):
    congress.say(Resign(mandate=mandate_of(7).pk), 7)
    assert why_vacant(congress.meeting, congress.now) == {"resigned": 1}
    with django_assert_num_queries(4):
        places = places_of(congress.meeting, congress.now, FACTORY)
    assert [one.mandate.holder_id if one.mandate else None for one in places] == [5, 6, None]
    assert places[2].last.how_ended == "resigned" and places[0].taken and not places[2].taken


def test_who_took_a_seat_before_its_term_was_over_is_told_as_a_substitute(congress):
    congress.say(Resign(mandate=mandate_of(7).pk), 7)
    congress.wait(hours=2)
    congress.elect(unit=FACTORY, for_unit=DISTRICT, body=CONGRESS, votes={9: 9})
    assert of_the_works(congress).substitutes == 1
    assert [one.substitute for one in places_of(congress.meeting, congress.now, FACTORY)] == [False, False, True]


def test_a_meeting_that_is_over_keeps_the_credentials_of_its_day(congress):
    before = of_the_works(congress)
    close_meeting(congress, congress.meeting, by=5, how="tumult", why="The lights went out in the hall.")
    congress.wait(days=30)
    congress.say(Resign(mandate=mandate_of(6).pk), 6)
    assert of_the_works(congress) == before


def test_seats_that_were_given_to_a_unit_that_sent_nobody_are_vacant():
    rows = with_shares([Delegation(2, 3, 3, 1)], {2: (12, 3), 7: (9, 2)})
    assert [(one.sent_by, one.seats, one.mandates, one.members) for one in rows] == [(2, 3, 3, 12), (7, 2, 0, 9)]
    assert with_shares([Delegation(2, 3, 3, 1)], {2: (4, 1)})[0] == Delegation(2, 3, 3, 1, 0, 4), "who sits stays"


def test_a_meeting_of_everyone_has_no_credentials(congress):
    everyone = Meeting(unit_id=FACTORY, body="", starts=congress.now)
    assert credentials_of(everyone, congress.now) == []


def test_the_minutes_tell_the_credentials_in_figures(congress):
    congress.say(Resign(mandate=mandate_of(7).pk), 7)
    close_meeting(congress, congress.meeting, by=5, how="tumult", why="The lights went out in the hall.")
    told = minutes_of(congress.meeting, FORM)
    assert "## Credentials\n1 delegation: 3 seats, 2 mandates, 2 came, 0 substitutes.\nVacant: 1 (resigned 1)." in told
    assert "- Hammer and Sickle: 2 of 2 came, 3 seats" in told
    assert "With a voice and no vote by the statutes: district committee, factory committee." in told
    assert "## Credentials" not in minutes_of(congress.meeting, 1), "minutes of an earlier form stay as they were"
    assert not [name for name in NAMES if name in told]


def test_the_minutes_of_a_meeting_of_everyone_have_no_credentials(congress):
    meeting = open_meeting(congress, call_meeting(congress))
    close_meeting(congress, meeting, by=2, how="tumult", why="The lights went out in the hall.")
    assert "## Credentials" not in minutes_of(meeting, FORM)
