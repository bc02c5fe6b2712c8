"""The book on pages: entries in words, proofs that hold, refusals without anyone's number."""

from __future__ import annotations

import json

import pytest
from django.core.cache import cache
from hypothesis import given, settings
from hypothesis import strategies as st

from floor.book import hashes
from floor.book.act import ACTS, Refusal
from floor.book.hashes import LivingHashes, NotReadyYet
from floor.book.ladder import ladder_of
from floor.book.merkle import leaf_hash, root_of
from floor.book.models import Entry, RecordedRefusal
from floor.book.proofs import inclusion_proof, reader_of, verify_inclusion
from floor.book.proving import prove
from floor.book.telling import SENTENCES, sentence_of, told
from floor.house.acts.mandates import Resign
from floor.house.acts.units import RenameUnit
from floor.house.reading import House
from floor.site.tests.visiting import ORDINARY, text_of
from tests.world import BOLTS, SECRETARY


@pytest.fixture
def leaves(monkeypatch):
    """A book of many entries of which only the hashes exist; how often they are read is counted."""
    cache.clear()
    kept = [leaf_hash(str(n).encode()) for n in range(3_000)]
    reads: list[int] = []

    def between(start, stop):
        reads.append(stop - start)
        return kept[start:stop]

    monkeypatch.setattr(hashes, "leaves_between", between)
    return kept, reads


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_hashes_read_in_pieces_are_those_of_the_whole(data):
    kept = [leaf_hash(str(n).encode()) for n in range(2_600)]
    size = data.draw(st.integers(1, len(kept)))
    index = data.draw(st.integers(0, size - 1))
    cache.clear()
    original = hashes.leaves_between
    hashes.leaves_between = lambda start, stop: kept[:size][start:stop]
    try:
        path = inclusion_proof(LivingHashes("this"), index, size)
    finally:
        hashes.leaves_between = original
    assert path == inclusion_proof(reader_of(kept[:size]), index, size)
    assert verify_inclusion(kept[index], index, size, path, root_of(kept[:size]))


def test_hashes_are_read_in_bounded_pieces_and_only_once(leaves):
    kept, reads = leaves
    path = inclusion_proof(LivingHashes("one"), 1_234, len(kept))
    assert verify_inclusion(kept[1_234], 1_234, len(kept), path, root_of(kept))
    assert max(reads) <= 256 * 256
    reads.clear()
    # Another visitor, another entry: the whole pieces are known, what is read is the piece of the entry and the edge.
    inclusion_proof(LivingHashes("one"), 2_000, len(kept))
    assert sum(reads) <= 3 * 256


def test_a_visitor_is_not_made_to_wait_for_the_whole_of_a_large_book(leaves):
    kept, _reads = leaves
    for visits in range(1, 20):  # noqa: B007  it is counted afterwards
        try:
            inclusion_proof(LivingHashes("large", most=2), 5, len(kept))
        except NotReadyYet:
            continue
        break
    assert 2 <= visits <= 8
    # What one visitor worked out, the next has: only the piece of the first entry itself was not needed yet.
    assert inclusion_proof(LivingHashes("large", most=1), 2_000, len(kept)) == inclusion_proof(
        reader_of(kept), 2_000, len(kept)
    )


def test_every_entry_is_proved_on_its_page(today, anonymous):
    head = House(today.now).head
    for entry in Entry.objects.all():
        proved = prove(entry, head)
        assert proved.holds and proved.rungs[-1].above == proved.root
        page = text_of(anonymous.get(f"/book/{entry.n}/"))
        assert "holds" in page and proved.root.hex() in page and bytes(entry.leaf).hex() in page
        picture = ladder_of(proved)
        assert all(0 <= knot.x <= picture.width and 0 <= knot.y <= picture.height for knot in picture.knots)


def test_a_changed_entry_does_not_prove(today):
    from floor.book.protected import acting

    with acting("a test damages the book"):
        Entry.objects.filter(n=1).update(leaf=leaf_hash(b"another line"))
    assert not prove(Entry.objects.get(n=1), House(today.now).head).holds


def test_every_act_has_a_sentence_of_its_own():
    assert set(ACTS) - set(SENTENCES) == set()


def test_an_entry_of_an_older_form_is_told_by_what_the_act_is():
    assert (
        sentence_of("house.Join", {"someone": 1}, {}) == "Enter a person on the register of a unit, at their own wish."
    )
    assert sentence_of("house.NoLongerThere", {}, {}) == "house.NoLongerThere"


def test_entries_are_told_with_the_names_of_units_and_the_numbers_of_people(today):
    today.say(RenameUnit(unit=BOLTS, title="Nuts"), SECRETARY)
    sentences = [one.sentence for one in told(Entry.objects.order_by("n"))]
    assert (
        sentences[0]
        == "“Works of the tests” was founded: 12 people met, 10 of 12 present adopted the statutes, 1 voted against."
    )
    assert (
        sentences[2]
        == "Elected to the district congress of Rogozhsky district: members 5, 6, 7; 10 votes of 10 present, 12 entitled."
    )
    assert sentences[-1] == "Unit 3 is now called “Nuts”."


def test_the_book_goes_on_by_entry_and_by_act(today, anonymous):
    for at in range(60):
        today.say(RenameUnit(unit=BOLTS, title=f"Name {at}"), SECRETARY)
    first = anonymous.get("/book/").content.decode()
    assert first.count("is now called") == 50 and "?before=14" in first
    second = anonymous.get("/book/?before=14").content.decode()
    assert second.count("is now called") == 10 and "was founded" in second
    only = anonymous.get("/book/?act=house.Found").content.decode()
    assert "is now called" not in only and "was founded" in only


def test_a_page_of_the_book_explains_what_is_not_in_it(anonymous):
    page = text_of(anonymous.get("/book/0/"))
    assert "Names and other private values never enter the book" in page and "person: c1:" in page
    page = text_of(anonymous.get("/book/1/"))
    assert "locks: c1:" in page


def test_refusals_are_counted_by_guarantee_and_never_say_who(today, anonymous):
    for _ in range(2):
        with pytest.raises(Refusal):
            today.say(Resign(mandate=1), ORDINARY)
    with pytest.raises(Refusal):
        today.say(RenameUnit(unit=BOLTS, title="Mine"), ORDINARY)
    assert RecordedRefusal.objects.count() == 2
    page = text_of(anonymous.get("/refusals/"))
    assert "R1 Power from below 1" in page and "R2 Recall 1" in page
    assert f"member {ORDINARY}" not in page
    only = text_of(anonymous.get("/refusals/?guarantee=R2"))
    assert "Only the holder can resign" in only and "Only the secretary" not in only


def test_the_proof_as_a_file_can_be_checked_with_nothing_else(today, anonymous):
    import hashlib

    proof = json.loads(anonymous.get("/book/2/proof.json").content)
    here = hashlib.sha256(b"\x00" + anonymous.get("/book/2/line/").content).digest()
    assert here.hex() == proof["leaf"]
    assert verify_inclusion(
        here, 2, proof["size"], [bytes.fromhex(step) for step in proof["proof"]], bytes.fromhex(proof["root"])
    )


def test_an_empty_book_has_a_page(db, client, settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    assert "Nothing is written yet" in text_of(client.get("/book/"))
    assert "0 entries" in text_of(client.get("/book/checkpoints/"))
