"""Contests: on listed grounds, in time, before the body the statutes name; upheld, the election is annulled and held again."""

from __future__ import annotations

import pytest

from floor.book.act import Refusal
from floor.book.models import RecordedRefusal
from floor.house.models import Mandate
from floor.house.verification import nobody_was_removed_from_above
from floor.polls.acts.contesting import ContestResult, RuleOnContest
from floor.polls.acts.counting_again import Recount
from floor.polls.models import Contest, Poll
from floor.polls.verification.seats import annulled_only_on_an_upheld_contest
from tests.polling import call_election, close_poll, let_fall_due, open_poll, stand, vote
from tests.world import CHAIR, CONTROLLER, TELLERS, World

from .other_statutes import with_a_court, works_under

pytestmark = pytest.mark.django_db
PAPERS = {1: [6, 7], 2: [6, 7], 3: [6, 8], 4: [6], 5: [6, 8, 7], 6: [9]}
#: The second member of the control commission, so that somebody can rule when the first may not.
SECOND = 5


@pytest.fixture
def court(db, empty_replay):
    """The control commission hears contests."""
    with works_under(with_a_court()) as world:
        yield world


def elected(world: World) -> Poll:
    poll = call_election(world)
    stand(world, poll, 6, 7, 8, 9)
    poll = open_poll(world, poll)
    vote(world, poll, PAPERS)
    return close_poll(world, poll)


def contest(world: World, poll: Poll, by: int = 9, ground: str = "wrong roll") -> Contest:
    world.say(ContestResult(poll=poll.pk, ground=ground, text=world.attach("Six of the nail shop were missing.")), by)
    return Contest.objects.order_by("-pk")[0]


def rule(world: World, contested: Contest, by: int = CONTROLLER, **wanted: object) -> None:
    given = {"upheld": True, "votes_for": 2, "against": 0, "abstaining": 0, "tellers": TELLERS} | wanted
    world.say(RuleOnContest(contest=contested.pk, reasons=world.attach("The list of the shop proves it."), **given), by)


def test_an_upheld_contest_annuls_the_election_and_it_is_held_again_at_once(court):
    poll = elected(court)
    rule(court, contest(court, poll))
    poll.refresh_from_db()
    assert poll.state == "annulled"
    assert set(Mandate.objects.filter(result=poll.result).values_list("how_ended", flat=True)) == {"annulled"}
    let_fall_due(court)
    again = Poll.objects.get(again_of=poll)
    assert (again.state, again.seats, again.body) == ("announced", 3, "district congress")
    assert [claim.verdict for claim in annulled_only_on_an_upheld_contest()] == ["holds"]
    assert [claim.verdict for claim in nobody_was_removed_from_above()] == ["holds"]
    # And it is called once, not at every stroke of the clock.
    let_fall_due(court)
    assert Poll.objects.filter(body="district congress").count() == 2


def test_a_contest_that_is_dismissed_leaves_the_result_and_keeps_the_reasons(court):
    poll = elected(court)
    contested = contest(court, poll)
    rule(court, contested, upheld=False, votes_for=0, against=2)
    contested.refresh_from_db()
    poll.refresh_from_db()
    assert (contested.upheld, contested.votes["against"], poll.state) == (False, 2, "counted")
    with pytest.raises(Refusal, match="A ruling is not changed"):
        rule(court, contested)


def test_after_its_time_a_result_stands_and_the_attempt_is_on_record(court):
    poll = elected(court)
    court.now = poll.contest_until
    with pytest.raises(Refusal, match="It stands"):
        contest(court, poll)
    assert RecordedRefusal.objects.get().guarantee == "R7"


def test_a_result_is_contested_on_no_other_ground(court):
    with pytest.raises(Refusal, match="one of these grounds"):
        contest(court, elected(court), ground="it went wrong for us")


def test_nobody_contests_the_same_twice(court):
    poll = elected(court)
    contest(court, poll)
    with pytest.raises(Refusal, match="already"):
        contest(court, poll)
    contest(court, poll, ground="wrong count")


def test_before_there_is_a_result_there_is_nothing_to_contest(court):
    poll = call_election(court)
    stand(court, poll, 6)
    with pytest.raises(Refusal, match="this poll has none"):
        contest(court, poll)
    with pytest.raises(Refusal, match="this poll has none"):
        contest(court, open_poll(court, poll))


@pytest.mark.parametrize("who", [CHAIR, 10])
def test_no_other_body_annuls_an_election(court, who):
    contested = contest(court, elected(court))
    with pytest.raises(Refusal, match="rules the control commission"):
        rule(court, contested, by=who)
    assert RecordedRefusal.objects.get().guarantee == "R7"


def test_nobody_rules_on_what_they_contest_or_stand_in(court):
    poll = elected(court)
    own = contest(court, poll, by=SECOND)
    with pytest.raises(Refusal, match="in which they stand or which they contest"):
        rule(court, own, by=SECOND)
    # The other member can, and no more votes than theirs can be counted.
    with pytest.raises(Refusal, match="1 of the control commission"):
        rule(court, own, votes_for=2)
    rule(court, own, votes_for=1)


def test_who_stood_or_contested_does_not_count_the_vote_on_it(court):
    contested = contest(court, elected(court))
    for tellers in ([6, 11], [9, 11]):
        with pytest.raises(Refusal, match="does not count this vote"):
            rule(court, contested, tellers=tellers)
    with pytest.raises(Refusal, match="Two tellers"):
        rule(court, contested, tellers=[11])


def test_a_ruling_is_what_the_votes_say(court):
    contested = contest(court, elected(court))
    with pytest.raises(Refusal, match="do not leave it upheld"):
        rule(court, contested, votes_for=1, against=1)
    with pytest.raises(Refusal, match="do not leave it dismissed"):
        rule(court, contested, upheld=False)
    with pytest.raises(Refusal, match="3 votes are said"):
        rule(court, contested, votes_for=3)


def test_where_no_body_hears_contests_nobody_annuls_and_the_refusal_says_what_is_in_order(works):
    contested = contest(works, elected(works))
    with pytest.raises(Refusal, match=r"no body that hears.*recount.*recall"):
        rule(works, contested)


# ------------------------------------------------------------------------------------------------------------ recounts


def test_a_recount_finds_the_same_and_is_linked_to_the_first(works):
    """Cries of fraud after the count (1923)."""
    poll = elected(works)
    works.say(Recount(poll=poll.pk), 9)
    poll.refresh_from_db()
    (again,) = poll.outcome["recounts"]
    assert again["same"] and again["outcome"]["elected"] == poll.outcome["elected"]
    assert again["entry"] == works.receipts[-1].n
    with pytest.raises(Refusal, match="were counted again on"):
        works.say(Recount(poll=poll.pk), 8)


def test_a_recount_that_differs_says_so(works, monkeypatch):
    from floor.polls.acts import counting_again

    poll = elected(works)
    count = counting_again.outcome_of
    monkeypatch.setattr(counting_again, "outcome_of", lambda *given: count(*given) | {"elected": [1]})
    works.say(Recount(poll=poll.pk), 9)
    poll.refresh_from_db()
    assert not poll.outcome["recounts"][0]["same"]


def test_a_recount_is_for_who_is_on_the_roll_and_in_its_time(works):
    from floor.house.acts.members import Join, Person

    poll = elected(works)
    works.say(Join(unit=3, number=13, person=Person(name="Thirteenth"), confirmed=True), 2)
    with pytest.raises(Refusal, match="somebody on the roll"):
        works.say(Recount(poll=poll.pk), 13)
    works.now = poll.contest_until
    with pytest.raises(Refusal, match="time for a recount"):
        works.say(Recount(poll=poll.pk), 9)


def test_a_poll_that_runs_is_not_counted_again(works):
    poll = call_election(works)
    stand(works, poll, 6)
    with pytest.raises(Refusal, match="no count"):
        works.say(Recount(poll=poll.pk), 9)
    with pytest.raises(Refusal, match="no count"):
        works.say(Recount(poll=open_poll(works, poll).pk), 9)
