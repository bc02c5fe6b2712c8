"""The booth: a paper is filled in, checked, handed in once; and nothing of it stays on the way."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from floor.polls.models import Mark, Poll, SealedPaper
from floor.polls.showing.filling_in import WAYS, NotAPaper, as_text, fields_as_sent, from_text, paper_filled_in
from floor.polls.urn.paper import Form
from floor.site.tests.visiting import ORDINARY, signed_in, text_of

from .polls_of_today import counted, number_of, opened, works_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def poll(open_site) -> Poll:
    return opened(works_with())


def booth(poll: Poll) -> str:
    return f"/polls/{poll.pk}/vote/"


def paper_in(answer) -> str:
    return re.search(r'name="paper" value="([^"]*)"', answer.content.decode())[1]


# ---- The three steps -----------------------------------------------------------------------------------------------


def test_a_paper_is_filled_in_checked_and_handed_in(poll):
    client = signed_in(ORDINARY)
    page = client.get(booth(poll))
    assert "Mark 3 at most" in text_of(page) and "Efimova" in text_of(page)
    checked = client.post(booth(poll), {"mark": [number_of(poll, 5), number_of(poll, 7)], "check": "1"})
    assert "Your paper says" in text_of(checked) and "Efimova" in text_of(checked) and "Fokin" not in text_of(checked)
    assert not SealedPaper.objects.exists()
    done = client.post(booth(poll), {"paper": paper_in(checked), "hand-in": "1"})
    assert done.status_code == 302 and done["Location"] == f"/polls/{poll.pk}/voted/"
    said = text_of(client.get(done["Location"]))
    assert "Your paper is in the urn" in said and "Efimova Test" not in said
    assert SealedPaper.objects.count() == Mark.objects.filter(member=ORDINARY).count() == 1


def test_before_handing_in_it_can_be_changed(poll):
    client = signed_in(ORDINARY)
    checked = client.post(booth(poll), {"mark": ["2"], "check": "1"})
    again = client.post(booth(poll), {"paper": paper_in(checked), "change": "1"}).content.decode()
    assert re.search(r'id="mark_2"[^>]*checked', again) and not re.search(r'id="mark_1"[^>]*checked', again)
    assert not SealedPaper.objects.exists()


def test_handing_in_twice_says_that_the_paper_is_in_the_urn_already(poll):
    client = signed_in(ORDINARY)
    for _ in range(2):
        answer = client.post(booth(poll), {"paper": "1", "hand-in": "1"})
    assert answer.status_code == 409 and "Your paper is in the urn already" in text_of(answer)
    assert "in the urn already" in text_of(client.get(booth(poll)))
    assert SealedPaper.objects.count() == 1


def test_two_windows_of_one_member_hand_in_one_paper(poll):
    first, second = signed_in(ORDINARY), signed_in(ORDINARY)
    assert first.get(booth(poll)).status_code == second.get(booth(poll)).status_code == 200
    assert first.post(booth(poll), {"paper": "1", "hand-in": "1"}).status_code == 302
    assert second.post(booth(poll), {"paper": "2", "hand-in": "1"}).status_code == 409
    assert SealedPaper.objects.count() == 1


def test_a_blank_paper_is_said_to_be_blank_and_is_taken(poll):
    client = signed_in(ORDINARY)
    checked = client.post(booth(poll), {"check": "1"})
    assert "Your paper is blank" in text_of(checked)
    assert client.post(booth(poll), {"paper": paper_in(checked), "hand-in": "1"}).status_code == 302


# ---- What is not taken ---------------------------------------------------------------------------------------------


def test_too_many_crosses_come_back_with_what_was_filled_in(poll):
    answer = signed_in(ORDINARY).post(booth(poll), {"mark": ["1", "2", "3", "4"], "check": "1"})
    assert answer.status_code == 422 and "it can name 3 at most" in text_of(answer)
    assert len(re.findall(r'type="checkbox"[^>]*checked', answer.content.decode())) == 4


@pytest.mark.parametrize("paper", ["1 2 3 4", "9", "1 1", "x", "-1", "1 " * 3000])
def test_a_paper_that_was_forged_on_the_way_is_not_taken(poll, paper):
    answer = signed_in(ORDINARY).post(booth(poll), {"paper": paper, "hand-in": "1"})
    assert answer.status_code in (409, 422)
    assert not SealedPaper.objects.exists() and not Mark.objects.exists()


def test_a_stranger_is_led_to_the_door_and_hands_nothing_in(poll):
    assert Client().get(booth(poll))["Location"].startswith("/sign-in/?back=")
    assert Client().post(booth(poll), {"paper": "1", "hand-in": "1"}).status_code == 403
    assert not SealedPaper.objects.exists()


def test_after_the_closing_there_is_a_clear_no(open_site):
    poll = counted(works_with())
    client = signed_in(ORDINARY)
    assert "This poll is closed" in text_of(client.get(booth(poll)))
    answer = client.post(booth(poll), {"paper": "1", "hand-in": "1"})
    assert answer.status_code == 409 and "No paper can be handed in any more" in text_of(answer)


def test_the_hour_decides_even_before_the_clock_has_closed_the_poll(poll, monkeypatch):
    from floor.polls.urn import casting
    from floor.site import standing

    client = signed_in(ORDINARY)
    for module in (casting, standing):
        monkeypatch.setattr(module, "now", lambda: poll.closes + timedelta(seconds=1))
    answer = client.post(booth(poll), {"paper": "1", "hand-in": "1"})
    assert answer.status_code == 409 and "closed" in text_of(answer)
    assert not SealedPaper.objects.exists()


def test_who_is_not_on_the_roll_is_told_so_and_cannot_hand_in(poll):
    from floor.book.protected import acting
    from floor.polls.models import RollLine

    with acting("a test takes a line away"):
        RollLine.objects.filter(poll=poll, member=ORDINARY).delete()
    client = signed_in(ORDINARY)
    assert "You are not on its roll" in text_of(client.get(booth(poll)))
    assert client.post(booth(poll), {"paper": "1", "hand-in": "1"}).status_code == 409
    assert not SealedPaper.objects.exists()


# ---- What stays on the way -----------------------------------------------------------------------------------------


def test_no_step_may_be_kept_by_anyone_and_none_has_the_paper_in_its_address(poll):
    client = signed_in(ORDINARY)
    steps = [
        client.get(booth(poll)), client.post(booth(poll), {"mark": ["2"], "check": "1"}), client.post(booth(poll), {"paper": "2", "hand-in": "1"}),
        client.get(f"/polls/{poll.pk}/voted/"),
    ]  # fmt: skip
    for step in steps:
        assert "no-store" in step["Cache-Control"]
        assert "?" not in step.headers.get("Location", "") and "2" not in step.headers.get("Location", "").replace(
            f"/{poll.pk}/", ""
        )


def test_nothing_of_the_paper_is_in_the_session_or_in_a_message(poll):
    client = signed_in(ORDINARY)
    before = dict(client.session)
    checked = client.post(booth(poll), {"mark": ["2"], "check": "1"})
    client.post(booth(poll), {"paper": paper_in(checked), "hand-in": "1"})
    assert dict(client.session) == before
    assert Session.objects.count() == 1 and "messages" not in client.cookies


def test_when_the_booth_breaks_down_nothing_of_the_paper_is_logged_or_shown(poll, monkeypatch, caplog):
    from floor.polls.pages import booth as room

    monkeypatch.setattr(room, "cast", lambda *args: 1 / 0)
    client = signed_in(ORDINARY)
    client.raise_request_exception = False
    answer = client.post(booth(poll), {"paper": "4 1 3", "hand-in": "1"})
    assert answer.status_code == 500
    assert "4 1 3" not in answer.content.decode() and "4 1 3" not in caplog.text and "(4, 1, 3)" not in caplog.text


# ---- Every kind of paper -------------------------------------------------------------------------------------------

FILLED_IN = [
    (Form("rankings", 4, 4), {"place_3": ["1"], "place_1": ["2"], "place_2": [""]}, (3, 1)),
    (Form("rankings", 4, 4), {"place_3": ["2"], "place_1": ["5"]}, (3, 1)),
    (Form("marks", 4, 2), {"mark": ["4", "2"]}, (2, 4)),
    (Form("marks", 4, 1), {"mark": ["0"]}, ()),
    (Form("points", 3, 3), {"points_2": ["2"], "points_3": ["1"]}, (2, 2, 3)),
    (Form("lists", 2, 3, (1, 1, 2)), {"list": ["1"], "person": ["2"]}, (1, 2)),
    (Form("question", 2, 2), {"answer_1": ["1"], "answer_2": ["3"]}, (1, 3)),
    (Form("question", 2, 2), {}, ()),
]


@pytest.mark.parametrize(("form", "sent", "paper"), FILLED_IN)
def test_what_is_filled_in_is_what_the_paper_says_and_comes_back_the_same(form, sent, paper):
    assert paper_filled_in(form, sent) == paper
    assert from_text(as_text(paper)) == paper
    filled = WAYS[form.kind].fill(form, paper)
    assert paper_filled_in(form, _sent(filled)) == paper


def _sent(filled: dict[str, str]) -> dict[str, list[str]]:
    sent: dict[str, list[str]] = {}
    for name, value in filled.items():
        field, _, number = name.partition("_")
        if field in ("mark", "list", "person"):
            sent.setdefault(field, []).append(number)
        else:
            sent[name] = [value]
    return sent


@pytest.mark.parametrize(
    ("form", "sent", "says"),
    [
        (Form("rankings", 3, 3), {"place_1": ["1"], "place_2": ["1"]}, "Give each number once"),
        (Form("rankings", 3, 3), {"place_1": ["first"]}, "not a whole number"),
        (Form("marks", 3, 1), {"mark": ["1", "2"]}, "it can name 1 at most"),
        (Form("points", 2, 3), {"points_1": ["4"]}, "it can name 3 at most"),
        (Form("lists", 2, 3, (1, 2)), {"list": ["1"], "person": ["2"]}, "Only people of the list"),
        (Form("lists", 2, 3, (1, 2)), {"person": ["2"]}, "Choose the list"),
        (Form("question", 2, 2), {"answer_1": ["1"]}, "Part 2 has no answer"),
        (Form("question", 1, 1), {"answer_1": ["4"]}, "no answer"),
    ],
)
def test_what_cannot_be_a_paper_is_said_in_a_sentence(form, sent, says):
    with pytest.raises(NotAPaper, match=says):
        paper_filled_in(form, sent)


def test_a_faulty_paper_is_shown_again_as_it_was_filled_in():
    assert fields_as_sent({"mark": ["2"], "place_1": ["x" * 50], "csrfmiddlewaretoken": ["t"]}) == {
        "mark_2": "1",
        "place_1": "x" * 20,
    }


@pytest.mark.parametrize("method", ["stv", "cumulative", "approval", "plurality", "schulze"])
def test_every_method_has_a_booth(open_site, method):
    poll = opened(works_with(method))
    client = signed_in(ORDINARY)
    assert client.get(booth(poll)).status_code == 200
    first = number_of(poll, 5)
    sent = {f"place_{first}": "1", f"points_{first}": "1", "mark": [first], "check": "1"}
    checked = client.post(booth(poll), sent)
    assert "Efimova" in text_of(checked), text_of(checked)
    assert client.post(booth(poll), {"paper": paper_in(checked), "hand-in": "1"}).status_code == 302
