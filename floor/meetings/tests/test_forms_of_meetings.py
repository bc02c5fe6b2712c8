"""The forms around a meeting, as they are filled in: what they do once, and what they refuse with which article."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils.timezone import now

from floor.book.models import Entry, RecordedRefusal
from floor.meetings.models import Hindrance, Item, Meeting, Petition, PetitionSignature
from floor.meetings.pages.forms import as_typed
from floor.site.tests.visiting import ORDINARY, SECRETARY, once_in, signed_in, text_of
from tests.meeting import call_meeting
from tests.world import BOLTS, CHAIR, FACTORY

pytestmark = pytest.mark.django_db
CALL = f"/meetings/call/?unit={FACTORY}&body=general+meeting"
PETITION = f"/meetings/petitions/new/?unit={FACTORY}&body=general+meeting"


def in_days(days: float) -> str:
    return as_typed(now() + timedelta(days=days))


def send(client: Client, page: str, **given: object):
    """Open a form and send it, as a browser does."""
    return client.post(page, {"once": once_in(client.get(page))} | given)


def call(client: Client, **given: object):
    wanted = {"starts": in_days(4), "place": "Canteen", "access": "members", "items": "The canteen\nThe night shift"}
    return send(client, CALL, **wanted | given)


# ---- Calling ---------------------------------------------------------------------------------------------------------


def test_an_officer_calls_a_meeting_with_its_agenda_reports_first(today):
    answer = call(signed_in(SECRETARY), title="Spring", reports="The committee's half year", elections="A teller", online="on")  # fmt: skip
    assert answer.status_code == 302 and answer["Location"].startswith("/receipts/")
    meeting = Meeting.objects.get()
    assert (meeting.title, meeting.place, meeting.online, meeting.called_by) == ("Spring", "Canteen", True, "factory committee")  # fmt: skip
    assert [(one.title, one.kind) for one in meeting.items.order_by("place")] == [
        ("The committee's half year", "report"), ("The canteen", "debate"), ("The night shift", "debate"), ("A teller", "election"),
    ]  # fmt: skip


def test_a_form_that_is_sent_twice_calls_one_meeting(today):
    client = signed_in(SECRETARY)
    once = once_in(client.get(CALL))
    first, second = (call(client, once=once) for _ in range(2))
    assert first["Location"] == second["Location"] and Meeting.objects.count() == 1


def test_the_notice_of_the_statutes_stands_beside_the_day(today):
    said = text_of(signed_in(SECRETARY).get(CALL))
    assert "The statutes ask for 3 days between the call and the meeting:" in said


def test_a_meeting_too_soon_is_refused_with_the_article(today):
    answer = call(signed_in(SECRETARY), starts=in_days(1))
    assert answer.status_code == 409 and not Meeting.objects.exists()
    assert "Between the call and the meeting lie 3 days" in text_of(answer) and "Art. 5" in text_of(answer)


def test_who_may_not_call_it_is_told_so_and_led_to_a_petition(today):
    client = signed_in(ORDINARY)
    page = client.get(CALL)
    assert "Members sign a petition to call it." in text_of(page) and "/meetings/petitions/new/" in page.content.decode()  # fmt: skip
    assert 'name="starts"' not in page.content.decode(), "nobody fills in what would be refused"
    answer = client.post(
        CALL, {"once": "k" * 32, "starts": in_days(4), "place": "Canteen", "access": "members", "items": "The canteen"}
    )
    assert answer.status_code == 409 and not Meeting.objects.exists()
    assert RecordedRefusal.objects.filter(act="meetings.CallMeeting", guarantee="R10").exists()


def test_an_agenda_with_a_line_too_short_comes_back_to_be_mended(today):
    answer = call(signed_in(SECRETARY), items="The canteen\nX")
    assert answer.status_code == 422 and "“X” is not" in text_of(answer) and "The canteen" in answer.content.decode()


def test_a_mass_meeting_is_called_by_anyone_elected_and_is_open(today):
    page = f"/meetings/call/?unit={FACTORY}&body="
    assert send(signed_in(CHAIR), page, starts=in_days(0.1), place="The gate", items="The news").status_code == 302
    assert (Meeting.objects.get().body, Meeting.objects.get().access) == ("", "open")
    given = {"once": "k" * 32, "starts": in_days(0.1), "place": "The gate", "items": "The news"}
    refused = signed_in(ORDINARY).post(page, given)
    assert refused.status_code == 409 and "elected to a seat or an office here" in text_of(refused)


def test_a_stranger_who_sends_a_form_does_nothing(today):
    before = Entry.objects.count()
    assert Client().post(CALL, {"once": "k" * 32, "place": "Canteen"}).status_code == 403
    assert Entry.objects.count() == before


# ---- The agenda ------------------------------------------------------------------------------------------------------


def test_a_member_proposes_an_item_with_its_words_and_takes_it_back(today):
    meeting, client = call_meeting(today), signed_in(ORDINARY)
    answer = send(
        client, f"/meetings/{meeting.pk}/propose/", title="A choir", text="We sing on Fridays.", kind="debate"
    )
    assert answer.status_code == 302
    item = Item.objects.get(title="A choir")
    assert (item.origin, item.proposed_by_id) == ("member", ORDINARY)
    page = client.get(f"/meetings/items/{item.pk}/")
    assert "We sing on Fridays." in text_of(page) and "take-back" in page.content.decode()
    assert "take-back" not in signed_in(5).get(f"/meetings/items/{item.pk}/").content.decode()
    assert send(signed_in(5), f"/meetings/items/{item.pk}/take-back/").status_code == 409
    assert send(client, f"/meetings/items/{item.pk}/take-back/").status_code == 302
    assert "taken back" in text_of(Client().get(f"/meetings/{meeting.pk}/"))


def test_an_item_that_stands_already_and_one_too_late_are_refused(today):
    meeting, client = call_meeting(today), signed_in(ORDINARY)
    page = f"/meetings/{meeting.pk}/propose/"
    assert "on the agenda already" in text_of(send(client, page, title="The canteen", kind="debate"))
    late = call_meeting(today, title="Late", items_until=today.now)
    refused = send(client, f"/meetings/{late.pk}/propose/", title="A choir", kind="debate")
    assert refused.status_code == 409 and "Propose it for the next meeting." in text_of(refused)


def test_a_member_objects_to_an_item_and_another_cannot_again(today):
    item = call_meeting(today).items.order_by("pk")[0]
    page = f"/meetings/items/{item.pk}/object/"
    assert send(signed_in(ORDINARY), page, ground="several persons at once").status_code == 302
    assert "Somebody has said so already." in text_of(send(signed_in(5), page, ground="several persons at once"))


# ---- Moved, called off, hindered -------------------------------------------------------------------------------------


def test_who_called_a_meeting_moves_it_and_gives_it_another_place_and_calls_it_off(today):
    meeting, client = call_meeting(today), signed_in(SECRETARY)
    address = f"/meetings/{meeting.pk}"
    assert send(client, f"{address}/another-day/", starts=in_days(6), why="The hall is taken.").status_code == 302
    assert send(client, f"{address}/place/", place="Yard", why="The hall is too small.").status_code == 302
    assert send(client, f"{address}/call-off/", why="Nobody can come that week.").status_code == 302
    meeting.refresh_from_db()
    assert (meeting.place, meeting.state) == ("Yard", "called off")
    assert list(Hindrance.objects.values_list("kind", flat=True)) == ["moved", "other place", "called off"]


@pytest.mark.parametrize("what", ["another-day", "place", "call-off"])
def test_others_are_refused_each_of_it_with_the_article(today, what):
    meeting = call_meeting(today)
    given = {"starts": in_days(6), "place": "Yard", "why": "Another meeting is there."}
    refused = send(signed_in(CHAIR), f"/meetings/{meeting.pk}/{what}/", **given)
    assert refused.status_code == 409 and "Only who called this meeting can" in text_of(refused)
    assert "Art. 5" in text_of(refused) and "R10" in text_of(refused)
    meeting.refresh_from_db()
    assert (meeting.state, meeting.place) == ("called", "Canteen")


def test_what_others_say_against_it_and_what_happened_is_noted_and_changes_nothing(today):
    meeting = call_meeting(today)
    address = f"/meetings/{meeting.pk}"
    assert send(signed_in(CHAIR), f"{address}/against/", why="There is too much to do.").status_code == 302
    noted = {"kind": "room refused", "who": "the works management", "why": "They keep it for guests."}
    assert send(signed_in(ORDINARY), f"{address}/hindrance/", **noted).status_code == 302
    assert send(signed_in(ORDINARY), f"/meetings/hindrances/new/?unit={FACTORY}", **noted).status_code == 302
    assert Hindrance.objects.filter(had_effect=False).count() == 3
    short = send(signed_in(ORDINARY), f"{address}/against/", why="No.")
    assert short.status_code == 422 and Hindrance.objects.count() == 3


# ---- Petitions -------------------------------------------------------------------------------------------------------


def begin(client: Client, page: str = PETITION, **given: object):
    wanted = {"title": "The night shift", "starts": in_days(5), "place": "Canteen", "items": "Lamps in the yard", "text": "It is dark."}  # fmt: skip
    return send(client, page, **wanted | given)


def test_a_petition_is_begun_signed_and_calls_its_meeting_on_pages(today):
    client, other = signed_in(ORDINARY), signed_in(5)
    begun = begin(client)
    assert begun.status_code == 302 and begun["Location"] == "/meetings/petitions/1/"
    assert "You have signed. Only you see that here." in text_of(client.get("/meetings/petitions/1/"))
    assert "You can sign it." in text_of(other.get("/meetings/petitions/1/"))
    assert other.post("/meetings/petitions/1/sign/").status_code == 302
    said = text_of(Client().get("/meetings/petitions/1/"))
    assert "the meeting was called on" in said and "have signed 2" in said and "are needed: 1/10 of members 2" in said
    assert Meeting.objects.get().called_by == "1/10 of members"


def test_signing_twice_and_where_one_does_not_belong_is_refused(today):
    client = signed_in(ORDINARY)
    begin(client)
    again = client.post("/meetings/petitions/1/sign/")
    assert again.status_code == 409 and "You have signed this petition already." in text_of(again)
    shop = begin(signed_in(SECRETARY), f"/meetings/petitions/new/?unit={BOLTS}&body=shop+meeting")
    assert shop.status_code == 409 and "you are not among them" in text_of(shop) and Petition.objects.count() == 1


def test_a_signature_is_taken_back_and_the_last_one_ends_the_petition(today):
    client = signed_in(ORDINARY)
    begin(client)
    assert client.post("/meetings/petitions/1/sign/", {"withdraw": "1"}).status_code == 302
    assert not PetitionSignature.objects.exists()
    assert "All who signed took their signatures back." in text_of(Client().get("/meetings/petitions/1/"))


def test_a_petition_that_is_sent_twice_is_one(today):
    client = signed_in(ORDINARY)
    once = once_in(client.get(PETITION))
    assert begin(client, once=once)["Location"] == begin(client, once=once)["Location"]
    assert Petition.objects.count() == 1


def test_a_petition_too_soon_or_without_an_agenda_comes_back_with_the_reason(today):
    client = signed_in(ORDINARY)
    soon = begin(client, starts=in_days(1))
    assert soon.status_code == 409 and "Between the call and the meeting lie 3 days" in text_of(soon)
    assert begin(client, items="").status_code == 422 and not Petition.objects.exists()


def test_while_a_petition_is_open_its_page_shows_no_exact_number_and_no_stranger_a_signature(today):
    client = signed_in(ORDINARY)
    begin(client)
    cache.clear()
    said = text_of(Client().get("/meetings/petitions/1/"))
    assert "have signed fewer than 5" in said and "You have signed" not in said
    assert client.get("/meetings/petitions/1/")["Cache-Control"] == "private, no-store"
    assert "You have signed" not in text_of(signed_in(5).get("/meetings/petitions/1/"))


def test_a_text_that_enough_have_signed_is_answered_by_the_body_once(today):
    page = f"/meetings/petitions/new/?unit={FACTORY}&body=factory+committee&kind=text"
    assert send(signed_in(ORDINARY), page, title="Heating", text="The shop is cold.").status_code == 302
    signed_in(5).post("/meetings/petitions/1/sign/")
    answer = "/meetings/petitions/1/answer/"
    assert send(signed_in(ORDINARY), answer, text="It is warm.").status_code == 409, "who does not sit in it"
    assert answer in signed_in(CHAIR).get("/meetings/petitions/1/").content.decode()
    assert send(signed_in(CHAIR), answer, text="Stoves come on Monday.").status_code == 302
    assert "Stoves come on Monday." in text_of(Client().get("/meetings/petitions/1/"))
    again = send(signed_in(CHAIR), answer, text="Or on Tuesday.")
    assert again.status_code == 409 and "what was answered stays" in text_of(again)


def test_only_those_who_signed_call_off_what_they_have_called(today):
    client, other = signed_in(ORDINARY), signed_in(5)
    begin(client)
    other.post("/meetings/petitions/1/sign/")
    meeting = Meeting.objects.get()
    refused = send(signed_in(SECRETARY), f"/meetings/{meeting.pk}/call-off/", why="There is no room for it.")
    assert refused.status_code == 409 and "called this meeting by petition" in text_of(refused)
    assert other.post("/meetings/petitions/1/sign/", {"withdraw": "1"}).status_code == 302
    meeting.refresh_from_db()
    assert meeting.state == "called off"
    assert "those who signed for it" in text_of(Client().get(f"/meetings/{meeting.pk}/"))
