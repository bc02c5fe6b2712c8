"""What is done on the pages of promises: each form does its act once, and says in a sentence why not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from floor.book.models import Entry
from floor.house.models import Instruction, Mandate
from floor.promises.models import DelegationStatement, Demand, DemandList, Mission, Report, Undertaking
from floor.site.tests.visiting import ORDINARY, SECRETARY, once_in, signed_in, text_of
from tests.world import BOLTS, CHAIR, DISTRICT, FACTORY

from .promising import COMMITTEE, MEETING, let_fall_due, promise, put_demands, report_done, send

pytestmark = pytest.mark.django_db


def day(days: int) -> str:
    return (datetime.now(UTC) + timedelta(days=days)).strftime("%Y-%m-%d")


def minute() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M")


def filled(client: Client, page: str, **fields):
    """Load a page and send its form."""
    shown = client.get(page)
    assert shown.status_code == 200, page
    return client.post(page, {"once": once_in(shown)} | fields)


HANDS = {"present": 10, "votes_for": 8, "against": 1, "abstaining": 1, "invalid": 0, "tellers": "11, 12"}


def test_a_promise_is_written_down_and_reported_done(today):
    page = f"/units/{FACTORY}/undertakings/new/"
    fields = {"what": "Repair the roof", "who": COMMITTEE, "promised_to": MEETING, "due": day(10)}
    assert filled(signed_in(SECRETARY), page, **fields).status_code == 302
    made = Undertaking.objects.get()
    said = filled(signed_in(CHAIR), f"/undertakings/{made.pk}/done/", text="Tar and felt, on Sunday.")
    assert said.status_code == 302 and Undertaking.objects.get().state == "done"


def test_a_promise_of_nobody_and_of_two_is_sent_back(today):
    page, client = f"/units/{FACTORY}/undertakings/new/", signed_in(SECRETARY)
    for who, outside in (("", ""), (COMMITTEE, "management")):
        found = filled(client, page, what="Repair the roof", who=who, outside=outside, due=day(10))
        assert found.status_code == 422 and "Choose the body that must act" in text_of(found)
    assert filled(signed_in(ORDINARY), page, what="Repair", who=COMMITTEE, due=day(9)).status_code == 409
    assert not Undertaking.objects.exists()


def test_a_report_is_disputed_without_a_name_and_decided_by_a_count(today):
    today.now -= timedelta(minutes=10)
    made = promise(today)
    report_done(today, made)
    client = signed_in(ORDINARY)
    assert "Is the report not true?" in text_of(client.get(f"/undertakings/{made.pk}/"))
    assert filled(client, f"/undertakings/{made.pk}/dispute/", text="It still rains in.").status_code == 302
    assert f'"member":{ORDINARY}' not in bytes(Entry.objects.latest("n").line).decode()
    Undertaking.objects.get(disputed__isnull=False)
    page = f"/undertakings/{made.pk}/decide/"
    early = filled(signed_in(11), page, **HANDS, closed="2026-01-01T10:00")
    assert early.status_code == 409
    assert Client().get(page).status_code == 302


def test_a_report_is_given_on_its_page_by_a_holder_and_by_nobody_else(today):
    let_fall_due(today)
    report = Report.objects.get(body=COMMITTEE, mandate=None)
    page = f"/reports/{report.pk}/"
    assert "You can give it" not in text_of(signed_in(ORDINARY).get(page))
    refused = signed_in(ORDINARY).post(page, {"once": "x" * 32, "text": "Nothing to report."})
    assert refused.status_code == 409
    assert filled(signed_in(CHAIR), page, text="We met four times.").status_code == 302
    assert "We met four times." in text_of(Client().get(page))


def test_a_report_is_asked_for_once_and_the_asker_is_nowhere(today):
    mandate = Mandate.objects.get(holder=CHAIR, seat__body=COMMITTEE, seat__office="")
    page = f"/mandates/{mandate.pk}/ask/"
    assert filled(signed_in(ORDINARY), page, about="The baths").status_code == 302
    again = filled(signed_in(4), page, about="The baths again")
    assert again.status_code == 409 and "asked for already" in text_of(again)
    assert f'"member":{ORDINARY}' not in bytes(Entry.objects.get(act="promises.AskForReport").line).decode()


def test_demands_are_put_line_by_line_with_their_numbers_and_units(today):
    lines = f"1. A room for meetings\n2) Hot water [{BOLTS}]\n\nLeave after a year"
    fields = {"title": "Demands", "body": MEETING, "addressed_to": "management", "demands": lines, "answer_due": day(7), "closed": minute()}  # fmt: skip
    found = filled(signed_in(SECRETARY), f"/units/{FACTORY}/demands/new/", **fields, **HANDS)
    assert found.status_code == 302
    items = Demand.objects.order_by("number").values_list("what", "for_units")
    assert list(items) == [("A room for meetings", []), ("Hot water", [BOLTS]), ("Leave after a year", [])]


def test_a_demand_too_short_or_a_list_voted_down_is_sent_back(today):
    page = f"/units/{FACTORY}/demands/new/"
    fields = {"title": "Demands", "body": MEETING, "addressed_to": "management", "answer_due": day(7), "closed": minute()}  # fmt: skip
    short = filled(signed_in(SECRETARY), page, **fields, **HANDS, demands="A room\nno")
    assert short.status_code == 422 and "3 to 500 characters" in text_of(short)
    lost = filled(signed_in(SECRETARY), page, **fields, **(HANDS | {"votes_for": 2, "against": 7}), demands="A room")
    assert lost.status_code == 409 and not DemandList.objects.exists()


def test_an_answer_is_entered_beside_its_demand(today):
    put = put_demands(today)
    item = put.items.get(number=1)
    page = f"/demands/items/{item.pk}/answer/"
    undated = filled(signed_in(SECRETARY), page, answer="granted", text="From May on.")
    assert undated.status_code == 409 and "name it" in text_of(undated)
    assert filled(signed_in(SECRETARY), page, answer="granted", text="From May on.", due=day(30)).status_code == 302
    assert Undertaking.objects.get().who == "management"


def test_a_list_is_withdrawn_on_its_page_by_a_count(today):
    today.now -= timedelta(minutes=10)
    put = put_demands(today)
    found = filled(signed_in(SECRETARY), f"/demands/{put.pk}/withdraw/", **HANDS, closed=minute())
    assert found.status_code == 302 and DemandList.objects.get().withdrawn


def test_people_are_sent_by_the_tellers_sheet(today):
    fields = {
        "body": MEETING, "what": "Attend the trial", "report_due": day(20), "present": 10, "cast": 10, "invalid": 0, "tellers": "11, 12",
        "closed": minute(), "candidate_0": 5, "votes_0": 3, "candidate_1": 6, "votes_1": 9, "elected_1": "on", "candidate_2": 7, "votes_2": 8, "elected_2": "on",
    }  # fmt: skip
    page = f"/units/{FACTORY}/missions/new/"
    wrong = filled(signed_in(SECRETARY), page, **(fields | {"elected_0": "on", "elected_1": ""}))
    assert wrong.status_code == 409 and "left out" in text_of(wrong)
    assert filled(signed_in(SECRETARY), page, **fields).status_code == 302
    assert Mission.objects.get().people == [6, 7]


def test_a_delegation_hands_in_its_statement_once_and_its_report(today):
    mission = send(today)
    client, page = signed_in(5), f"/missions/{mission.pk}/state/"
    shown = client.get(page)
    sent = {"once": once_in(shown), "addressed_to": "the owner", "text": "We ask for their release."}
    assert client.post(page, sent).status_code == 302
    assert client.post(page, sent).status_code == 302
    assert DelegationStatement.objects.count() == 1, "sent twice, done once"
    named = filled(client, page, addressed_to="the owner", text="Fokin asks for it.")
    assert named.status_code == 409 and "speaks as a whole" in text_of(named)
    assert filled(client, f"/missions/{mission.pk}/", text="Two were acquitted.").status_code == 302
    assert Mission.objects.get().reported


def test_all_delegates_of_a_works_are_instructed_with_one_count(today):
    page = f"/units/{DISTRICT}/bodies/district-congress/instruct/?from={FACTORY}"
    fields = {"question": "Overtime in May", "kind": "bound", "text": "Against it.", "closed": minute()}
    assert filled(signed_in(SECRETARY), page, **fields, **HANDS).status_code == 302
    assert Instruction.objects.filter(question="Overtime in May").count() == 3
    assert "Overtime in May. Against it." in text_of(Client().get(f"/mandates/{Mandate.objects.get(holder=6).pk}/"))
    assert Client().get(page).status_code == 302
    assert signed_in(SECRETARY).get(f"/units/{DISTRICT}/bodies/district-congress/instruct/?from=3").status_code == 404
