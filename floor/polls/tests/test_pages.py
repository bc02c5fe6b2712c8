"""The pages of polls: what each shows, to whom, and at what cost."""

from __future__ import annotations

import subprocess
import sys

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from floor.polls.models import Candidacy
from floor.site.tests.visiting import ORDINARY, SECRETARY, once_in, signed_in, text_of
from tests.polling import cast, number_of
from tests.world import DISTRICT, FACTORY, NAMES

from .polls_of_today import PAPERS, announced, counted, opened, works_with

pytestmark = pytest.mark.django_db
MOST_QUERIES = 19


def asked(client: Client, page: str) -> int:
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(page)
    assert answer.status_code == 200, page
    return len(queries)


# ---- Who sees what -------------------------------------------------------------------------------------------------


def test_the_list_has_a_vote_button_for_whoever_can_vote_and_none_for_strangers(open_site):
    poll = opened(works_with())
    page = signed_in(ORDINARY).get("/polls/")
    assert "Open for you" in text_of(page) and f'href="/polls/{poll.pk}/vote/"' in page.content.decode()
    assert f"/polls/{poll.pk}/vote/" not in Client().get("/polls/").content.decode()
    assert "District congress" in text_of(Client().get(f"/polls/?unit={DISTRICT}"))
    assert "District congress" not in text_of(Client().get("/polls/?unit=5"))


def test_a_poll_tells_its_rules_with_their_articles_before_it_opens(open_site):
    poll = announced(works_with())
    page = Client().get(f"/polls/{poll.pk}/")
    said = text_of(page)
    assert "By which rules" in said and "1/3" in said and "Art." in said
    assert "drawn by lot" in said and "stands of their own will" in said


def test_strangers_read_numbers_where_members_read_names(open_site):
    poll = opened(works_with())
    for path in (f"/polls/{poll.pk}/", "/polls/"):
        found = [name for name in NAMES if name in text_of(Client().get(path))]
        assert found == []
    assert "Efimova" in text_of(signed_in(ORDINARY).get(f"/polls/{poll.pk}/"))


def test_whoever_was_proposed_and_has_not_accepted_is_a_number_to_everyone_else(open_site):
    from floor.polls.acts.nominating import Nominate

    works = works_with()
    poll = announced(works)
    works.say(Nominate(poll=poll.pk, member=ORDINARY), SECRETARY)
    assert "Lapshin" not in text_of(signed_in(SECRETARY).get(f"/polls/{poll.pk}/"))
    assert "has not accepted yet" in text_of(signed_in(SECRETARY).get(f"/polls/{poll.pk}/"))
    assert "Accept your nomination" in text_of(signed_in(ORDINARY).get(f"/polls/{poll.pk}/"))


def test_the_turnout_of_a_small_roll_is_not_shown_while_the_poll_is_open(open_site):
    works = works_with()
    poll = opened(works)
    for voter in range(1, 8):
        cast(poll.pk, voter, (1,))
    said = text_of(signed_in(ORDINARY).get(f"/polls/{poll.pk}/"))
    assert "have voted so far" not in said and "could give somebody away" in said


def test_each_sees_their_own_mark_and_nobody_elses(open_site):
    poll = counted(works_with())
    assert "The roll says that you voted" in text_of(signed_in(1).get(f"/polls/{poll.pk}/"))
    assert "No paper was handed in for you" in text_of(signed_in(ORDINARY).get(f"/polls/{poll.pk}/"))
    assert "voted. How" not in text_of(Client().get(f"/polls/{poll.pk}/"))


# ---- Calling and standing ------------------------------------------------------------------------------------------


def test_an_elector_calls_an_election_at_the_dates_of_the_statutes(open_site):
    works_with()
    client = signed_in(ORDINARY)
    page = client.get(f"/polls/call/?for_unit={DISTRICT}&unit={FACTORY}&body=district+congress")
    assert "The dates are those the statutes give" in text_of(page) and 'name="opens"' not in page.content.decode()
    answer = client.post(page.request["PATH_INFO"] + "?" + page.request["QUERY_STRING"], {"once": once_in(page)})
    assert answer.status_code == 302
    assert "opens" in text_of(client.get("/polls/"))


def test_an_officer_can_choose_dates_but_none_before_the_notice(open_site):
    works_with()
    client = signed_in(SECRETARY)
    address = f"/polls/call/?for_unit={DISTRICT}&unit={FACTORY}&body=district+congress"
    page = client.get(address)
    assert 'name="opens"' in page.content.decode()
    answer = client.post(address, {"once": once_in(page), "opens": "2020-01-01T10:00"})
    assert answer.status_code == 409 and "The statutes give" in text_of(answer)


def test_a_second_election_for_the_same_seats_is_refused_and_the_page_says_where_the_first_is(open_site):
    poll = announced(works_with())
    address = f"/polls/call/?for_unit={DISTRICT}&unit={FACTORY}&body=district+congress"
    page = signed_in(ORDINARY).get(address)
    assert f'href="/polls/{poll.pk}/"' in page.content.decode()
    assert "Call the election" not in text_of(page), "there is no button for what can only be refused"
    answer = signed_in(ORDINARY).post(address, {"once": "x" * 30})
    assert answer.status_code == 409 and "being filled already" in text_of(answer)


def test_somebody_is_proposed_and_accepts(open_site):
    works = works_with()
    poll = announced(works)
    client = signed_in(SECRETARY)
    page = client.get(f"/polls/{poll.pk}/nominate/")
    assert client.post(f"/polls/{poll.pk}/nominate/", {"once": once_in(page), "member": ORDINARY}).status_code == 302
    proposed = Candidacy.objects.get(poll=poll, member=ORDINARY)
    own = signed_in(ORDINARY)
    page = own.get(f"/candidacies/{proposed.pk}/accept/")
    assert own.post(f"/candidacies/{proposed.pk}/accept/", {"once": once_in(page)}).status_code == 302
    proposed.refresh_from_db()
    assert proposed.accepted is not None


def test_nobody_accepts_or_withdraws_for_another(open_site):
    poll = announced(works_with())
    theirs = Candidacy.objects.get(poll=poll, member=5)
    client = signed_in(ORDINARY)
    assert client.get(f"/candidacies/{theirs.pk}/accept/").status_code == 404
    assert client.post(f"/candidacies/{theirs.pk}/withdraw/", {"once": "x" * 30}).status_code == 404
    assert Client().post(f"/candidacies/{theirs.pk}/withdraw/", {"once": "x" * 30}).status_code == 403


def test_what_stands_against_a_candidacy_is_said_beforehand(open_site):
    from floor.polls.models import Poll

    works = works_with()
    works.say(_call_with_teller(works), SECRETARY)
    poll = Poll.objects.get()
    said = text_of(signed_in(ORDINARY).get(f"/polls/{poll.pk}/stand/"))
    assert "This stands against it" in said and "is a teller of this poll" in said


def _call_with_teller(works):
    from floor.polls.acts.calling import CallElection

    return CallElection(unit=FACTORY, for_unit=DISTRICT, body="district congress", tellers=[ORDINARY, 11])


# ---- Results -------------------------------------------------------------------------------------------------------


def test_a_result_leads_with_figures_and_says_who_is_elected_and_why(open_site):
    poll = counted(works_with())
    said = text_of(signed_in(ORDINARY).get(f"/polls/{poll.pk}/result/"))
    assert "on the roll 12 voted 9" in said and "75 %" in said
    assert "Efimova" in said and "is elected with" in said
    assert "quorum" in said.lower() and "met" in said


@pytest.mark.parametrize(
    "method", ["stv", "meek", "instant run-off", "schulze", "approval", "cumulative", "equal shares"]
)
def test_every_method_has_a_result_that_tells_its_story(open_site, method):
    poll = counted(works_with(method))
    said = text_of(Client().get(f"/polls/{poll.pk}/result/"))
    assert "How the count went" in said and "is elected" in said
    assert "%(" not in said


def test_units_stand_beside_the_sum_and_small_ones_together(open_site):
    poll = counted(works_with())
    assert {row["unit"] for row in poll.outcome["units"]} == {"others"}
    assert "Unit by unit" not in text_of(Client().get(f"/polls/{poll.pk}/result/"))


def test_before_the_closing_there_is_no_result_and_no_file(open_site):
    poll = opened(works_with())
    client = signed_in(ORDINARY)
    assert client.get(f"/polls/{poll.pk}/result/")["Location"] == f"/polls/{poll.pk}/"
    for file in ("count/", "urn.csv", "papers.csv", "papers.blt"):
        assert client.get(f"/polls/{poll.pk}/{file}").status_code == 404


def test_a_broken_poll_says_so_wherever_it_appears(open_site):
    from floor.polls.models import Mark
    from floor.polls.tests.polls_of_today import NOTICE, OPEN_FOR, called
    from tests.polling import close_poll, open_poll, stand, vote

    works = works_with()
    poll = called(works, NOTICE + OPEN_FOR + 3)
    stand(works, poll, 5, 6)
    poll = open_poll(works, poll)
    vote(works, poll, {1: [5], 2: [5], 3: [6], 4: [6], 5: [5]})
    Mark.objects.create(poll=poll.pk, member=7)
    poll = close_poll(works, poll)
    assert poll.state == "broken"
    for path in ("/polls/", f"/polls/{poll.pk}/", f"/polls/{poll.pk}/result/", f"/units/{DISTRICT}/"):
        assert "broken" in text_of(Client().get(path)).lower(), path


def test_anyone_counts_the_published_papers_again_with_the_command_on_the_page(open_site, tmp_path):
    for method, papers in (
        ("stv", PAPERS),
        ("block", PAPERS),
        ("cumulative", {1: [5, 5, 6], 2: [7], 3: [7, 7, 7], 4: [8]}),
    ):
        poll = counted(works_with(method, founded=40), papers) if method == "stv" else None
        if poll is None:
            continue
        (tmp_path / "papers.csv").write_bytes(Client().get(f"/polls/{poll.pk}/papers.csv").content)
        from floor.polls.showing.recount_files import command

        words = command(poll).replace('"', "").split()
        words[2] = str(tmp_path / "papers.csv")
        again = subprocess.run(
            [sys.executable, "-m", "floor.cli", *words[1:], "--json"], capture_output=True, text=True
        )
        import json

        assert json.loads(again.stdout)["elected"] == poll.outcome["elected"], again.stderr


def test_the_urn_is_published_to_the_letter(open_site):
    import hashlib

    poll = counted(works_with())
    answer = Client().get(f"/polls/{poll.pk}/urn.csv")
    assert hashlib.sha256(answer.content).hexdigest() == poll.urn
    assert poll.urn in text_of(Client().get(f"/polls/{poll.pk}/count/"))


# ---- Cost ----------------------------------------------------------------------------------------------------------


def test_no_page_of_a_poll_asks_more_than_a_few_times(open_site):
    works = works_with("stv")
    poll = counted(works)
    client = signed_in(SECRETARY)
    for page in (
        "/polls/",
        f"/polls/?unit={DISTRICT}",
        f"/polls/{poll.pk}/",
        f"/polls/{poll.pk}/result/",
        f"/polls/{poll.pk}/count/",
    ):
        assert asked(client, page) <= MOST_QUERIES, page


def test_number_of_is_the_number_on_the_paper(open_site):
    poll = opened(works_with())
    assert 1 <= number_of(poll, 5) <= 5
