"""The digest: once a week, to those who asked for it, in the same words for all, with nothing in it that leads to a reader."""

from __future__ import annotations

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from floor.cli import main
from floor.house.acts.members import Leave
from floor.house.models import Member
from floor.house.reading import House, called
from floor.press.acts.digesting import SubscribeDigest
from floor.press.digest import digest_of
from floor.press.sending import send_digest
from floor.site.tests.visiting import ORDINARY
from tests.world import BOLTS, FACTORY, NAMES

from .lived import everything_once

pytestmark = pytest.mark.django_db
ADDRESS = "https://floor.example.org"


@pytest.fixture
def lived(today, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    return everything_once(today)


def send(world):
    return send_digest(called([FACTORY])[FACTORY], House(world.now), ADDRESS)


def test_it_goes_only_to_those_who_asked_for_it_each_in_a_letter_of_their_own(lived):
    for member in (ORDINARY, 6):
        lived.say(SubscribeDigest(unit=FACTORY), member)
    assert send(lived).letters == 2
    contacts = {Member.objects.get(pk=number).contact for number in (ORDINARY, 6)}
    assert [len(letter.recipients()) for letter in mail.outbox] == [1, 1]
    assert {letter.to[0] for letter in mail.outbox} == contacts


def test_a_week_goes_out_once_however_often_the_clock_strikes(lived):
    lived.say(SubscribeDigest(unit=FACTORY), ORDINARY)
    assert (send(lived).letters, send(lived).again, len(mail.outbox)) == (1, True, 1)
    lived.wait(days=7)
    assert send(lived).letters == 1


def test_who_left_and_who_has_no_address_gets_nothing(lived):
    for member in (ORDINARY, 6):
        lived.say(SubscribeDigest(unit=FACTORY), member)
    lived.say(Leave(member=ORDINARY), ORDINARY)
    assert send(lived).letters == 1
    assert mail.outbox[0].to[0].startswith(NAMES[5].lower())


def test_no_letter_tells_who_reads_it_and_all_are_the_same(lived):
    for member in (ORDINARY, 6):
        lived.say(SubscribeDigest(unit=FACTORY), member)
    send(lived)
    first, second = mail.outbox
    assert (first.body, first.alternatives, first.extra_headers) == (
        second.body,
        second.alternatives,
        second.extra_headers,
    )
    whole = f"{first.subject} {first.body} {first.alternatives} {first.extra_headers}"
    assert [name for name in NAMES if name.casefold() in whole.casefold()] == []
    assert first.extra_headers["List-Unsubscribe"] == f"<{ADDRESS}/units/{FACTORY}/digest/>"


def test_it_tells_of_every_room_and_of_every_mailing_whole(lived):
    made = digest_of(called([FACTORY])[FACTORY], House(lived.now), ADDRESS)
    for words in (
        "General meeting",
        "Canteen, first floor",
        "The room was refused by the management",
        "Repair the roof of the nail shop",
        "overdue",
        "The baths",
        "For the eight hours: Come to the meeting",
    ):
        assert words in made.text, words
        assert words.split(":")[0] in made.html, words
    assert "&#x27;" not in made.text
    assert f"{ADDRESS}/units/{FACTORY}/board/" in made.text


def test_what_is_older_than_a_week_is_not_told_again(lived):
    lived.wait(days=40)
    made = digest_of(called([FACTORY])[FACTORY], House(lived.now), ADDRESS)
    assert "Come to the meeting" not in made.text
    assert "About the pay" not in made.text


def test_a_mail_server_that_fails_is_told_without_an_address(lived, monkeypatch, caplog):
    def broken(*_):
        raise OSError("agafonova@example.org refused")

    lived.say(SubscribeDigest(unit=FACTORY), ORDINARY)
    monkeypatch.setattr(EmailBackend, "send_messages", broken)
    assert (send(lived).letters, caplog.text.count("OSError"), "example.org" in caplog.text) == (0, 1, False)


def test_a_week_that_reached_nobody_is_sent_when_the_clock_strikes_again(lived, monkeypatch):
    lived.say(SubscribeDigest(unit=FACTORY), ORDINARY)
    with monkeypatch.context() as down:
        down.setattr(EmailBackend, "send_messages", lambda *_: (_ for _ in ()).throw(OSError("no route")))
        assert (send(lived).failed, send(lived).again) == (1, False)
    assert (send(lived).letters, send(lived).again) == (1, True)


def test_the_command_prints_it_or_sends_it_and_says_what_is_missing(lived, capsys, settings, monkeypatch):
    monkeypatch.setattr("floor.commands.with_django", lambda: None)
    assert main(["digest", "--unit", str(FACTORY)]) == 0
    assert "General meeting" in capsys.readouterr().out
    assert mail.outbox == []
    assert main(["digest", "--unit", "99"]) == 2
    lived.say(SubscribeDigest(unit=FACTORY), ORDINARY)
    assert main(["digest", "--send", "--address", ADDRESS]) == 0
    assert "1 letters" in capsys.readouterr().out
    assert len(mail.outbox) == 1
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    assert main(["digest", "--send"]) == 2
    assert "FLOOR_SMTP" in capsys.readouterr().err


def test_an_empty_week_is_a_short_letter(lived):
    made = digest_of(called([BOLTS])[BOLTS], House(lived.now), ADDRESS)
    assert "Nothing happened in this week." in made.text
