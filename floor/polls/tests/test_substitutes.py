"""A seat that becomes vacant goes to the runner-up of the same count, or its electors fill it: nobody chooses who follows."""

from __future__ import annotations

import pytest

from floor.book.act import CLOCK, Refusal
from floor.book.doing import do
from floor.house.acts.mandates import Resign
from floor.house.acts.members import Leave
from floor.house.models import Mandate
from floor.polls.acts.calling import CallElection
from floor.polls.acts.listing import ProposeList
from floor.polls.acts.nominating import AcceptNomination
from floor.polls.acts.substituting import SeatSubstitute
from floor.polls.models import Poll, Slate
from floor.polls.urn.casting import cast
from floor.polls.verification.seats import who_sits_was_elected_or_follows
from tests.polling import call_election, close_poll, let_fall_due, open_poll, stand, vote
from tests.world import FACTORY, SECRETARY, THIRD, World

from .other_statutes import with_congress, works_under

pytestmark = pytest.mark.django_db


@pytest.fixture
def works_with_runners_up(db, empty_replay):
    with works_under(with_congress("block", 'substitutes = "runner-up"')) as world:
        yield world


def elected(world: World, standing: tuple[int, ...], papers: dict[int, list[int]]) -> Poll:
    poll = call_election(world)
    stand(world, poll, *standing)
    poll = open_poll(world, poll)
    vote(world, poll, papers)
    return close_poll(world, poll)


def seated(poll: Poll) -> list[int]:
    running = Mandate.objects.filter(seat__body=poll.body, seat__unit=poll.for_unit, ended=None)
    return sorted(running.values_list("holder", flat=True))


def resign(world: World, member: int) -> Mandate:
    mandate = Mandate.objects.get(holder=member, seat__body="district congress", ended=None)
    world.say(Resign(mandate=mandate.pk), member)
    return mandate


#: 5, 6 and 7 are elected; then come 8 with three votes and 9 with two.
STANDING = (5, 6, 7, 8, 9)
PAPERS = {1: [5, 6, 7], 2: [5, 6, 7], 3: [5, 6, 7], 4: [5, 6, 7], 5: [8, 9], 6: [8, 9], 7: [8]}


def test_the_next_by_votes_follows_for_what_is_left_of_the_term(works_with_runners_up):
    works = works_with_runners_up
    poll = elected(works, STANDING, PAPERS)
    works.wait(days=40)
    left = resign(works, 6)
    let_fall_due(works)
    assert seated(poll) == [5, 7, 8]
    follows = Mandate.objects.get(holder=8, seat__body="district congress")
    assert (follows.seat_id, follows.ends, follows.result_id) == (left.seat_id, left.ends, left.result_id)
    assert [claim.verdict for claim in who_sits_was_elected_or_follows()] == ["holds"]


def test_who_follows_can_give_it_up_too_and_the_one_after_follows(works_with_runners_up):
    works = works_with_runners_up
    poll = elected(works, STANDING, PAPERS)
    resign(works, 6)
    let_fall_due(works)
    resign(works, 8)
    let_fall_due(works)
    assert seated(poll) == [5, 7, 9]


def test_who_has_left_does_not_follow(works_with_runners_up):
    works = works_with_runners_up
    poll = elected(works, STANDING, PAPERS)
    works.say(Leave(member=8), 8)
    resign(works, 6)
    let_fall_due(works)
    assert seated(poll) == [5, 7, 9]


def test_when_nobody_is_left_the_electors_are_asked(works_with_runners_up):
    works = works_with_runners_up
    poll = elected(works, (5, 6, 7), PAPERS | {5: [5], 6: [5], 7: [5]})
    resign(works, 6)
    let_fall_due(works)
    assert seated(poll) == [5, 7]
    by_election = Poll.objects.order_by("-pk")[0]
    assert (by_election.pk > poll.pk, by_election.seats, by_election.state) == (True, 1, "announced")
    let_fall_due(works)
    assert Poll.objects.order_by("-pk")[0] == by_election


def test_nobody_without_a_vote_follows(works_with_runners_up):
    works = works_with_runners_up
    poll = elected(works, (5, 6, 7, 8), {1: [5, 6, 7], 2: [5, 6, 7], 3: [5], 4: [5]})
    resign(works, 6)
    let_fall_due(works)
    assert seated(poll) == [5, 7]


def test_where_the_statutes_say_by_election_the_runner_up_does_not_follow(works):
    poll = elected(works, STANDING, PAPERS)
    left = resign(works, 6)
    with pytest.raises(Refusal, match="by an election"):
        do(SeatSubstitute(poll=poll.pk, vacated=left.pk, member=8), CLOCK, at=works.now)
    let_fall_due(works)
    assert seated(poll) == [5, 7]
    assert Poll.objects.order_by("-pk")[0].seats == 1


def test_nobody_else_than_the_clock_and_nobody_else_than_the_runner_up(works_with_runners_up):
    works = works_with_runners_up
    poll = elected(works, STANDING, PAPERS)
    left = resign(works, 6)
    with pytest.raises(Refusal, match="nobody can do it"):
        works.say(SeatSubstitute(poll=poll.pk, vacated=left.pk, member=8), SECRETARY)
    with pytest.raises(Refusal, match="not the runner-up"):
        do(SeatSubstitute(poll=poll.pk, vacated=left.pk, member=9), CLOCK, at=works.now)
    running = Mandate.objects.get(holder=5, seat__body="district congress")
    with pytest.raises(Refusal, match="did not end before its time"):
        do(SeatSubstitute(poll=poll.pk, vacated=running.pk, member=8), CLOCK, at=works.now)


def test_a_seat_is_filled_once(works_with_runners_up):
    works = works_with_runners_up
    poll = elected(works, STANDING, PAPERS)
    left = resign(works, 6)
    let_fall_due(works)
    with pytest.raises(Refusal, match="filled already"):
        do(SeatSubstitute(poll=poll.pk, vacated=left.pk, member=9), CLOCK, at=works.now)


def test_once_an_election_of_the_seat_has_been_called_its_electors_decide(works_with_runners_up):
    works = works_with_runners_up
    poll = elected(works, STANDING, PAPERS)
    left = resign(works, 6)
    works.say(CallElection(unit=FACTORY, for_unit=1, body="district congress"), SECRETARY)
    with pytest.raises(Refusal, match="not the runner-up"):
        do(SeatSubstitute(poll=poll.pk, vacated=left.pk, member=8), CLOCK, at=works.now)


def test_whoever_left_while_the_poll_was_open_does_not_sit_and_the_runner_up_follows(works_with_runners_up):
    works = works_with_runners_up
    poll = call_election(works)
    stand(works, poll, *STANDING)
    poll = open_poll(works, poll)
    vote(works, poll, PAPERS)
    works.say(Leave(member=6), 6)
    poll = close_poll(works, poll)
    assert 6 in poll.result.figures["elected"]
    assert Mandate.objects.get(holder=6, result=poll.result).how_ended == "left"
    let_fall_due(works)
    assert seated(poll) == [5, 7, 8]


def test_on_lists_the_next_of_the_same_list_follows(db, empty_replay):
    with works_under(with_congress("dhondt", 'substitutes = "runner-up"')) as works:
        poll = call_election(works)
        for title, people in (("Red", (5, 6, 7)), ("Blue", (8, 9))):
            works.say(ProposeList(poll=poll.pk, title=title, people=list(people)), people[0])
        for member in (5, 6, 7, 8, 9):
            works.say(AcceptNomination(candidacy=poll.candidacies.get(member=member).pk), member)
        poll = open_poll(works, poll)
        red, blue = (Slate.objects.get(title=title) for title in ("Red", "Blue"))
        for voter in range(1, 10):
            cast(poll.pk, voter, ((red if voter < 7 else blue).number,), at=works.now)
        poll = close_poll(works, poll)
        assert seated(poll) == [5, 6, 8]
        resign(works, 8)
        let_fall_due(works)
        assert seated(poll) == [5, 6, 9]
        # The list is used up: the seat goes to the list with the next quotient.
        resign(works, 9)
        let_fall_due(works)
        assert seated(poll) == [5, 6, 7]


def test_with_rankings_a_seat_that_a_minority_won_stays_with_it(db, empty_replay):
    """A countback for the one seat alone would give it to the majority, which has its two already."""
    with works_under(with_congress("stv", 'substitutes = "runner-up"')) as works:
        poll = elected(
            works,
            (5, 6, 7, 8, 9),
            {voter: [5, 6, 7] for voter in range(1, 8)} | {voter: [8, 9] for voter in range(8, 13)},
        )
        assert seated(poll) == [5, 6, 8]
        resign(works, 8)
        let_fall_due(works)
        assert seated(poll) == [5, 6, 9]


def test_papers_that_cannot_be_read_stop_no_other_work_of_the_clock(works_with_runners_up, monkeypatch):
    works = works_with_runners_up
    elected(works, STANDING, PAPERS)
    resign(works, 6)
    works.say(Resign(mandate=Mandate.objects.get(holder=THIRD, seat__body="factory committee").pk), THIRD)
    with monkeypatch.context() as damaged:
        damaged.setattr("floor.polls.electing.substitutes.urn_called", _unreadable)
        let_fall_due(works)
    # The seat of the congress stays with its electors, and the committee's election is called like any other.
    assert set(Poll.objects.filter(state="announced").values_list("body", flat=True)) == {
        "district congress", "factory committee",
    }  # fmt: skip


def _unreadable(poll: Poll, sha256: str) -> None:
    raise Refusal(poll.article, "The urn is not written as urns are.", "R4")
