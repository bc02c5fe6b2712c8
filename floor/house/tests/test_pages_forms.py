"""Acts by form: each does its act once, and says why when it does not."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from floor.book.models import Entry, StatutesVersion
from floor.house.models import Amendment, Card, Handover, Instruction, Mandate, Member, Unit, UnitName
from floor.site.cards import opens
from floor.site.tests.visiting import CODE, ORDINARY, TELLER, card_of, once_in, signed_in, text_of
from tests.world import BOLTS, FACTORY, NAILS, STATUTES, THIRD


def send(client: Client, page: str, data: dict | None = None, **extra):
    """Open a form and send it, as a browser would."""
    return client.post(page, {"once": once_in(client.get(page)), **(data or {})}, **extra)


def receipt_of(answer) -> Entry:
    assert answer.status_code == 302, text_of(answer)[:600]
    return Entry.objects.get(n=int(re.fullmatch(r"/receipts/(\d+)/", answer["Location"])[1]))


def mandate_of(member: int, office: str = "") -> Mandate:
    return Mandate.objects.get(holder=member, ended=None, seat__office=office)


# ---- What each form does -------------------------------------------------------------------------------------------


def test_resigning_vacates_the_seat_and_gives_a_receipt(today):
    client, mandate = signed_in(THIRD), mandate_of(THIRD)
    answer = send(client, f"/mandates/{mandate.pk}/resign/")
    entry = receipt_of(answer)
    assert entry.act == "house.Resign"
    mandate.refresh_from_db()
    assert mandate.how_ended == "resigned"
    page = text_of(client.get(answer["Location"]))
    assert bytes(entry.leaf).hex() in page and "Keep this" in page
    assert "vacant" in text_of(client.get(f"/units/{FACTORY}/bodies/factory-committee/"))


def test_leaving_takes_effect_at_once_and_ends_the_session(today):
    client = signed_in(ORDINARY)
    assert "Nobody can refuse" in text_of(client.get("/me/leave/"))
    answer = send(client, "/me/leave/")
    assert receipt_of(answer).act == "house.Leave"
    assert Member.objects.get(pk=ORDINARY).left is not None
    assert client.get("/me/").status_code == 302
    assert "Your receipt" in text_of(client.get(answer["Location"]))


def test_moving_and_correcting_are_by_ones_own_word(today):
    client = signed_in(ORDINARY)
    found = client.get("/me/move/?name=nail").content.decode()
    assert f"?to={NAILS}" in found
    receipt_of(send(client, f"/me/move/?to={NAILS}"))
    assert Member.objects.get(pk=ORDINARY).unit_id == NAILS
    receipt_of(send(client, "/me/correct/", {"name": "Lapshin New", "contact": "", "category_0": "night"}))
    member = Member.objects.get(pk=ORDINARY)
    assert (member.name, member.contact, member.categories) == ("Lapshin New", "", {"shift": "night"})


def test_the_secretary_admits_records_dues_and_corrects(secretary):
    receipt_of(
        send(
            secretary,
            f"/units/{BOLTS}/members/join/",
            {"name": "New One", "confirmed": "on", "number": Member.next_id()},
        )
    )
    assert Member.objects.get(pk=13).name == "New One"
    receipt_of(send(secretary, "/members/13/dues/", {"until": "2026-12-31"}))
    assert str(Member.objects.get(pk=13).paid_until) == "2026-12-31"
    receipt_of(send(secretary, "/members/13/correct/", {"name": "New Two"}))
    assert "New Two" in text_of(secretary.get(f"/units/{BOLTS}/members/?after=12"))


def test_enrolling_somebody_who_did_not_sign_is_refused_with_the_article(secretary):
    answer = send(secretary, f"/units/{BOLTS}/members/join/", {"name": "New One", "number": Member.next_id()})
    assert answer.status_code == 409
    assert (
        "own consent" in text_of(answer) and '#R18"' in answer.content.decode() and "#art-" in answer.content.decode()
    )
    assert not Member.objects.filter(pk=13).exists()


def test_cards_are_issued_on_a_sheet_and_their_codes_shown_once(secretary):
    page = f"/units/{BOLTS}/cards/"
    first = secretary.get(page)
    once = once_in(first)
    data = {"once": once, "members": "7, 10", "expires": "2027-12-31"}
    sheet = secretary.post(page, data)
    codes = re.findall(r'class="key">([A-Z0-9-]{14})<', sheet.content.decode())
    unit_members = Member.objects.filter(pk__in=[7, 10], unit=BOLTS).count()
    assert len(codes) == unit_members == 2
    for member, code in zip([7, 10], codes, strict=True):
        assert opens(Card.objects.get(member=member, withdrawn=None).lock, code)
        assert signed_in_with(card_of(member).pk, code)
    assert "no-store" in sheet["Cache-Control"]
    again = secretary.post(page, data)
    assert not re.search(r'class="key">', again.content.decode()) and "its code was shown then" in text_of(again)
    assert Card.objects.filter(member=7).count() == 1


def signed_in_with(card: int, code: str) -> bool:
    return Client().post("/sign-in/", {"number": card, "code": code}).status_code == 302


def test_the_picture_on_a_card_holds_its_number_and_never_its_code(secretary, monkeypatch):
    from floor.house.pages import cards

    addresses = []
    make = cards.segno.make
    monkeypatch.setattr(
        cards.segno, "make", lambda address, **options: addresses.append(address) or make(address, **options)
    )
    page = f"/units/{BOLTS}/cards/"
    sheet = secretary.post(page, {"once": once_in(secretary.get(page)), "members": "7", "expires": "2027-12-31"})
    code = re.search(r'class="key">([A-Z0-9-]{14})<', sheet.content.decode())[1]
    assert addresses == [f"http://testserver/sign-in/?card={card_of(7).pk}"]
    assert code.replace("-", "") not in addresses[0].replace("-", "")


def test_a_lost_card_is_withdrawn_by_its_member(today):
    client = signed_in(ORDINARY)
    receipt_of(send(client, f"/cards/{card_of(ORDINARY).pk}/withdraw/"))
    assert client.get("/me/").status_code == 302
    assert not signed_in_with(Card.objects.filter(member=ORDINARY).get().pk, CODE)


def test_units_open_take_names_and_close(secretary):
    receipt_of(send(secretary, f"/units/{FACTORY}/open/", {"title": "Rope shop", "level": "shop"}))
    rope = Unit.objects.latest("pk")
    receipt_of(send(secretary, f"/units/{rope.pk}/rename/", {"title": "Cordage"}))
    assert list(UnitName.objects.filter(unit=rope).order_by("pk").values_list("name", flat=True)) == [
        "Rope shop",
        "Cordage",
    ]
    assert f"/units/{rope.pk}/" in secretary.get("/units/?name=rope").content.decode()
    receipt_of(send(secretary, f"/units/{rope.pk}/close/"))
    rope.refresh_from_db()
    assert rope.closed is not None
    assert send(secretary, f"/units/{BOLTS}/close/").status_code == 409


def election_data(today, **changes) -> dict:
    rows = {"candidate_0": 8, "votes_0": 6, "elected_0": "on", "candidate_1": 9, "votes_1": 3}
    closed = (today.now - timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M")
    return {"present": 10, "cast": 10, "invalid": 1, "tellers": "11, 12", "closed": closed} | rows | changes


def test_a_teller_declares_an_election_after_seeing_the_sums(today):
    receipt_of(send(signed_in(THIRD), f"/mandates/{mandate_of(THIRD).pk}/resign/"))
    client = signed_in(TELLER)
    page = f"/elections/declare/?for_unit={FACTORY}&body=factory+committee"
    shown = text_of(client.get(page))
    assert (
        "entitled to vote now: general meeting, Hammer and Sickle 12 seats by the statutes 3 of these free to be filled now 1"
        in shown
    )
    before = Entry.objects.count()
    checked = client.post(page, {"once": once_in(client.get(page)), "check": "1", **election_data(today)})
    assert checked.status_code == 200 and "votes for candidates together 9" in text_of(checked)
    assert Entry.objects.count() == before
    entry = receipt_of(send(client, page, election_data(today)))
    assert (
        entry.act == "house.DeclareElection"
        and Mandate.objects.filter(holder=8, seat__body="factory committee", ended=None).exists()
    )


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"present": 13}, "only 12 are entitled"),
        ({"tellers": "11"}, "At least two tellers"),
        ({"votes_0": 40}, "43 votes together"),
        ({"elected_1": "on"}, "Only their electors can end those"),
        ({"tellers": "eleven"}, "Write numbers"),
        ({"present": ""}, "required"),
    ],
)
def test_a_sheet_that_does_not_agree_is_not_declared(today, changes, says):
    receipt_of(send(signed_in(THIRD), f"/mandates/{mandate_of(THIRD).pk}/resign/"))
    client = signed_in(TELLER)
    before = Mandate.objects.count()
    answer = send(
        client, f"/elections/declare/?for_unit={FACTORY}&body=factory+committee", election_data(today, **changes)
    )
    assert answer.status_code in (409, 422) and says in text_of(answer), text_of(answer)
    assert Mandate.objects.count() == before
    # What was typed is still there.
    assert 'name="candidate_1" value="9"' in answer.content.decode()


def test_electors_instruct_their_delegate(today):
    client = signed_in(TELLER)
    mandate = Mandate.objects.get(holder=5, seat__body="district congress", ended=None)
    closed = (today.now - timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M")
    data = {
        "question": "Shall the district join the strike fund?", "kind": "bound", "text": "Yes.", "present": 8, "votes_for": 7, "against": 1,
        "abstaining": 0, "invalid": 0, "tellers": "11, 12", "closed": closed,
    }  # fmt: skip
    receipt_of(send(client, f"/mandates/{mandate.pk}/instruct/", data))
    assert Instruction.objects.get().kind == "bound"
    assert "Shall the district join" in text_of(Client().get("/units/1/bodies/district-congress/"))


def test_a_handover_is_written_signed_for_and_read(today):
    chair = signed_in(1)
    receipt_of(send(chair, f"/mandates/{mandate_of(1, 'chair').pk}/resign/"))
    handover = Handover.objects.get()
    page = f"/handovers/{handover.pk}/"
    assert "You owe a handover" in text_of(chair.get("/me/"))
    assert Client().post(page, {"inventory": "x"}).status_code == 404
    receipt_of(send(chair, page, {"inventory": "One key.\r\nOne cash box."}))
    assert "One cash box." in text_of(Client().get(page))
    assert "Handed over with an inventory: chair, factory committee." in text_of(Client().get("/book/"))
    assert chair.post(page, {"once": "y" * 32}).status_code == 404
    today.now += timedelta(minutes=1)
    today.elect(
        by=TELLER,
        unit=FACTORY,
        body="factory committee",
        office="chair",
        votes={THIRD: 3},
        entitled=3,
        present=3,
        cast=3,
        closed=today.now,
    )
    successor = signed_in(THIRD)
    assert "waits for your signature" in text_of(successor.get("/me/"))
    receipt_of(send(successor, page, {"remark": "The key was missing."}))
    assert "The key was missing." in text_of(Client().get(page))


def test_a_change_of_the_statutes_is_checked_proposed_and_decided(today):
    client = signed_in(ORDINARY)
    page = "/statutes/proposals/new/"
    changed = STATUTES.replace('reply-within   = "14 days"', 'reply-within   = "10 days"')
    checked = client.post(page, {"once": once_in(client.get(page)), "text": changed, "check": "1"})
    assert checked.status_code == 200 and "10 days" in text_of(checked) and not Amendment.objects.exists()
    # Browsers send CR LF; the text that is proposed is the text that was meant.
    receipt_of(send(client, page, {"text": changed.replace("\n", "\r\n")}))
    amendment = Amendment.objects.get()
    assert "10 days" in text_of(Client().get(f"/statutes/proposals/{amendment.pk}/"))
    assert "A change is proposed" in text_of(Client().get("/statutes/"))
    teller = signed_in(TELLER)
    closed = today.now.strftime("%Y-%m-%dT%H:%M")
    data = {
        "present": 12,
        "votes_for": 11,
        "against": 1,
        "abstaining": 0,
        "invalid": 0,
        "tellers": "11, 12",
        "closed": closed,
        "in_force_from": closed,
    }
    early = send(teller, f"/statutes/proposals/{amendment.pk}/decide/", data)
    assert early.status_code == 409 and "has notice until" in text_of(early)
    assert StatutesVersion.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("title = ", "line 1"),
        (STATUTES.replace('recall      = { petition = "1/5 of electors" }', ""), "broken"),
        (STATUTES.replace("[vote.money]", "[vote.money]\nquorun = 3"), "quorun"),
        ("", "Choose a file"),
    ],
)
def test_a_text_that_breaks_a_guarantee_is_stopped_before_any_vote_with_its_line(today, text, says):
    client = signed_in(ORDINARY)
    answer = send(client, "/statutes/proposals/new/", {"text": text})
    assert answer.status_code in (200, 409, 422) and says in text_of(answer), text_of(answer)[:900]
    assert not Amendment.objects.exists()
