"""The published files: where they lie, that they hold what was given, that they can be read at every instant."""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from floor.book import publishing_tiles
from floor.book.merkle import leaf_hash, root_of
from floor.book.proofs import consistency_proof, inclusion_proof, root_at, verify_consistency, verify_inclusion
from floor.book.published_log import PublishedLog
from floor.book.publishing_tiles import PublishingError, publish
from floor.book.sources import FolderSource, Unreadable
from floor.book.tests.published_books import (
    ADA,
    EVE,
    an_entry,
    checkpoint_of,
    everything_in,
    publish_entries,
    some_entries,
)
from floor.book.tiles import (
    LARGEST_ENTRY,
    DamagedTile,
    EntryTooLarge,
    TileHashes,
    levels_of,
    pack_bundle,
    read_bundle,
    read_tile,
    split_bundle,
    split_tile,
    tile_path,
    tiles_of,
    width_of,
)


@pytest.mark.parametrize(
    ("tile", "path"),
    [
        ((0, 0), "tile/0/000"),
        ((0, 1234067), "tile/0/x001/x234/067"),
        ((1, 999), "tile/1/999"),
        ((2, 1000), "tile/2/x001/000"),
        (("entries", 0, 1), "tile/entries/000.p/1"),
        ((0, 1234067, 255), "tile/0/x001/x234/067.p/255"),
        (("entries", 1_000_000_000), "tile/entries/x001/x000/x000/000"),
    ],
)
def test_a_tile_lies_where_the_specification_puts_it(tile, path):
    assert tile_path(*tile) == path


def test_a_book_of_70000_has_the_tiles_that_the_specification_counts():
    assert [[width for _, width in tiles_of(70_000, level)] for level in levels_of(70_000)] == [
        [256] * 273 + [112],
        [256, 17],
        [1],
    ]
    assert [list(tiles_of(256, level)) for level in levels_of(256)] == [[(0, 256)], [(0, 1)]]
    assert list(levels_of(0)) == [] and width_of(256, 0, 1) == 0


@given(st.lists(st.binary(max_size=600), max_size=8))
def test_a_bundle_gives_back_its_entries(entries):
    assert split_bundle(pack_bundle(entries), len(entries)) == entries


@given(st.lists(st.binary(max_size=9), min_size=1, max_size=8), st.integers(-9, 9).filter(bool))
def test_a_bundle_that_was_cut_or_prolonged_is_noticed(entries, change):
    raw = pack_bundle(entries)
    with pytest.raises(DamagedTile):
        split_bundle(raw[:change] if change < 0 else raw + b"\x01" * change, len(entries))


def test_an_entry_over_the_limit_is_refused_and_the_limit_named():
    assert split_bundle(pack_bundle([bytes(LARGEST_ENTRY)]), 1) == [bytes(LARGEST_ENTRY)]
    with pytest.raises(EntryTooLarge, match=r"65,536 bytes.*allows 65,535.*Attach"):
        pack_bundle([bytes(LARGEST_ENTRY + 1)])


@pytest.mark.parametrize("raw", [b"", bytes(31), bytes(33), bytes(96)])
def test_a_tile_of_the_wrong_length_is_noticed(raw):
    with pytest.raises(DamagedTile):
        split_tile(raw, 2)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 700), min_size=1, max_size=5).map(sorted))
def test_publishing_step_by_step_leaves_what_publishing_at_once_leaves(tmp_path_factory, sizes):
    entries = some_entries(sizes[-1])
    folder, at_once = tmp_path_factory.mktemp("steps"), tmp_path_factory.mktemp("once")
    for size in sizes:
        publish_entries(folder, entries[:size])
    publish_entries(at_once, entries)
    needed = set(everything_in(at_once))
    left = everything_in(folder)
    assert {path: left[path] for path in needed} == everything_in(at_once)
    # More than that are only older checkpoints, and partial tiles whose full tile is not there yet.
    for path in left.keys() - needed:
        assert path.startswith("checkpoints/") or path.split(".p/")[0] not in left
    assert {path for path in left if path.startswith("checkpoints/")} == {
        f"checkpoints/{size}" for size in {*sizes[:-1]} - {sizes[-1]}
    }


def test_every_older_checkpoint_keeps_the_tiles_it_needs(tmp_path):
    entries = some_entries(600)
    for size in (1, 200, 256, 257, 511, 600):
        publish_entries(tmp_path, entries[:size])
        for older in (1, 200, 256, 257, 511, 600):
            if older <= size:
                hashes = TileHashes(FolderSource(tmp_path), older)
                assert root_at(hashes, older) == root_of(map(leaf_hash, entries[:older]))
                read = [
                    entry for i, width in tiles_of(older, 0) for entry in read_bundle(FolderSource(tmp_path), i, width)
                ]
                assert read == entries[:older]


def test_only_what_is_new_is_asked_for_and_written(tmp_path):
    entries = some_entries(1030)
    publish_entries(tmp_path, entries[:1000])
    before = {path: os.stat(tmp_path / path).st_mtime_ns for path in everything_in(tmp_path)}
    asked = []

    def entries_between(start, stop):
        asked.append((start, stop))
        return entries[start:stop]

    publish(tmp_path, checkpoint_of(entries), ADA.verifier, entries_between)
    assert asked == [(768, 1030)]
    changed = {path for path in everything_in(tmp_path) if before.get(path) != os.stat(tmp_path / path).st_mtime_ns}
    assert changed == {
        "tile/entries/003",
        "tile/entries/004.p/6",
        "tile/0/003",
        "tile/0/004.p/6",
        "tile/1/000.p/4",
        "checkpoints/1000",
        "checkpoint",
    }
    assert not (tmp_path / "tile/0/003.p").exists() and not (tmp_path / "tile/entries/003.p").exists()


def test_a_new_checkpoint_over_the_same_entries_replaces_the_old_one(tmp_path):
    entries = some_entries(3)
    first = publish_entries(tmp_path, entries)
    second = publish_entries(tmp_path, entries, at=PublishedLog(tmp_path).checkpoint.time.replace(hour=23))
    assert (tmp_path / "checkpoint").read_text() == second != first
    assert (tmp_path / "checkpoints/3").read_text() == first


class Killed(BaseException):
    pass


def files_written_by(folder: Path, entries: list[bytes], monkeypatch, die_after: int) -> int:
    """Publish, and die at the given step: at a move into place, a removal, or the write of a file aside."""
    steps = 0
    real = {"replace": os.replace, "rmtree": shutil.rmtree, "write_bytes": Path.write_bytes}

    def counted(name):
        def step(*args, **more):
            nonlocal steps
            steps += 1
            if steps > die_after:
                if name == "write_bytes":
                    real[name](args[0], args[1][: len(args[1]) // 2])  # half of it is on the disk
                raise Killed
            return real[name](*args, **more)

        return step

    with monkeypatch.context() as patch:
        patch.setattr(publishing_tiles.os, "replace", counted("replace"))
        patch.setattr(publishing_tiles.shutil, "rmtree", counted("rmtree"))
        patch.setattr(Path, "write_bytes", counted("write_bytes"))
        try:
            publish_entries(folder, entries)
        except Killed:
            return -1
    return steps


def test_whoever_is_killed_at_any_instant_leaves_a_book_that_can_be_read(tmp_path, monkeypatch):
    entries = some_entries(520)
    start = tmp_path / "start"
    publish_entries(start, entries[:250])
    die_after, outcome = 0, -1
    while outcome == -1:
        folder = tmp_path / f"killed{die_after}"
        shutil.copytree(start, folder)
        outcome = files_written_by(folder, entries, monkeypatch, die_after)
        log = PublishedLog(folder)
        assert log.size in (250, 520)
        assert list(log.entries()) == entries[: log.size]
        assert root_at(log.hashes(), log.size) == log.checkpoint.root
        publish_entries(folder, entries)  # and the next time completes it
        whole = everything_in(folder)
        assert list(PublishedLog(folder).entries()) == entries
        assert not [path for path in whole if ".p/" in path and path.split(".p/")[0] in whole]
        assert not [path for path in whole if path.startswith(".")]
        die_after += 1
    assert die_after > 20


def test_entries_that_do_not_add_up_to_the_root_are_not_published(tmp_path):
    entries = some_entries(300)
    old = publish_entries(tmp_path, entries[:250])
    altered = [*entries[:20], an_entry(20, act="house.Leave"), *entries[21:]]
    with pytest.raises(PublishingError, match="do not add up"):
        publish(tmp_path, checkpoint_of(entries), ADA.verifier, lambda start, stop: altered[start:stop])
    log = PublishedLog(tmp_path)
    assert log.note == old and list(log.entries()) == entries[:250]


def test_a_store_that_ends_too_early_is_not_published(tmp_path):
    entries = some_entries(300)
    with pytest.raises(PublishingError, match="ends before entry 299"):
        publish(tmp_path, checkpoint_of(entries), ADA.verifier, lambda start, stop: entries[start : stop - 1])
    assert not (tmp_path / "checkpoint").exists()


def test_published_entries_are_not_taken_back(tmp_path):
    publish_entries(tmp_path, some_entries(5))
    with pytest.raises(PublishingError, match="5 entries are published already"):
        publish_entries(tmp_path, some_entries(4))


def test_another_key_cannot_publish_into_the_folder(tmp_path):
    publish_entries(tmp_path, some_entries(5))
    with pytest.raises(PublishingError, match="belongs to another key"):
        publish_entries(tmp_path, some_entries(6), signer=EVE)
    with pytest.raises(PublishingError, match="not one of"):
        publish(tmp_path, checkpoint_of(some_entries(6), signer=EVE), ADA.verifier, lambda a, b: some_entries(6)[a:b])


def test_a_folder_whose_checkpoint_is_garbage_is_left_alone(tmp_path):
    publish_entries(tmp_path, some_entries(5))
    (tmp_path / "checkpoint").write_text("garbage")
    with pytest.raises(PublishingError, match="cannot be read"):
        publish_entries(tmp_path, some_entries(6))
    assert (tmp_path / "checkpoint").read_text() == "garbage"


def test_a_hash_that_is_gone_stops_publishing_with_advice(tmp_path):
    publish_entries(tmp_path, some_entries(256))
    shutil.rmtree(tmp_path / "tile/1")
    with pytest.raises(PublishingError, match="empty folder"):
        publish_entries(tmp_path, some_entries(257))


def test_an_empty_book_can_be_published(tmp_path):
    publish_entries(tmp_path, [])
    assert PublishedLog(tmp_path).size == 0 and list(PublishedLog(tmp_path).entries()) == []


@pytest.fixture(scope="module")
def a_large_book(tmp_path_factory):
    folder = tmp_path_factory.mktemp("large")
    entries = some_entries(66_000)  # tiles on three levels
    publish_entries(folder, entries)
    return folder, entries


class CountingFiles:
    def __init__(self, folder):
        self.files, self.paths = FolderSource(folder), []

    def read(self, path, limit):
        self.paths.append(path)
        return self.files.read(path, limit)


@pytest.mark.parametrize("index", [0, 255, 256, 65_535, 65_536, 65_999])
def test_a_page_proves_an_entry_from_a_handful_of_tiles(a_large_book, index):
    folder, entries = a_large_book
    files = CountingFiles(folder)
    proof = inclusion_proof(TileHashes(files, 66_000), index, 66_000)
    assert verify_inclusion(leaf_hash(entries[index]), index, 66_000, proof, PublishedLog(folder).checkpoint.root)
    assert len(files.paths) <= 6


@pytest.mark.parametrize("old", [1, 255, 256, 65_535, 65_536, 65_600])
def test_a_page_proves_growth_from_a_handful_of_tiles(a_large_book, old):
    folder, entries = a_large_book
    files = CountingFiles(folder)
    proof = consistency_proof(TileHashes(files, 66_000), old, 66_000)
    old_root = root_of(map(leaf_hash, entries[:old]))
    assert verify_consistency(old, old_root, 66_000, PublishedLog(folder).checkpoint.root, proof)
    assert len(files.paths) <= 8


def test_entries_can_be_read_from_the_middle(a_large_book):
    folder, entries = a_large_book
    assert list(PublishedLog(folder).entries(300, 700)) == entries[300:700]
    assert list(PublishedLog(folder).entries(65_990)) == entries[65_990:]
    assert list(PublishedLog(folder).entries(5, 5)) == []


def test_a_hash_beyond_the_end_is_refused(a_large_book):
    folder, _ = a_large_book
    with pytest.raises(DamagedTile):
        TileHashes(FolderSource(folder), 66_000)(0, 66_000)
    with pytest.raises(DamagedTile):
        TileHashes(FolderSource(folder), 66_000)(17, 0)


def test_a_file_that_is_missing_or_damaged_is_named(tmp_path):
    publish_entries(tmp_path, some_entries(300))
    files = FolderSource(tmp_path)
    (tmp_path / "tile/0/000").write_bytes(b"short")
    with pytest.raises(DamagedTile, match=r"tile/0/000 is damaged: it has 5 bytes instead of 8192"):
        read_tile(files, 0, 0, 256)
    (tmp_path / "tile/entries/001.p/44").unlink()
    with pytest.raises(DamagedTile, match=r"tile/entries/001.p/44 is missing"):
        read_bundle(files, 1, 44)
    with pytest.raises(Unreadable, match="is missing"):
        list(PublishedLog(tmp_path).entries())


def test_a_file_longer_than_it_can_be_is_not_read_into_memory(tmp_path):
    publish_entries(tmp_path, some_entries(256))
    (tmp_path / "tile/0/000").write_bytes(bytes(10_000))
    with pytest.raises(Unreadable, match="longer than the 8,192 bytes"):
        read_tile(FolderSource(tmp_path), 0, 0, 256)
