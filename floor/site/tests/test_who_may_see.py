"""A table: who asks for which page, and what they get."""

import pytest
from django.test import Client

from .visiting import FOR_MEMBERS, FOR_THE_SECRETARY, ORDINARY, PUBLIC, SECRETARY, signed_in

DOOR = 302
TABLE = [
    # who, pages, expected
    ("anonymous", PUBLIC, 200),
    ("anonymous", FOR_MEMBERS, DOOR),
    ("anonymous", FOR_THE_SECRETARY, DOOR),
    ("anonymous", ["/mandates/1/resign/"], DOOR),
    ("ordinary", [page for page in PUBLIC if page != "/sign-in/"], 200),
    ("ordinary", FOR_MEMBERS, 200),
    ("ordinary", FOR_THE_SECRETARY[:2], 403),
    ("ordinary", FOR_THE_SECRETARY[2:], 404),
    ("ordinary", ["/mandates/1/resign/"], 404),
    ("secretary", [page for page in PUBLIC if page != "/sign-in/"], 200),
    ("secretary", FOR_MEMBERS, 200),
    ("secretary", FOR_THE_SECRETARY, 200),
    ("secretary", ["/mandates/1/resign/"], 404),
    ("secretary", ["/mandates/2/resign/"], 200),
]
NOWHERE = [
    "/units/99/", "/units/999999999999999999999/", "/units/2/bodies/court-of-stars/", "/units/3/bodies/factory-committee/", "/seats/99/power/", "/book/99/",
    "/book/99/line/", "/book/99/proof.json", "/receipts/99/", f"/book/texts/{'0' * 64}/", "/book/checkpoints/99/", "/statutes/versions/99/",
    "/statutes/proposals/99/", "/handovers/99/", "/nowhere/", "/units/2/bodies/..%2f..%2f/", "/admin/", "/api/units/99", "/api/entries/99",
    "/api/seats/99/power", "/api/units/2/bodies/none/seats", "/api/entries/99/proof",
]  # fmt: skip


def visitor(who: str) -> Client:
    return Client() if who == "anonymous" else signed_in({"ordinary": ORDINARY, "secretary": SECRETARY}[who])


@pytest.mark.parametrize(
    ("who", "pages", "expected"), TABLE, ids=[f"{who} {status} {pages[0]}" for who, pages, status in TABLE]
)
def test_who_may_see_what(today, who, pages, expected):
    client = visitor(who)
    for page in pages:
        answer = client.get(page)
        assert answer.status_code == expected, f"{who} at {page}: {answer.status_code}"
        if expected == DOOR:
            assert answer["Location"].startswith("/sign-in/?back=%2F")


@pytest.mark.parametrize("page", NOWHERE)
def test_what_is_not_there_is_said_to_be_not_there(today, page):
    assert Client().get(page).status_code == 404
    assert signed_in(ORDINARY).get(page).status_code == 404


@pytest.mark.parametrize("page", FOR_MEMBERS + FOR_THE_SECRETARY + ["/mandates/1/resign/"])
def test_a_form_sent_without_standing_does_nothing(today, page):
    """Whatever is posted by nobody, or by a member without the mandate for it, leaves the book as it was."""
    from floor.book.models import Entry

    before = Entry.objects.count()
    assert Client().post(page, {"once": "x" * 32, "title": "X", "confirmed": "on"}).status_code == 403
    own = ("/me/", "/cards/1/", "/elections/")
    if not page.startswith(own):
        assert signed_in(ORDINARY).post(page, {"once": "x" * 32, "title": "X"}).status_code in (
            403,
            404,
            409,
            422,
            405,
            200,
        )
    assert Entry.objects.exclude(act="book.RecordRefusal").count() == before


def test_before_the_founding_every_page_leads_to_how_to_found(db, settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client()
    front = client.get("/")
    assert front.status_code == 200 and b"floor found" in front.content
    for page in ("/units/", "/units/1/", "/statutes/", "/seats/1/power/"):
        assert client.get(page)["Location"] == "/", page
    for page in (
        "/book/",
        "/refusals/",
        "/guarantees/",
        "/operator/",
        "/book/checkpoints/",
        "/sign-in/",
        "/api/",
        "/api/units",
        "/api/entries",
    ):
        assert client.get(page).status_code == 200, page
    for page in ("/api/statutes", "/book/0/"):
        assert client.get(page).status_code == 404, page
