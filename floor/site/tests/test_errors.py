import pytest
from django.test import Client

from floor.site.pages import errors

from .visiting import ORDINARY, signed_in, text_of


def test_a_page_that_is_not_there_says_so(anonymous):
    answer = anonymous.get("/nowhere/")
    assert answer.status_code == 404 and "There is no such page" in text_of(answer)


def test_a_forged_form_is_told_that_nothing_was_done(today):
    client = signed_in(ORDINARY, Client(enforce_csrf_checks=False))
    forged = Client(enforce_csrf_checks=True)
    forged.cookies = client.cookies
    answer = forged.post("/me/leave/", {"once": "x" * 32})
    assert answer.status_code == 403 and "nothing was done" in text_of(answer)
    assert client.get("/me/").status_code == 200


def test_a_fault_of_the_server_shows_no_traceback_and_asks_the_database_nothing(
    today, monkeypatch, django_assert_num_queries
):
    from floor.site.pages import front

    def falls(*_args):
        raise RuntimeError("Agafonova's card is K7QM-2WXP-9RTD")

    monkeypatch.setattr(front, "figures", falls)
    client = Client(raise_request_exception=False)
    answer = client.get("/")
    assert answer.status_code == 500
    text = text_of(answer)
    assert "Something broke here" in text and "Agafonova" not in text and "Traceback" not in text
    with django_assert_num_queries(0):
        assert errors.broken(None).status_code == 500


@pytest.mark.parametrize("host", ["evil.example", "testserver.evil.example"])
def test_a_strange_host_is_not_understood(anonymous, host):
    answer = anonymous.get("/", HTTP_HOST=host)
    assert answer.status_code == 400 and "Traceback" not in answer.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "after=x",
        "after=-1",
        "after=99999999999999999999999999",
        "before=' OR 1=1",
        "act=house.Nothing",
        "guarantee=%00",
        "name=%25%00",
        "rows=99999999",
    ],
)
@pytest.mark.parametrize("page", ["/units/", "/units/2/", "/units/2/bodies/factory-committee/", "/book/", "/refusals/"])
def test_no_query_breaks_a_page(anonymous, page, query):
    assert anonymous.get(f"{page}?{query}").status_code == 200
