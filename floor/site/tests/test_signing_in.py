from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from floor.house.acts.cards import IssueCard, WithdrawCard
from floor.house.acts.members import Leave
from floor.site.cards import lock_for
from floor.site.models import Tries

from .visiting import CODE, ORDINARY, SECRETARY, card_of, signed_in, text_of

DOOR = reverse("sign-in")
SHUT = "The number and the code do not belong together."


def knock(client, number, code=CODE, **extra):
    return client.post(DOOR, {"number": number, "code": code}, **extra)


def is_in(client) -> bool:
    return client.get("/me/").status_code == 200


def test_a_card_and_its_code_open_the_door(today):
    client = Client()
    answer = knock(client, card_of(ORDINARY).pk, "k7qm 2wxp 9rtd")
    assert (answer.status_code, answer["Location"]) == (302, "/me/")
    assert is_in(client)


@pytest.mark.parametrize("number", ["999", "0", "-1", "x", "1; drop", "٣", "9" * 19, " "])
def test_an_unknown_card_and_a_wrong_code_get_the_same_answer(today, number):
    wrong, unknown = Client(), Client()
    first = knock(wrong, card_of(ORDINARY).pk, "AAAA-BBBB-CCCC")
    second = knock(unknown, number)
    assert first.status_code == 403 and SHUT in text_of(first)
    assert SHUT in text_of(second) or "required" in text_of(second)
    assert not is_in(wrong) and not is_in(unknown)


def withdrawn(today):
    today.say(WithdrawCard(card=card_of(ORDINARY).pk), ORDINARY)


def expired(today):
    today.say(IssueCard(member=ORDINARY, lock=lock_for(CODE), expires=today.now + timedelta(seconds=1)), SECRETARY)


def left(today):
    today.say(Leave(member=ORDINARY), ORDINARY)


@pytest.mark.parametrize(
    ("what", "says"), [(withdrawn, "was withdrawn"), (expired, "expired on"), (left, "was withdrawn")]
)
def test_only_the_right_code_is_told_why_a_card_is_out_of_use(today, what, says):
    number = card_of(ORDINARY).pk
    what(today)
    if what is expired:
        number = card_of(ORDINARY).pk
    right, wrong = knock(Client(), number), knock(Client(), number, "AAAA-BBBB-CCCC")
    assert right.status_code == 403 and says in text_of(right)
    assert wrong.status_code == 403 and SHUT in text_of(wrong) and says not in text_of(wrong)


def test_a_withdrawn_card_ends_its_sessions_at_once(today):
    client = signed_in(ORDINARY)
    assert is_in(client)
    today.say(WithdrawCard(card=card_of(ORDINARY).pk), SECRETARY)
    assert not is_in(client)
    assert "member" not in client.session


def test_a_session_ends_when_the_member_leaves_or_the_card_expires(today):
    expired(today)
    number = card_of(ORDINARY).pk
    client = Client()
    session = client.session
    session["member"], session["card"] = ORDINARY, number
    session.save()
    assert not is_in(client)
    other = signed_in(1)
    today.say(Leave(member=1), 1)
    assert not is_in(other)


def test_signing_in_takes_a_new_session_and_throws_the_old_one_away(today):
    client = Client()
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    before = client.session.session_key
    signed_in(ORDINARY, client)
    assert client.session.session_key != before
    assert "planted" not in client.session


def test_signing_out_is_done_by_post_only(today):
    client = signed_in(ORDINARY)
    assert client.get(reverse("sign-out")).status_code == 405
    assert is_in(client)
    assert client.post(reverse("sign-out")).status_code == 302
    assert not is_in(client)


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "\\\\evil.example", "evil"]
)
def test_the_way_back_never_leads_elsewhere(today, back):
    answer = Client().post(DOOR, {"number": card_of(ORDINARY).pk, "code": CODE, "back": back})
    assert answer["Location"] == "/me/"


def test_the_way_back_leads_to_where_one_came_from(today):
    answer = Client().post(DOOR, {"number": card_of(ORDINARY).pk, "code": CODE, "back": "/units/3/members/"})
    assert answer["Location"] == "/units/3/members/"


def test_a_card_can_be_tried_eight_times_and_not_again_from_anywhere(today):
    number = card_of(ORDINARY).pk
    for at in range(8):
        assert knock(Client(), number, "AAAA-BBBB-CCCC", REMOTE_ADDR=f"10.0.0.{at}").status_code == 403
    # Not even the right code is tried now, from a place that never knocked before.
    answer = knock(Client(), number, REMOTE_ADDR="10.9.9.9")
    assert answer.status_code == 429 and "Wait 15 minutes" in text_of(answer)
    # Another card is not concerned.
    assert knock(Client(), card_of(1).pk, REMOTE_ADDR="10.9.9.9").status_code == 302


def test_an_address_can_try_thirty_times(today):
    for at in range(30):
        assert knock(Client(), 1000 + at, REMOTE_ADDR="10.1.1.1").status_code == 403
    assert knock(Client(), card_of(1).pk, REMOTE_ADDR="10.1.1.1").status_code == 429
    assert knock(Client(), card_of(1).pk, REMOTE_ADDR="10.1.1.2").status_code == 302


def test_the_limit_runs_out_and_is_kept_without_an_address_or_a_number(today):
    number = card_of(ORDINARY).pk
    for _ in range(8):
        knock(Client(), number, "AAAA-BBBB-CCCC", REMOTE_ADDR="10.1.1.1")
    kept = " ".join(Tries.objects.values_list("key", flat=True))
    assert "10.1.1.1" not in kept and all(len(key) == 64 for key in kept.split())
    Tries.objects.update(since=datetime.now(UTC) - timedelta(minutes=16))
    assert knock(Client(), number, REMOTE_ADDR="10.1.1.1").status_code == 302


def test_opening_the_door_starts_the_count_of_the_card_anew(today):
    number = card_of(ORDINARY).pk
    for _ in range(7):
        knock(Client(), number, "AAAA-BBBB-CCCC")
    assert knock(Client(), number).status_code == 302
    assert knock(Client(), number, "AAAA-BBBB-CCCC").status_code == 403
    assert knock(Client(), number).status_code == 302


def test_a_forged_sign_in_is_refused(today):
    client = Client(enforce_csrf_checks=True)
    answer = knock(client, card_of(ORDINARY).pk)
    assert answer.status_code == 403 and "nothing was done" in text_of(answer)


def test_the_page_a_card_leads_to_knows_its_number_and_asks_for_the_code(today):
    answer = Client().get(f"{DOOR}?card={card_of(ORDINARY).pk}")
    assert f'value="{card_of(ORDINARY).pk}"' in answer.content.decode()
    assert answer["Cache-Control"].startswith("max-age=0")
