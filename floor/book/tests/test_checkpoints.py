"""Checkpoints say what was signed, when, and nothing that can be read in two ways."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from floor.book.checkpoints import (
    Checkpoint,
    CheckpointError,
    open_checkpoint,
    parse_checkpoint,
    read_unverified,
    sign_checkpoint,
)
from floor.book.notes import NoteError, Signer

NINE = datetime(2026, 11, 21, 9, tzinfo=UTC)
ADA = Signer("example.org/metalworkers", bytes(range(32)))
TEXT = "example.org/metalworkers\n17\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\ntime 2026-11-21T09:00:00Z\n"

checkpoints = st.builds(
    Checkpoint,
    origin=st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1),
    size=st.integers(0, 2**63 - 1),
    root=st.binary(min_size=32, max_size=32),
    time=st.datetimes(timezones=st.just(UTC), min_value=datetime(1000, 1, 1)),
)


def test_the_text_is_the_c2sp_body_and_one_line_with_the_time():
    assert Checkpoint("example.org/metalworkers", 17, bytes(32), NINE).to_text() == TEXT


@given(checkpoints)
def test_a_checkpoint_survives_signing_and_reading(checkpoint):
    assert open_checkpoint(sign_checkpoint(checkpoint, ADA), [ADA.verifier]) == checkpoint


def test_one_signed_with_another_key_does_not_open_but_can_be_looked_at():
    note = sign_checkpoint(parse_checkpoint(TEXT), Signer(ADA.name, bytes(32)))
    with pytest.raises(NoteError):
        open_checkpoint(note, [ADA.verifier])
    assert read_unverified(note).size == 17


def test_backdating_a_signed_checkpoint_spoils_the_signature():
    note = sign_checkpoint(parse_checkpoint(TEXT), ADA).replace("2026-11-21", "2026-11-20")
    assert read_unverified(note).time < NINE
    with pytest.raises(NoteError):
        open_checkpoint(note, [ADA.verifier])


def test_the_time_is_written_in_utc_and_never_rounded_down():
    berlin = timezone(timedelta(hours=1))
    assert "time 2026-11-21T08:00:00Z\n" in Checkpoint("o", 0, bytes(32), NINE.replace(tzinfo=berlin)).to_text()
    assert "time 2026-11-21T09:00:00.000001Z\n" in Checkpoint("o", 0, bytes(32), NINE.replace(microsecond=1)).to_text()


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("\n17\n", "\n017\n"),
        ("\n17\n", "\n-1\n"),
        ("\n17\n", "\n+17\n"),
        ("\n17\n", "\n 17\n"),
        ("\n17\n", "\n\u0661\u0667\n"),
        ("\n17\n", "\n9999999999999999999\n"),
        ("AAA=", "AAB="),
        ("AAA=", "AA=="),
        ("AAA=", "A!A="),
        ("time 2026-11-21T09:00:00Z\n", ""),
        ("time 2026-11-21T09:00:00Z\n", "time 2026-11-21T09:00:00Z\n" * 2),
        ("09:00:00Z", "09:00:00"),
        ("09:00:00Z", "09:00:00+00:00"),
        ("09:00:00Z", "09:00:00.000000Z"),
        ("09:00:00Z", "25:00:00Z"),
        ("11-21", "02-30"),
        ("example.org/metalworkers\n", ""),
        ("example.org/metalworkers\n", "\n"),
        ("Z\n", "Z"),
        ("Z\n", "Z\n\n"),
    ],
)
def test_a_body_that_is_not_exact_is_refused(right, wrong):
    assert right in TEXT
    with pytest.raises(CheckpointError):
        parse_checkpoint(TEXT.replace(right, wrong))


def test_further_extension_lines_are_passed_over():
    assert parse_checkpoint(TEXT + "something to come\n") == parse_checkpoint(TEXT)


@pytest.mark.parametrize(
    "fields",
    [
        {"origin": ""},
        {"origin": "two\nlines"},
        {"size": -1},
        {"root": b"short"},
        {"time": NINE.replace(tzinfo=None)},
    ],
)
def test_a_checkpoint_that_could_not_be_read_back_is_not_made(fields):
    whole = {"origin": "o", "size": 0, "root": bytes(32), "time": NINE}
    with pytest.raises(CheckpointError):
        Checkpoint(**{**whole, **fields})
