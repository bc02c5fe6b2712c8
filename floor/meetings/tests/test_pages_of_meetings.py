"""The pages around a meeting: what each shows, to whom, and at what cost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from floor.book.protected import acting
from floor.meetings.models import Item, Meeting
from floor.site.tests.visiting import ORDINARY, SECRETARY, signed_in, text_of
from tests.meeting import call_meeting
from tests.world import BOLTS, CABLES, FACTORY, NAILS, NAMES

from .lived import TITLE, Lived, everything_once

pytestmark = pytest.mark.django_db
MOST_QUERIES = 19


@pytest.fixture
def lived(today) -> Lived:
    return everything_once(today)


def pages() -> list[str]:
    every = ["/meetings/", f"/meetings/?unit={FACTORY}", f"/meetings/?unit={FACTORY}&body=general+meeting", "/meetings/?state=past", "/meetings/?state=coming", "/meetings/petitions/", f"/meetings/petitions/?unit={FACTORY}"]  # fmt: skip
    for number in Meeting.objects.values_list("pk", flat=True):
        every += [f"/meetings/{number}/", f"/meetings/{number}/agenda/"]
    every += [f"/meetings/items/{number}/" for number in Item.objects.values_list("pk", flat=True)]
    every += [f"/meetings/petitions/{number}/" for number in (1, 2, 3)]
    return [*every, "/", f"/units/{FACTORY}/", f"/units/{FACTORY}/bodies/general-meeting/", f"/units/{BOLTS}/"]


def forms(lived: Lived) -> list[str]:
    coming, petition = lived.coming.pk, f"unit={FACTORY}&body=general+meeting"
    return [
        f"/meetings/call/?unit={FACTORY}", f"/meetings/call/?{petition}", f"/meetings/call/?unit={FACTORY}&body=", f"/meetings/petitions/new/?{petition}",
        f"/meetings/petitions/new/?{petition}&kind=text", f"/meetings/hindrances/new/?unit={FACTORY}", f"/meetings/petitions/{lived.answer_owed.pk}/answer/",
        f"/meetings/items/{lived.coming.items.order_by('-pk')[0].pk}/take-back/", f"/meetings/items/{lived.coming.items.order_by('-pk')[0].pk}/object/",
        *(f"/meetings/{coming}/{what}/" for what in ("propose", "another-day", "hour", "place", "call-off", "against", "hindrance")),
    ]  # fmt: skip


def asked(client: Client, page: str) -> int:
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        found = client.get(page)
    assert found.status_code == 200, page
    return len(queries)


# ---- Who sees what ---------------------------------------------------------------------------------------------------


def test_everyone_reads_about_meetings_and_strangers_read_no_name(lived):
    for page in pages():
        found = Client().get(page)
        assert found.status_code == 200, page
        assert [name for name in NAMES if name in text_of(found)] == [], page


def test_forms_are_for_members(lived):
    for page in forms(lived):
        assert Client().get(page).status_code == 302, page
        assert signed_in(ORDINARY).get(page).status_code == 200, page


@pytest.mark.parametrize(
    "page",
    ["/meetings/99/", "/meetings/99/agenda/", "/meetings/items/99/", "/meetings/petitions/99/", "/meetings/?unit=99", "/meetings/?state=forgotten"],
)  # fmt: skip
def test_what_is_not_there_is_said_to_be_not_there(today, page):
    assert Client().get(page).status_code == 404


@pytest.mark.parametrize("page", ["/meetings/call/", f"/meetings/call/?unit={FACTORY}&body=senate", f"/meetings/petitions/new/?unit={BOLTS}&body=general+meeting", "/meetings/hindrances/new/"])  # fmt: skip
def test_a_form_for_no_body_that_sits_there_is_not_there(today, page):
    assert signed_in(ORDINARY).get(page).status_code == 404


# ---- What a meeting's page says --------------------------------------------------------------------------------------


def test_a_meeting_that_was_held_says_who_came_of_how_many_and_what_became_of_each_motion(lived):
    said = text_of(Client().get(f"/meetings/{lived.held.pk}/"))
    assert "entitled 12 of them came 10 of those entitled came 83 % are a quorum (1/3) 4 guests, who have no vote 0" in said  # fmt: skip
    assert f"Motion {TITLE} carried 8 for, 1 against, 1 abstaining" in said
    assert "Amendment six becomes five carried 6 for, 3 against, 1 abstaining" in said
    assert "The canteen sells beer lost 2 for, 7 against, 1 abstaining" in said
    assert f"Undertaken here {TITLE} to be done by the factory committee" in said
    assert "The agenda was done." in said


def test_a_meeting_says_who_called_it_by_what_right_and_who_can_call_it_off(lived):
    said = text_of(Client().get(f"/meetings/{lived.coming.pk}/"))
    assert "Called by Factory committee, mandate 2 By which article Art." in said
    assert "Only who called it, with a reason that stands here." in said
    said = text_of(Client().get(f"/meetings/{lived.by_petition.pk}/"))
    assert "1/10 of members, who signed a petition: 2 signatures." in said
    assert "Only those who signed, by taking their signatures back." in said


def test_what_stood_in_its_way_is_read_with_who_and_why_and_whether_it_had_effect(lived):
    said = text_of(Client().get(f"/meetings/{lived.coming.pk}/"))
    assert "Moved · factory committee The hall is taken that day." in said
    assert "Called off · chair of factory committee without effect There is too much to do this week." in said
    assert "A room was refused · the works management without effect They say the hall is for guests." in said
    assert "It was called for" in said and "has been moved." in said
    early = text_of(Client().get(f"/meetings/{lived.early.pk}/"))
    assert "It broke up in a disturbance. The lights went out in the hall." in early
    assert "passed on to a later meeting" in early


def test_an_item_shows_its_words_and_what_is_said_against_it(lived):
    choir, canteen = (lived.coming.items.get(title=title).pk for title in ("A choir", "The canteen"))
    assert "We sing on Fridays." in text_of(Client().get(f"/meetings/items/{choir}/"))
    said = text_of(Client().get(f"/meetings/items/{canteen}/"))
    assert "it is about several persons at once" in said and "The meeting decides before it is taken up." in said


def test_what_was_not_reached_is_followed_to_the_meeting_that_took_it_over(lived):
    left = lived.early.items.get(title="Fines")
    page = Client().get(f"/meetings/items/{left.pk}/")
    assert "passed on to a later meeting" in text_of(page) and "where it goes on" in text_of(page)
    assert f"/meetings/items/{left.passed_on.get().pk}/" in page.content.decode()


def test_the_sheet_to_hang_up_has_the_agenda_and_no_navigation_of_its_own(lived):
    said = text_of(Client().get(f"/meetings/{lived.coming.pk}/agenda/"))
    assert "The spring meeting" in said and "A choir" in said and "Canteen" in said
    assert f"/meetings/{lived.coming.pk}/" in said, "the address where it can be read"


def test_names_of_officers_are_for_members(lived):
    page = f"/meetings/{lived.held.pk}/"
    said = text_of(signed_in(ORDINARY).get(page))
    assert "Agafonova Test chosen by 9 hands" in said and "Teller Member 11 chosen by 9 hands" in said
    assert "Member 1 chosen by 9 hands" in text_of(Client().get(page))


def test_nobody_is_offered_what_they_could_not_do(lived):
    coming, petition = f"/meetings/{lived.coming.pk}", f"/meetings/{lived.by_petition.pk}"
    member, caller = signed_in(ORDINARY), signed_in(SECRETARY)
    own = caller.get(f"{coming}/").content.decode()
    assert f"{coming}/call-off/" in own and f"{coming}/another-day/" in own and f"{coming}/against/" not in own
    others = member.get(f"{coming}/").content.decode()
    assert f"{coming}/propose/" in others and f"{coming}/against/" in others and f"{coming}/call-off/" not in others
    for client in (member, caller):
        assert "/call-off/" not in client.get(f"{petition}/").content.decode()
    assert f"{petition}/hour/" in caller.get(f"{petition}/").content.decode()
    assert f"{petition}/hour/" not in member.get(f"{petition}/").content.decode()
    assert "/propose/" not in Client().get(f"{coming}/").content.decode()


# ---- Lists -----------------------------------------------------------------------------------------------------------


def test_the_list_tells_what_is_to_come_what_was_held_and_how_many_came(lived):
    said = text_of(Client().get(f"/meetings/?unit={FACTORY}"))
    assert "To come" in said and "The spring meeting" in said and "Held, and what became of them" in said
    assert "10 of 12 came, 83 %" in said and "A trip called off" in said
    assert "How many come to the general meeting" in said and "The line is the quorum, 33 %." in said
    assert "Signatures are collected The night shift" in said
    assert "None has been called yet." in text_of(Client().get(f"/meetings/?unit={BOLTS}"))


def test_a_joint_meeting_is_listed_with_each_unit_that_sits_in_it_and_with_no_other(today):
    meeting = call_meeting(today, unit=BOLTS, body="shop meeting", with_units=[NAILS], title="Two shops")
    for unit, listed in ((BOLTS, True), (NAILS, True), (CABLES, False), (FACTORY, False)):
        for page in (f"/meetings/?unit={unit}", f"/units/{unit}/"):
            assert (f"/meetings/{meeting.pk}/" in Client().get(page).content.decode()) is listed, page
    assert "Nail shop Two shops" in text_of(Client().get(f"/meetings/{meeting.pk}/"))


def test_members_are_told_their_right_when_few_come_three_times(today):
    _pretend_held(today, 3, present=2)
    assert "Few have come, three times in a row" in text_of(Client().get(f"/meetings/?unit={FACTORY}"))
    _pretend_held(today, 1, present=9, later=9)
    assert "Few have come" not in text_of(Client().get(f"/meetings/?unit={FACTORY}"))


def test_ones_own_page_and_the_front_page_say_which_meetings_are_next(lived):
    for page in ("/", "/me/"):
        assert "Your next meetings" in text_of(signed_in(ORDINARY).get(page)), page
    assert "Your next meetings" not in text_of(Client().get("/"))


def test_the_pages_of_units_and_bodies_lead_to_their_meetings(lived):
    for page in (f"/units/{FACTORY}/", f"/units/{FACTORY}/bodies/general-meeting/"):
        found = signed_in(ORDINARY).get(page).content.decode()
        assert f"/meetings/{lived.coming.pk}/" in found and "/meetings/call/?unit=2" in found, page


# ---- At what cost ----------------------------------------------------------------------------------------------------


def test_no_page_asks_more_than_a_few_times(lived):
    client = signed_in(SECRETARY)
    costs = {page: asked(client, page) for page in [*pages(), *forms(lived), "/me/"]}
    assert {page: cost for page, cost in costs.items() if cost > MOST_QUERIES} == {}


def test_two_thousand_meetings_stay_on_pages_of_thirty(today):
    few = {page: asked(Client(), page) for page in LONG if not _pretend_held(today, 40)}
    _pretend_held(today, 1960)
    assert Meeting.objects.filter(state="closed").count() >= 2000
    many = {page: asked(Client(), page) for page in LONG}
    assert many == few and max(many.values()) <= MOST_QUERIES
    seen, page = [], "/meetings/?state=past&unit=2"
    for _turn in range(3):
        found = Client().get(page).content.decode()
        listed = [part.split("/")[0] for part in found.split('href="/meetings/')[1:] if part[0].isdigit()]
        assert len(listed) == 30
        seen += listed
        page = f"/meetings/?state=past&unit=2&from={listed[-1]}"
    assert len(set(seen)) == 90, "no meeting stands on two pages"


LONG = ["/meetings/", f"/meetings/?unit={FACTORY}", f"/meetings/?state=past&unit={FACTORY}", f"/units/{FACTORY}/", "/"]


def _pretend_held(world, many: int, present: int = 6, later: int = 0) -> None:
    """Rows of meetings that were held, without their acts: only lists look at them."""
    if not Meeting.objects.exists():
        call_meeting(world)
    first, like = Meeting.next_id(), Meeting.objects.order_by("pk")[0]
    with acting("a test"):
        Meeting.objects.bulk_create(
            Meeting(
                id=first + at, entry=1, unit=like.unit, body=like.body, called=like.called, called_by=like.called_by, statutes=like.statutes,
                article=like.article, starts=like.starts - timedelta(days=2000 - later - at // 3), first_called_for=like.starts, place=like.place,
                items_until=like.starts, state="closed", opened=like.starts, closed=like.starts, entitled=12, most_present=present,
            )
            for at in range(many)
        )  # fmt: skip
