"""Cases of the theme election: names that were shouted, a board that was half appointed, a list nobody had seen, a vote overruled."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from floor.book.act import Refusal
from floor.book.models import RecordedRefusal
from floor.book.ticking import tick
from floor.house.acts.elections import DeclareElection
from floor.house.models import Mandate, Member, Seat
from floor.law.checker import check
from floor.law.reading import read
from floor.polls.acts.calling import CallElection
from floor.polls.acts.contesting import ContestResult
from floor.polls.acts.counting_again import Recount
from floor.polls.acts.listing import ProposeList
from floor.polls.acts.nominating import AcceptNomination, Nominate, WithdrawCandidacy
from floor.polls.acts.questions import PutQuestion
from floor.polls.acts.refused import RemoveHolder, SubstituteList
from floor.polls.models import Mark, Poll, RollLine, SealedPaper, Slate
from floor.polls.recalling.petitions import signatures_of
from floor.polls.recalling.signing import begin_petition, sign
from floor.polls.tests.other_statutes import works_under
from floor.polls.urn.casting import cast
from tests.casebook.cases import case
from tests.casebook.people import DELEGATES, delegates, of, papers, percent, shop_of, statutes_with, votes_of
from tests.polling import call_election, close_poll, count_hands, let_fall_due, open_poll, put_question, stand, vote
from tests.world import BOLTS, CABLES, CHAIR, DISTRICT, FACTORY, NAILS, SECRETARY, STATUTES, TELLERS, count_of

pytestmark = pytest.mark.django_db

SHOUTED = "1917-03-04-shouted-committee"
BOARD = "1917-11-25-half-the-board"
SECRET = "1921-03-30-committee-election"
IMPOSED = "1921-05-28-list-imposed"
SWINDLE = "1923-08-30-swindle"
UNKNOWN = "1927-12-unknown-list"


# ------------------------------------------------------------------------------------------------ 1917: shouted names

#: What a works in haste may elect: a committee for a month, by the same secret ballot as any other.
INTERIM = """
[body."interim committee"]
at          = "factory"
elected     = { by = "general meeting", seats = 3, method = "block", term = "1 month", notice = "2 days", tie = "lot", open-for = "1 day" }
recall      = { petition = "1/5 of electors" }
quorum      = "1/2"
meets       = "weekly"
notice      = "1 day"
convened-by = ["interim committee", "1/10 of members"]
accounts-to = "general meeting"
reports     = "monthly"
"""


@pytest.mark.casebook(SHOUTED, must=(0,))
def test_a_name_that_is_called_out_is_a_nomination_and_a_secret_ballot_follows(works):
    poll = call_election(works)
    for name in (6, 7):
        works.say(Nominate(poll=poll.pk, member=name), 9)
    assert not Mandate.objects.filter(seat__body="district congress").exists()
    works.say(AcceptNomination(candidacy=poll.candidacies.get(member=6).pk), 6)
    poll = open_poll(works, poll)
    assert poll.ballot == "secret" and poll.form["options"] == 1, "who was only shouted does not stand"
    openly = STATUTES.replace('seats = 3, method = "block"', 'seats = 3, ballot = "show of hands", method = "block"')
    assert "R5" in {finding.guarantee for finding in check(read(openly)) if finding.severity == "broken"}


@pytest.mark.casebook(SHOUTED, must=(1, 3))
def test_haste_is_no_exception_and_an_interim_committee_is_elected_for_its_time_and_ends(db, empty_replay):
    with works_under(statutes_with(INTERIM)) as works:
        call = {"unit": FACTORY, "body": "interim committee"}
        with pytest.raises(Refusal, match="give 2 days between the announcement") as refused:
            works.say(CallElection(**call, opens=works.now + timedelta(hours=2)), SECRETARY)
        assert refused.value.guarantee == "R3"
        works.say(CallElection(**call), SECRETARY)
        poll = Poll.objects.get()
        assert (poll.electors, poll.seats, poll.method) == ("general meeting", 3, "block")
        stand(works, poll, 6, 7, 8)
        poll = open_poll(works, poll)
        vote(works, poll, {voter: [6, 7, 8] for voter in range(1, 8)})
        poll = close_poll(works, poll)
        sits = Mandate.objects.filter(seat__body="interim committee")
        assert {mandate.ends for mandate in sits} == {poll.counted.replace(month=4)}
        works.wait(days=40)
        tick(at=works.now)
        assert set(sits.values_list("how_ended", flat=True)) == {"expired"}, "nobody sits on unconfirmed"


@pytest.mark.casebook(SHOUTED, must=(2,))
def test_the_result_shows_for_each_shop_who_could_vote_who_did_and_for_whom(works):
    numbers = case(SHOUTED)["numbers"]
    assert percent(numbers["present_max"], numbers["left_work_28_february"]) == numbers["derived_max_share_percent"]
    for shop, members in ((BOLTS, 28), (NAILS, 14), (CABLES, 7)):
        shop_of(works, shop, members)
    poll = call_election(works)
    stand(works, poll, 6, 7)
    poll = open_poll(works, poll)
    of_shop = {
        shop: list(Member.objects.filter(unit=shop).order_by("pk").values_list("pk", flat=True))
        for shop in (BOLTS, NAILS, CABLES)
    }
    vote(works, poll, {voter: [6] for voter in of_shop[BOLTS][:12]} | {voter: [7] for voter in of_shop[NAILS][:6]})
    poll = close_poll(works, poll)
    rows = {row["unit"]: (row["entitled"], row["papers"], sum(row["votes"])) for row in poll.outcome["units"]}
    assert rows == {str(BOLTS): (28, 12, 12), str(NAILS): (14, 6, 6)}
    figures = poll.outcome["figures"]
    assert (figures["entitled"], figures["papers"]) == (49, 18)
    assert percent(figures["papers"], figures["entitled"]) == 36.73


# -------------------------------------------------------------------------------------------------- 1917: half a board

MIXED = """
[body."board"]
at          = "district"
recall      = { petition = "1/5 of electors" }
quorum      = "1/2"
meets       = "monthly"
notice      = "3 days"
convened-by = ["board", "1/10 of members"]
accounts-to = "district congress"
reports     = "half-yearly"
[body."board".parts.production]
elected     = { by = "general meeting", seats = 2, method = "block", term = "1 year", notice = "7 days", tie = "lot" }
[body."board".parts.union]
elected     = { by = "district congress", seats = 1, method = "plurality", term = "1 year", notice = "7 days", tie = "lot" }
[body."board".parts.state]
filled-by   = "the council of the economy"
seats       = 3
"""
APPOINTED = """
[[exception]]
guarantee = "R1"
body      = "board"
reason    = "Three seats are filled by the state, as long as we have not won them."
[[exception]]
guarantee = "R2"
body      = "board"
reason    = "Those three can't be recalled by us."
"""


@pytest.fixture
def board(db, empty_replay):
    with works_under(statutes_with(MIXED) + APPOINTED) as works:
        works.say(CallElection(unit=FACTORY, for_unit=DISTRICT, body="board", part="production"), SECRETARY)
        poll = Poll.objects.get()
        stand(works, poll, 6, 7)
        poll = open_poll(works, poll)
        vote(works, poll, {voter: [6, 7] for voter in range(1, 8)})
        close_poll(works, poll)
        yield works


@pytest.mark.casebook(BOARD, must=(1,))
def test_each_side_of_the_board_is_elected_by_its_own_electors_and_the_rest_is_marked_as_appointed(board):
    numbers = case(BOARD)["numbers"]
    seats = Seat.objects.filter(unit=DISTRICT, body="board", part="production")
    assert seats.count() == numbers["seats_production_workers"]
    assert set(seats.values_list("sent_by", flat=True)) == {FACTORY}
    with pytest.raises(Refusal, match="none of them sits at this factory"):
        board.say(CallElection(unit=FACTORY, for_unit=DISTRICT, body="board", part="union"), SECRETARY)
    with pytest.raises(Refusal, match="Nobody elects state of the board") as refused:
        board.say(CallElection(unit=DISTRICT, body="board", part="state"), SECRETARY)
    assert refused.value.guarantee == "R1"
    with pytest.raises(Refusal, match="Nobody elects state"):
        count = count_of(board.now, unit=DISTRICT, body="board", part="state", votes={8: 3, 9: 3, 10: 3})
        board.say(DeclareElection(count=count), TELLERS[0])
    page = Client().get(f"/units/{DISTRICT}/bodies/board/").content.decode()
    assert f"{numbers['seats_state']} seats, filled by the council of the economy" in page


@pytest.mark.casebook(BOARD, must=(2,))
def test_the_two_can_be_recalled_by_the_factory_at_any_time_the_three_cannot_and_the_page_says_so(board):
    assert (
        "the members neither elect nor recall them" in Client().get(f"/units/{DISTRICT}/bodies/board/").content.decode()
    )
    mandate = Mandate.objects.get(holder=6, seat__body="board")
    petition = begin_petition(mandate.pk, 9, at=board.now)
    for member in (10, 11):
        sign(petition.pk, member, at=board.now)
    poll = Poll.objects.get(petition=petition)
    assert (poll.unit_id, poll.electors) == (FACTORY, "general meeting")
    # Of the three there is no mandate whose number could be given.
    with pytest.raises(Refusal, match="somebody who was appointed by an employer is no holder"):
        begin_petition(mandate.pk + 100, 9, at=board.now)


# ------------------------------------------------------------------------------------- 1921: each can see their own mark


@pytest.mark.casebook(SECRET, must=(3,))
def test_each_voter_sees_their_mark_the_papers_add_up_and_nothing_shows_how_anybody_voted(works):
    poll = call_election(works)
    stand(works, poll, 6, 7)
    poll = open_poll(works, poll)
    taken = [cast(poll.pk, voter, (1,), at=works.now) for voter in (1, 2, 3, 4)]
    poll = close_poll(works, poll)
    assert set(RollLine.objects.filter(poll=poll, voted=True).values_list("member", flat=True)) == {1, 2, 3, 4}
    assert poll.outcome["figures"]["papers"] == poll.voted == 4
    # Nobody gets anything by which a paper could be found again, and what was sealed is destroyed.
    assert set(taken) == {None}
    assert not SealedPaper.objects.exists() and not Mark.objects.exists()


# ------------------------------------------------------------------------------------------------- 1921: a list imposed


@pytest.mark.casebook(IMPOSED, must=(1,))
def test_the_decision_of_120_to_37_stands(db, empty_replay):
    numbers = case(IMPOSED)["numbers"]
    with works_under(statutes_with(DELEGATES)) as works:
        of(works, 200)
        delegates(works, 160)
        title = "The list of the fraction"
        poll = put_question(works, electors="delegates' meeting", title=title, ballot="show of hands")
        hands = numbers["votes_for"], numbers["votes_against"], 0
        poll = count_hands(works, open_poll(works, poll), hands, present=numbers["derived_total"])
        (part,) = poll.outcome["parts"]
        assert poll.outcome["carried"]
        assert percent(part["for"], part["for"] + part["against"]) == numbers["derived_for_percent"]
        with pytest.raises(Refusal, match="A decision stands for 3 months") as refused:
            works.say(
                PutQuestion(unit=FACTORY, electors="delegates' meeting", title="the list of the fraction."), CHAIR
            )
        assert refused.value.guarantee == "R7"
        with pytest.raises(Refusal, match="votes of their electors"):
            works.say(SubstituteList(poll=poll.pk, people=[9, 10]), CHAIR)
        poll.refresh_from_db()
        assert poll.state == "counted" and poll.outcome["carried"]


@pytest.mark.casebook(IMPOSED, must=(3,))
def test_part_of_the_delegates_is_no_meeting_and_decides_nothing(db, empty_replay):
    with works_under(statutes_with(DELEGATES)) as works:
        of(works, 60)
        delegates(works, 40)
        poll = put_question(works, electors="delegates' meeting", title="The nominees of the commission")
        before = Mandate.objects.count()
        poll = count_hands(works, open_poll(works, poll), (15, 0, 0), present=15)
        assert poll.state == "failed" and not poll.outcome["carried"], "15 of 40 are no quorum"
        assert Mandate.objects.count() == before


# ---------------------------------------------------------------------------------------------------- 1923: "a swindle"


@pytest.mark.casebook(SWINDLE, must=(3,))
def test_a_challenge_in_time_leads_to_a_recount_that_is_linked_to_the_first_result(works):
    poll = call_election(works)
    stand(works, poll, 6, 7, 8)
    poll = open_poll(works, poll)
    papers(works, poll, {(6, 7): 4, (8,): 3})
    poll = close_poll(works, poll)
    works.say(ContestResult(poll=poll.pk, ground="wrong count", text=works.attach("We have been cheated.")), 9)
    works.say(Recount(poll=poll.pk), 9)
    poll.refresh_from_db()
    (recount,) = poll.outcome["recounts"]
    assert recount["same"] and recount["papers"] == 7 and recount["entry"]
    assert votes_of(poll, 8) == 3, "the first result stays where it was"
    works.wait(days=15)
    with pytest.raises(Refusal, match="The time for a recount in the book is over"):
        works.say(Recount(poll=poll.pk), 9)


# ------------------------------------------------------------------------------------------------- 1927: an unknown list


@pytest.mark.casebook(UNKNOWN, must=(0,))
def test_a_list_that_was_not_published_with_its_proposers_before_the_vote_does_not_exist(works):
    poll = call_election(works)
    stand(works, poll, 6, 7)
    works.say(ProposeList(poll=poll.pk, title="The bench", people=[8]), 9)
    assert Slate.objects.get().proposers == [9], "published at once, with who proposes it"
    works.now = poll.nominations_until
    with pytest.raises(Refusal, match="who stands is fixed before the vote") as refused:
        works.say(ProposeList(poll=poll.pk, title="The list of the cell", people=[10]), CHAIR)
    assert refused.value.guarantee == "R3"
    poll = open_poll(works, poll)
    with pytest.raises(Refusal, match="fixed before the vote"):
        works.say(ProposeList(poll=poll.pk, title="The list of the cell", people=[10]), CHAIR)
    assert RecordedRefusal.objects.filter(act="polls.ProposeList").count() >= 1
    assert sorted(poll.candidacies.filter(number__gt=0).values_list("member", flat=True)) == [6, 7]


@pytest.mark.casebook(UNKNOWN, must=(1,))
def test_a_list_is_a_recommendation_that_is_followed_or_struck_name_by_name(works):
    poll = call_election(works)
    works.say(ProposeList(poll=poll.pk, title="The list of the cell", people=[8, 9, 10]), 8)
    for member in (8, 9, 10):
        works.say(AcceptNomination(candidacy=poll.candidacies.get(member=member).pk), member)
    stand(works, poll, 6)
    works.say(WithdrawCandidacy(candidacy=poll.candidacies.get(member=10).pk), 10)
    poll = open_poll(works, poll)
    papers(works, poll, {(8, 6): 5, (8, 9): 1})
    poll = close_poll(works, poll)
    assert (votes_of(poll, 8), votes_of(poll, 9), votes_of(poll, 6)) == (6, 1, 5)


@pytest.mark.casebook(UNKNOWN, must=(4,))
def test_of_a_petition_its_number_is_shown_and_nothing_else(works):
    mandate = Mandate.objects.get(holder=CHAIR, seat__office="")
    of(works, 30)
    petition = begin_petition(mandate.pk, 13, at=works.now)
    for member in (14, 15, 16, 17):
        sign(petition.pk, member, at=works.now)
    assert signatures_of(petition, works.now) == 5
    sign(petition.pk, 18, at=works.now)
    let_fall_due(works)
    petition.refresh_from_db()
    assert petition.signatures == 6
    fields = {field.name for field in petition._meta.get_fields() if not field.is_relation}
    assert not {name for name in fields if "sign" in name} - {"signatures"}
    with pytest.raises(Refusal):
        works.say(RemoveHolder(mandate=mandate.pk, reason="he did not know the list"), SECRETARY)
