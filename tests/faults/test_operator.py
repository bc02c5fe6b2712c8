"""An operator with the database open: whatever they change, the published book, a rebuild or an older checkpoint shows it."""

from __future__ import annotations

import json
import shutil

import pytest

from .house import House


def in_the_soak(*cheats: str) -> list[object]:
    """Further cheats of the same kind: each founds, publishes and verifies anew, so they are tried in the soak."""
    return [pytest.param(cheat, marks=pytest.mark.slow) for cheat in cheats]


@pytest.fixture(scope="module")
def kept_book(tmp_path_factory):
    """The works with a few acts, published once; a member has kept the checkpoint of that day."""
    place = tmp_path_factory.mktemp("operator")
    house = House(place / "home", f"sqlite:///{place / 'floor.sqlite3'}")
    house.floor("setup")
    house.run("found")
    house.report("crowd", "1", "3")
    house.floor("publish", str(place / "book"))
    shutil.copy(place / "book" / "checkpoint", place / "kept")
    house.floor("verify", str(place / "book"), "--since", str(place / "kept"))
    return place


@pytest.fixture
def house(kept_book, tmp_path):
    """A copy of it, to be cheated in."""
    shutil.copytree(kept_book, tmp_path, dirs_exist_ok=True)
    return House(tmp_path / "home", f"sqlite:///{tmp_path / 'floor.sqlite3'}")


@pytest.fixture
def book(house, tmp_path):
    return tmp_path / "book"


def broken(done) -> set[str]:
    return {claim["claim"] for claim in json.loads(done.stdout)["claims"] if claim["verdict"] == "broken"}


@pytest.mark.parametrize("cheat", ["give_a_mandate_to_another", *in_the_soak("lengthen_a_term", "invent_a_seat")])
def test_a_changed_table_shows_in_a_rebuild_and_in_what_is_published(house, book, cheat):
    house.run("tamper", cheat)
    house.floor("rebuild", expect=1)
    house.floor("publish", str(book))
    assert "the server's tables are what the book says" in broken(house.floor("verify", str(book), "--json", expect=1))


@pytest.mark.parametrize("cheat", ["change_a_word_in_an_entry", *in_the_soak("delete_an_entry")])
def test_a_book_that_does_not_add_up_cannot_be_published(house, book, tmp_path, cheat):
    house.run("tamper", cheat)
    refused = house.floor("publish", str(tmp_path / "elsewhere"), expect=2)
    assert "Traceback" not in refused.stderr
    assert not (tmp_path / "elsewhere" / "checkpoint").exists()


@pytest.mark.parametrize(
    "cheat",
    [
        "delete_an_entry_and_mend_the_log",
        *in_the_soak("reorder_two_entries", "reorder_two_entries_and_renumber_them", "truncate_the_log"),
    ],
)
def test_a_rewritten_book_is_shown_by_an_older_checkpoint(house, book, tmp_path, cheat):
    house.run("tamper", cheat)
    rewritten = tmp_path / "rewritten"
    house.floor("publish", str(rewritten))
    house.floor("verify", str(rewritten), "--since", str(tmp_path / "kept"), expect=1)


@pytest.mark.parametrize("cheat", ["forge_an_election", *in_the_soak("appoint_by_forged_entry")])
def test_a_forged_act_is_not_lawful_however_well_it_is_hashed(house, book, cheat):
    house.run("tamper", cheat)
    house.floor("publish", str(book))
    assert {"every act was allowed"} & broken(house.floor("verify", str(book), "--json", expect=1))


def test_a_backdated_checkpoint_shows(house, book):
    house.run("tamper", "backdate_the_checkpoint", str(book))
    assert "checkpoint time" in broken(house.floor("verify", str(book), "--json", expect=1))


def test_a_book_that_is_no_book_is_called_unreadable(house, tmp_path):
    (tmp_path / "nothing").mkdir()
    house.floor("verify", str(tmp_path / "nothing"), expect=2)
    house.floor("verify", str(tmp_path / "not-there"), expect=2)


def test_the_true_book_holds(house, book):
    assert broken(house.floor("verify", str(book), "--json")) == set()


@pytest.mark.slow
def test_the_same_holds_on_postgresql(postgres_house, tmp_path):
    house, folder = postgres_house, tmp_path / "book"
    house.report("crowd", "1", "3")
    house.floor("publish", str(folder))
    assert broken(house.floor("verify", str(folder), "--json")) == set()
    house.run("tamper", "give_a_mandate_to_another")
    house.floor("rebuild", expect=1)
    house.floor("publish", str(folder))
    assert "the server's tables are what the book says" in broken(
        house.floor("verify", str(folder), "--json", expect=1)
    )
