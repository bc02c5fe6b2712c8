"""Cases of the theme recall: managers whom no shop elected, a committee that throws out its own, shops that recall at once."""

from __future__ import annotations

import pytest

from floor.book.act import Refusal
from floor.book.models import RecordedRefusal
from floor.house.acts.members import Join, Person
from floor.house.models import Mandate
from floor.polls.acts.questions import PutQuestion
from floor.polls.acts.refused import RemoveHolder
from floor.polls.models import Poll
from floor.polls.recalling.signing import begin_petition, sign
from floor.polls.tests.other_statutes import works_under
from tests.casebook.cases import case
from tests.polling import answer, close_poll, let_fall_due, open_poll
from tests.world import BOLTS, CABLES, CHAIR, CONTROLLER, DISTRICT, FACTORY, NAILS, SECRETARY, STATUTES, THIRD

pytestmark = pytest.mark.django_db

MANAGERS = "1917-05-23-managers-dismissed"
ITS_OWN = "1918-02-11-committee-tries-itself"
AT_ONCE = "1919-03-05-instant-recall"
DOUBTING = "1931-09-removed-for-doubting"
LEVELS = "1920-12-30-five-levels"


def seat_of(holder: int) -> Mandate:
    return Mandate.objects.get(holder=holder, seat__office="", seat__body="factory committee")


def recall_of(works, holder: int, signed: tuple[int, ...]) -> Poll:
    petition = begin_petition(seat_of(holder).pk, signed[0], at=works.now)
    for member in signed[1:]:
        sign(petition.pk, member, at=works.now)
    return open_poll(works, Poll.objects.get(petition=petition))


@pytest.mark.casebook(MANAGERS, must=(0,))
def test_managers_whom_nobody_elected_are_no_holders_to_recall(works):
    # They hold no mandate here, so there is none whose number could be given.
    nobodys = Mandate.objects.order_by("-pk")[0].pk + 1
    for manager in range(case(MANAGERS)["numbers"]["managers"]):
        with pytest.raises(Refusal, match="conflict commission, as a grievance of all") as refused:
            begin_petition(nobodys + manager, 5, at=works.now)
        assert refused.value.guarantee == "R2"


@pytest.mark.casebook(ITS_OWN, must=(0,))
def test_a_committee_cannot_throw_out_whom_the_members_elected(works):
    numbers = case(ITS_OWN)["numbers"]
    assert numbers["removed"] == 1
    for colleague in (CHAIR, SECRETARY):
        with pytest.raises(Refusal, match="no body, colleague, officer or higher level"):
            works.say(RemoveHolder(mandate=seat_of(THIRD).pk, reason="drunk with the guards"), colleague)
    assert seat_of(THIRD).ended is None
    assert {refusal.guarantee for refusal in RecordedRefusal.objects.all()} == {"R2"}
    # What its members can do is what every elector can: sign a petition to those who elected.
    assert recall_of(works, THIRD, (CHAIR, SECRETARY, 5)).electors == "general meeting"


@pytest.mark.casebook(ITS_OWN, must=(2,))
def test_the_electors_vote_on_the_recall_in_secret(works):
    assert recall_of(works, THIRD, (5, 6, 7)).ballot == "secret"
    with pytest.raises(Refusal, match="secret, not by show of hands") as refused:
        works.say(
            PutQuestion(unit=FACTORY, title="Guilty?", electors="factory committee", about_member=THIRD, ballot="show of hands"),
            CHAIR,
        )  # fmt: skip
    assert refused.value.guarantee == "R5"


@pytest.mark.casebook(AT_ONCE, must=(0, 3))
def test_the_electors_recall_at_once_with_counts_per_shop_and_the_seat_is_filled_anew(works):
    for number, shop in enumerate([BOLTS, NAILS, BOLTS, NAILS], start=13):
        works.say(Join(unit=shop, number=number, person=Person(name=f"New {number}"), confirmed=True), SECRETARY)
    poll = recall_of(works, THIRD, (5, 6, 7, 8))
    shops = {1: BOLTS, 2: NAILS, 0: CABLES}
    voters = {BOLTS: [1, 4, 7, 10, 13, 15], NAILS: [2, 5, 8, 11, 14, 16]}
    assert all(shops[voter % 3] == BOLTS for voter in voters[BOLTS][:4])
    answer(works, poll, {voter: [1] for members in voters.values() for voter in members})
    poll = close_poll(works, poll)
    mandate = seat_of(THIRD)
    assert (mandate.how_ended, mandate.ended) == ("recalled", poll.counted)
    counted = {row["unit"]: row["parts"][0]["for"] for row in poll.outcome["units"]}
    assert counted == {str(BOLTS): 6, str(NAILS): 6} and len(counted) == case(AT_ONCE)["numbers"]["shops"]
    let_fall_due(works)
    assert Poll.objects.filter(kind="election", body="factory committee", state="announced", seats=1).exists()


@pytest.mark.casebook(AT_ONCE, must=(1,))
@pytest.mark.parametrize("who", [CHAIR, CONTROLLER])
def test_no_other_body_keeps_or_removes_the_delegate(works, who):
    with pytest.raises(Refusal, match="They can recall it"):
        works.say(RemoveHolder(mandate=seat_of(THIRD).pk), who)
    poll = recall_of(works, THIRD, (5, 6, 7))
    answer(works, poll, {5: [1]})
    close_poll(works, poll)
    assert seat_of(THIRD).how_ended == "recalled"


@pytest.mark.casebook(DOUBTING, must=(0,))
def test_nobody_is_removed_from_above_for_a_forecast(works):
    removed = case(DOUBTING)["numbers"]["officers_removed_1931"]
    with pytest.raises(Refusal, match="whatever was said or done") as refused:
        works.say(RemoveHolder(mandate=seat_of(THIRD).pk, reason="said that the plan would not be met"), CONTROLLER)
    assert refused.value.guarantee == "R2"
    assert RecordedRefusal.objects.filter(act="polls.RemoveHolder").count() == removed


@pytest.mark.casebook(LEVELS, must=(1,))
def test_who_is_recalled_by_those_who_sent_them_falls_from_every_storey_that_rests_on_that_seat(db, empty_replay):
    only_delegates = STATUTES.replace("every member of the organisation", "members of the electing body")
    with works_under(only_delegates) as works:
        works.elect(unit=FACTORY, for_unit=DISTRICT, body="district congress", votes={5: 9, 6: 9, 7: 9})
        works.elect(unit=DISTRICT, body="district committee", votes={5: 3}, entitled=3, present=3, cast=3)
        above = Mandate.objects.get(holder=5, seat__body="district committee")
        with pytest.raises(Refusal, match="given by the district congress of unit 1"):
            begin_petition(above.pk, 8, at=works.now)
        delegate = Mandate.objects.get(holder=5, seat__body="district congress")
        petition = begin_petition(delegate.pk, 8, at=works.now)
        for member in (9, 10):
            sign(petition.pk, member, at=works.now)
        poll = open_poll(works, Poll.objects.get(petition=petition))
        answer(works, poll, {member: [1] for member in (8, 9, 10, 11)})
        close_poll(works, poll)
        ends = dict(Mandate.objects.exclude(ended=None).values_list("seat__body", "how_ended"))
        assert ends == {"district congress": "recalled", "district committee": "seat ended"}
        let_fall_due(works)
        called = Poll.objects.filter(kind="election").values_list("body", flat=True)
        assert sorted(called) == ["district committee", "district congress"], (
            "both are filled anew by their own electors"
        )
