"""Cases of the theme delegates, and others whose demands they share: sent by their shop, answerable to it, replaced by it alone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from floor.book.act import Refusal
from floor.book.models import RecordedRefusal
from floor.house.acts.mandates import Instruct, Resign
from floor.house.models import Handover, Instruction, Mandate, Member
from floor.law.checker import check
from floor.law.reading import read
from floor.polls.acts.calling import CallElection
from floor.polls.acts.hands import CountHands
from floor.polls.acts.refused import RemoveHolder, SubstituteList
from floor.polls.asking.side_by_side import side_by_side
from floor.polls.models import Poll
from floor.polls.recalling.signing import begin_petition, sign
from floor.polls.tests.other_statutes import works_under
from tests.casebook.cases import case
from tests.casebook.people import DELEGATES, SENT_BY_SHOPS, of, papers, percent, statutes_with, votes_of
from tests.polling import answer, call_election, close_poll, count_hands, let_fall_due, open_poll, put_question, stand
from tests.world import BOLTS, CABLES, CHAIR, DISTRICT, FACTORY, NAILS, SECRETARY, STATUTES, TELLERS, THIRD

pytestmark = pytest.mark.django_db

OUTSIDE = "1902-complaints-without-owner"
SHOPS = "1916-09-26-shop-delegates"
RATIFIED = "1923-11-15-shop-against-delegates"
ALONE = "1923-1925-organiser-alone"
GUESTS = "1923-1928-members-and-guests"
NOT_CARRIED_OUT = "1926-1927-resolutions-not-carried-out"
YOUTH = "1927-12-national-youth-vote"
SPEECH = "1928-03-28-delegate-speech"
CAUCUS = "1929-01-11-may-we-ask-again"
REPLACED = "1931-09-removed-for-doubting"
SHOPS_OF_THE_WORKS = {BOLTS: 4, NAILS: 5, CABLES: 6}


@pytest.fixture
def sent(db, empty_replay):
    """Each shop has sent a delegate of its own."""
    with works_under(statutes_with(SENT_BY_SHOPS)) as works:
        for shop, member in SHOPS_OF_THE_WORKS.items():
            votes = {"votes": {member: 3}, "entitled": 4, "present": 4, "cast": 4}
            works.elect(unit=shop, for_unit=FACTORY, body="shop delegates", **votes)
        yield works


def delegate_of(shop: int) -> Mandate:
    return Mandate.objects.get(holder=SHOPS_OF_THE_WORKS[shop], seat__body="shop delegates")


def those_of(shop: int) -> list[int]:
    return list(Member.objects.filter(unit=shop).order_by("pk").values_list("pk", flat=True))


def recall(works, mandate: Mandate, signed: list[int]) -> Poll:
    petition = begin_petition(mandate.pk, signed[0], at=works.now)
    for member in signed[1:]:
        sign(petition.pk, member, at=works.now)
    return open_poll(works, Poll.objects.get(petition=petition))


@pytest.mark.casebook(SHOPS, must=(1,))
def test_a_shop_replaces_its_delegate_by_its_own_vote_alone(sent):
    bolts = those_of(BOLTS)
    poll = recall(sent, delegate_of(BOLTS), bolts[:1])
    assert (poll.unit_id, poll.electors, poll.entitled) == (BOLTS, "shop meeting", 4)
    with pytest.raises(Refusal, match="nobody else; you are not among them"):
        begin_petition(delegate_of(NAILS).pk, bolts[0], at=sent.now)
    answer(sent, poll, {member: [1] for member in bolts[:3]})
    close_poll(sent, poll)
    assert delegate_of(BOLTS).how_ended == "recalled" and not delegate_of(NAILS).how_ended
    let_fall_due(sent)
    follows = Poll.objects.get(kind="election")
    assert (follows.unit_id, follows.for_unit_id, follows.seats) == (BOLTS, FACTORY, 1)


@pytest.mark.casebook(SHOPS, must=())
def test_each_shop_elects_its_delegate_and_binds_them_to_the_items_it_lists(sent):
    """Line 1 in part: the duty to report back is for the undertakings to show."""
    items = "Eight hours; no fines; the bath house. Nothing beyond these."
    count = {"entitled": 4, "present": 4, "votes_for": 4, "against": 0, "abstaining": 0, "tellers": [1, 7]}
    mandate = delegate_of(BOLTS)
    sent.say(
        Instruct(mandate=mandate.pk, question="Our demands", kind="bound", text=items, closed=sent.now, **count), 1
    )
    assert Instruction.objects.get(mandate=mandate).kind == "bound"
    with pytest.raises(Refusal, match="the register says 4"):
        sent.say(Instruct(mandate=mandate.pk, question="Our demands", kind="free", closed=sent.now, **count | {"entitled": 12, "present": 12, "votes_for": 12}), 1)  # fmt: skip


@pytest.mark.casebook(SPEECH, must=(1,))
def test_only_the_shop_starts_the_recall_of_its_delegate_in_secret_and_with_notice(sent):
    with pytest.raises(Refusal, match="you are not among them"):
        begin_petition(delegate_of(BOLTS).pk, those_of(CABLES)[0], at=sent.now)
    with pytest.raises(Refusal, match="They can recall it"):
        sent.say(RemoveHolder(mandate=delegate_of(BOLTS).pk, reason="what was said to the director"), CHAIR)
    petition = begin_petition(delegate_of(BOLTS).pk, those_of(BOLTS)[0], at=sent.now)
    poll = Poll.objects.get(petition=petition)
    assert poll.ballot == "secret" and poll.opens - poll.announced == timedelta(days=1)


@pytest.mark.casebook(SPEECH, must=(2,))
def test_there_is_no_open_vote_on_a_person_and_no_protest_without_a_count(sent):
    with pytest.raises(Refusal, match="About persons") as refused:
        put_question(
            sent, unit=BOLTS, electors="shop meeting", title="We protest", about_member=4, ballot="show of hands"
        )
    assert refused.value.guarantee == "R5"
    poll = open_poll(sent, put_question(sent, unit=BOLTS, electors="shop meeting", title="Against such speeches"))
    with pytest.raises(Refusal, match="Counts of hands needed: 1; given: 0"):
        sent.say(CountHands(poll=poll.pk, present=4, tellers=TELLERS), TELLERS[0])


@pytest.mark.casebook(RATIFIED, must=())
def test_the_no_of_a_shop_stays_visible_beside_the_yes_of_the_delegates(sent):
    """Line 1 in part: what a ratification binds is for the agreements to show."""
    title = "A raise of 11 percent"
    yes = count_hands(sent, open_poll(sent, put_question(sent, electors="shop delegates", title=title)), (3, 0, 0), present=3)  # fmt: skip
    asked = put_question(sent, unit=BOLTS, electors="shop meeting", title=title, beside=yes.pk)
    no = count_hands(sent, open_poll(sent, asked), (1, 3, 0), present=4)
    assert [(row.electors, row.carried) for row in side_by_side(no).rows] == [("shop delegates", True), ("shop meeting", False)]  # fmt: skip


@pytest.mark.casebook(ALONE, must=(2,))
def test_who_asks_to_be_relieved_is_and_the_election_and_the_handover_begin(works):
    office = Mandate.objects.get(holder=SECRETARY, seat__office="secretary")
    works.say(Resign(mandate=office.pk), SECRETARY)
    office.refresh_from_db()
    assert (office.ended, office.how_ended) == (works.now, "resigned")
    assert Handover.objects.get(mandate=office).due == works.now + timedelta(days=14)
    let_fall_due(works)
    poll = Poll.objects.get()
    assert (poll.office, poll.state, poll.electors) == ("secretary", "announced", "factory committee")


@pytest.mark.casebook(NOT_CARRIED_OUT, must=(3,))
def test_over_resolutions_not_carried_out_members_of_the_committee_can_be_recalled(works):
    poll = recall(works, Mandate.objects.get(holder=THIRD, seat__body="factory committee"), [5, 6, 7])
    answer(works, poll, {voter: [1] for voter in range(5, 10)})
    close_poll(works, poll)
    assert Mandate.objects.get(holder=THIRD).how_ended == "recalled"


@pytest.mark.casebook(REPLACED, must=(3,))
def test_those_put_in_the_place_of_the_elected_hold_no_office(works):
    before = set(Mandate.objects.values_list("pk", flat=True))
    poll = call_election(works)
    for attempt in (
        SubstituteList(poll=poll.pk, people=[9, 10]),
        CallElection(unit=FACTORY, body="factory committee"),
    ):
        with pytest.raises(Refusal, match=r"votes of their electors|held by people whose mandates run"):
            works.say(attempt, CHAIR)
    with pytest.raises(Refusal, match="The count says 3 are entitled to vote; the register says 12"):
        works.elect(unit=FACTORY, body="factory committee", votes={9: 3}, entitled=3, present=3, cast=3)
    assert set(Mandate.objects.values_list("pk", flat=True)) == before
    assert RecordedRefusal.objects.count() == 3


@pytest.mark.casebook(CAUCUS, must=(4,))
@pytest.mark.casebook(YOUTH, must=(0,))
def test_persons_are_elected_by_secret_ballot_of_the_congress(works):
    works.elect(unit=FACTORY, for_unit=DISTRICT, body="district congress", votes={5: 9, 6: 9, 7: 9})
    works.say(CallElection(unit=DISTRICT, body="district committee"), 5)
    poll = Poll.objects.get()
    assert (poll.ballot, poll.electors) == ("secret", "district congress")
    # Nor is a question about persons settled by hands in a caucus of it.
    with pytest.raises(Refusal, match="About persons") as refused:
        put_question(works, by=5, unit=DISTRICT, electors="district congress", title="Their names", about_member=9, ballot="show of hands")  # fmt: skip
    assert refused.value.guarantee == "R5"


@pytest.mark.casebook(GUESTS, must=(2,))
@pytest.mark.parametrize("which", ["delegates", "district"])
def test_an_election_shows_who_took_part_of_all_members_and_the_votes_of_each_candidate(db, empty_replay, which):
    numbers = case(GUESTS)["numbers"]
    with works_under(statutes_with(DELEGATES)) as works:
        of(works, numbers["members_1923"])
        poll = (
            call_election(works)
            if which == "district"
            else call_election(works, for_unit=None, body="delegates' meeting")
        )
        stand(works, poll, 6, 7)
        poll = open_poll(works, poll)
        voted = numbers[f"election_{which}"]
        papers(works, poll, {(6,): voted - 60, (7,): 60})
        poll = close_poll(works, poll)
        figures = poll.outcome["figures"]
        assert percent(figures["papers"], figures["entitled"]) == numbers[f"derived_election_{which}_percent"]
        assert (votes_of(poll, 6), votes_of(poll, 7)) == (voted - 60, 60)


@pytest.mark.casebook(OUTSIDE, must=(0,))
def test_a_body_that_an_authority_fills_is_no_body_of_the_members():
    council = STATUTES.replace(
        'elected     = { by = "district congress"', 'elected     = { by = "the political police"'
    )
    broken = {finding.guarantee for finding in check(read(council)) if finding.severity == "broken"}
    assert "R1" in broken
