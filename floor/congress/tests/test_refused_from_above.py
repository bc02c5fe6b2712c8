"""What nobody above can do to those below, nor an operator to any of them: each attempt refused and on record, or seen afterwards."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta

import pytest

from floor.book.act import Act, Refusal
from floor.book.models import Entry, RecordedRefusal
from floor.book.publishing import publish
from floor.book.rebuilding import rebuild
from floor.book.verifying import verify
from floor.congress.acts.apportioning import SetApportionment
from floor.congress.models import ApportionedSeats, Referral
from floor.house.acts.elections import DeclareElection
from floor.house.acts.mandates import Resign
from floor.house.acts.members import Join, Leave, Move, Person
from floor.house.models import Mandate, Seat
from floor.polls.acts.calling import CallElection
from floor.polls.acts.hands import CountHands, Hands
from floor.polls.acts.refused import RemoveHolder, SubstituteList
from floor.polls.models import Petition, Poll
from floor.polls.recalling.signing import begin_petition
from floor.polls.tests.operator import sql
from floor.polls.tests.other_statutes import works_under
from floor.site.keeping import signer
from tests.polling import call_election, close_poll, open_poll, put_question, stand, vote
from tests.world import BOLTS, DISTRICT, FACTORY, NAILS, SECRETARY, TELLERS, World, count_of, found_works

from .asking import decide, let_it_come_back, sent_down
from .storeys import DELEGATE, WITH_COUNCILS, send_up

pytestmark = pytest.mark.django_db

#: Sent by the bolt shop to the council of the works, where the delegate of the nail shop sits above them in the district's.
FROM_BELOW = 4


def both_shops_send(works: World) -> World:
    """The nail shop's delegate has come as far as the chair of the district; the bolt shop's sits in the council of the works."""
    send_up(works)
    works.elect(unit=BOLTS, body="shop committee", votes={FROM_BELOW: 4}, entitled=4, present=4, cast=4)
    one = {"entitled": 1, "present": 1, "cast": 1}
    works.elect(unit=BOLTS, for_unit=FACTORY, body="works council", votes={FROM_BELOW: 1}, **one)
    works.wait(days=1)
    return works


@pytest.fixture
def councils(db, empty_replay):
    with works_under(WITH_COUNCILS) as works:
        yield both_shops_send(works)


def seat_of(member: int, body: str) -> int:
    return Mandate.objects.get(holder=member, seat__body=body, seat__office="").pk


def sitting() -> list[tuple[int, int]]:
    return list(Mandate.objects.filter(ended=None).order_by("pk").values_list("pk", "holder"))


def declared(works: World, **wanted: object) -> DeclareElection:
    one = {"entitled": 1, "present": 1, "cast": 1}
    return DeclareElection(count=count_of(works.now, **(one | wanted)))


#: What the chair of the district tries, and on which guarantee it fails: what is tried, by which act, the words of the answer.
FROM_ABOVE: dict[str, tuple[Callable[[World], Act], str, str]] = {
    "remove a delegate of the works": (lambda works: RemoveHolder(mandate=seat_of(FROM_BELOW, "works council"), reason="for the good of the cause"), "R2", "They can recall it"),
    "remove one in the shop": (lambda works: RemoveHolder(mandate=seat_of(FROM_BELOW, "shop committee")), "R2", "no body, colleague, officer or higher level"),
    "resign for a delegate": (lambda works: Resign(mandate=seat_of(FROM_BELOW, "works council")), "R2", "Only the holder can resign"),
    "transfer a delegate to another shop": (lambda works: Move(member=FROM_BELOW, to=NAILS), "R2", "without their own consent"),
    "strike a delegate off the register": (lambda works: Leave(member=FROM_BELOW), "R21", "Only the person themselves"),
    "call the election of a seat that is held": (lambda works: CallElection(unit=BOLTS, for_unit=FACTORY, body="works council"), "R2", "mandates run"),
    "appoint to a seat below by the votes of the council above": (lambda works: declared(works, unit=DISTRICT, body="shop committee", for_unit=BOLTS, votes={9: 1}), "R1", "none of them sits"),
    "appoint to a held seat by an election of one's own": (lambda works: declared(works, unit=BOLTS, for_unit=FACTORY, body="works council", votes={7: 1}), "R2", "mandates run"),
    "appoint to a vacant seat in place of its shop": (lambda works: declared(works, unit=5, body="shop committee", votes={9: 1}), "R4", "the register says 4"),
    "send somebody from a shop in which nobody sits": (lambda works: declared(works, unit=5, for_unit=FACTORY, body="works council", votes={9: 1}), "R1", "can elect nobody"),
    "give one's own seat to a friend by a count of one's own": (lambda works: declared(works, unit=FACTORY, for_unit=DISTRICT, body="district council", votes={9: 2}, entitled=2, present=2, cast=2), "R2", "mandates run"),
}  # fmt: skip


@pytest.mark.parametrize("attempt", FROM_ABOVE.values(), ids=FROM_ABOVE)
def test_the_chair_of_a_body_above_changes_no_seat_below(councils, attempt):
    what, guarantee, said = attempt
    before, entries = sitting(), Entry.objects.count()
    act = what(councils)
    with pytest.raises(Refusal, match=said) as refused:
        councils.say(act, DELEGATE)
    assert sitting() == before
    assert refused.value.guarantee == guarantee
    recorded = RecordedRefusal.objects.get()
    assert (recorded.act, recorded.guarantee) == (act.name, refused.value.guarantee)
    assert Entry.objects.count() == entries + 1


@pytest.mark.parametrize("who", [DELEGATE, SECRETARY, 5])
def test_nobody_above_or_beside_begins_the_recall_of_a_delegate(councils, who):
    """Who begins a petition stays out of the book (R17), and so does who was turned away; the seat is as it was."""
    entries, before = Entry.objects.count(), sitting()
    for body in ("works council", "shop committee"):
        with pytest.raises(Refusal, match="nobody else; you are not among them") as refused:
            begin_petition(seat_of(FROM_BELOW, body), who, at=councils.now)
        assert refused.value.guarantee == "R2"
    assert (Entry.objects.count(), sitting()) == (entries, before)
    assert not Petition.objects.exists()


def test_a_list_from_above_replaces_nobody_who_stands_or_is_elected_below(councils):
    councils.say(Resign(mandate=seat_of(FROM_BELOW, "shop committee")), FROM_BELOW)
    poll = call_election(councils, unit=BOLTS, for_unit=None, body="shop committee")
    stand(councils, poll, 1)
    poll, before = open_poll(councils, poll), sitting()
    for by in (DELEGATE, SECRETARY):
        with pytest.raises(Refusal, match="votes of their electors") as refused:
            councils.say(SubstituteList(poll=poll.pk, people=[7]), by)
        assert refused.value.guarantee == "R1"
    vote(councils, poll, {1: [1], 4: [1], 7: [1]})
    poll = close_poll(councils, poll)
    assert Mandate.objects.get(result=poll.result).holder_id == 1
    assert [pair for pair in sitting() if pair[1] != 1 or pair in before] == before
    assert RecordedRefusal.objects.get().act == "polls.SubstituteList"


# --------------------------------------------------------------------------------------------- the register that moved


def take_in(works: World, number: int) -> None:
    """So many join the bolt shop, after the day by which seats are shared out."""
    for n in range(number):
        person = Person(name=f"Newcomer {n}", categories={"shift": "day"})
        works.say(Join(unit=BOLTS, number=13 + n, person=person, confirmed=True), SECRETARY)


def to_congress(works: World, *elected: int, members: int) -> None:
    votes = dict.fromkeys(elected, 9)
    works.elect(unit=FACTORY, for_unit=DISTRICT, body="district congress", votes=votes, entitled=members, present=members, cast=members)  # fmt: skip


def test_who_pads_the_register_after_the_cut_off_gets_no_seat_for_it(councils):
    """Twelve members at the cut-off are three seats; twenty, who stand there when the count is entered, would be five."""
    councils.say(SetApportionment(unit=DISTRICT, body="district congress", cut_off=councils.now), DELEGATE)
    take_in(councils, 8)
    before = sitting()
    for five in ((5, 6, 7, 9, 10), (5, 6, 7, 9)):
        with pytest.raises(Refusal, match=r"named as elected|are elected to 3 seats") as refused:
            to_congress(councils, *five, members=20)
        assert refused.value.guarantee == "R4"
    assert sitting() == before
    assert RecordedRefusal.objects.filter(act="house.DeclareElection", guarantee="R4").count() == 2
    to_congress(councils, 5, 6, 7, members=20)
    assert Seat.objects.filter(body="district congress").count() == 3


def test_seats_are_not_counted_anew_from_a_register_that_moved_while_delegates_are_elected(councils):
    councils.say(SetApportionment(unit=DISTRICT, body="district congress", cut_off=councils.now), DELEGATE)
    poll = call_election(councils)
    take_in(councils, 8)
    councils.wait(hours=2)
    later = SetApportionment(unit=DISTRICT, body="district congress", cut_off=councils.now - timedelta(hours=1))
    with pytest.raises(Refusal, match="being elected") as refused:
        councils.say(later, DELEGATE)
    assert refused.value.guarantee == "R3" and RecordedRefusal.objects.get().act == later.name
    stand(councils, poll, 5, 6, 7, 8)
    assert open_poll(councils, poll).seats == 3 == ApportionedSeats.objects.get().seats


# --------------------------------------------------------------------------------------- delegations that were not there


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ({"entitled": 3, "present": 3, "cast": 3}, "the register says 2"),
        ({"entitled": 2, "present": 3, "cast": 3}, "only 2 are entitled"),
        ({"entitled": 2, "present": 1, "cast": 2}, "2 papers were cast by 1"),
    ],
)
def test_an_election_counts_no_votes_of_a_shop_that_has_sent_nobody_and_none_of_who_was_absent(councils, figures, said):
    """Two of three shops have sent somebody to the council of the works: it has two votes, and fewer where one has not come."""
    councils.say(Resign(mandate=seat_of(DELEGATE, "district council")), DELEGATE)
    before = sitting()
    with pytest.raises(Refusal, match=said) as refused:
        councils.elect(unit=FACTORY, for_unit=DISTRICT, body="district council", votes={FROM_BELOW: figures["cast"]}, **figures)  # fmt: skip
    assert refused.value.guarantee == "R4" and sitting() == before
    assert RecordedRefusal.objects.get().act == "house.DeclareElection"


@pytest.mark.parametrize(("present", "votes_for", "said"), [(3, 3, "only 2 are entitled"), (1, 2, "cast by 1 people")])
def test_a_resolution_is_carried_by_no_votes_of_delegations_that_were_absent(councils, present, votes_for, said):
    poll = open_poll(councils, put_question(councils, electors="works council", title="The programme of the works"))
    hands = [Hands(votes_for=votes_for, against=0, abstaining=0)]
    with pytest.raises(Refusal, match=said) as refused:
        councils.say(CountHands(poll=poll.pk, present=present, hands=hands, tellers=TELLERS), TELLERS[0])
    assert refused.value.guarantee == "R4" and RecordedRefusal.objects.get().guarantee == "R4"
    poll.refresh_from_db()
    assert poll.state == "open" and poll.outcome == {}


# ------------------------------------------------------------------------------------- an operator with the database open


@pytest.fixture
def run_by_an_operator(db, empty_replay):
    """Seats shared out, delegates sent, a question answered from below; nothing insists that its book rebuilds the same tables."""
    works = both_shops_send(found_works(text=WITH_COUNCILS))
    works.say(SetApportionment(unit=DISTRICT, body="district congress", cut_off=works.now), DELEGATE)
    referral = sent_down(works)
    decide(works, referral, BOLTS, 1, 3)
    let_it_come_back(works, referral)
    return works


def another_outcome() -> None:
    outcome = Referral.objects.get().outcome | {"carried": True, "votes_for": 9}
    sql('UPDATE "congress_referral" SET "outcome" = %s', json.dumps(outcome))


def another_seat() -> None:
    sql(
        'INSERT INTO "house_seat" ("id", "unit_id", "body", "part", "office", "number") VALUES (%s, %s, %s, %s, %s, %s)',
        Seat.next_id(), DISTRICT, "district council", "", "", 2,
    )  # fmt: skip


CHEATS: dict[str, tuple[Callable[[], None], str]] = {
    "a seat more in the council": (another_seat, "house_seat"),
    "another holder of a mandate": (lambda: sql('UPDATE "house_mandate" SET "holder_id" = 9 WHERE "id" = %s', seat_of(DELEGATE, "district council")), "house_mandate"),
    "a term without end": (lambda: sql('UPDATE "house_mandate" SET "ends" = NULL WHERE "id" = %s', seat_of(DELEGATE, "works council")), "house_mandate"),
    "more seats for a factory": (lambda: sql('UPDATE "congress_apportionedseats" SET "seats" = 5'), "congress_apportionedseats"),
    "more members behind them": (lambda: sql('UPDATE "congress_apportionedseats" SET "members" = 20'), "congress_apportionedseats"),
    "a return that carries": (another_outcome, "congress_referral"),
    "a shop that was not asked": (lambda: sql('DELETE FROM "congress_askedunit" WHERE "unit_id" = %s', NAILS), "congress_askedunit"),
}  # fmt: skip


@pytest.mark.parametrize(("cheat", "table"), CHEATS.values(), ids=CHEATS)
def test_whoever_verifies_is_told_which_table_an_operator_changed(run_by_an_operator, cheat, table, tmp_path):
    cheat()
    assert [claim.name for claim in rebuild().claims() if claim.verdict == "broken"] == [f"table {table}"]
    publish(tmp_path, signer())
    faults = [claim for claim in verify(tmp_path).claims if claim.verdict == "broken"]
    assert {claim.name for claim in faults} == {"the server's tables are what the book says"}
    assert [claim.detail for claim in faults] == [f"the table {table} on the server is not what the book says"]


def test_without_an_operator_nothing_is_broken(run_by_an_operator, tmp_path):
    publish(tmp_path, signer())
    assert verify(tmp_path).holds and rebuild().differing == []
    assert Referral.objects.get().outcome["carried"] is False and Poll.objects.filter(state="counted").count() == 1
