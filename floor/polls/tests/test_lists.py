"""Lists: proposed by electors, accepted by each person on them, countered until nominations close, counted in proportion."""

from __future__ import annotations

import pytest

from floor.book.act import Refusal
from floor.book.models import RecordedRefusal
from floor.house.models import Mandate, Result
from floor.polls.acts.listing import ProposeList, SupportList, WithdrawList
from floor.polls.acts.nominating import AcceptNomination, Nominate, WithdrawCandidacy
from floor.polls.acts.refused import SubstituteList
from floor.polls.acts.striking import AddName, StrikeName
from floor.polls.electing.meeting_count import MeetingCount
from floor.polls.models import Candidacy, Poll, Slate
from floor.polls.urn.casting import cast
from floor.polls.verification.seats import who_sits_was_elected_or_follows
from tests.polling import call_election, close_poll, number_of, open_poll, stand, vote
from tests.world import CONTROLLER, TELLERS, World

from .other_statutes import with_congress, works_under

pytestmark = pytest.mark.django_db


@pytest.fixture
def by_lists(db, empty_replay):
    with works_under(with_congress("dhondt", 'strike-and-add = true, substitutes = "runner-up"')) as world:
        yield world


def propose(world: World, poll: Poll, title: str, *people: int, by: int) -> Slate:
    world.say(ProposeList(poll=poll.pk, title=title, people=list(people)), by)
    return Slate.objects.order_by("-pk")[0]


def accept(world: World, poll: Poll, *members: int) -> None:
    for member in members:
        world.say(AcceptNomination(candidacy=poll.candidacies.get(member=member, withdrawn=None).pk), member)


def vote_lists(world: World, poll: Poll, choices: dict[int, Slate]) -> None:
    for voter, slate in choices.items():
        slate.refresh_from_db()
        cast(poll.pk, voter, (slate.number,), at=world.now)


def seated(poll: Poll) -> list[int]:
    running = Mandate.objects.filter(result=poll.result_id, ended=None).order_by("seat__number")
    return list(running.values_list("holder", flat=True))


def meeting_vote(world: World, **wanted: object) -> MeetingCount:
    given = {
        "entitled": 12,
        "present": 9,
        "votes_for": 6,
        "against": 2,
        "abstaining": 1,
        "tellers": TELLERS,
        "closed": world.now,
    }
    return MeetingCount(**(given | wanted))


def test_lists_share_the_seats_in_proportion_and_their_people_take_them_in_order(by_lists):
    poll = call_election(by_lists)
    red = propose(by_lists, poll, "For the eight hours", 5, 6, 7, by=5)
    blue = propose(by_lists, poll, "Counter-list from the floor", 8, 9, by=8)
    accept(by_lists, poll, 5, 6, 7, 8, 9)
    poll = open_poll(by_lists, poll)
    vote_lists(by_lists, poll, dict.fromkeys(range(1, 6), red) | dict.fromkeys((6, 7, 8), blue))
    poll = close_poll(by_lists, poll)
    assert poll.state == "counted"
    told = {each["number"]: (each["votes"], each["seats"]) for each in poll.outcome["lists"]}
    assert told == {red.number: (5, 2), blue.number: (3, 1)}
    assert sorted(seated(poll)) == [5, 6, 8]
    assert [claim.verdict for claim in who_sits_was_elected_or_follows()] == ["holds"]


def test_who_has_not_accepted_falls_off_and_a_list_without_anybody_falls(by_lists):
    poll = call_election(by_lists)
    red = propose(by_lists, poll, "Red", 5, 6, by=5)
    ghost = propose(by_lists, poll, "Names without their owners", 7, 8, by=9)
    accept(by_lists, poll, 6)
    poll = open_poll(by_lists, poll)
    red.refresh_from_db()
    ghost.refresh_from_db()
    assert (poll.form["options"], red.number, ghost.number) == (1, 1, 0)
    assert list(poll.candidacies.filter(number__gt=0).values_list("member", flat=True)) == [6]


def test_nobody_stands_on_two_lists(by_lists):
    poll = call_election(by_lists)
    propose(by_lists, poll, "Red", 5, 6, by=5)
    with pytest.raises(Refusal, match="proposed already"):
        propose(by_lists, poll, "Blue", 6, 7, by=7)
    by_lists.say(WithdrawCandidacy(candidacy=poll.candidacies.get(member=6).pk), 6)
    propose(by_lists, poll, "Blue", 6, 7, by=7)


def test_where_lists_are_counted_nobody_stands_beside_them(by_lists):
    with pytest.raises(Refusal, match="stand on lists"):
        by_lists.say(Nominate(poll=call_election(by_lists).pk, member=5), 5)


def test_two_lists_do_not_bear_one_name(by_lists):
    poll = call_election(by_lists)
    propose(by_lists, poll, "Red", 5, by=5)
    with pytest.raises(Refusal, match="already"):
        propose(by_lists, poll, "RED", 6, by=6)


def test_an_ineligible_person_is_on_no_list(db, empty_replay):
    text = with_congress("dhondt").replace('accounts-to = "general meeting"\nreports     = "yearly"', 'accounts-to = "general meeting"\nreports     = "yearly"\nnot-with    = ["control commission"]')  # fmt: skip
    with works_under(text) as world, pytest.raises(Refusal, match="not compatible"):
        propose(world, call_election(world), "Red", 5, CONTROLLER, by=5)


def test_a_list_shows_all_who_propose_it_and_falls_with_the_last(by_lists):
    poll = call_election(by_lists)
    red = propose(by_lists, poll, "Red", 5, 6, by=7)
    by_lists.say(SupportList(slate=red.pk), 8)
    with pytest.raises(Refusal, match="already"):
        by_lists.say(SupportList(slate=red.pk), 8)
    with pytest.raises(Refusal, match="those who propose it"):
        by_lists.say(WithdrawList(slate=red.pk), 9)
    by_lists.say(WithdrawList(slate=red.pk), 7)
    red.refresh_from_db()
    assert red.proposers == [8] and red.withdrawn is None
    by_lists.say(WithdrawList(slate=red.pk), 8)
    red.refresh_from_db()
    assert red.withdrawn
    assert set(red.people.values_list("how_withdrawn", flat=True)) == {"list withdrawn"}


def test_once_nominations_have_closed_no_list_comes_or_goes_and_the_attempt_is_on_record(by_lists):
    poll = call_election(by_lists)
    red = propose(by_lists, poll, "Red", 5, 6, by=5)
    by_lists.now = poll.nominations_until
    with pytest.raises(Refusal, match="Nominations for this poll have closed"):
        by_lists.say(WithdrawList(slate=red.pk), 5)
    with pytest.raises(Refusal, match="Nominations for this poll have closed"):
        propose(by_lists, poll, "Another, on an order", 7, 8, by=7)
    recorded = RecordedRefusal.objects.order_by("pk")
    assert [(each.act, each.guarantee) for each in recorded] == [
        ("polls.WithdrawList", "R3"),
        ("polls.ProposeList", "R3"),
    ]


@pytest.mark.parametrize("method", ["block", "stv"])
def test_with_other_methods_a_list_is_a_recommendation_followed_or_struck_name_by_name(db, empty_replay, method):
    with works_under(with_congress(method)) as world:
        poll = call_election(world)
        red = propose(world, poll, "Recommended", 5, 6, 7, by=5)
        accept(world, poll, 5, 6, 7)
        stand(world, poll, 8)
        poll = open_poll(world, poll)
        assert poll.form["options"] == 4 and red.people.filter(number__gt=0).count() == 3
        # Everyone follows the list but for its second name.
        vote(world, poll, {voter: [5, 8, 7] for voter in range(1, 9)})
        assert sorted(seated(close_poll(world, poll))) == [5, 7, 8]


def test_withdrawing_a_recommendation_takes_nobody_out_of_the_election(works):
    poll = call_election(works)
    red = propose(works, poll, "Recommended", 5, 6, by=7)
    accept(works, poll, 5)
    works.say(WithdrawList(slate=red.pk), 7)
    five, six = (Candidacy.objects.get(poll=poll, member=member) for member in (5, 6))
    assert five.slate is None and five.withdrawn is None and five.accepted
    assert six.how_withdrawn == "list withdrawn"


# ------------------------------------------------------------------------------------------------- the meeting and its names


def test_the_meeting_strikes_a_name_and_adds_one_and_its_count_stands(by_lists):
    poll = call_election(by_lists)
    red = propose(by_lists, poll, "Red", 5, 6, by=5)
    by_lists.wait(hours=1)
    five = poll.candidacies.get(member=5)
    by_lists.say(StrikeName(candidacy=five.pk, count=meeting_vote(by_lists)), TELLERS[0])
    by_lists.say(
        AddName(slate=red.pk, member=7, count=meeting_vote(by_lists, votes_for=7, against=0, abstaining=2)), TELLERS[0]
    )
    five.refresh_from_db()
    added = poll.candidacies.get(member=7)
    assert (five.how_withdrawn, added.place, added.accepted) == ("struck", 3, None)
    results = Result.objects.filter(kind="name on a list").order_by("pk").values_list("figures", "ballot")
    # A vote about a person is on papers, whatever the meeting votes on otherwise (R5).
    assert [(figures["for"], ballot) for figures, ballot in results] == [(6, "paper"), (7, "paper")]
    # Struck from one list is not out of the election: until nominations close there are counter-lists.
    propose(by_lists, poll, "Counter-list", 5, by=5)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"votes_for": 3, "against": 5}, "do not carry"),
        ({"entitled": 11}, "the register says 12"),
        ({"present": 3, "votes_for": 2, "against": 1, "abstaining": 0}, "quorum"),
        ({"tellers": [5, 11]}, "apart from whom"),
        ({"votes_for": 9}, "cast"),
    ],
)
def test_a_name_is_not_struck_by_a_vote_that_does_not_stand(by_lists, changed, why):
    poll = call_election(by_lists)
    propose(by_lists, poll, "Red", 5, 6, by=5)
    by_lists.wait(hours=1)
    strike = StrikeName(candidacy=poll.candidacies.get(member=5).pk, count=meeting_vote(by_lists, **changed))
    with pytest.raises(Refusal, match=why):
        by_lists.say(strike, TELLERS[0])


def test_a_meeting_strikes_nothing_where_the_statutes_do_not_say_so(works):
    poll = call_election(works)
    propose(works, poll, "Recommended", 5, 6, by=5)
    works.wait(hours=1)
    strike = StrikeName(candidacy=poll.candidacies.get(member=5).pk, count=meeting_vote(works))
    with pytest.raises(Refusal, match="do not let a meeting"):
        works.say(strike, TELLERS[0])


def test_a_meeting_strikes_nothing_after_nominations(by_lists):
    poll = call_election(by_lists)
    propose(by_lists, poll, "Red", 5, 6, by=5)
    by_lists.now = poll.nominations_until
    strike = StrikeName(candidacy=poll.candidacies.get(member=5).pk, count=meeting_vote(by_lists))
    with pytest.raises(Refusal, match="have closed"):
        by_lists.say(strike, TELLERS[0])


# ------------------------------------------------------------------------------------------------------- the casebook


def test_a_list_that_was_elected_is_not_replaced_by_an_order(by_lists):
    """120 to 37, and another list is installed (1921)."""
    poll = call_election(by_lists)
    red = propose(by_lists, poll, "The list of 120", 5, 6, 7, by=5)
    accept(by_lists, poll, 5, 6, 7)
    poll = open_poll(by_lists, poll)
    vote_lists(by_lists, poll, dict.fromkeys(range(1, 8), red))
    poll = close_poll(by_lists, poll)
    for who in (1, 4, 8):
        with pytest.raises(Refusal, match="No body and no officer"):
            by_lists.say(SubstituteList(poll=poll.pk, people=[8, 9, 10]), who)
    assert RecordedRefusal.objects.get().guarantee == "R1"
    assert sorted(seated(poll)) == [5, 6, 7]


def test_a_list_that_nobody_published_is_not_on_the_paper(works):
    """The chairman did not know there was a list (1927): what is not proposed before nominations close is nobody's list."""
    poll = call_election(works)
    stand(works, poll, 5, 6)
    works.now = poll.nominations_until
    with pytest.raises(Refusal, match="fixed before the vote"):
        propose(works, poll, "Agreed elsewhere", 7, 8, by=7)
    poll = open_poll(works, poll)
    assert not poll.slates.exists()
    assert {number_of(poll, 5), number_of(poll, 6)} == {1, 2}


def test_the_votes_of_who_lost_are_published_beside_those_of_who_won(works):
    """Fifty votes short (1926)."""
    poll = call_election(works)
    stand(works, poll, 5, 6, 7, 8)
    poll = open_poll(works, poll)
    vote(works, poll, {1: [5, 6, 7], 2: [5, 6, 7], 3: [5, 6, 7], 4: [8]})
    poll = close_poll(works, poll)
    assert dict(poll.result.figures["votes"]) == {5: 3, 6: 3, 7: 3, 8: 1}
    assert dict(poll.candidacies.values_list("member", "votes"))[8] == 1
