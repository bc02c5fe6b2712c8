"""Handing in when the database breaks down at the last word: nobody is told "not taken" of a paper that was, nor the other way round."""

from __future__ import annotations

from threading import Thread

import pytest
from django.db import OperationalError, connections

from floor.book.act import NotWritten
from floor.polls.models import Mark, SealedPaper
from floor.polls.urn.casting import AlreadyVoted, PerhapsTaken, cast
from tests.polling import call_election, open_poll, stand


@pytest.fixture
def poll(lasting_works):
    poll = call_election(lasting_works)
    stand(lasting_works, poll, 5, 6, 7)
    return open_poll(lasting_works, poll)


def lies_there() -> tuple[int, int]:
    return Mark.objects.count(), SealedPaper.objects.count()


def break_the_line(monkeypatch, *, after: bool, then_silence: bool = False) -> None:
    """The line breaks as the database is told to keep the paper, just after it has or just before."""
    database = type(connections["default"])
    keep = database._commit

    def broken(line):
        monkeypatch.setattr(database, "_commit", keep)
        if after:
            keep(line)
        if then_silence:
            monkeypatch.setattr(database, "cursor", silence)
        raise OperationalError("server closed the connection unexpectedly")

    def silence(line, *_):
        raise OperationalError("connection refused")

    monkeypatch.setattr(database, "_commit", broken)


def test_a_paper_that_was_taken_is_called_taken_though_the_answer_was_lost(lasting_works, poll, monkeypatch):
    break_the_line(monkeypatch, after=True)
    cast(poll.pk, 1, (1,), at=lasting_works.now)
    assert lies_there() == (1, 1)
    with pytest.raises(AlreadyVoted):
        cast(poll.pk, 1, (2,), at=lasting_works.now)


def test_a_paper_that_was_not_taken_can_be_handed_in_again(lasting_works, poll, monkeypatch):
    break_the_line(monkeypatch, after=False)
    with pytest.raises(NotWritten, match="Nothing was changed"):
        cast(poll.pk, 1, (1,), at=lasting_works.now)
    assert lies_there() == (0, 0)
    cast(poll.pk, 1, (1,), at=lasting_works.now)
    assert lies_there() == (1, 1)


@pytest.mark.parametrize("after", [True, False])
def test_where_nobody_can_know_nobody_says_they_do(lasting_works, poll, monkeypatch, after):
    with monkeypatch.context() as patches:
        break_the_line(patches, after=after, then_silence=True)
        with pytest.raises(PerhapsTaken, match="nobody votes twice"):
            cast(poll.pk, 1, (1,), at=lasting_works.now)
    assert lies_there() == ((1, 1) if after else (0, 0))


def test_two_windows_of_one_member_are_never_both_told_that_theirs_is_in(lasting_works, poll, monkeypatch):
    """The paper of the other window lies there, this one does not: that is no reason to say it was taken."""
    database = type(connections["default"])
    keep = database._commit

    def the_other_window():
        cast(poll.pk, 1, (2,), at=lasting_works.now)
        connections["default"].close()

    def other_window_first(line):
        monkeypatch.setattr(database, "_commit", keep)
        line.rollback()
        other = Thread(target=the_other_window)
        other.start()
        other.join()
        raise OperationalError("terminating connection")

    monkeypatch.setattr(database, "_commit", other_window_first)
    with pytest.raises(NotWritten):
        cast(poll.pk, 1, (1,), at=lasting_works.now)
    assert lies_there() == (1, 1)
