"""Notices: a body posts them until a day, takes its own down, and nobody takes down what a count adopted."""

from __future__ import annotations

from datetime import timedelta

import pytest

from floor.book.act import Refusal
from floor.book.models import RecordedRefusal
from floor.house.board import lines_of
from floor.house.models import Result, Unit
from floor.press.acts.correcting import Correct
from floor.press.acts.digesting import SubscribeDigest, UnsubscribeDigest
from floor.press.acts.posting import TakeDownNotice
from floor.press.models import DigestSubscription
from tests.world import BOLTS, CHAIR, CONTROLLER, FACTORY, SECRETARY

from .pressing import EDITOR, ORDINARY, hands, post, sha, write

pytestmark = pytest.mark.django_db


def on_board(world, kind: str = "notice") -> list[str]:
    return [line.text for line in lines_of(Unit.objects.get(pk=FACTORY), world.now) if line.kind == kind]


def test_a_notice_hangs_there_until_its_day(works):
    post(works)
    assert on_board(works) == ["The baths"]
    works.wait(days=21)
    assert on_board(works) == []


def test_only_a_holder_in_the_body_posts_for_it_and_not_for_ever(works):
    for by, body in ((ORDINARY, "factory committee"), (CONTROLLER, "factory committee"), (CHAIR, "control commission")):
        with pytest.raises(Refusal, match="holds a seat"):
            post(works, by=by, body=body)
    for until in (works.now, works.now + timedelta(days=400)):
        with pytest.raises(Refusal, match="within a year"):
            post(works, until=until)
    with pytest.raises(Refusal, match="adopted no text"):
        post(works, result=1)
    assert on_board(works) == []


def test_only_the_body_that_posted_a_notice_takes_it_down(works):
    notice = post(works)
    for member in (CONTROLLER, ORDINARY):
        with pytest.raises(Refusal) as refused:
            works.say(TakeDownNotice(notice=notice.pk, why="Not to our taste"), member)
        assert refused.value.guarantee == "R8"
    assert RecordedRefusal.objects.filter(act="press.TakeDownNotice").exists()
    works.say(TakeDownNotice(notice=notice.pk, why="The baths are shut"), CHAIR)
    assert on_board(works) == []
    with pytest.raises(Refusal, match="any more"):
        works.say(TakeDownNotice(notice=notice.pk, why="The baths are shut"), CHAIR)


def test_what_a_count_adopted_nobody_takes_down(edited):
    from floor.press.acts.editing import OverruleEditor, RefuseLetter

    letter = write(edited)
    edited.say(RefuseLetter(letter=letter.pk, reason="printed already"), EDITOR)
    edited.wait(hours=1)
    edited.say(OverruleEditor(letter=letter.pk, body="general meeting", count=hands(edited, 8, 1)), 11)
    notice = post(edited, "The shop decided to print every letter.", result=Result.objects.order_by("-pk")[0].pk)
    for member in (SECRETARY, CHAIR, ORDINARY):
        with pytest.raises(Refusal) as refused:
            edited.say(TakeDownNotice(notice=notice.pk, why="It is out of date"), member)
        assert refused.value.guarantee == "R12"


def test_a_notice_is_corrected_in_sight_by_its_body_alone(works):
    notice = post(works)
    right = "The baths are open on Sundays."
    with pytest.raises(Refusal) as refused:
        works.say(Correct(notice=notice.pk, text=sha(right), reason="wrong day"), CONTROLLER, attach=(right,))
    assert refused.value.guarantee == "R12"
    with pytest.raises(Refusal, match="a letter or a notice"):
        works.say(Correct(text=sha(right), reason="wrong day"), CHAIR, attach=(right,))
    works.say(Correct(notice=notice.pk, text=sha(right), reason="wrong day"), CHAIR, attach=(right,))
    assert notice.corrections.get().reason == "wrong day"


def test_the_digest_is_asked_for_by_oneself_and_stopped_by_oneself(works):
    works.say(SubscribeDigest(unit=FACTORY), ORDINARY)
    with pytest.raises(Refusal, match="already"):
        works.say(SubscribeDigest(unit=FACTORY), ORDINARY)
    with pytest.raises(Refusal, match="not on the register of unit 3"):
        works.say(SubscribeDigest(unit=BOLTS), ORDINARY)
    with pytest.raises(Refusal, match="do not get"):
        works.say(UnsubscribeDigest(unit=FACTORY), CHAIR)
    works.say(UnsubscribeDigest(unit=FACTORY), ORDINARY)
    assert not DigestSubscription.objects.exists()
