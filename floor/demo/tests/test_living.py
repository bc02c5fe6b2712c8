"""The demonstration shows one of everything, made by the acts that everyone uses, and its book holds."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client

import docs
from docs.tests.hands_on import do_steps, steps_of
from floor.book.doing import now
from floor.book.models import Entry
from floor.demo.cards import can_do_now, held_by, meetings_to_see, polls_to_see
from floor.demo.founding import CHAIR, ORDINARY, SECRETARY, WEAVER
from floor.demo.living import FEWEST, STEPS, last_morning, live_organisation
from floor.house.models import Mandate
from floor.house.verification import every_mandate_traces_to_members
from floor.meetings.models import Meeting
from floor.polls.models import Candidacy, Petition, Poll, Sheets
from floor.polls.recalling.petitions import needed, signatures_that_count
from floor.polls.recalling.signing import sign
from floor.polls.urn.casting import cast
from floor.press.models import Letter, Platform
from floor.promises.models import Undertaking
from tests.world import assert_the_book_rebuilds


@pytest.fixture(scope="module")
def demonstration(django_db_setup, django_db_blocker, tmp_path_factory):
    """Made once for all tests of this file, and taken back afterwards; what was told of its progress, and its cards."""
    from django.conf import settings

    before, settings.HOME = settings.HOME, tmp_path_factory.mktemp("demonstration")
    told: list[str] = []
    # Acts are durable: as in every test they may lie within a transaction that is taken back.
    around = transaction.atomic()
    around._from_testcase = True
    with django_db_blocker.unblock(), around:
        yield told, live_organisation(told.append, FEWEST)
        transaction.set_rollback(True)
    settings.HOME = before


@pytest.fixture
def living(demonstration, db):
    """The demonstration, as it was for the test before."""
    return demonstration


def election(**wanted):
    return Poll.objects.get(kind="election", **wanted)


def test_its_progress_is_told_in_so_many_steps(living):
    told, _ = living
    assert len(told) == STEPS == len(set(told))


def test_there_is_one_of_everything(living):
    found = Counter(Poll.objects.values_list("kind", "method", "ballot", "state"))
    for wanted in (
        ("election", "stv", "secret", "counted"), ("election", "stv", "secret", "failed"), ("election", "stv", "secret", "open"),
        ("election", "stv", "secret", "announced"), ("election", "sainte-lague", "secret", "counted"), ("recall", "yes or no", "secret", "counted"),
        ("question", "schulze", "secret", "counted"), ("question", "yes or no", "show of hands", "counted"),
        ("question", "yes or no", "roll call", "counted"), ("question", "instant run-off", "paper", "counted"),
        ("question", "yes or no", "secret", "open"), ("question", "yes or no", "show of hands", "announced"),
    ):  # fmt: skip
        assert found[wanted], wanted


def test_a_committee_is_filled_by_the_papers_of_the_works(living):
    poll = election(body="factory committee", office="")
    assert poll.voted > 150 and poll.outcome["account"]["rounds"]
    assert Mandate.objects.filter(result=poll.result, starts=poll.counted).count() == poll.seats > 1


def test_some_stood_of_their_own_will_and_others_were_proposed_and_accepted(living):
    standing = Candidacy.objects.filter(poll=election(body="factory committee", office=""))
    own = [one.proposed_by_id == one.member_id for one in standing]
    assert True in own and False in own and all(one.accepted for one in standing)


def test_a_poll_without_a_quorum_is_held_again_and_fills_the_seats(living):
    failed = Poll.objects.get(state="failed")
    again = Poll.objects.get(again_of=failed)
    assert again.state == "counted" and again.body == failed.body
    assert not Mandate.objects.filter(result__polls=failed).exists()
    assert Mandate.objects.filter(result=again.result).count() == again.seats


def test_an_elector_had_the_question_divided_and_one_part_was_lost(living):
    poll = Poll.objects.get(kind="question", ballot="show of hands", state="counted", meeting=None)
    assert poll.divided and [part["carried"] for part in poll.outcome["parts"]] == [True, True, False]


def test_two_tellers_differed_on_one_sheet_until_one_looked_again(living):
    poll = Poll.objects.get(ballot="paper")
    entries = Sheets.objects.filter(poll=poll)
    assert entries.count() == 3 and entries.exclude(superseded=None).count() == 1
    assert poll.outcome["figures"]["invalid"] == 1 and poll.voted == poll.outcome["figures"]["papers"] + 1


def test_who_was_recalled_is_followed_by_the_runner_up_of_the_same_papers(living):
    recalled = Mandate.objects.get(how_ended="recalled")
    assert recalled.recalls.get().outcome["carried"]
    follower = Mandate.objects.get(seat=recalled.seat, ended=None)
    assert follower.result == recalled.result and follower.starts >= recalled.ended
    assert follower.holder_id not in recalled.result.figures["elected"]


def test_the_petition_of_today_is_half_signed_and_waits_for_more(living):
    petition = Petition.objects.get(completed=None, lapsed=None)
    need, signed = needed(petition, now()), signatures_that_count(petition, now())
    assert need / 2 < signed < need


@pytest.mark.parametrize("member", [CHAIR, SECRETARY, ORDINARY])
def test_a_card_of_the_works_finds_something_to_vote_in_and_to_sign(living, member):
    court, petition = election(state="open"), Petition.objects.get(completed=None)
    assert {f"vote in poll {court.pk}", f"sign petition {petition.pk}"} <= set(can_do_now(member, now()))
    cast(court.pk, member, (1, 2))
    sign(petition.pk, member)
    assert not {f"vote in poll {court.pk}", f"sign petition {petition.pk}"} & set(can_do_now(member, now()))


def test_the_card_of_an_ordinary_member_can_accept_and_divide_and_holds_nothing(living):
    by_election = election(state="announced", office="")
    question = Poll.objects.get(kind="question", state="announced")
    assert held_by(ORDINARY) == ["a member"]
    assert can_do_now(ORDINARY, now())[-3:-1] == [f"accept in poll {by_election.pk}", f"divide poll {question.pk}"]


def test_the_card_of_the_other_union_votes_on_what_both_are_asked_and_on_nothing_else(living):
    asked = Poll.objects.get(kind="question", state="open")
    assert can_do_now(WEAVER, now()) == [f"vote in poll {asked.pk}"]


def test_the_printed_list_leads_to_every_poll_that_is_open_or_announced(living):
    running = Poll.objects.filter(state__in=("open", "announced"))
    assert [place for place, _ in polls_to_see(now())] == [f"polls/{poll.pk}/" for poll in running.order_by("pk")]
    assert all("until" in what or "opens on" in what for _, what in polls_to_see(now()))


def test_a_general_meeting_carried_one_motion_lost_another_and_overruled_its_chair(living):
    meeting = Meeting.objects.get(state="closed")
    motions = dict(meeting.motions.filter(kind="main").values_list("title", "state"))
    assert sorted(motions.values()) == ["carried", "carried", "lost"] and meeting.rulings.get().upheld is False
    assert meeting.motions.get(kind="amendment").state == "carried" and meeting.speeches.count() == 7
    assert Undertaking.objects.filter(unit=meeting.unit).exists()


def test_a_meeting_sits_now_and_each_card_of_the_works_has_something_to_do_in_it(living):
    meeting = Meeting.objects.get(state="open")
    assert f"lead meeting {meeting.pk}" in can_do_now(CHAIR, now())
    assert f"take part in meeting {meeting.pk}" in can_do_now(ORDINARY, now())
    assert not [line for line in can_do_now(WEAVER, now()) if "meeting" in line]
    assert meetings_to_see(now())[0] == (
        f"meetings/{meeting.pk}/",
        "Hammer and Sickle works: general meeting (sitting now)",
    )


def test_letters_with_and_without_a_name_and_platforms_hang_on_the_board(living):
    letters = Letter.objects.filter(state="published")
    assert letters.filter(writer=ORDINARY).count() == 1 and letters.filter(writer=None).count() == 2
    assert Platform.objects.filter(state="registered").count() == 2


def signed_in_with(card):
    browser = Client()
    assert browser.post("/sign-in/", {"number": card.number, "code": card.code}).status_code == 302
    return browser


def test_the_tutorial_of_the_first_general_meeting_does_what_it_says(living):
    _, cards = living
    browsers = dict(zip(("the chair", "the secretary", "a member"), map(signed_in_with, cards), strict=False))
    page = Path(docs.__file__).parent / "your-first-general-meeting.md"
    assert len(steps_of(page)) > 40, "a page without steps promises nothing"
    assert do_steps(page, (browsers | {"anybody": Client()}).__getitem__) == []


@pytest.mark.parametrize(("hour", "day"), [(0, 20), (7, 20), (9, 20), (10, 21), (23, 21)])
def test_the_morning_of_its_polls_is_over_at_any_hour(hour, day):
    now = datetime(2026, 11, 21, hour, 30, tzinfo=UTC)
    assert last_morning(now) == datetime(2026, 11, day, 8, tzinfo=UTC) < now


def test_nothing_in_it_lies_in_the_future(living):
    assert Entry.objects.latest("n").at <= now()
    assert not Entry.objects.filter(act="house.DeclareElection", at__gt=now()).exists()


def test_its_book_holds_and_gives_the_same_tables(living, empty_replay):
    assert {claim.verdict for claim in every_mandate_traces_to_members()} == {"holds"}
    assert_the_book_rebuilds()
