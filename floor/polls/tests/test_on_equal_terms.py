"""Candidates on equal terms: what they say, whom they send to the count, which reserved seats they stand for."""

from __future__ import annotations

import pytest

from floor.book.act import Refusal
from floor.house.acts.members import CorrectPerson, Person
from floor.house.models import Mandate, Member
from floor.polls.acts.campaigning import MOST_CHARACTERS, SayForOneself, SendScrutineer
from floor.polls.acts.listing import ProposeList
from floor.polls.acts.nominating import AcceptNomination, Nominate, WithdrawCandidacy
from floor.polls.authority import tellers_of
from floor.polls.models import Slate
from tests.polling import call_election, close_poll, open_poll, stand, vote

from .other_statutes import with_congress, works_under

pytestmark = pytest.mark.django_db


@pytest.fixture
def poll(works):
    poll = call_election(works)
    stand(works, poll, 5, 6)
    return poll


def candidacy(poll, member):
    return poll.candidacies.get(member=member)


def test_everyone_has_the_same_room_and_can_answer_until_nominations_close(works, poll):
    for member, text in ((5, "Eight hours."), (6, "Seven hours."), (5, "Eight hours, and paid.")):
        sha = works.attach(text)
        works.say(SayForOneself(candidacy=candidacy(poll, member).pk, text=sha), member)
        assert candidacy(poll, member).statement == sha
    works.now = poll.nominations_until
    with pytest.raises(Refusal, match="have closed"):
        works.say(SayForOneself(candidacy=candidacy(poll, 6).pk, text=works.attach("The last word")), 6)


def test_nobody_has_more_room_and_nobody_speaks_for_another(works, poll):
    long, short = works.attach("x" * (MOST_CHARACTERS + 1)), works.attach("x" * MOST_CHARACTERS)
    with pytest.raises(Refusal, match="everyone has room for 4000"):
        works.say(SayForOneself(candidacy=candidacy(poll, 5).pk, text=long), 5)
    with pytest.raises(Refusal, match="they alone"):
        works.say(SayForOneself(candidacy=candidacy(poll, 5).pk, text=short), 6)
    works.say(SayForOneself(candidacy=candidacy(poll, 5).pk, text=short), 5)


def test_a_list_has_as_much_room_as_a_person_and_its_proposers_speak_for_it(works, poll):
    works.say(ProposeList(poll=poll.pk, title="Red", people=[7, 8, 9]), 10)
    slate = Slate.objects.get()
    with pytest.raises(Refusal, match="who propose it"):
        works.say(SayForOneself(slate=slate.pk, text=works.attach("Ours")), 7)
    with pytest.raises(Refusal, match="everyone has room"):
        works.say(SayForOneself(slate=slate.pk, text=works.attach("x" * 4001)), 10)
    works.say(SayForOneself(slate=slate.pk, text=works.attach("Ours")), 10)


def test_what_was_said_goes_with_the_candidacy(works, poll):
    five = candidacy(poll, 5)
    works.say(SayForOneself(candidacy=five.pk, text=works.attach("Eight hours.")), 5)
    works.say(SendScrutineer(candidacy=five.pk, member=9), 5)
    works.say(WithdrawCandidacy(candidacy=five.pk), 5)
    five.refresh_from_db()
    assert (five.statement, five.scrutineer) == ("", None)


def test_each_candidate_sends_one_person_to_watch_the_count(works, poll):
    five = candidacy(poll, 5)
    works.say(SendScrutineer(candidacy=five.pk, member=9), 5)
    works.say(SendScrutineer(candidacy=five.pk, member=10), 5)
    works.say(SendScrutineer(candidacy=candidacy(poll, 6).pk, member=11), 6)
    assert tellers_of(poll) == {10, 11}


def test_nobody_watches_a_count_in_which_they_stand(works, poll):
    with pytest.raises(Refusal, match="own name"):
        works.say(SendScrutineer(candidacy=candidacy(poll, 5).pk, member=6), 5)
    with pytest.raises(Refusal, match="they alone"):
        works.say(SendScrutineer(candidacy=candidacy(poll, 5).pk, member=9), 6)
    works.say(SendScrutineer(candidacy=candidacy(poll, 5).pk, member=9), 5)
    with pytest.raises(Refusal, match="watches its count"):
        works.say(Nominate(poll=poll.pk, member=9), 9)


def test_nobody_is_sent_once_the_poll_has_closed(works, poll):
    poll = open_poll(works, poll)
    works.say(SendScrutineer(candidacy=candidacy(poll, 5).pk, member=9), 5)
    poll = close_poll(works, poll)
    with pytest.raises(Refusal, match="has closed"):
        works.say(SendScrutineer(candidacy=candidacy(poll, 5).pk, member=10), 5)


# --------------------------------------------------------------------------------------------------------- reserved seats


@pytest.fixture
def reserving(db, empty_replay):
    """One of the three seats of the congress is for the night shift; the register has everyone on day shift, but for 9."""
    with works_under(with_congress("block", "reserved = { night = 1 }")) as world:
        yield world


def on_nights(world, member):
    person = Member.objects.get(pk=member)
    corrected = Person(name=person.name, contact=person.contact, categories={"shift": "night"})
    world.say(CorrectPerson(member=member, person=corrected), 2)


def test_a_reserved_seat_goes_to_the_first_of_its_category_though_others_have_more_votes(reserving):
    on_nights(reserving, 9)
    poll = call_election(reserving)
    assert poll.reserved == {"night": 1}
    stand(reserving, poll, 5, 6, 7)
    reserving.say(Nominate(poll=poll.pk, member=9, reserved_as="night"), 9)
    poll = open_poll(reserving, poll)
    vote(reserving, poll, {voter: [5, 6, 7] for voter in range(1, 7)} | {9: [9]})
    poll = close_poll(reserving, poll)
    holders = Mandate.objects.filter(result=poll.result).values_list("holder", flat=True)
    assert 9 in holders and len(holders) == 3
    assert poll.outcome["account"]["facts"]["reserved"] == 1


def test_who_the_register_has_in_another_category_takes_no_reserved_seat(reserving):
    poll = call_election(reserving)
    with pytest.raises(Refusal, match="“day”, not as “night”"):
        reserving.say(Nominate(poll=poll.pk, member=9, reserved_as="night"), 9)
    with pytest.raises(Refusal, match="No seats are reserved for “office”"):
        reserving.say(Nominate(poll=poll.pk, member=9, reserved_as="office"), 9)


def test_nobody_says_for_another_to_which_category_they_belong(reserving):
    on_nights(reserving, 9)
    poll = call_election(reserving)
    with pytest.raises(Refusal, match="they alone can say"):
        reserving.say(Nominate(poll=poll.pk, member=9, reserved_as="night"), 5)
    reserving.say(Nominate(poll=poll.pk, member=9), 5)
    reserving.say(AcceptNomination(candidacy=poll.candidacies.get().pk, reserved_as="night"), 9)
    assert poll.candidacies.get().reserved_as == "night"


def test_a_reserved_seat_that_the_method_cannot_give_stops_the_election_before_anybody_stands(db, empty_replay):
    with (
        works_under(with_congress("stv", "reserved = { night = 1 }")) as world,
        pytest.raises(Refusal, match="has no rule for reserved seats"),
    ):
        call_election(world)
