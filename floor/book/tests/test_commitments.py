"""Commitments hide a value and bind whoever made them to it."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from floor.book.canonical import NotCanonical
from floor.book.commitments import commit, commit_all, new_salts, opens

salts = st.binary(min_size=16, max_size=64)
values = st.one_of(
    st.text(st.characters(codec="utf-8")), st.integers(-99, 99), st.dictionaries(st.text("ab"), st.booleans())
)


@given(values, salts)
def test_a_commitment_opens_with_its_value_and_salt(value, salt):
    assert opens(commit(value, salt), value, salt)


@given(values, values, salts)
def test_it_does_not_open_with_another_value(value, other, salt):
    assume(type(value) is not type(other) or value != other)
    assert not opens(commit(value, salt), other, salt)


@given(values, salts, salts)
def test_it_does_not_open_with_another_salt(value, salt, other):
    assume(salt != other)
    assert not opens(commit(value, salt), value, other)


@given(values, salts, st.integers(0, 45), st.sampled_from("Ax_-"))
def test_an_altered_commitment_does_not_open(value, salt, place, letter):
    commitment = commit(value, salt)
    altered = commitment[:place] + letter + commitment[place + 1 :]
    assume(altered != commitment)
    assert not opens(altered, value, salt)


def test_salt_cannot_pass_for_value_nor_value_for_salt():
    # The same bytes in the same order, cut at another place.
    assert commit(11, b"7" * 16 + b"1") != commit(111, b"7" * 16)


def test_the_form_is_frozen_because_books_are_kept_for_decades():
    assert commit("Ada", bytes(16)) == "c1:3QWbhz1l0AB9aOQM-HHSpZ7roMN5gJNE7I1DhVwnWC4"


@pytest.mark.parametrize("salt", [b"", b"x" * 15, b"x" * 65])
def test_a_salt_too_short_to_hide_anything_is_refused(salt):
    with pytest.raises(ValueError, match="16 to 64 random bytes"):
        commit("Ada", salt)
    assert not opens("c1:", "Ada", salt)


def test_a_value_the_book_cannot_carry_is_refused():
    with pytest.raises(NotCanonical):
        commit(0.5, bytes(16))
    assert not opens("c1:", 0.5, bytes(16))


def test_text_that_is_no_commitment_opens_with_nothing():
    assert not opens("", "Ada", bytes(16))
    assert not opens("c1:é\ud800", "Ada", bytes(16))


def test_many_salts_are_all_fresh():
    many = new_salts(1000)
    assert len(set(many)) == 1000 and {len(salt) for salt in many} == {16}
    assert new_salts(0) == []


def test_committing_in_bulk_gives_the_same_as_one_by_one():
    assert commit_all(["a", "b"], [bytes(16), b"1" * 16]) == [commit("a", bytes(16)), commit("b", b"1" * 16)]


def test_a_salt_missing_in_bulk_is_refused():
    with pytest.raises(ValueError):
        commit_all(["a", "b"], [bytes(16)])
