import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.signing import TimestampSigner
from django.test import Client
from django.urls import reverse

from floor.house.acts.members import CorrectPerson, Leave, Person
from floor.house.models import Member
from floor.site import links
from floor.site.models import SpentLink, Tries

from .visiting import ORDINARY, text_of

ADDRESS = "lapshin@example.org"  # of member 10


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    """Mail is sent before the answer, so that a test can look at it."""
    monkeypatch.setattr(links, "aside", lambda work: work())


def ask(client, address=ADDRESS, **extra):
    return client.post(reverse("ask-for-link"), {"address": address}, **extra)


def link_in_the_mail() -> str:
    return re.search(r"https?://testserver(/sign-in/link/\S+)", mail.outbox[-1].body)[1]


def test_a_link_signs_in_once(today):
    client, other = Client(), Client()
    ask(client)
    path = link_in_the_mail()
    assert client.get(path).status_code == 200
    assert client.post(path)["Location"] == "/me/"
    assert client.get("/me/").status_code == 200
    assert other.post(path).status_code == 403
    assert other.get(path).status_code == 403
    assert other.get("/me/").status_code == 302


def test_programs_that_look_at_mail_do_not_use_it_up(today):
    ask(Client())
    path = link_in_the_mail()
    for _ in range(3):
        assert Client().get(path).status_code == 200
    assert not SpentLink.objects.exists()


def test_the_answer_is_the_same_whether_or_not_the_address_is_known(today):
    known, unknown = ask(Client()), ask(Client(), "nobody@example.org")
    assert known.status_code == unknown.status_code == 200
    assert text_of(known) == text_of(unknown)
    assert len(mail.outbox) == 1


def test_nobody_can_ask_without_end(today):
    for _ in range(3):
        assert ask(Client()).status_code == 200
    answer = ask(Client())
    assert answer.status_code == 403 and "Wait" in text_of(answer)
    for at in range(9):
        assert ask(Client(), f"somebody{at}@example.org").status_code == 200
    assert ask(Client(), "one-more@example.org").status_code == 403
    assert not Tries.objects.filter(key__contains="@").exists()


@pytest.mark.parametrize("token", ["", "x", "10.abc", "10.abc:def:ghi", "../../etc"])
def test_what_is_not_ours_opens_nothing(today, token):
    assert links.member_of(token) is None
    assert links.member_of(TimestampSigner(salt="another door").sign("10.abc")) is None


def test_a_link_grows_old_in_a_quarter_of_an_hour(today, monkeypatch):
    ask(Client())
    path = link_in_the_mail()
    monkeypatch.setattr(links, "GOOD_FOR", timedelta(seconds=-1))
    assert Client().post(path).status_code == 403


def new_address(today) -> None:
    today.say(CorrectPerson(member=ORDINARY, person=Person(name="Lapshin", contact="new@example.org")), ORDINARY)


def test_a_link_to_an_old_address_opens_nothing(today):
    ask(Client())
    new_address(today)
    assert Client().post(link_in_the_mail()).status_code == 403


def test_a_session_by_link_ends_when_the_address_is_no_longer_the_members(today):
    client = Client()
    ask(client)
    client.post(link_in_the_mail())
    assert client.get("/me/").status_code == 200
    new_address(today)
    assert client.get("/me/").status_code == 302


def test_of_two_who_press_the_button_at_once_one_comes_in(today):
    token = links.token_for(Member.objects.get(pk=ORDINARY))
    assert [links.spend(token, today.now) for _ in range(2)] == [True, False]


def test_a_link_of_someone_who_left_opens_nothing(today):
    ask(Client())
    today.say(Leave(member=ORDINARY), ORDINARY)
    assert Client().post(link_in_the_mail()).status_code == 403


def test_a_forged_request_for_a_link_is_refused(today):
    assert ask(Client(enforce_csrf_checks=True)).status_code == 403
    assert not mail.outbox


def test_a_mail_that_cannot_be_sent_leaves_no_address_in_the_log(today, monkeypatch, caplog):
    def unreachable(*_args, **_options):
        raise OSError(f"no route to the host of {ADDRESS}")

    monkeypatch.setattr(links, "send_mail", unreachable)
    assert ask(Client()).status_code == 200
    assert "could not be sent" in caplog.text and ADDRESS not in caplog.text
