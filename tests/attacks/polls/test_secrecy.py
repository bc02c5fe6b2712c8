"""After a poll, whoever has everything the server ever wrote still can't say who voted how, nor while it runs from outside."""

from __future__ import annotations

import re
from itertools import permutations

import pytest

from floor.polls.urn.paper import Form, written
from floor.polls.urn.published_file import as_csv, gathered, with_small_units_together
from floor.polls.urn.sealing import CannotOpen, new_key, opened, seal
from tests.world import NAMES

from .voted import BREAKS_DOWN, VOTED, Paper

pytestmark = pytest.mark.timeout(300)

EVERY_PAPER = [*VOTED.values(), *BREAKS_DOWN.values()]


def ways_to_write(paper: Paper) -> list[bytes]:
    """What a paper would look like in a table, a body, a message, a traceback, a memory."""
    form, numbers = Form("marks", 5, 3), [str(number) for number in paper]
    bare = [" ".join(numbers), "+".join(numbers), ",".join(numbers), ", ".join(numbers), "%20".join(numbers)]
    asked = [f"paper={bare[1]}", f"paper={bare[4]}", "&".join(f"mark={number}" for number in numbers)]
    around = [f"{left}{one}{right}" for one in bare for left, right in ("()", "[]", '""', "''", "{}")]
    return [written(form, unit, paper) for unit in (3, 4, 5)] + [one.encode() for one in asked + around]


def test_everyone_voted_and_was_counted(voted):
    """So that the silence below is not that of an empty urn."""
    assert voted.ended["state"] == "counted"
    assert voted.ended["voted"] == voted.ended["outcome"]["figures"]["papers"] == len(VOTED)
    assert len(voted.sealed) == len(VOTED) and {member for (member,) in voted.marks} == set(VOTED)
    assert voted.secret in b"".join(voted.at_open.values()), "the key should lie in its file while the poll is open"


def test_no_paper_stands_anywhere_on_the_disk_while_the_poll_is_open(voted):
    """Tables, write-ahead log, dead rows, files of sessions: whatever was not there before anybody voted."""
    forms = [form for paper in EVERY_PAPER for form in ways_to_write(paper)]
    came = written_since(voted.before, voted.at_open)
    assert any(voted.sealed[0] in content for content in came.values()), "the sealed papers should be found, at least"
    for name, content in came.items():
        # The founding elected three whose numbers look like a paper, and PostgreSQL copies old pages into its log.
        found = [form for form in forms if form in content and not stood_in(voted.before, form)]
        assert not found, f"a paper stands in {name}"


def stood_in(files: dict[str, bytes], form: bytes) -> bool:
    return any(form in content for content in files.values())


def written_since(before: dict[str, bytes], after: dict[str, bytes]) -> dict[str, bytes]:
    """What changed in each file, page by page as databases write."""
    page, came = 4096, {}
    for name, content in after.items():
        old = before.get(name, b"")
        starts = range(0, len(content), page)
        pages = [content[at : at + page] for at in starts if content[at : at + page] != old[at : at + page]]
        came[name] = b"".join(pages)
    return came


def test_the_key_is_nowhere_once_the_urn_is_published(voted):
    assert voted.ended["keys left"] == 0 and not voted.key_file.exists()
    for name, content in voted.everything_on_disk().items():
        assert voted.secret not in content and voted.secret.hex().encode() not in content, name


def test_papers_copied_while_the_poll_was_open_can_be_opened_by_nobody(voted):
    """A backup, the order in the write-ahead log, dead rows: they tell which sealed paper came with which mark, and no more."""
    keys = [bytes.fromhex(voted.ways["key"])]
    keys += [file.read_bytes()[:32] for file in voted.key_file.parent.glob("*")]
    for sealed in voted.sealed:
        assert opened(voted.secret, sealed), "with its key it was a paper"
        for key in keys:
            with pytest.raises(CannotOpen):
                opened(key, sealed)


def test_all_sealed_papers_have_one_length_and_none_is_like_another(voted):
    assert len({len(one) for one in voted.sealed}) == 1
    assert len({one[:16] for one in voted.sealed}) == len({one[-16:] for one in voted.sealed}) == len(VOTED)


def test_a_blank_paper_is_as_long_as_a_full_one():
    key, _secret = new_key()
    marks, question = Form("marks", 5, 3), Form("question", 4, 1)
    assert len({len(seal(key, written(marks, 3, paper))) for paper in ((), (1,), (1, 2), (1, 2, 3))}) == 1
    assert len({len(seal(key, written(question, 7, paper))) for paper in ((), (1, 2, 3, 1))}) == 1


def test_a_paper_has_nothing_beside_it_that_tells_whose_or_when(voted):
    """The columns of the urn, and that its numbers are drawn, not counted."""
    assert not voted.operator.ask('SELECT * FROM "polls_mark"') + voted.operator.ask(
        'SELECT * FROM "polls_sealedpaper"'
    )
    columns = {table: set(columns_of(voted.operator, table)) for table in ("polls_mark", "polls_sealedpaper")}
    assert columns == {"polls_mark": {"poll", "member"}, "polls_sealedpaper": {"id", "poll", "sealed"}}
    assert column_kind(voted.operator, "polls_sealedpaper", "id") in ("char(32)", "uuid")


def columns_of(operator, table: str) -> list[str]:
    if operator.on_sqlite:
        return [row[1] for row in operator.ask(f'PRAGMA table_info("{table}")')]
    named = "SELECT column_name FROM information_schema.columns WHERE table_name = %s"
    return [name for (name,) in operator.ask(named, table)]


def column_kind(operator, table: str, column: str) -> str:
    if operator.on_sqlite:
        return next(row[2] for row in operator.ask(f'PRAGMA table_info("{table}")') if row[1] == column)
    kind = "SELECT data_type FROM information_schema.columns WHERE table_name = %s AND column_name = %s"
    return str(operator.ask(kind, table, column)[0][0])


def test_after_the_closing_papers_stand_in_the_published_urn_alone_without_a_name(voted):
    """Every row of every table: whoever joins them all finds marks, and papers, and nothing that has both."""
    came = [row for row in voted.operator.everything() if row not in voted.rows_before]
    assert {"polls_poll", "polls_rollline", "book_entry"} <= {table for table, _row in came}
    for table, row in came:
        assert not [one for one in voted.sealed if repr(one) in row], f"a sealed paper is left in {table}"
        for paper in VOTED.values():
            assert not any(repr(way)[2:-1] in row for way in ways_to_write(paper)), f"{paper} stands in {table}"
    ((urn,),) = voted.operator.ask('SELECT "urn" FROM "polls_poll"')
    with_papers = [(table, row) for table, row in came if all(line_of(paper) in row for paper in VOTED.values())]
    assert [table for table, _row in with_papers] == ["book_attachment"]
    assert urn in with_papers[0][1] and not [name for name in NAMES if name in with_papers[0][1]]


def line_of(paper: Paper) -> str:
    """The choices of a paper as the published urn has them, at the end of a line."""
    return f",{','.join(map(str, paper))}\\n"


def test_the_log_names_nobody_and_no_paper(voted):
    said = voted.log.read_text(errors="replace")
    assert "Traceback" in said, "the faults were meant to be in the log"
    assert "csrfmiddlewaretoken" not in said and "hand-in=" not in said
    assert voted.ways["code"] not in said and voted.ways["voting"] not in said
    for name in NAMES:
        assert name.lower() not in said.lower()
    for cookie in {cookie for one in voted.browsers for cookie in one.cookies.values() if len(cookie) > 2}:
        assert cookie not in said
    for paper in EVERY_PAPER:
        assert not [way for way in ways_to_write(paper) if way in voted.log.read_bytes()]
    # Who met the fault: a number on the register in a statement, its values, or a mark.
    assert not re.search(r"VALUES \(\d|\"member\"? = \d|\(\d+, 11\)|member[_a-z]*[=: ]+11\b", said)


def test_a_fault_in_the_booth_is_a_sentence_and_takes_nothing(voted):
    statuses = {name: status for name, (status, _page) in voted.faults.items()}
    assert statuses.pop("no urn") == 409
    # A fault of the database may be told as one to be tried again.
    assert set(statuses.values()) <= {500, 503}
    for _status, page in voted.faults.values():
        assert "Traceback" not in page and "polls_" not in page
    (loser,) = BREAKS_DOWN
    assert loser not in {member for (member,) in voted.marks}


def test_six_windows_hand_in_one_paper_and_each_says_that_it_is_in_the_urn(voted):
    assert len(voted.said_in_windows) == 6
    assert all("Your paper is in the urn" in page for page in voted.said_in_windows)
    assert sum("Your paper is in the urn already" in page for page in voted.said_in_windows) >= 1


def test_whoever_loses_the_line_finds_their_paper_in_the_urn_and_hands_in_no_second(voted):
    assert "Your paper is in the urn already" in voted.said_after_hanging_up


def test_letters_say_nothing_of_a_poll(voted):
    """The only letters there are let somebody in."""
    assert len(voted.letters.letters) == 1 and "/sign-in/link/" in voted.letters.letters[0]
    for letter in voted.letters.letters:
        assert "poll" not in letter.lower() and "vote" not in letter.lower()
        assert not [
            paper for paper in EVERY_PAPER if any(way.decode("latin-1") in letter for way in ways_to_write(paper))
        ]


def test_no_session_knows_a_paper_and_a_kiosk_leaves_none(voted):
    known = sessions_of(voted)
    assert len(known) >= 7
    assert {key for session in known for key in session} <= {"member", "card", "_csrftoken", "contact"}
    assert all(isinstance(value, int | str) for session in known for value in session.values())


def sessions_of(voted) -> list[dict]:
    """What sessions hold, read with the server's own secret."""
    from django.core import signing
    from django.core.signing import JSONSerializer

    secret = (voted.poll_house.house.home / "secret").read_text()
    salt = "django.contrib.sessions.SessionStore"
    rows = voted.operator.ask('SELECT "session_data" FROM "django_session"')
    return [signing.loads(data, key=secret, salt=salt, serializer=JSONSerializer) for (data,) in rows]


def test_addresses_and_headers_say_neither_who_nor_how(voted):
    pages = {f"/polls/{voted.poll}/{page}/" for page in ("vote", "voted", "code")} | {f"/polls/{voted.poll}/"}
    for browser in voted.browsers:
        assert {address for address in browser.went if address.startswith("/polls/")} <= pages
        for address, heads in browser.heads:
            if address.startswith("/polls/"):
                assert "no-store" in heads.get("cache-control", ""), (address, heads)
                assert not any(word in str(heads).lower() for word in ("paper=", "etag", "last-modified", "mark="))
                assert heads.get("referrer-policy") == "same-origin"


def test_the_voting_page_says_what_it_can_not_promise(voted):
    """Against whoever runs the server while papers are handed in, nothing above helps; nobody is to learn that too late."""
    for said in ("changes its program could read papers", "put others in their place", "copies the key of the urn"):
        assert said in voted.voting_page
    assert f'href="/polls/{voted.poll}/#protects"' in voted.voting_page


def test_the_urn_is_the_same_whatever_the_order_of_the_papers():
    form, papers = Form("marks", 5, 3), [("3", (1, 2)), ("3", (2, 1)), ("4", (5,)), ("4", ())]
    files = {as_csv(form, with_small_units_together(gathered(form, order), 2)[0]) for order in permutations(papers)}
    assert len(files) == 1
