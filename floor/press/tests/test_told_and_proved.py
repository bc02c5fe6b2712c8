"""Every act of the press is told on the pages of the book in a sentence that names nobody, and a cheat is found when it is verified."""

from __future__ import annotations

import pytest
from django.test import Client

from floor.book.act import ACTS
from floor.book.claims import Claim
from floor.book.protected import acting
from floor.book.telling import SENTENCES
from floor.press.models import Letter, Mailing
from floor.press.verification.equal_terms import (
    letters_are_kept_back_for_listed_reasons_only,
    platforms_mail_on_the_same_terms,
)
from floor.site.tests.visiting import text_of
from tests.world import NAMES

from .lived import everything_once
from .pressing import platform, write

pytestmark = pytest.mark.django_db


def verdicts(claims) -> list[str]:
    found: list[Claim] = list(claims)
    assert found
    return [claim.verdict for claim in found]


def test_every_act_has_a_sentence():
    assert {name for name in ACTS if name.startswith("press.")} <= set(SENTENCES)


def test_the_book_tells_of_the_press_without_a_name(today):
    everything_once(today)
    said = text_of(Client().get("/book/"))
    for words in (
        "A mailing of platform 2: “Come to the meeting”.",
        "is registered with 4 supporters",
        "posted a notice: “The baths”",
    ):
        assert words in said, words
    assert [name for name in NAMES if name in said] == []


def test_what_was_done_by_the_acts_holds(works):
    write(works)
    platform(works)
    assert verdicts(letters_are_kept_back_for_listed_reasons_only()) == ["holds"]
    assert verdicts(platforms_mail_on_the_same_terms()) == ["holds"]


def test_a_letter_put_away_in_the_database_is_found(db):
    from tests.world import found_works

    works = found_works()
    letter = write(works)
    with acting("a hand in the database"):
        Letter.objects.filter(pk=letter.pk).update(state="refused", refused_for="against the line")
    assert verdicts(letters_are_kept_back_for_listed_reasons_only()) == ["broken"]


def test_a_mailing_beyond_the_share_is_found(db):
    from tests.world import found_works

    works = found_works()
    begun, _ = platform(works)
    with acting("a hand in the database"):
        for number in range(1, 4):
            Mailing.objects.create(id=number, entry=1, platform=begun, title="x", text="0" * 64, sent=works.now)
    assert verdicts(platforms_mail_on_the_same_terms()) == ["broken"]
