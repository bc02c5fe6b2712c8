"""The check of a published book: it holds for an honest one, and each way of cheating breaks the claim that names it."""

import json
import shutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from floor.book.bundle_check import CANONICAL, ENTRIES, HASH_TILES, NUMBERS, TIMES
from floor.book.checkpoint_check import (
    CHECKPOINT_TIME,
    KEPT_ROOT,
    KEPT_SIGNATURE,
    KEPT_SIZE,
    KEPT_TIME,
    OLDER,
    ORIGIN,
    SIGNATURE,
    TRUST,
)
from floor.book.claims import Claim
from floor.book.log_check import ROOT, check_log
from floor.book.notes import Signer
from floor.book.sources import Unreadable
from floor.book.tests.published_books import (
    ADA,
    EVE,
    an_entry,
    checkpoint_of,
    everything_in,
    moment,
    publish_entries,
    some_entries,
)
from floor.book.tests.published_books import ORIGIN as BOOK

VKEY = ADA.verifier.to_text()
KEPT = {KEPT_SIGNATURE, KEPT_SIZE, KEPT_ROOT, KEPT_TIME}
EVERYTHING = {TRUST, SIGNATURE, ORIGIN, ROOT, ENTRIES, HASH_TILES, CANONICAL, NUMBERS, TIMES, CHECKPOINT_TIME, OLDER}


@pytest.fixture(scope="module")
def honest(tmp_path_factory):
    """A book of 700 entries that was published five times."""
    folder = tmp_path_factory.mktemp("honest")
    entries = some_entries(700)
    for size in (0, 10, 256, 300, 700):
        publish_entries(folder, entries[:size])
    return folder


@pytest.fixture
def book(honest, tmp_path):
    """A copy of the honest book, to be spoilt."""
    return shutil.copytree(honest, tmp_path / "book")


def verdicts(check):
    """Each claim's worst verdict."""
    found = {}
    for claim in check:
        if found.get(claim.name) != "broken":
            found[claim.name] = claim.verdict
    return found


def broken_in(folder, **given):
    return {claim.name for claim in check_log(folder, vkey=VKEY, **given).broken}


def rewritten(folder, entries, at=None, signer=ADA, keep_older=True):
    """Publish another history in place of the one in `folder`, as only the holder of the key could."""
    older = {path: raw for path, raw in everything_in(folder).items() if path.startswith("checkpoints/")}
    newest = (folder / "checkpoint").read_bytes()
    shutil.rmtree(folder)
    publish_entries(folder, entries, at=at, signer=signer)
    if keep_older:
        (folder / "checkpoints").mkdir(exist_ok=True)
        for path, raw in older.items():
            (folder / path).write_bytes(raw)
    return newest.decode()


def test_an_honest_book_holds_in_everything(honest):
    since = (honest / "checkpoints/300").read_text()
    check = check_log(honest, vkey=VKEY, since=since)
    assert verdicts(check) == dict.fromkeys(EVERYTHING | KEPT, "holds")
    assert check.checkpoint.size == 700 and check.broken == ()


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(0, 600), min_size=1, max_size=4).map(sorted), st.integers(1, 2))
def test_any_honest_book_holds_however_it_was_published(tmp_path_factory, sizes, processes):
    folder, entries = tmp_path_factory.mktemp("any"), some_entries(sizes[-1])
    notes = [publish_entries(folder, entries[:size]) for size in sizes]
    for note in notes:
        check = check_log(folder, vkey=VKEY, since=note, processes=processes)
        assert not check.broken
        assert {name for name, verdict in verdicts(check).items() if verdict != "holds"} <= {OLDER}


def test_without_a_key_of_ones_own_the_check_says_what_that_is_worth(honest):
    check = check_log(honest)
    found = verdicts(check)
    assert found[TRUST] == "not checked" and found[SIGNATURE] == "holds"
    assert "printed notice" in next(claim.detail for claim in check if claim.name == TRUST)


def test_without_any_key_nothing_is_said_about_signatures(book):
    (book / "key").unlink()
    found = verdicts(check_log(book))
    assert {name for name, verdict in found.items() if verdict == "not checked"} == {TRUST, SIGNATURE, ORIGIN, OLDER}
    assert "broken" not in found.values()


def test_entries_that_were_only_hashed_are_not_called_in_order(honest):
    found = verdicts(check_log(honest, vkey=VKEY, read_entries=False))
    assert {name for name, verdict in found.items() if verdict == "not checked"} == {
        CANONICAL,
        NUMBERS,
        TIMES,
        CHECKPOINT_TIME,
    }


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_flipping_any_bit_of_any_needed_file_shows(honest, tmp_path_factory, data):
    needed = sorted(path for path in everything_in(honest) if ".p/" not in path or path.split(".p/")[1] in ("188", "2"))
    folder = shutil.copytree(honest, tmp_path_factory.mktemp("flip") / "book")
    path = folder / data.draw(st.sampled_from(needed))
    raw = bytearray(path.read_bytes())
    raw[data.draw(st.integers(0, len(raw) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    path.write_bytes(raw)
    try:
        assert check_log(folder, vkey=VKEY).broken
    except Unreadable:
        assert path.name in ("checkpoint", "key")


def test_one_altered_byte_of_an_entry_is_found_at_its_place(book):
    bundle = book / "tile/entries/001"
    bundle.write_bytes(bundle.read_bytes().replace(b'"n":300,', b'"n":301,'))
    check = check_log(book, vkey=VKEY)
    assert {claim.name for claim in check.broken} == {ROOT, HASH_TILES, NUMBERS}
    assert {(claim.name, claim.entry) for claim in check.broken if claim.name != ROOT} == {
        (HASH_TILES, 300),  # the leaf
        (HASH_TILES, 256),  # the hash above the bundle that it stands in
        (NUMBERS, 300),
    }


def test_a_deleted_entry_is_noticed(book):
    bundle = book / "tile/entries/001"
    gone = an_entry(300)
    bundle.write_bytes(bundle.read_bytes().replace(len(gone).to_bytes(2, "big") + gone, b""))
    check = check_log(book, vkey=VKEY)
    assert [claim.detail for claim in check.broken] == [
        "The file tile/entries/001 is damaged: it holds 255 entries instead of 256."
    ]
    found = verdicts(check)
    assert found[ROOT] == found[OLDER] == found[CANONICAL] == "not checked"


def test_a_deleted_entry_with_the_rest_moved_up_and_signed_shows_only_against_older_checkpoints(book):
    entries = some_entries(700)
    newest = rewritten(book, [*entries[:50], *(an_entry(n) for n in range(50, 699))], at=moment(800))
    # All is in order but one: what the others already hold.
    assert broken_in(book) == set()
    rewritten(book, [an_entry(n, act="house.Leave") if n == 50 else an_entry(n) for n in range(700)], at=moment(800))
    assert broken_in(book) == {OLDER}
    assert broken_in(book, since=newest) == {OLDER, KEPT_ROOT}


def test_history_rewritten_with_the_true_key_shows_to_whoever_kept_a_checkpoint(book):
    newest = rewritten(book, [an_entry(n, act="house.Leave") for n in range(800)], keep_older=False)
    assert broken_in(book) == set()
    assert broken_in(book, since=newest) == {KEPT_ROOT}


def test_two_entries_that_changed_places_show_by_number_and_time(book):
    entries = some_entries(700)
    entries[400], entries[401] = entries[401], entries[400]
    rewritten(book, entries)
    check = check_log(book, vkey=VKEY)
    assert {(claim.name, claim.entry) for claim in check.broken} == {(NUMBERS, 400), (NUMBERS, 401), (TIMES, 401)}


def test_time_that_goes_backwards_between_two_bundles_shows(book):
    entries = some_entries(700)
    entries[256] = an_entry(256, at=moment(3).strftime("%Y-%m-%dT%H:%M:%S.%fZ"))
    rewritten(book, entries, keep_older=False)
    assert [(claim.name, claim.entry) for claim in check_log(book, vkey=VKEY).broken] == [(TIMES, 256)]


@pytest.mark.parametrize(
    ("entry", "claim"),
    [
        (b'{"n": 5}', CANONICAL),
        (b"not JSON", CANONICAL),
        (b"", CANONICAL),
        (b"[5]", CANONICAL),
        (an_entry(5).replace(b'"n":5', b'"n":5,"n":5'), CANONICAL),
        (an_entry(5).replace(b'"n":5', b'"n":5.0'), CANONICAL),
        (an_entry(6), NUMBERS),
        (an_entry(5, n="5"), NUMBERS),
        (an_entry(5, n=None), NUMBERS),
        (an_entry(5, at="2026-11-21T09:00:05Z"), TIMES),
        (an_entry(5, at="2026-11-31T09:00:05.000000Z"), TIMES),
        (an_entry(5, at="2026-W47-6T09:00:05.000000Z"), TIMES),
        (an_entry(5, at=None), TIMES),
        (an_entry(5, at=["now"]), TIMES),
        (an_entry(5, at="9999-01-01T00:00:00.000000Z"), TIMES),
    ],
)
def test_an_entry_that_is_not_in_the_form_of_the_book_shows_even_when_it_was_signed(tmp_path, entry, claim):
    entries = some_entries(10)
    publish_entries(tmp_path, [*entries[:5], entry, *entries[6:]])
    assert claim in broken_in(tmp_path)
    assert broken_in(tmp_path) <= {claim, TIMES}


@pytest.mark.parametrize("at", ["2026-11-31T09:00:05.000000Z", "2026-11-21T24:00:05.000000Z"])
def test_a_day_that_is_in_no_calendar_shows(tmp_path, at):
    publish_entries(tmp_path, [*some_entries(5), an_entry(5, at=at)], at=moment(10**7))
    check = check_log(tmp_path, vkey=VKEY)
    assert [(claim.name, claim.entry) for claim in check.broken] == [(TIMES, 5)]
    assert verdicts(check)[CHECKPOINT_TIME] == "not checked"


def test_true_is_not_the_number_one(tmp_path):
    publish_entries(tmp_path, [an_entry(0), an_entry(1, n=True)])
    assert broken_in(tmp_path) == {NUMBERS}


def test_a_truncated_book_shows_against_its_own_older_checkpoints_and_kept_ones(book):
    newest = rewritten(book, some_entries(299), at=moment(900))
    check = check_log(book, vkey=VKEY, since=newest)
    assert {claim.name for claim in check.broken} == {OLDER, KEPT_SIZE}
    assert verdicts(check)[KEPT_ROOT] == "not checked"
    assert any("some were cut off" in claim.detail for claim in check.broken)


def test_what_lies_behind_missing_entries_is_not_called_rewritten(tmp_path):
    entries = some_entries(700)
    for size in (188, 444, 700):  # as many behind the gap as one of the checkpoints covers
        publish_entries(tmp_path, entries[:size])
    (tmp_path / "tile/entries/000").unlink()
    check = check_log(tmp_path, vkey=VKEY)
    assert [(claim.name, claim.entry) for claim in check.broken] == [(ENTRIES, 0)]
    assert verdicts(check)[OLDER] == verdicts(check)[ROOT] == "not checked"


def test_bundles_cut_off_under_the_true_checkpoint_show(book):
    shutil.rmtree(book / "tile/entries/002.p")
    check = check_log(book, vkey=VKEY)
    assert {claim.name for claim in check.broken} == {ENTRIES}
    assert verdicts(check)[ROOT] == verdicts(check)[CHECKPOINT_TIME] == "not checked"


@pytest.mark.parametrize(("one", "other"), [("tile/0/000", "tile/0/001"), ("tile/1/000.p/2", "tile/0/002.p/2")])
def test_swapped_tiles_show(book, one, other):
    if not (book / other).exists():
        (book / other).write_bytes((book / "tile/0/000").read_bytes()[:64])
    a, b = (book / one).read_bytes(), (book / other).read_bytes()
    (book / one).write_bytes(b)
    (book / other).write_bytes(a)
    assert broken_in(book) == {HASH_TILES}


def test_a_missing_tile_shows(book):
    shutil.rmtree(book / "tile/1")
    (book / "tile/0/000").unlink()
    assert broken_in(book) == {HASH_TILES}


def test_a_checkpoint_forged_with_another_key_is_not_believed(book):
    (book / "checkpoint").write_text(checkpoint_of(some_entries(700), signer=EVE))
    assert broken_in(book) == {SIGNATURE}


def test_a_whole_book_under_another_key_is_not_believed(tmp_path):
    publish_entries(tmp_path, some_entries(5), signer=EVE)
    assert broken_in(tmp_path) == {TRUST, SIGNATURE}
    assert verdicts(check_log(tmp_path))[TRUST] == "not checked"


def test_the_book_of_another_organisation_is_not_taken_for_ours(book):
    (book / "checkpoint").write_text(checkpoint_of(some_entries(700), origin="example.org/bakers"))
    assert broken_in(book) == {ORIGIN, OLDER}


def test_a_published_key_that_cannot_be_read_is_said_to_be_so(book):
    (book / "key").write_text("lost")
    assert broken_in(book) == {TRUST}
    assert verdicts(check_log(book))[SIGNATURE] == "not checked"


def test_a_backdated_checkpoint_shows_by_its_last_entry_and_by_older_checkpoints(book):
    (book / "checkpoint").write_text(checkpoint_of(some_entries(700), at=moment(698)))
    assert broken_in(book) == {CHECKPOINT_TIME}
    (book / "checkpoint").write_text(checkpoint_of(some_entries(700), at=moment(299)))
    assert broken_in(book) == {CHECKPOINT_TIME, OLDER}


def test_an_older_checkpoint_that_is_backdated_shows(book):
    (book / "checkpoints/300").write_text(checkpoint_of(some_entries(300), at=moment(298)))
    assert broken_in(book) == {OLDER}
    (book / "checkpoints/300").write_text(checkpoint_of(some_entries(300), at=moment(5000)))
    assert broken_in(book) == {OLDER}


def test_older_checkpoints_whose_times_are_out_of_order_show(book):
    (book / "checkpoints/256").write_text(checkpoint_of(some_entries(256), at=moment(650)))
    assert broken_in(book) == {OLDER}


@pytest.mark.parametrize(
    "spoilt",
    [
        "garbage",
        "",
        checkpoint_of(some_entries(300), signer=EVE),
        checkpoint_of(some_entries(299)),
        checkpoint_of([*some_entries(299), an_entry(299, act="x")]),
        checkpoint_of(some_entries(300), origin="example.org/bakers"),
    ],
)
def test_a_spoilt_older_checkpoint_shows(book, spoilt):
    (book / "checkpoints/300").write_text(spoilt)
    assert broken_in(book) == {OLDER}


def test_an_older_checkpoint_of_more_than_there_is_shows(book):
    (book / "checkpoints/701").write_text(checkpoint_of(some_entries(701), at=moment(700)))
    assert broken_in(book) == {OLDER}


def test_a_book_without_older_checkpoints_says_that_nothing_was_compared(tmp_path):
    publish_entries(tmp_path, some_entries(3))
    found = verdicts(check_log(tmp_path, vkey=VKEY))
    assert found.pop(OLDER) == "not checked"
    assert set(found.values()) == {"holds"}


def test_a_kept_checkpoint_may_be_a_file(honest):
    assert broken_in(honest, since=honest / "checkpoints/10") == set()
    assert broken_in(honest, since=str(honest / "checkpoints/10")) == set()


@pytest.mark.parametrize(
    "kept",
    [checkpoint_of(some_entries(300), signer=EVE), checkpoint_of(some_entries(300), origin="example.org/bakers")],
)
def test_a_kept_checkpoint_that_nobody_signed_for_this_book_shows_nothing_about_it(honest, kept):
    check = check_log(honest, vkey=VKEY, since=kept)
    assert {claim.name for claim in check.broken} == {KEPT_SIGNATURE}
    assert {name for name, verdict in verdicts(check).items() if verdict == "not checked"} == KEPT - {KEPT_SIGNATURE}


def test_a_book_older_than_what_somebody_kept_shows(honest):
    later = checkpoint_of(some_entries(700), at=moment(701))
    assert broken_in(honest, since=later) == {KEPT_TIME}
    early = checkpoint_of(some_entries(300), at=moment(298))
    assert broken_in(honest, since=early) == {KEPT_TIME}


def test_a_long_row_of_one_fault_is_cut_short_and_counted(tmp_path):
    publish_entries(tmp_path, [an_entry(n, n=0) for n in range(500)])
    faults = [claim for claim in check_log(tmp_path, vkey=VKEY).broken if claim.name == NUMBERS]
    assert len(faults) == 21 and "479 more" in faults[-1].detail


def test_a_checkpoint_of_billions_does_not_keep_anyone_waiting(book):
    boundless = json.loads(json.dumps((book / "checkpoint").read_text())).replace("\n700\n", f"\n{2**62}\n")
    (book / "checkpoint").write_text(boundless)
    assert {SIGNATURE, ENTRIES} <= broken_in(book)


def test_many_bundles_are_shared_between_processes_with_the_same_outcome(tmp_path):
    entries = some_entries(5000)
    publish_entries(tmp_path, entries[:4000])
    publish_entries(tmp_path, entries)
    bundle = tmp_path / "tile/entries/007"
    bundle.write_bytes(bundle.read_bytes().replace(b"foundry", b"Foundry", 1))
    alone, shared = (check_log(tmp_path, vkey=VKEY, processes=count) for count in (1, 2))
    assert alone == shared and alone.broken


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda folder: folder / "nowhere", "There is no folder"),
        (lambda folder: folder / "checkpoint", "is a file"),
        (lambda folder: folder / "tile", "no file named checkpoint"),
        (lambda folder: "ftp://example.org/book", "neither a folder nor an address"),
        (lambda folder: "http:///book", "is not the address"),
    ],
)
def test_where_there_is_no_book_that_is_said(honest, make, sentence):
    with pytest.raises(Unreadable, match=sentence):
        check_log(make(honest))


@pytest.mark.parametrize("garbage", [b"", b"garbage", b"\xff\xfe", b"a\n1\nb\n\n", b"x" * 1_000_000])
def test_a_checkpoint_that_cannot_be_read_leaves_nothing_to_check(book, garbage):
    (book / "checkpoint").write_bytes(garbage)
    with pytest.raises(Unreadable, match=r"\.$"):
        check_log(book, vkey=VKEY)


@pytest.mark.parametrize(
    "given", [{"vkey": "lost"}, {"vkey": VKEY[:-1]}, {"since": "gar\nbage"}, {"since": "/nowhere"}, {"since": b"\xff"}]
)
def test_a_key_or_kept_checkpoint_that_cannot_be_read_is_said_to_be_so(book, given):
    if given.get("since") == b"\xff":
        (book / "kept").write_bytes(b"\xff")
        given = {"since": book / "kept"}
    with pytest.raises(Unreadable, match=r"you gave|you kept"):
        check_log(book, **given)


def test_a_claim_reads_as_a_sentence():
    assert str(Claim("entry numbers", "broken", "It is lost.", 7)) == "broken: entry numbers (entry 7). It is lost."
    assert str(Claim("root", "holds", "It is there.")) == "holds: root. It is there."


def test_the_name_in_the_key_is_the_name_of_the_book(tmp_path):
    bakers = Signer("example.org/bakers", bytes(range(32)))
    assert bakers.verifier.to_text() != VKEY and bakers.name != BOOK
    with pytest.raises(Unreadable):
        check_log(tmp_path)
