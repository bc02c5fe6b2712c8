"""Platforms on equal terms: who supports one is kept nowhere, each has the same space and mailings, and nobody can deny them."""

from __future__ import annotations

import json
from datetime import date

import pytest

from floor.book.act import CLOCK, Refusal
from floor.book.doing import do
from floor.book.models import Entry, RecordedRefusal
from floor.press.acts.mailing import MAILINGS, SendMailing
from floor.press.acts.platforms import OpenPlatform, RegisterPlatform
from floor.press.acts.refused import DenySpace
from floor.press.doors.platforms import begin_platform, send_mailing, support, take_support_back, withdraw_platform
from floor.press.lots import drawn_for
from floor.press.models import Mailing, Platform, PlatformKey, PlatformSupport
from tests.world import BOLTS, CHAIR, FACTORY, NAMES, SECRETARY

from .pressing import let_fall_due, platform

pytestmark = pytest.mark.django_db


def test_a_platform_is_registered_by_the_last_signature_it_needs(works):
    begun, _ = platform(works, supporters=(5, 6, 7))
    assert (begun.state, begun.needed) == ("gathering", 4)
    support(begun.pk, 8, at=works.now)
    begun.refresh_from_db()
    assert (begun.state, begun.supporters, begun.registered) == ("registered", 4, works.now)


def test_nobody_who_began_or_supports_a_platform_is_in_the_book_or_kept(works):
    start = Entry.objects.count()
    _begun, code = platform(works)
    entries = [json.loads(bytes(one.line)) for one in Entry.objects.filter(n__gte=start)]
    assert [one["act"] for one in entries] == ["press.OpenPlatform", "press.RegisterPlatform"]
    assert {json.dumps(one["by"]) for one in entries} == {'{"clock": true}'}
    assert not PlatformSupport.objects.exists()
    assert code not in PlatformKey.objects.get().lock
    assert {field.name for field in Platform._meta.fields} & {"member", "begun_by", "opened_by"} == set()


def test_nobody_supports_twice_or_from_another_unit_and_a_signature_can_be_taken_back(works):
    begun, _ = platform(works, supporters=(5, 6))
    with pytest.raises(Refusal, match="already"):
        support(begun.pk, 5, at=works.now)
    take_support_back(begun.pk, 6, at=works.now)
    with pytest.raises(Refusal, match="not signed"):
        take_support_back(begun.pk, 6, at=works.now)
    with pytest.raises(Refusal, match="Members of unit 3"):
        begin_platform(BOLTS, 8, "For the nail shop", "The nail shop first of all.", at=works.now)


def test_nobody_registers_or_opens_a_platform_by_hand_or_with_too_few(works):
    begun, _ = platform(works, supporters=(5, 6))
    with pytest.raises(Refusal) as by_hand:
        works.say(RegisterPlatform(platform=begun.pk, supporters=4), SECRETARY)
    assert by_hand.value.guarantee == "R17"
    with pytest.raises(Refusal, match="4 supporters"):
        do(RegisterPlatform(platform=begun.pk, supporters=3), CLOCK, at=works.now)
    text = works.attach("A statement of somebody else's group.")
    with pytest.raises(Refusal):
        works.say(OpenPlatform(unit=FACTORY, title="For the eight hours!", statement=text), SECRETARY)


def test_two_platforms_do_not_bear_one_name_and_none_has_more_space_or_names_anyone(works):
    platform(works)
    with pytest.raises(Refusal, match="this name"):
        begin_platform(FACTORY, 9, "for the EIGHT hours", "Another one of this name.", at=works.now)
    with pytest.raises(Refusal, match="2000 characters"):
        begin_platform(FACTORY, 9, "For more space", "more space " * 300, at=works.now)
    with pytest.raises(Refusal, match="leave the name out"):
        begin_platform(FACTORY, 9, "Against somebody", f"We are against {NAMES[9]} Test.", at=works.now)


def test_a_platform_that_finds_too_few_lapses_and_its_signatures_are_forgotten(works):
    begun, _ = platform(works, supporters=(5, 6))
    works.wait(days=59)
    assert let_fall_due(works) == 0
    works.wait(days=1)
    assert let_fall_due(works) == 1
    begun.refresh_from_db()
    assert (begun.state, PlatformSupport.objects.count(), PlatformKey.objects.count()) == ("lapsed", 0, 0)
    with pytest.raises(Refusal, match="lapsed"):
        support(begun.pk, 7, at=works.now)


def test_every_platform_has_the_same_mailings_in_the_same_time(works):
    platforms = [platform(works, title) for title in ("For the eight hours", "For the canteen")]
    for begun, code in platforms:
        for number in range(MAILINGS):
            send_mailing(begun.pk, 5, code, f"Mailing {number}", f"What we say the {number}th time.", at=works.now)
        with pytest.raises(Refusal, match="has sent them"):
            send_mailing(begun.pk, 5, code, "One more", "What we say once more.", at=works.now)
    assert [begun.mailings.count() for begun, _ in platforms] == [MAILINGS, MAILINGS]
    works.wait(days=30)
    send_mailing(platforms[0][0].pk, 5, platforms[0][1], "A month later", "We say it again now.", at=works.now)


def test_only_who_has_the_code_sends_a_mailing_or_withdraws(works):
    begun, code = platform(works)
    for wrong in ("", "AAAA-AAAA-AAAA-AAAA", code[:-1]):
        with pytest.raises(Refusal, match="not the code"):
            send_mailing(begun.pk, 5, wrong, "A mailing", "Of somebody else.", at=works.now)
        with pytest.raises(Refusal, match="not the code"):
            withdraw_platform(begun.pk, 5, wrong, at=works.now)
    with pytest.raises(Refusal) as by_hand:
        works.say(SendMailing(platform=begun.pk, title="A mailing", text=works.attach("Of the chair.")), CHAIR)
    assert by_hand.value.guarantee == "R17"
    send_mailing(begun.pk, 6, code.lower().replace("-", " "), "A mailing", "Typed by another hand.", at=works.now)
    withdraw_platform(begun.pk, 6, code, at=works.now)
    begun.refresh_from_db()
    assert (begun.state, Mailing.objects.count(), PlatformKey.objects.count()) == ("withdrawn", 1, 0)
    with pytest.raises(Refusal, match="not the code"):
        send_mailing(begun.pk, 6, code, "A mailing", "After the end.", at=works.now)


def test_denying_a_platform_its_space_is_refused_and_recorded_for_everyone(works):
    begun, _ = platform(works)
    for member in (CHAIR, SECRETARY, 9):
        with pytest.raises(Refusal) as refused:
            works.say(DenySpace(platform=begun.pk, why="It is not the time for it."), member)
        assert refused.value.guarantee == "R8"
    assert RecordedRefusal.objects.filter(act="press.DenySpace", guarantee="R8").exists()
    begun.refresh_from_db()
    assert begun.state == "registered"


def test_the_order_of_platforms_is_drawn_anew_each_day_and_the_same_for_all_on_one_day():
    days = [date(2026, 3, number) for number in range(1, 32)]
    assert drawn_for(days[0], [1, 2, 3]) == drawn_for(days[0], [3, 1, 2])
    first = [drawn_for(day, [1, 2, 3])[0] for day in days]
    assert set(first) == {1, 2, 3}
    assert sorted(drawn_for(days[4], range(50))) == list(range(50))
