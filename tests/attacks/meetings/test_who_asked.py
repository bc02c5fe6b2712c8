"""After a meeting of four, whoever has everything the server ever wrote still can't say who asked what without a name (R17)."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest

from floor.polls.urn.sealing import CannotOpen, opened
from tests.world import NAMES

from .asked import ASKS

pytestmark = pytest.mark.timeout(120)
TEXTS = [text for text, _ in ASKS.values()]


def ways_to_write(text: str) -> list[bytes]:
    return [one.encode() for one in (text, quote(text), quote_plus(text), text.replace(" ", "_"))]


def where(files: dict[str, bytes], *forms: bytes) -> list[str]:
    return [name for name, content in files.items() if any(form in content for form in forms)]


def test_all_four_were_heard(asked):
    """So that the silence below is not that of an empty box."""
    assert sorted(asked.ended["asked"]) == sorted(TEXTS) and asked.ended["names"] == []
    assert len(asked.slips) == len(set(asked.codes)) == len(ASKS)
    assert where(asked.everything_on_disk(), TEXTS[0].encode()), "afterwards it stands where everyone can read it"


def test_no_question_stands_on_the_disk_while_it_lies_in_the_box(asked):
    # PostgreSQL cuts a value of this length in pieces.
    assert where(asked.at_open, asked.slips[0][:500]), "the sealed slips should be found, at least"
    for text in TEXTS:
        assert where(asked.at_open, *ways_to_write(text)) == []


def test_no_ticket_stands_anywhere_neither_during_the_meeting_nor_after(asked):
    for code in asked.codes:
        forms = [code.encode(), code.replace("-", "").encode(), code[:11].encode()]
        assert where(asked.at_open, *forms) == where(asked.everything_on_disk(), *forms) == []


def test_slips_that_somebody_copied_are_opened_by_nobody_afterwards(asked):
    """The order in a write-ahead log or in dead rows tells which sealed slip came when, and no more."""
    then = [content for name, content in asked.at_open.items() if "question-boxes" in name and len(content) == 32]
    assert len(then) == 1 and all(opened(then[0], slip) for slip in asked.slips), "with its key it was a slip"
    assert asked.ended["keys"] == []
    now = asked.everything_on_disk()
    assert where(now, then[0], then[0].hex().encode()) == []
    for key in (content for name, content in now.items() if "home" in Path(name).parts and len(content) == 32):
        for slip in asked.slips:
            with pytest.raises(CannotOpen):
                opened(key, slip)


def test_slips_and_tickets_have_nothing_that_tells_whose_or_when(asked):
    assert asked.ended["left"] == [0, 0, 0]
    assert len({len(slip) for slip in asked.slips}) == 1
    for ticket in asked.tickets:
        # A number drawn by lot, the meeting, a lock, how many are left.
        assert len(ticket) == 4 and ticket[1] == asked.ways["meeting"] and ticket[3] == 4


def test_no_row_of_any_table_has_a_question_beside_somebody(asked):
    found = 0
    for table, row in asked.operator.everything():
        if any(text in row for text in TEXTS):
            found += 1
            assert table in ("meetings_question", "book_entry"), table
            assert not any(name in row for name in NAMES)
            assert '"member":' not in row
    assert found >= len(TEXTS)


def test_asking_changes_no_session_and_sets_no_cookie(asked):
    assert asked.sessions == asked.sessions_after
    for browser in asked.browsers:
        assert set(browser.cookies) <= {"sessionid", "csrftoken"}


def test_no_address_and_no_line_of_the_log_says_who_asked_what(asked):
    log = asked.log.read_text()
    went = [address for browser in asked.browsers for address in browser.went]
    for secret in [*TEXTS, *asked.codes]:
        assert secret not in log and not any(quote(secret) in address for address in went)
