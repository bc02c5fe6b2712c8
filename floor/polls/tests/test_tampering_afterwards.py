"""An operator with the database open changes one thing about a poll that is over: a rebuild shows it, and so does whoever verifies."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from floor.book.doing import attach_text
from floor.book.models import Attachment
from floor.book.publishing import publish
from floor.polls.models import Candidacy, Poll, RollLine
from floor.site.keeping import signer
from tests.polling import close_poll
from tests.world import found_works

from .operator import Cheat, an_open_poll, as_operator, broken_in, broken_in_a_rebuild, broken_when_verified, sql

pytestmark = pytest.mark.django_db


@pytest.fixture
def ended(db, empty_replay) -> Poll:
    """Not in `works`: that one insists that the book rebuilds the same tables afterwards."""
    world = found_works()
    return close_poll(world, an_open_poll(world))


def set_outcome(change: Callable[[dict[str, Any]], None]) -> Cheat:
    def cheat(poll: Poll) -> None:
        change(poll.outcome)
        sql('UPDATE "polls_poll" SET "outcome" = %s WHERE "id" = %s', json.dumps(poll.outcome), poll.pk)

    return cheat


def other_paper_in_the_urn(poll: Poll) -> None:
    """One paper says something else, in the very text that the book calls by its hash."""
    text = Attachment.objects.get(pk=poll.urn).content
    sql('UPDATE "book_attachment" SET "content" = %s WHERE "sha256" = %s', with_another_paper(text), poll.urn)


def other_urn(poll: Poll) -> None:
    """Another file of papers with a hash that fits it, and the poll pointing there."""
    text = Attachment.objects.get(pk=poll.urn).content
    sql('UPDATE "polls_poll" SET "urn" = %s WHERE "id" = %s', attach_text(with_another_paper(text)), poll.pk)


def with_another_paper(text: str) -> str:
    """An urn as it could be, in which one paper says something else."""
    lines = text.splitlines()
    assert lines[1] == "1,others,,,", lines
    return "\n".join([lines[0], "1,others,1,,", *lines[2:], ""])


AFTERWARDS: dict[str, Cheat] = {
    "a paper in the published urn": other_paper_in_the_urn,
    "the urn of the poll": other_urn,
    "who is elected": set_outcome(lambda outcome: outcome["elected"].reverse()),
    "the votes": set_outcome(lambda outcome: outcome["votes"].reverse()),
    "the number of papers": set_outcome(lambda outcome: outcome["figures"].update(papers=7)),
    "how many voted": lambda poll: sql('UPDATE "polls_poll" SET "voted" = 7'),
    "how many were entitled": lambda poll: sql('UPDATE "polls_poll" SET "entitled" = 11'),
    "the seed of the lots": lambda poll: sql('UPDATE "polls_poll" SET "seed" = %s', "0" * 64),
    "when it closed": lambda poll: Poll.objects.update(closes=poll.closes - timedelta(days=1)),
    "that it counts": lambda poll: sql("""UPDATE "polls_poll" SET "state" = 'failed'"""),
    "who was elected, by name": lambda poll: Candidacy.objects.filter(member=9).update(elected=True),
    "who stood": lambda poll: Candidacy.objects.filter(member=9).update(member=10),
    "a line of the roll": lambda poll: sql("""UPDATE "polls_rollline" SET "reason" = 'away' WHERE "member_id" = 12"""),
    "a line less on the roll": lambda poll: sql('DELETE FROM "polls_rollline" WHERE "member_id" = 12'),
}  # fmt: skip


@pytest.mark.parametrize("cheat", AFTERWARDS.values(), ids=AFTERWARDS)
def test_a_change_after_the_closing_shows_in_a_rebuild_and_to_whoever_verifies(ended, cheat, tmp_path):
    with as_operator():
        cheat(ended)
    assert broken_in_a_rebuild()
    assert broken_when_verified(tmp_path)


def test_without_a_change_nothing_is_broken(ended, tmp_path):
    assert ended.state == "counted"
    assert broken_in_a_rebuild() == broken_when_verified(tmp_path) == set()


@pytest.mark.parametrize("member", [1, 12])
def test_a_mark_that_was_changed_after_the_closing_shows_in_a_rebuild(ended, member):
    """Who voted is told to each alone: the public book only commits to it, and whoever keeps the private part can show it."""
    line = RollLine.objects.get(poll=ended, member=member)
    with as_operator():
        RollLine.objects.filter(pk=line.pk).update(voted=not line.voted)
    assert broken_in_a_rebuild() == {"table polls_rollline"}


def test_a_paper_that_was_changed_in_the_published_files_shows(ended, tmp_path):
    publish(tmp_path, signer())
    published = tmp_path / "attachments" / ended.urn
    published.write_text(with_another_paper(published.read_text()))
    assert broken_in(tmp_path)
