"""The pages of promises: what each shows, to whom, and at what cost."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from floor.house.models import Mandate
from floor.promises.models import Mission, Report, Undertaking
from floor.site.tests.visiting import ORDINARY, SECRETARY, signed_in, text_of
from tests.world import BOLTS, CHAIR, DISTRICT, FACTORY, NAMES

from .lived import everything_once
from .promising import (
    COMMITTEE,
    promise,
    put_demands,
    send,
    sha,
)

pytestmark = pytest.mark.django_db
MOST_QUERIES = 19


@pytest.fixture
def lived(today):
    return everything_once(today)


def delegate(holder: int = 6) -> Mandate:
    return Mandate.objects.get(holder=holder, seat__body="district congress")


def pages() -> list[str]:
    every = [f"/units/{unit}/{what}/" for unit in (FACTORY, BOLTS) for what in ("undertakings", "reports", "missions", "demands")]  # fmt: skip
    every += [f"/units/{DISTRICT}/undertakings/", f"/units/{FACTORY}/undertakings/?below=no", f"/units/{FACTORY}/undertakings/?outside=yes&by=general+meeting"]  # fmt: skip
    every += [f"/units/{FACTORY}/undertakings/?state={state}&who=factory+committee&by=general+meeting" for state in ("open", "done", "overdue", "broken")]  # fmt: skip
    every += [f"/undertakings/{number}/" for number in Undertaking.objects.values_list("pk", flat=True)]
    every += [f"/reports/{number}/" for number in Report.objects.values_list("pk", flat=True)]
    every += [f"/units/{FACTORY}/reports/?body=factory+committee", "/missions/1/", "/demands/1/", "/demands/2/"]
    every += [f"/mandates/{delegate().pk}/", "/mandates/1/", "/mandates/4/"]
    return [*every, f"/units/{FACTORY}/", f"/units/{FACTORY}/bodies/factory-committee/", f"/units/{BOLTS}/"]


def forms() -> list[str]:
    return [
        f"/units/{FACTORY}/undertakings/new/", "/undertakings/3/done/", "/undertakings/3/not-done/", "/undertakings/1/dispute/",
        f"/units/{FACTORY}/missions/new/", "/missions/1/state/", f"/units/{FACTORY}/demands/new/", "/demands/1/withdraw/",
        "/demands/items/3/answer/", f"/mandates/{delegate().pk}/ask/", f"/units/{DISTRICT}/bodies/district-congress/instruct/?from={FACTORY}",
    ]  # fmt: skip


def asked(client: Client, page: str) -> int:
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        found = client.get(page)
    assert found.status_code == 200, page
    return len(queries)


# ---- Who sees what ---------------------------------------------------------------------------------------------------


def test_everyone_reads_what_was_promised_and_strangers_read_no_name(lived):
    for page in pages():
        found = Client().get(page)
        assert found.status_code == 200, page
        assert [name for name in NAMES if name in text_of(found)] == [], page


def test_forms_are_for_members(lived):
    for page in forms():
        assert Client().get(page).status_code == 302, page
        assert signed_in(SECRETARY).get(page).status_code == 200, page


@pytest.mark.parametrize("page", ["/undertakings/99/", "/reports/99/", "/missions/99/", "/demands/99/", "/mandates/99/", "/units/99/undertakings/", "/units/2/undertakings/?state=forgotten"])  # fmt: skip
def test_what_is_not_there_is_said_to_be_not_there(today, page):
    assert Client().get(page).status_code == 404


def test_the_picture_says_in_words_what_was_carried_out_by_whom(lived):
    said = text_of(Client().get(f"/units/{FACTORY}/undertakings/"))
    assert "Carried out: 1 of 6." in said
    assert "Of the general meeting, by the factory committee carried out: 1 of 3" in said
    assert "Promised to the general meeting by those outside" in said
    assert "done 1 open 1 overdue 3 broken 1" in said
    assert "Carried out: 1 of 5." in text_of(Client().get(f"/units/{FACTORY}/undertakings/?below=no"))


def test_a_list_is_chosen_by_state_and_by_body(lived):
    overdue = text_of(Client().get(f"/units/{FACTORY}/undertakings/?state=overdue&who=factory+committee"))
    assert "Hot water for all" in overdue and "Sweep the shop" in overdue
    assert "Repair the roof" not in overdue and "Pay on the 20th" not in overdue
    outside = text_of(Client().get(f"/units/{FACTORY}/undertakings/?outside=yes"))
    assert "Pay on the 20th" in outside and "Hot water for all" not in outside


def test_one_undertaking_tells_its_history_with_every_count(lived):
    said = text_of(Client().get("/undertakings/1/"))
    assert "Reported as done" in said and "It still rains in on my bench." in said
    assert (
        "Decided: it was carried out" in said and "7 for, 2 against, 0 abstaining; 10 present of 12 entitled." in said
    )


def test_nobody_is_offered_what_they_could_not_do(lived):
    overdue = Undertaking.objects.get(what="Hot water for all")
    link = f"/undertakings/{overdue.pk}/done/"
    assert link in signed_in(CHAIR).get(f"/undertakings/{overdue.pk}/").content.decode()
    for client in (Client(), signed_in(ORDINARY)):
        assert link not in client.get(f"/undertakings/{overdue.pk}/").content.decode()
    assert "/undertakings/new/" not in signed_in(ORDINARY).get(f"/units/{FACTORY}/undertakings/").content.decode()
    assert "/dispute/" not in signed_in(ORDINARY).get("/undertakings/1/").content.decode(), "it was decided"


def test_demands_stand_beside_their_answers_and_the_shops_lists_beside_the_common_one(lived):
    said = text_of(Client().get("/demands/1/"))
    assert "A room for meetings" in said and "From May on." in said and "what became of it" in said
    assert "concerns 439 people" in said and "for Bolt shop" in said
    assert "granted 1, refused 1, no answer 1" in said
    assert "The shops' own lists" in said and "A fan for the furnace" in said
    assert "Adopted by the general meeting: 8 for, 1 against" in said


def test_a_mission_tells_members_who_was_sent_and_names_no_speaker(lived):
    said = text_of(signed_in(ORDINARY).get("/missions/1/"))
    assert "Fokin" in said and "8 votes" in said
    assert "We ask for the release of all three." in said and "no speaker is named" in said
    assert "member 6" in text_of(Client().get("/missions/1/")).lower()


def test_a_mandate_shows_instructions_votes_and_reports_and_what_happens_with_something_new(lived):
    said = text_of(Client().get(f"/mandates/{delegate().pk}/"))
    assert "When something new comes up, by the statutes delegates are guided" in said
    asked_for = text_of(Client().get("/mandates/3/"))
    assert "Asked for by electors: What became of the baths?" in asked_for


def test_ones_own_page_says_what_one_must_report(lived):
    said = text_of(signed_in(CHAIR).get("/me/"))
    assert "What you must report" in said and "Hot water for all" in said and "Report of the factory committee" in said
    assert "Mission: Attend the trial" in text_of(signed_in(5).get("/me/"))
    assert "What you must report" not in text_of(signed_in(ORDINARY).get("/me/"))


def test_the_pages_of_units_and_bodies_lead_to_it(lived):
    unit = signed_in(ORDINARY).get(f"/units/{FACTORY}/").content.decode()
    assert all(f"/units/{FACTORY}/{what}/" in unit for what in ("undertakings", "reports", "missions", "demands"))
    body = text_of(Client().get(f"/units/{FACTORY}/bodies/factory-committee/"))
    assert "What it must carry out" in body and "Carried out: 1 of 4." in body


# ---- At what cost ----------------------------------------------------------------------------------------------------


def test_no_page_asks_more_than_a_few_times(lived):
    client = signed_in(SECRETARY)
    costs = {page: asked(client, page) for page in [*pages(), *forms(), "/me/"]}
    assert {page: cost for page, cost in costs.items() if cost > MOST_QUERIES} == {}


def test_no_page_asks_once_for_each_row(lived):
    client = signed_in(SECRETARY)
    growing = [f"/units/{FACTORY}/undertakings/", f"/units/{FACTORY}/demands/", f"/units/{FACTORY}/missions/", "/me/", f"/units/{FACTORY}/"]  # fmt: skip
    before = {page: asked(client, page) for page in growing}
    for number in range(60):
        promise(lived, what=f"Promise {number}", unit=(FACTORY, BOLTS)[number % 2], promised_to="")
    for _ in range(5):
        put_demands(lived)
        send(lived)
    after = {page: asked(client, page) for page in growing}
    assert {page: (before[page], after[page]) for page in growing if after[page] > before[page] + 1} == {}
    assert "Earlier ones" in text_of(client.get(f"/units/{FACTORY}/undertakings/"))


def test_a_report_shows_its_ledger(lived):
    from floor.promises.acts.reporting import ReportBack

    report = Report.objects.get(body=COMMITTEE, mandate=None)
    said = "We repaired the roof."
    lived.say(ReportBack(report=report.pk, text=sha(said)), CHAIR, attach=(said,))
    page = text_of(Client().get(f"/reports/{report.pk}/"))
    assert "nothing can be left out of it" in page and "done 1 open 0 overdue 2 broken 1" in page
    assert "Open a reading room" in page and "Sweep the shop" in page
    assert Mission.objects.count() == 1
