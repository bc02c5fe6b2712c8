"""A redline is the way from the old words to the new, and from the new back to the old."""

from __future__ import annotations

from itertools import pairwise
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from floor.meetings.deciding.replacing import replaced
from floor.meetings.showing.redline import as_plain_text, redline

texts = st.text(st.sampled_from("ab cd\n.,éж "), max_size=60)


@given(texts, texts)
def test_without_what_was_struck_it_is_the_new_text_and_without_what_was_put_in_the_old(old, new):
    changes = redline(old, new)
    assert "".join(one.text for one in changes if one.what != "put in") == old
    assert "".join(one.text for one in changes if one.what != "struck") == new
    assert all(one.text for one in changes)
    assert all(one.what != other.what for one, other in pairwise(changes))


@given(texts)
def test_what_has_not_changed_has_no_marks(text):
    assert [one.what for one in redline(text, text)] == (["same"] if text else [])


def test_it_shows_words_not_letters_and_not_shreds():
    assert as_plain_text(redline("The canteen opens at six.", "The canteen opens at half past five.")) == (
        "The canteen opens at [-six-]{+half past five+}."
    )
    assert as_plain_text(redline("red, white, blue", "pink, brown, blue")) == "[-red, white-]{+pink, brown+}, blue"


def test_a_long_text_with_a_small_change_is_compared_at_once():
    old = "\n".join(f"Paragraph {at} of a long agreement, with many words in it." for at in range(4000))
    began = perf_counter()
    changes = redline(old, old.replace("Paragraph 1999 of", "Paragraph 1999 in"))
    assert perf_counter() - began < 2 and len(changes) == 4


@pytest.mark.parametrize(
    ("text", "old", "new", "after"),
    [
        ("At six.", "six", "five", "At five."),
        ("At six or seven.", " or seven", "", "At six."),
        ("Bread and coal today.", "and coal", "", "Bread today."),
        ("At six.", "", "Tea is free.", "At six. Tea is free."),
        ("At six.\nAt home.", "", "Tea is free.", "At six.\nAt home.\n\nTea is free."),
        ("", "", "Tea.", "Tea."),
        ("At six, at six.", "six", "five", None),
        ("At six.", "seven", "five", None),
    ],
)
def test_words_are_replaced_where_they_stand_once(text, old, new, after):
    assert replaced(text, old, new) == after
