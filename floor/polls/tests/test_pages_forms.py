"""What is done on the pages of polls: each form does its act, and a refusal comes back as a sentence."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from floor.book.act import CLOCK
from floor.book.doing import do
from floor.house.models import Mandate
from floor.polls.acts.listing import ProposeList
from floor.polls.acts.nominating import AcceptNomination
from floor.polls.falling_due.sheets import sheets_fall_due
from floor.polls.models import Candidacy, Contest, Petition, Poll, Sheets, Signature, Slate, VotingCode
from floor.site.tests.visiting import ORDINARY, SECRETARY, once_in, signed_in, text_of
from tests.polling import call_election, open_poll, put_question, stand
from tests.world import DISTRICT, FACTORY, TELLERS, THIRD

from .polls_of_today import announced, called, counted, number_of, opened, works_with

pytestmark = pytest.mark.django_db


def send(client: Client, page: str, data: dict | None = None, **extra):
    """Open a form and send it, as a browser would."""
    shown = client.get(page)
    assert shown.status_code == 200, text_of(shown)[:500]
    return client.post(page, {"once": once_in(shown), **(data or {})}, **extra)


def done(answer) -> bool:
    assert answer.status_code == 302, text_of(answer)[:900]
    return bool(re.fullmatch(r"/receipts/\d+/", answer["Location"]))


# ---- Lists and statements ------------------------------------------------------------------------------------------


def test_a_list_is_proposed_joined_and_left(open_site):
    works = works_with("dhondt")
    poll = called(works, 2)
    client = signed_in(ORDINARY)
    page = text_of(client.get(f"/polls/{poll.pk}/"))
    assert "Propose a list" in page and "Stand yourself" not in page
    assert done(send(client, f"/polls/{poll.pk}/list/", {"title": "The bench", "people": "5, 6"}))
    slate = Slate.objects.get()
    assert done(send(signed_in(SECRETARY), f"/lists/{slate.pk}/support/"))
    said = text_of(client.get(f"/polls/{poll.pk}/"))
    assert f"Proposed by members {ORDINARY}, {SECRETARY}" in said and "has not accepted yet" in said
    assert done(send(client, f"/lists/{slate.pk}/step-back/"))
    slate.refresh_from_db()
    assert slate.proposers == [SECRETARY] and slate.withdrawn is None


def test_only_who_proposes_a_list_speaks_for_it(open_site):
    works = works_with("dhondt")
    poll = called(works, 2)
    works.say(ProposeList(poll=poll.pk, title="The bench", people=[5]), SECRETARY)
    slate = Slate.objects.get()
    assert signed_in(ORDINARY).get(f"/lists/{slate.pk}/say/").status_code == 404
    assert done(send(signed_in(SECRETARY), f"/lists/{slate.pk}/say/", {"text": "Longer breaks."}))
    assert "Longer breaks." in text_of(Client().get(f"/polls/{poll.pk}/"))


def test_a_candidate_says_what_they_stand_for_and_nobody_has_more_room(open_site):
    poll = announced(works_with())
    mine, client = Candidacy.objects.get(poll=poll, member=5), signed_in(5)
    assert done(send(client, f"/candidacies/{mine.pk}/say/", {"text": "Shorter shifts.\r\nMore light."}))
    assert "Shorter shifts." in text_of(Client().get(f"/polls/{poll.pk}/"))
    answer = send(client, f"/candidacies/{mine.pk}/say/", {"text": "x" * 4100})
    assert answer.status_code == 409 and "nobody for more" in text_of(answer)
    assert signed_in(6).get(f"/candidacies/{mine.pk}/say/").status_code == 404


def test_a_candidate_sends_somebody_to_watch_who_does_not_stand(open_site):
    poll = announced(works_with())
    mine, client = Candidacy.objects.get(poll=poll, member=5), signed_in(5)
    assert send(client, f"/candidacies/{mine.pk}/watch/", {"member": 6}).status_code == 409
    assert done(send(client, f"/candidacies/{mine.pk}/watch/", {"member": 8}))
    assert "watched by member 8" in text_of(Client().get(f"/polls/{poll.pk}/"))


def test_a_paper_for_lists_is_filled_in_and_counted(open_site):
    works = works_with("dhondt", ", open-lists = true")
    poll = called(works, 15)
    for by, title, people in ((1, "The bench", [5, 6]), (2, "The forge", [7, 8])):
        works.say(ProposeList(poll=poll.pk, title=title, people=people), by)
        for one in people:
            works.say(AcceptNomination(candidacy=Candidacy.objects.get(poll=poll, member=one).pk), one)
    poll = open_poll(works, poll)
    client = signed_in(ORDINARY)
    page = client.get(f"/polls/{poll.pk}/vote/")
    assert "The bench" in text_of(page) and "Efimova" in text_of(page)
    bench = Slate.objects.get(title="The bench").number
    checked = client.post(f"/polls/{poll.pk}/vote/", {"list": bench, "person": number_of(poll, 6), "check": "1"})
    assert "The bench" in text_of(checked) and "Fokin" in text_of(checked) and "Gorbunova" not in text_of(checked)
    paper = re.search(r'name="paper" value="([^"]*)"', checked.content.decode())[1]
    assert client.post(f"/polls/{poll.pk}/vote/", {"paper": paper, "hand-in": "1"}).status_code == 302
    from floor.polls.urn.casting import cast
    from tests.polling import close_poll

    for voter in (1, 2, 3, 4):
        cast(poll.pk, voter, (bench,), at=works.now)
    poll = close_poll(works, poll)
    said = text_of(Client().get(f"/polls/{poll.pk}/result/"))
    assert poll.state == "counted" and "Votes and seats" in said and "The bench" in said


# ---- Contests ------------------------------------------------------------------------------------------------------

HEARS = ('hears       = ["grievances"]', 'hears       = ["grievances", "election contests"]')


def test_a_result_is_contested_ruled_on_and_annulled(open_site):
    works = works_with(change=HEARS)
    poll = counted(works)
    client = signed_in(ORDINARY)
    assert "Contest the result" in text_of(client.get(f"/polls/{poll.pk}/result/"))
    assert done(
        send(
            client,
            f"/polls/{poll.pk}/contest/",
            {"ground": "wrong roll", "text": "Two of the night shift were not on it."},
        )
    )
    contest = Contest.objects.get()
    assert "Not ruled on yet" in text_of(Client().get(f"/polls/{poll.pk}/result/"))
    ruling = {
        "upheld": "yes",
        "votes_for": 1,
        "against": 0,
        "abstaining": 0,
        "tellers": "2, 3",
        "reasons": "The list of the shift shows it.",
    }
    assert "You enter it for the control commission" in text_of(signed_in(4).get(f"/contests/{contest.pk}/rule/"))
    assert done(send(signed_in(4), f"/contests/{contest.pk}/rule/", ruling))
    poll.refresh_from_db()
    assert poll.state == "annulled"
    assert "This poll was annulled" in text_of(Client().get(f"/polls/{poll.pk}/result/"))


def test_nobody_rules_who_sits_in_no_body_for_it(open_site):
    works = works_with(change=HEARS)
    poll = counted(works)
    send(signed_in(ORDINARY), f"/polls/{poll.pk}/contest/", {"ground": "wrong count", "text": "Counted wrong."})
    contest = Contest.objects.get()
    ruling = {"upheld": "yes", "votes_for": 1, "against": 0, "abstaining": 0, "tellers": "2, 3", "reasons": "Because."}
    answer = send(signed_in(THIRD), f"/contests/{contest.pk}/rule/", ruling)
    assert answer.status_code == 409 and "nobody else" in text_of(answer)
    contest.refresh_from_db()
    assert contest.ruled is None


def test_a_recount_is_shown_beside_the_first_count(open_site):
    poll = counted(works_with())
    assert done(send(signed_in(1), f"/polls/{poll.pk}/recount/"))
    assert "the same, figure for figure" in text_of(Client().get(f"/polls/{poll.pk}/result/"))


# ---- Petitions -----------------------------------------------------------------------------------------------------


@pytest.fixture
def mandate(open_site) -> Mandate:
    works_with()
    return Mandate.objects.get(holder=THIRD, ended=None)


def test_a_petition_is_begun_signed_and_leads_to_a_poll(mandate):
    begun = signed_in(ORDINARY).post(f"/mandates/{mandate.pk}/recall/", {"text": "He never comes to the shop."})
    assert begun["Location"] == "/petitions/1/" and "no-store" in begun["Cache-Control"]
    page = text_of(signed_in(5).get("/petitions/1/"))
    assert "fewer than 5" in page and "He never comes" in page and "You can sign it" in page
    for one in (5, 6):
        assert signed_in(one).post("/petitions/1/sign/")["Location"] == "/petitions/1/"
    poll = Poll.objects.get(kind="recall")
    assert "Enough have signed" in text_of(Client().get("/petitions/1/")) and not Signature.objects.exists()
    assert "Recall: factory committee" in text_of(Client().get(f"/polls/{poll.pk}/"))


def test_a_signature_is_taken_back_and_is_nobodys_business(mandate):
    signed_in(ORDINARY).post(f"/mandates/{mandate.pk}/recall/", {"text": ""})
    client = signed_in(5)
    client.post("/petitions/1/sign/")
    page = client.get("/petitions/1/")
    assert "You have signed" in text_of(page) and "no-store" in page["Cache-Control"]
    assert "You have signed" not in text_of(signed_in(6).get("/petitions/1/"))
    client.post("/petitions/1/sign/", {"withdraw": "1"})
    assert Signature.objects.count() == 1


def test_nobody_signs_twice_and_strangers_do_not_sign(mandate):
    client = signed_in(ORDINARY)
    client.post(f"/mandates/{mandate.pk}/recall/", {"text": ""})
    answer = client.post("/petitions/1/sign/")
    assert answer.status_code == 409 and "signed this petition already" in text_of(answer)
    assert Client().post("/petitions/1/sign/").status_code == 403
    assert Petition.objects.count() == 1 and Signature.objects.count() == 1


def test_the_holder_answers_and_nobody_for_them(mandate):
    signed_in(ORDINARY).post(f"/mandates/{mandate.pk}/recall/", {"text": ""})
    assert send(signed_in(5), "/petitions/1/reply/", {"text": "I will."}).status_code == 409
    assert done(send(signed_in(THIRD), "/petitions/1/reply/", {"text": "I was ill for a month."}))
    assert "I was ill for a month." in text_of(Client().get("/petitions/1/"))


# ---- Questions -----------------------------------------------------------------------------------------------------

QUESTION = {"title": "Shall the canteen open at six?", "falls_under": "body general meeting", "method": "yes or no"}


def test_a_question_is_put_and_its_hands_are_counted(open_site):
    works_with()
    client = signed_in(SECRETARY)
    assert done(send(client, f"/polls/put/?unit={FACTORY}", QUESTION | {"text": "From the first of May."}))
    poll = Poll.objects.get()
    from floor.polls.falling_due.polls import polls_to_open

    for act in polls_to_open(poll.opens):
        do(act, CLOCK)
    assert "Enter the count of hands" in text_of(client.get(f"/polls/{poll.pk}/"))
    tellers = ", ".join(map(str, TELLERS))
    wrong = send(
        client,
        f"/polls/{poll.pk}/hands/",
        {"present": 5, "for_0": 7, "against_0": 1, "abstaining_0": 0, "invalid": 0, "tellers": tellers},
    )
    assert wrong.status_code == 409
    assert done(
        send(
            client,
            f"/polls/{poll.pk}/hands/",
            {"present": 9, "for_0": 7, "against_0": 1, "abstaining_0": 1, "invalid": 0, "tellers": tellers},
        )
    )
    said = text_of(Client().get(f"/polls/{poll.pk}/result/"))
    assert "Carried" in said and "unanimous" not in said


def test_an_ordinary_member_puts_no_question_but_divides_one_and_makes_it_secret(open_site):
    works = works_with()
    refused = send(signed_in(ORDINARY), f"/polls/put/?unit={FACTORY}", QUESTION)
    assert refused.status_code == 409
    works.now = max(works.now, works.now + timedelta(days=39))
    poll = put_question(
        works,
        parts=["Earlier breakfast", "Later supper"],
        opens=works.now + timedelta(days=3),
        closes=works.now + timedelta(days=4),
    )
    client = signed_in(ORDINARY)
    assert done(send(client, f"/polls/{poll.pk}/divide/"))
    assert done(send(client, f"/polls/{poll.pk}/secret/"))
    poll.refresh_from_db()
    assert poll.divided and poll.ballot == "secret"
    assert send(client, f"/polls/{poll.pk}/divide/").status_code == 409


def test_one_of_several_options_is_chosen_in_the_booth(open_site):
    works = works_with()
    works.now += timedelta(days=39)
    poll = put_question(
        works,
        parts=["Monday", "Tuesday", "Friday"],
        method="instant run-off",
        ballot="secret",
        opens=works.now + timedelta(minutes=5),
        closes=works.now + timedelta(days=2),
    )
    poll = open_poll(works, poll)
    page = text_of(signed_in(ORDINARY).get(f"/polls/{poll.pk}/vote/"))
    assert "Tuesday" in page and "Your order" in page


# ---- Tellers' sheets -----------------------------------------------------------------------------------------------


ON_PAPER = ('seats = "1 per 4 members", method', 'seats = "1 per 4 members", ballot = "paper", method')


def test_two_tellers_enter_their_sheets_see_where_they_differ_and_settle_it(open_site):
    works = works_with(change=ON_PAPER)
    works.now = works.now + timedelta(days=20)
    poll = call_election(works, tellers=[11, 4])
    stand(works, poll, 5, 6, 7)
    poll = open_poll(works, poll)
    assert poll.ballot == "paper"
    works.now = poll.closes
    for act in sheets_fall_due(works.now):
        do(act, CLOCK, at=works.now)
    assert signed_in(ORDINARY).get(f"/polls/{poll.pk}/sheets/").status_code == 403
    first, second = signed_in(11), signed_in(4)
    page = f"/polls/{poll.pk}/sheets/"
    assert "Enter the sheets" in text_of(first.get(f"/polls/{poll.pk}/"))
    wrong = send(first, page, {"marked": 5, "sheets": "1,9\n"})
    assert wrong.status_code == 409 and "Sheet 1" in text_of(wrong)
    assert done(send(first, page, {"marked": 4, "sheets": "1,1\n2,2\n3\n4,invalid\n"}))
    assert "Where two tellers differ" not in text_of(second.get(page))
    assert done(send(second, page, {"marked": 4, "sheets": "1,1\n2,3\n3\n4,invalid\n"}))
    assert "Where two tellers differ" in text_of(second.get(page))
    assert done(send(second, page, {"marked": 4, "sheets": "1,1\n2,2\n3\n4,invalid\n"}))
    assert Sheets.objects.filter(superseded=None).count() == 2
    works.now += timedelta(minutes=5)
    for act in sheets_fall_due(works.now):
        do(act, CLOCK, at=works.now)
    poll.refresh_from_db()
    said = text_of(Client().get(f"/polls/{poll.pk}/result/"))
    assert poll.state == "counted" and "invalid papers 1" in said


# ---- Voting codes --------------------------------------------------------------------------------------------------


def test_codes_are_printed_once_by_whoever_keeps_the_register(open_site, monkeypatch):
    from floor.polls.pages import codes

    poll = opened(works_with())
    seen = []
    monkeypatch.setattr(codes, "new_code", lambda: seen.append("AAAA-BBBB-CCCC") or seen[-1])
    answer = send(signed_in(SECRETARY), f"/polls/{poll.pk}/codes/", {"members": "12"})
    assert answer["Content-Type"] == "application/pdf" and answer.content.startswith(b"%PDF")
    assert "no-store" in answer["Cache-Control"]
    assert VotingCode.objects.get(member=12).lock
    assert signed_in(ORDINARY).get(f"/polls/{poll.pk}/codes/").status_code == 403

    kiosk = Client()
    page = f"/polls/{poll.pk}/code/"
    assert kiosk.post(page, {"number": "12", "code": "wrong"}).status_code == 403
    assert kiosk.post(page, {"number": "12", "code": "aaaabbbbcccc"})["Location"] == f"/polls/{poll.pk}/vote/"
    assert "Efimova" in text_of(kiosk.get(f"/polls/{poll.pk}/vote/"))
    handed_in = kiosk.post(f"/polls/{poll.pk}/vote/", {"paper": "1", "hand-in": "1"})
    assert handed_in.status_code == 200 and "Your visit to the booth has ended" in text_of(handed_in)
    assert kiosk.get(f"/polls/{poll.pk}/vote/")["Location"].startswith("/sign-in/")
    again = kiosk.post(page, {"number": "12", "code": "aaaabbbbcccc"})
    assert again.status_code == 403 and "opens nothing any more" in text_of(again)


# ---- Print ---------------------------------------------------------------------------------------------------------


def test_notice_and_result_are_there_for_everyone_as_pdf(open_site):
    works = works_with("stv")
    poll = counted(works)
    for what, status in (("result", 200), ("notice", 404), ("paper", 404), ("roll", 404), ("anything", 404)):
        assert Client().get(f"/polls/{poll.pk}/{what}.pdf").status_code == status, what
    answer = Client().get(f"/polls/{poll.pk}/result.pdf")
    assert answer["Content-Type"] == "application/pdf" and answer.content.startswith(b"%PDF")
    assert f'href="/polls/{poll.pk}/result.pdf"' in Client().get(f"/polls/{poll.pk}/result/").content.decode()


def test_a_notice_can_be_pinned_up_before_and_while_it_is_open(open_site):
    poll = announced(works_with())
    assert Client().get(f"/polls/{poll.pk}/notice.pdf").content.startswith(b"%PDF")
    assert DISTRICT
