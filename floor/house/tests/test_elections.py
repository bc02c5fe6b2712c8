"""Seats are filled by their electors, by counts that agree with themselves and with the register."""

from __future__ import annotations

from datetime import timedelta

import pytest

from floor.book.act import Refusal
from floor.book.models import RecordedRefusal
from floor.house.acts.mandates import Resign
from floor.house.models import Mandate, Result, Seat
from tests.world import CHAIR, CONTROLLER, DISTRICT, FACTORY, SECRETARY, TELLERS, THIRD


def congress(**changes):
    """The general meeting elects its three delegates (1 per 4 members) to the district congress."""
    return {
        "unit": FACTORY,
        "for_unit": DISTRICT,
        "body": "district congress",
        "votes": {6: 9, 7: 8, 8: 7, 9: 2},
        "elected": [6, 7, 8],
    } | changes


def test_a_general_meeting_sends_its_delegates_up(works):
    works.elect(**congress())
    seats = Seat.objects.filter(body="district congress")
    assert [seat.sent_by_id for seat in seats] == [FACTORY] * 3
    assert Mandate.objects.get(seat=seats[0]).holder_id == 6


def test_a_congress_elects_its_committee_and_the_chain_goes_down_to_the_members(works):
    works.elect(**congress())
    works.elect(
        unit=DISTRICT, body="district committee", votes={10: 2, 9: 1}, elected=[10], entitled=3, present=3, cast=3
    )
    chair = Mandate.objects.get(seat__body="district committee")
    assert chair.result.electors == "district congress" and chair.result.entitled == 3


@pytest.mark.parametrize(
    ("wrong", "said", "guarantee"),
    [
        ({"entitled": 13, "present": 10}, "the register says 12", "R4"),
        ({"present": 13, "cast": 13}, "only 12 are entitled", "R4"),
        ({"present": 9, "cast": 10}, "10 papers were cast by 9", "R4"),
        ({"present": 3, "cast": 3, "votes": {6: 3, 7: 2, 8: 1}, "elected": [6, 7, 8]}, "needed for a quorum", "R4"),
        ({"votes": {6: 11, 7: 8, 8: 7}, "cast": 10, "elected": [6, 7, 8]}, "more votes than", "R4"),
        ({"elected": [6, 7, 9]}, "left out", "R4"),
        ({"elected": [6, 7]}, "are elected by these votes", "R4"),
        ({"elected": [6, 7, 8, 9]}, "to 3 seats", "R4"),
        ({"elected": [6, 7, 3]}, "was not a candidate", "R4"),
        ({"votes": {6: 8, 7: 7, 8: 6, 9: 6}}, "tied, with votes of 6", "R4"),
        ({"tellers": [11]}, "two tellers", "R4"),
        ({"tellers": [6, 11]}, "candidate can't count", "R20"),
        ({"votes": {6: 9, 7: 8, 99: 7}, "elected": [6, 7, 99]}, "not on the register", "R1"),
        ({"unit": DISTRICT, "for_unit": DISTRICT}, "none of them sits at this district", "R1"),
        ({"body": "supreme command"}, "know no body", None),
        ({"part": "management"}, "Nobody elects", "R1"),
    ],
)
def test_a_count_that_does_not_agree_is_not_declared(works, wrong, said, guarantee):
    with pytest.raises(Refusal, match=said) as refused:
        works.elect(**congress(**wrong))
    assert refused.value.guarantee == guarantee
    assert not Seat.objects.filter(body="district congress").exists()


def test_a_tie_for_the_last_seat_needs_the_lot(works):
    tied = congress(votes={6: 8, 7: 7, 8: 6, 9: 6})
    works.elect(**tied, lot="drawn by teller 11 from a hat, seed published on 27 February")
    assert Result.objects.latest("pk").figures["lot"].startswith("drawn")


def test_a_seat_whose_mandate_runs_cannot_be_elected_away(works):
    """An election is no way round recall: the committee's term runs another half year."""
    works.wait(days=20)
    with pytest.raises(Refusal, match="by recall") as refused:
        works.elect(unit=FACTORY, body="factory committee", votes={6: 9, 7: 8, 8: 7}, elected=[6, 7, 8])
    assert refused.value.guarantee == "R2"
    assert RecordedRefusal.objects.get().guarantee == "R2"


def test_a_vacant_seat_is_filled_by_the_same_electors(works):
    mandate = Mandate.objects.get(holder=THIRD, seat__office="")
    works.say(Resign(mandate=mandate.pk), THIRD)
    works.elect(unit=FACTORY, body="factory committee", votes={6: 7, 7: 2}, elected=[6])
    assert Mandate.objects.get(seat=mandate.seat, ended=None).holder_id == 6


def test_a_successor_is_elected_when_the_term_is_about_to_end(works):
    works.wait(days=180)
    works.elect(unit=FACTORY, body="factory committee", votes={6: 9, 7: 8, 8: 7}, elected=[6, 7, 8])
    assert set(
        Mandate.objects.filter(seat__body="factory committee", seat__office="", ended=None).values_list(
            "holder", flat=True
        )
    ) == {6, 7, 8}
    assert set(Mandate.objects.filter(holder=CHAIR).values_list("how_ended", flat=True)) == {"succeeded", "seat ended"}


def test_nobody_sits_longer_than_the_limit(works):
    for _ in range(1):
        works.wait(days=182)
        works.elect(unit=FACTORY, body="factory committee", votes={1: 9, 2: 8, 3: 7}, elected=[1, 2, 3])
    works.wait(days=182)
    with pytest.raises(Refusal, match="2 terms in a row"):
        works.elect(unit=FACTORY, body="factory committee", votes={1: 9, 7: 8, 8: 7}, elected=[1, 7, 8])


def test_who_is_controlled_does_not_control(works):
    mandate = Mandate.objects.get(holder=CONTROLLER, seat__body="control commission")
    works.say(Resign(mandate=mandate.pk), CONTROLLER)
    with pytest.raises(Refusal, match="not compatible") as refused:
        works.elect(unit=FACTORY, body="control commission", votes={CHAIR: 7, 6: 2}, elected=[CHAIR])
    assert refused.value.guarantee == "R20"


def test_an_office_is_filled_from_among_the_body(works):
    chair = Mandate.objects.get(holder=CHAIR, seat__office="chair")
    works.say(Resign(mandate=chair.pk), CHAIR)
    with pytest.raises(Refusal, match="from among its own"):
        works.elect(unit=FACTORY, body="factory committee", office="chair", votes={9: 3}, entitled=3, present=3, cast=3)
    works.elect(unit=FACTORY, body="factory committee", office="chair", votes={THIRD: 3}, entitled=3, present=3, cast=3)
    assert Mandate.objects.get(seat__office="chair", ended=None).holder_id == THIRD


def test_only_a_teller_or_an_officer_declares(works):
    with pytest.raises(Refusal, match="one of its tellers"):
        works.elect(by=9, **congress(votes={6: 9, 7: 8, 8: 7}, elected=[6, 7, 8]))
    with pytest.raises(Refusal, match="candidate can't declare"):
        works.elect(by=6, **congress())
    works.elect(by=SECRETARY, **congress())


def test_a_count_from_long_ago_or_from_the_future_is_not_declared(works):
    with pytest.raises(Refusal, match="declared within"):
        works.elect(**congress(closed=works.now - timedelta(days=40)))
    with pytest.raises(Refusal, match="future"):
        works.elect(**congress(closed=works.now + timedelta(days=1)))


def test_tellers_are_on_the_register(works):
    with pytest.raises(Refusal, match="teller is not on the register"):
        works.elect(**congress(tellers=[TELLERS[0], 77]))
