"""What happens to a mandate: it ends by itself, it can be given up, it is handed over; nobody else can touch it."""

from __future__ import annotations

import hashlib

import pytest

from floor.book.act import CLOCK, Refusal, by_member
from floor.book.doing import do
from floor.house.acts.clock import EndTerms
from floor.house.acts.mandates import HandOver, Instruct, ReceiveHandover, Resign
from floor.house.models import Handover, Instruction, Mandate
from tests.world import CHAIR, FACTORY, SECRETARY, TELLERS, THIRD

INVENTORY = "1. Cash book\n2. Two keys\n"


def seat_of(holder: int, office: str = "") -> Mandate:
    return Mandate.objects.get(holder=holder, seat__office=office, seat__body="factory committee")


def test_a_term_ends_by_itself_and_the_clock_notes_it(works):
    works.wait(days=185)
    assert works.tick() == 1
    assert seat_of(THIRD).how_ended == "expired"
    assert works.tick() == 0


def test_a_mandate_that_has_run_out_has_no_power_even_before_the_clock_notes_it(works):
    from floor.house.acts.units import RenameUnit

    works.wait(days=185)
    with pytest.raises(Refusal, match="no such mandate"):
        works.say(RenameUnit(unit=FACTORY, title="New name"), SECRETARY)


def test_nobody_ends_a_term_early_not_even_as_the_clock(works):
    with pytest.raises(Refusal, match="by itself"):
        do(EndTerms(mandates=[1]), by_member(CHAIR), at=works.now)
    with pytest.raises(Refusal, match="has not run out"):
        do(EndTerms(mandates=[1]), CLOCK, at=works.now)


def test_a_holder_resigns_at_once_and_the_office_falls_with_the_seat(works):
    works.say(Resign(mandate=seat_of(CHAIR).pk), CHAIR)
    assert seat_of(CHAIR).how_ended == "resigned"
    assert seat_of(CHAIR, "chair").how_ended == "seat ended"


@pytest.mark.parametrize("who", [SECRETARY, THIRD, 9])
def test_nobody_resigns_for_another(works, who):
    with pytest.raises(Refusal, match="Only the holder") as refused:
        works.say(Resign(mandate=seat_of(CHAIR).pk), who)
    assert refused.value.guarantee == "R2"


def test_an_office_is_handed_over_and_signed_for_by_the_successor(works):
    works.say(Resign(mandate=seat_of(SECRETARY, "secretary").pk), SECRETARY)
    works.elect(unit=FACTORY, body="factory committee", office="secretary", votes={THIRD: 2, CHAIR: 1}, elected=[THIRD], entitled=3, present=3, cast=3)  # fmt: skip
    handover = Handover.objects.get()
    name = hashlib.sha256(INVENTORY.encode()).hexdigest()
    with pytest.raises(Refusal, match="Nothing was handed over"):
        works.say(ReceiveHandover(handover=handover.pk), THIRD)
    with pytest.raises(Refusal, match="outgoing holder"):
        works.say(HandOver(handover=handover.pk, inventory=name), THIRD, attach=(INVENTORY,))
    works.say(HandOver(handover=handover.pk, inventory=name), SECRETARY, attach=(INVENTORY,))
    with pytest.raises(Refusal, match="successor signs"):
        works.say(ReceiveHandover(handover=handover.pk), CHAIR)
    works.say(ReceiveHandover(handover=handover.pk, remark="One key is missing."), THIRD)
    assert Handover.objects.get().remark == "One key is missing."


def test_a_handover_that_is_late_shows_as_overdue(works):
    works.say(Resign(mandate=seat_of(CHAIR, "chair").pk), CHAIR)
    works.wait(days=15)
    works.tick()
    assert Handover.objects.get().overdue_since == works.now


def instruct(works, **changes) -> Instruct:
    given = {
        "mandate": seat_of(CHAIR).pk, "question": "Overtime in May", "kind": "bound", "entitled": 12, "present": 10, "votes_for": 7, "against": 2,
        "abstaining": 1, "tellers": TELLERS, "closed": works.now,
    }  # fmt: skip
    return Instruct(**(given | changes))


def test_electors_instruct_their_delegate(works):
    works.say(instruct(works), TELLERS[0])
    assert Instruction.objects.get().kind == "bound"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"entitled": 11}, "register says 12"),
        ({"present": 9}, "by 9 people"),
        ({"votes_for": 3, "against": 6}, "do not carry"),
        ({"present": 3, "votes_for": 3, "against": 0, "abstaining": 0}, "are needed"),
        ({"tellers": [CHAIR, 11]}, "Two tellers"),
        ({"mandate": 99}, "does not run"),
    ],
)
def test_an_instruction_without_a_sound_count_is_refused(works, wrong, said):
    with pytest.raises(Refusal, match=said):
        works.say(instruct(works, **wrong), TELLERS[0])


def test_a_stranger_to_the_count_cannot_enter_an_instruction(works):
    with pytest.raises(Refusal, match="one of its tellers"):
        works.say(instruct(works), 9)


def instruct_all(works, *holders: int, **changes):
    from floor.house.acts.mandates import InstructDelegates
    from floor.house.counted_question import QuestionCount

    figures = {"entitled": 12, "present": 10, "votes_for": 7, "against": 2, "abstaining": 1, "tellers": TELLERS, "closed": works.now}  # fmt: skip
    mandates = [seat_of(holder).pk for holder in holders]
    return InstructDelegates(mandates=mandates, question="Overtime in May", kind="bound", count=QuestionCount(**(figures | changes)))  # fmt: skip


def test_electors_instruct_all_of_their_delegates_with_one_count(works):
    works.say(instruct_all(works, CHAIR, SECRETARY, THIRD), TELLERS[0])
    given = Instruction.objects.order_by("pk")
    assert [one.mandate.holder_id for one in given] == [CHAIR, SECRETARY, THIRD]
    assert len({one.result_id for one in given}) == 1


def test_an_instruction_of_several_is_refused_like_that_of_one(works):
    with pytest.raises(Refusal, match="do not carry"):
        works.say(instruct_all(works, CHAIR, THIRD, votes_for=2, against=7), TELLERS[0])
    with pytest.raises(Refusal, match="Two tellers"):
        works.say(instruct_all(works, CHAIR, THIRD, tellers=[CHAIR, THIRD, 11]), 11)
    with pytest.raises(Refusal, match="stands here twice"):
        works.say(instruct_all(works, CHAIR, CHAIR), TELLERS[0])


def test_nobody_instructs_the_delegates_of_others(works):
    from tests.world import DISTRICT

    works.elect(unit=FACTORY, for_unit=DISTRICT, body="district congress", votes={5: 8, 6: 7, 7: 6})
    act = instruct_all(works, CHAIR)
    foreign = Mandate.objects.get(holder=6).pk
    with pytest.raises(Refusal, match="given by others") as refused:
        works.say(act.model_copy(update={"mandates": [*act.mandates, foreign]}), TELLERS[0])
    assert refused.value.guarantee == "R2"
