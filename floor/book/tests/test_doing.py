"""The way of every act: once, in order, all or nothing, refused in sentences."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from floor.book.act import CLOCK, Refusal, by_member
from floor.book.acts import RecordRefusal
from floor.book.doing import do
from floor.book.models import Entry, Head, RecordedRefusal
from floor.book.ticking import tick
from floor.house.acts.members import Leave
from floor.house.acts.units import RenameUnit
from floor.house.models import UnitName
from tests.world import BOLTS, CHAIR, SECRETARY


def rename(title: str) -> RenameUnit:
    return RenameUnit(unit=BOLTS, title=title)


def test_an_entry_says_who_did_what_in_virtue_of_what(works):
    works.say(rename("Screws"), SECRETARY)
    entry = json.loads(bytes(Entry.objects.get(n=1).line))
    assert entry["by"] == {"member": SECRETARY}
    assert entry["virtue"] == {"article": "Art. 2 (units: opened-by)", "mandate": 5}
    assert entry["payload"] == {"title": "Screws", "unit": BOLTS}
    assert len(entry["law"]) == 64


def test_a_request_sent_twice_is_done_once(works):
    first = works.say(rename("Screws"), SECRETARY, once="key-1")
    again = works.say(rename("Screws"), SECRETARY, once="key-1")
    assert again.repeated and again.n == first.n and again.leaf == first.leaf
    assert UnitName.objects.filter(name="Screws").count() == 1


def test_a_key_of_another_act_is_not_taken(works):
    works.say(rename("Screws"), SECRETARY, once="key-1")
    with pytest.raises(Refusal, match="used for another act"):
        works.say(Leave(member=9), 9, once="key-1")


def test_time_never_runs_backwards_in_the_book(works):
    works.say(rename("Screws"), SECRETARY)
    before = Head.objects.get().at
    works.wait(days=-300)
    works.say(rename("Bolts"), SECRETARY)
    assert Head.objects.get().at == before


def test_a_refused_act_leaves_nothing_but_its_refusal(works):
    with pytest.raises(Refusal) as refused:
        works.say(rename("Screws"), CHAIR)
    assert refused.value.article == "Art. 2 (units: opened-by)"
    assert "secretary of factory committee" in refused.value.reason
    assert not UnitName.objects.filter(name="Screws").exists()
    assert RecordedRefusal.objects.get().act == "house.RenameUnit"


def test_the_same_refusal_within_an_hour_is_one_line(works):
    for _ in range(5):
        with pytest.raises(Refusal):
            works.say(rename("Screws"), CHAIR)
    assert RecordedRefusal.objects.count() == 1
    works.wait(hours=2)
    with pytest.raises(Refusal):
        works.say(rename("Screws"), CHAIR)
    assert RecordedRefusal.objects.count() == 2


def test_a_refusal_never_says_who_tried(works):
    with pytest.raises(Refusal):
        works.say(rename("Screws"), CHAIR)
    line = json.loads(bytes(Entry.objects.get(act="book.RecordRefusal").line))
    assert line["by"] == {"clock": True}
    assert set(line["payload"]) == {"act", "guarantee", "article", "reason"}


def test_only_the_book_records_refusals(works):
    with pytest.raises(Refusal, match="by the book itself"):
        do(RecordRefusal(act="x", guarantee="R1", article="x", reason="slander"), by_member(9), at=works.now)


def test_an_act_that_fails_half_way_leaves_nothing(works, monkeypatch):
    def stumble(*_, **__):
        raise RuntimeError("the disk is full")

    from floor.house.acts import units

    size = Head.objects.get().size
    with monkeypatch.context() as broken, pytest.raises(RuntimeError):
        broken.setattr(units.UnitName.objects, "create", stumble)
        works.say(rename("Screws"), SECRETARY)
    assert Head.objects.get().size == size == Entry.objects.count()
    assert UnitName.objects.get(unit=BOLTS, until=None).name == "Bolt shop"


def test_an_act_too_large_for_an_entry_is_refused_before_it_is_done(works):
    from floor.house.acts.members import EnterMembers, Person

    people = [Person(name="A")] * 1000
    units = [(3 + at % 3, 1) for at in range(1000)]
    works.say(EnterMembers(under=2, first=13, units=units, people=people, confirmed=True), SECRETARY)
    # 1,000 people fit; the book takes no longer line than 65,535 bytes.
    assert len(bytes(Entry.objects.latest("n").line)) < 65_536


def test_the_clock_may_tick_twice_or_late(works):
    works.wait(days=400)
    assert tick(works.now) > 0
    assert tick(works.now) == 0
    assert tick(works.now + timedelta(days=1)) == 0


def test_the_clock_is_nobody_else(works):
    with pytest.raises(Refusal):
        do(rename("Screws"), CLOCK, at=works.now)


def test_a_name_in_the_open_is_no_entry(works):
    """Whoever publishes a name where its commitment belongs has not published a book."""
    from floor.book.entries import NotAnEntry, open_entry

    entry = json.loads(bytes(Entry.objects.get(n=0).line))
    open_entry(entry, lambda slot, commitment: None)
    entry["payload"]["founders"][0]["person"] = "Agafonova Test"
    with pytest.raises(NotAnEntry, match="in the open"):
        open_entry(entry, lambda slot, commitment: None)
