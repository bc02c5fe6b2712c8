import json
from base64 import b64encode

import pytest
from django.test import Client
from django.urls import reverse

from floor.book.act import ACTS
from floor.book.merkle import leaf_hash
from floor.book.models import Entry
from floor.book.proofs import verify_inclusion
from floor.house.models import Mandate, Member
from tests.world import BOLTS, SECRETARY, THIRD

from .visiting import CODE, ORDINARY, card_of, signed_in


def basic(member: int, code: str = CODE) -> dict[str, str]:
    return {"HTTP_AUTHORIZATION": "Basic " + b64encode(f"{card_of(member).pk}:{code}".encode()).decode()}


def act(client, name, payload, **extra):
    return client.post(f"/api/acts/{name}", json.dumps(payload), content_type="application/json", **extra)


def mandate_of(member: int) -> int:
    return Mandate.objects.get(holder=member, ended=None, seat__office="").pk


def test_every_act_that_members_may_do_is_offered_in_its_own_words(anonymous):
    described = anonymous.get("/api/openapi.json").json()
    offered = {path.removeprefix("/api/acts/") for path in described["paths"] if path.startswith("/api/acts/")}
    assert offered == {name for name, kind in ACTS.items() if kind.open_to == "member"}
    resign = described["paths"]["/api/acts/house.Resign"]["post"]
    assert (
        resign["summary"]
        == "Give up a mandate. It takes effect at once (R21); the seat is vacant until its electors fill it."
    )
    assert "mandate" in json.dumps(described["components"]["schemas"]["Resign"])


@pytest.mark.parametrize(
    "name", ["house.Found", "house.EndTerms", "book.RecordRefusal", "house.IssueFirstCards", "house.Nothing"]
)
def test_what_only_the_clock_or_the_founding_does_is_not_offered(today, name):
    assert act(Client(), name, {}, **basic(1)).status_code == 404


def test_a_card_does_an_act_and_gets_the_receipt(today):
    answer = act(Client(), "house.Resign", {"mandate": mandate_of(THIRD)}, **basic(THIRD))
    assert answer.status_code == 200, answer.content
    receipt = answer.json()
    entry = Entry.objects.get(n=receipt["entry"])
    assert receipt["leaf"] == leaf_hash(bytes(entry.line)).hex() and entry.act == "house.Resign"


def test_the_session_of_the_pages_does_it_too_with_its_token(today):
    client = Client(enforce_csrf_checks=True)
    client.cookies = signed_in(THIRD).cookies
    client.get("/me/")
    without = act(client, "house.Resign", {"mandate": mandate_of(THIRD)})
    assert without.status_code == 403
    given = act(
        client, "house.Resign", {"mandate": mandate_of(THIRD)}, HTTP_X_CSRFTOKEN=client.cookies["csrftoken"].value
    )
    assert given.status_code == 200, given.content


def test_nobody_does_nothing(today):
    before = Entry.objects.count()
    answer = act(Client(), "house.Resign", {"mandate": mandate_of(THIRD)})
    assert answer.status_code == 401 and "sign in" in answer.json()["reason"]
    assert Entry.objects.count() == before


def test_a_refusal_says_reason_article_and_guarantee(today):
    answer = act(Client(), "house.Resign", {"mandate": mandate_of(THIRD)}, **basic(ORDINARY))
    assert answer.status_code == 409
    said = answer.json()
    assert said["guarantee"] == "R2" and said["article"].startswith("Art. ") and "holder" in said["reason"]
    assert Client().get("/api/refusals").json()[-1]["reason"] == said["reason"]


@pytest.mark.parametrize(
    ("name", "payload", "says"),
    [
        ("house.Resign", {}, "mandate"),
        ("house.Resign", {"mandate": "twelve"}, "mandate"),
        ("house.Resign", {"mandate": 1, "by": "the chair"}, "by"),
        ("house.Resign", {"mandate": 2**70}, "too large"),
        ("house.RenameUnit", {"unit": 3, "title": "Nuts\x00"}, "cannot be written"),
        ("house.RenameUnit", {"unit": 3, "title": ""}, "title"),
        ("house.Resign", [], ""),
        ("house.DeclareElection", {"count": {"unit": 2}}, "count"),
    ],
)
def test_what_is_malformed_is_answered_in_sentences(today, name, payload, says):
    answer = act(Client(), name, payload, **basic(SECRETARY))
    assert answer.status_code == 422, answer.content
    assert says in answer.json()["reason"] and answer.json()["reason"].endswith(".")


def test_what_is_not_json_is_not_understood(today):
    answer = Client().post("/api/acts/house.Resign", "mandate=1", content_type="application/json", **basic(1))
    assert answer.status_code == 400


def test_a_mistake_does_not_repeat_what_was_typed(today):
    payload = {"unit": BOLTS, "number": 13, "person": {"name": "Very Secret", "contact": 7}, "confirmed": True}
    answer = act(Client(), "house.Join", payload, **basic(SECRETARY))
    assert answer.status_code == 422 and "Secret" not in answer.content.decode()


def test_the_same_key_does_it_once(today):
    payload = {"unit": BOLTS, "number": Member.next_id(), "person": {"name": "New One"}, "confirmed": True}
    key = {"HTTP_IDEMPOTENCY_KEY": "a-key-of-mine-1"}
    first, second = (act(Client(), "house.Join", payload, **basic(SECRETARY), **key).json() for _ in range(2))
    assert first["entry"] == second["entry"] and (first["repeated"], second["repeated"]) == (False, True)
    assert Member.objects.count() == 13
    # Another member's key of the same words is another key.
    other = act(Client(), "house.Leave", {"member": ORDINARY}, **basic(ORDINARY), **key)
    assert other.status_code == 200 and other.json()["repeated"] is False


@pytest.mark.parametrize("key", ["short", "with a space in it", "x" * 201])
def test_a_key_that_is_none_is_refused(today, key):
    assert (
        act(Client(), "house.Leave", {"member": ORDINARY}, **basic(ORDINARY), HTTP_IDEMPOTENCY_KEY=key).status_code
        == 422
    )


def test_a_wrong_card_is_counted_at_the_same_door_as_on_the_page(today):
    for _ in range(8):
        assert (
            act(Client(), "house.Leave", {"member": ORDINARY}, **basic(ORDINARY, "AAAA-BBBB-CCCC")).status_code == 401
        )
    assert act(Client(), "house.Leave", {"member": ORDINARY}, **basic(ORDINARY)).status_code == 429
    page = Client().post(reverse("sign-in"), {"number": card_of(ORDINARY).pk, "code": CODE})
    assert page.status_code == 429


@pytest.mark.parametrize("header", ["Basic", "Basic !!!", "Basic eDp5Onk=", "Bearer x", "Basic " + "A" * 5000])
def test_a_broken_header_opens_nothing(today, header):
    assert act(Client(), "house.Leave", {"member": 1}, HTTP_AUTHORIZATION=header).status_code in (401, 429)


def test_texts_go_with_the_act_that_refers_to_them(today):
    import hashlib

    from tests.world import STATUTES

    text = STATUTES + "\n# A change that changes nothing.\n"
    sha = hashlib.sha256(text.encode()).hexdigest()
    answer = act(Client(), "house.ProposeAmendment", {"statutes": sha, "attach": [text]}, **basic(ORDINARY))
    assert answer.status_code == 200, answer.content
    assert Client().get(f"/book/texts/{sha}/").content.decode() == text


def test_reading_goes_from_units_to_the_members_a_seat_rests_on(anonymous):
    units = anonymous.get("/api/units").json()
    assert [unit["level"] for unit in units] == ["district", "factory", "shop", "shop", "shop"]
    unit = anonymous.get("/api/units/2").json()
    assert {
        "name": "factory committee",
        "address": "factory-committee",
        "everyone": False,
        "seats": 3,
        "filled": 3,
        "exceptions": [],
    } in unit["bodies"]
    seats = anonymous.get("/api/units/2/bodies/factory-committee/seats").json()
    assert [(seat["office"], seat["holder"]) for seat in seats] == [
        ("", 1),
        ("", 2),
        ("", 3),
        ("chair", 1),
        ("secretary", 2),
    ]
    power = anonymous.get(f"/api/seats/{seats[3]['seat']}/power").json()
    assert power["reaches_members"] and power["members"] == 12 and power["took_part"] == 10
    assert power["recall"]["signatures"] == 1 and power["recall"]["electors"] == "factory committee"


def test_the_proof_can_be_checked_by_whoever_reads_it(anonymous):
    checkpoint = anonymous.get("/api/checkpoint").json()
    for entry in anonymous.get("/api/entries").json():
        proof = anonymous.get(f"/api/entries/{entry['n']}/proof").json()
        assert (proof["size"], proof["root"]) == (checkpoint["size"], checkpoint["root"])
        path = [bytes.fromhex(step) for step in proof["proof"]]
        assert verify_inclusion(
            bytes.fromhex(entry["leaf"]), entry["n"], proof["size"], path, bytes.fromhex(proof["root"])
        )
        line = anonymous.get(f"/book/{entry['n']}/line/").content
        assert leaf_hash(line).hex() == entry["leaf"] and json.loads(line) == entry["line"]


@pytest.mark.parametrize(
    "path",
    [
        "/api/units?limit=0",
        "/api/units?limit=201",
        "/api/units?after=x",
        "/api/entries?after=-2",
        "/api/units/-1",
        "/api/seats/9999999999999999999/power",
    ],
)
def test_bounds_of_reading_are_said(anonymous, path):
    assert anonymous.get(path).status_code in (404, 422)
