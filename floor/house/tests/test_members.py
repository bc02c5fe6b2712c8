"""Coming and going: by one's own will, at once, and without a name in the book."""

from __future__ import annotations

import pytest

from floor.book.act import Refusal
from floor.book.models import Entry, Private, RecordedRefusal
from floor.house.acts.members import CorrectPerson, EnterMembers, ErasePerson, Join, Leave, Move, Person, RecordDues
from floor.house.models import Mandate, Member, Unit
from tests.world import BOLTS, CABLES, CHAIR, CONTROLLER, FACTORY, NAILS, NAMES, SECRETARY, THIRD

NEW = Person(name="Olga Orlova", contact="olga@example.org", categories={"shift": "night"})


def test_the_secretary_enters_whoever_asks_to_join(works):
    works.say(Join(unit=BOLTS, number=13, person=NEW, confirmed=True), SECRETARY)
    assert Member.objects.get(pk=13).name == "Olga Orlova"
    assert Unit.objects.get(pk=FACTORY).members_below == 13


def test_nobody_is_enrolled_without_their_own_consent(works):
    with pytest.raises(Refusal, match="consent") as refused:
        works.say(Join(unit=BOLTS, number=13, person=NEW, confirmed=False), SECRETARY)
    assert refused.value.guarantee == "R18"
    assert RecordedRefusal.objects.get().guarantee == "R18"


@pytest.mark.parametrize("who", [CHAIR, THIRD, CONTROLLER, 9])
def test_only_who_the_statutes_name_admits(works, who):
    with pytest.raises(Refusal, match="secretary of factory committee"):
        works.say(Join(unit=BOLTS, number=13, person=NEW, confirmed=True), who)


def test_a_category_outside_the_statutes_is_refused(works):
    with pytest.raises(Refusal, match="opinion"):
        works.say(
            Join(unit=BOLTS, number=13, person=Person(name="X", categories={"opinion": "left"}), confirmed=True),
            SECRETARY,
        )


def test_members_belong_to_the_lowest_units_only(works):
    with pytest.raises(Refusal, match="belong to a shop"):
        works.say(Join(unit=FACTORY, number=13, person=NEW, confirmed=True), SECRETARY)


def test_leaving_takes_effect_when_it_is_said(works):
    works.say(Leave(member=9), 9)
    assert Member.objects.get(pk=9).how_left == "resigned"
    assert Unit.objects.get(pk=FACTORY).members_below == 11


@pytest.mark.parametrize("who", [CHAIR, SECRETARY, 8])
def test_nobody_leaves_for_another(works, who):
    with pytest.raises(Refusal, match="themselves"):
        works.say(Leave(member=9), who)


def test_leaving_ends_every_mandate(works):
    works.say(Leave(member=CHAIR), CHAIR)
    assert not Mandate.objects.filter(holder=CHAIR, ended=None).exists()
    assert set(Mandate.objects.filter(holder=CHAIR).values_list("how_ended", flat=True)) == {"left"}


def test_a_move_takes_the_member_along_and_keeps_where_they_were(works):
    works.say(Move(member=9, to=NAILS), 9)
    assert Member.objects.get(pk=9).spells.get().unit_id == CABLES
    assert Unit.objects.get(pk=CABLES).members_here == 3


def test_nobody_is_moved_without_consent(works):
    with pytest.raises(Refusal, match="consent"):
        works.say(Move(member=9, to=NAILS), SECRETARY)
    with pytest.raises(Refusal):
        works.say(Move(member=9, to=NAILS, consent=True), CHAIR)


def test_many_enter_at_once(works):
    people = [Person(name=f"Person {at}") for at in range(500)]
    works.say(
        EnterMembers(under=FACTORY, first=13, units=[(BOLTS, 300), (NAILS, 200)], people=people, confirmed=True),
        SECRETARY,
    )
    assert Member.objects.count() == 512
    assert Unit.objects.get(pk=1).members_below == 512
    assert Unit.objects.get(pk=BOLTS).members_here == 304


def test_a_list_that_does_not_add_up_enters_nobody(works):
    people = [Person(name="One"), Person(name="Two")]
    with pytest.raises(Refusal, match="add up"):
        works.say(EnterMembers(under=FACTORY, first=13, units=[(BOLTS, 3)], people=people, confirmed=True), SECRETARY)
    with pytest.raises(Refusal, match="next number"):
        works.say(EnterMembers(under=FACTORY, first=15, units=[(BOLTS, 2)], people=people, confirmed=True), SECRETARY)
    assert Member.objects.count() == 12


def test_no_name_enters_the_book(works):
    works.say(CorrectPerson(member=9, person=NEW), 9)
    book = b"".join(bytes(line) for line in Entry.objects.values_list("line", flat=True))
    for name in [*NAMES, "Orlova"]:
        assert name.encode() not in book and name.lower().encode() not in book


def test_a_person_can_be_erased_and_the_book_still_rebuilds(works):
    works.say(CorrectPerson(member=9, person=NEW), 9)
    works.say(Leave(member=9), 9)
    works.say(ErasePerson(member=9), SECRETARY)
    assert not Private.objects.filter(about=9).exists()
    assert Member.objects.get(pk=9).name == ""


def test_a_member_on_the_register_is_not_erased_by_others(works):
    with pytest.raises(Refusal, match="leaves first"):
        works.say(ErasePerson(member=9), SECRETARY)
    works.say(Leave(member=9), 9)
    with pytest.raises(Refusal):
        works.say(ErasePerson(member=9), CHAIR)


def test_dues_are_recorded_and_impossible_dates_are_not(works):
    works.say(RecordDues(member=9, until="2026-06-30"), SECRETARY)
    with pytest.raises(Refusal, match="not a date"):
        works.say(RecordDues(member=9, until="1026-06-30"), SECRETARY)
    with pytest.raises(Refusal, match="not a date"):
        works.say(RecordDues(member=9, until="2926-06-30"), SECRETARY)
