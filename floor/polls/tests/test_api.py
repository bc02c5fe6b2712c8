"""The polls for programs: everything the pages show to everyone, by number, and nothing more."""

from __future__ import annotations

import hashlib

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from floor.house.models import Mandate
from floor.polls.recalling.signing import begin_petition, sign
from floor.site.tests.visiting import CONTACTS, ORDINARY, signed_in
from tests.polling import cast, put_question
from tests.world import DISTRICT, FACTORY, NAMES, THIRD

from .polls_of_today import announced, counted, opened, works_with

pytestmark = pytest.mark.django_db


def read(path: str, client: Client | None = None) -> dict | list:
    answer = (client or Client()).get(f"/api{path}")
    assert answer.status_code == 200, answer.content
    return answer.json()


# ---- Polls ---------------------------------------------------------------------------------------------------------


def test_polls_are_listed_by_number_and_read_on_from_any_of_them(open_site):
    works = works_with()
    first = opened(works)
    second = put_question(works)
    assert [one["poll"] for one in read("/polls")] == [first.pk, second.pk]
    assert [one["poll"] for one in read(f"/polls?after={first.pk}")] == [second.pk]
    assert [one["poll"] for one in read("/polls?limit=1")] == [first.pk]
    assert [one["poll"] for one in read(f"/polls?unit={DISTRICT}")] == [first.pk]
    assert [one["poll"] for one in read(f"/polls?unit={FACTORY}&state=announced")] == [second.pk]


@pytest.mark.parametrize(
    "path", ["/polls?limit=0", "/polls?limit=201", "/polls?after=-1", "/polls?after=x", "/petitions?limit=0"]
)
def test_no_list_is_longer_than_its_bound(open_site, path):
    assert Client().get(f"/api{path}").status_code == 422


def test_one_poll_has_its_rules_its_seed_and_who_stands(open_site):
    poll = opened(works_with("stv"))
    said = read(f"/polls/{poll.pk}")
    assert (said["method"], said["state"], said["entitled"], said["seed"]) == ("stv", "open", 12, poll.seed)
    assert sorted(one["member"] for one in said["candidates"]) == [5, 6, 7, 8, 9]
    assert sorted(one["number"] for one in said["candidates"]) == [1, 2, 3, 4, 5]
    assert said["voted"] is None and said["so_far"] is None


def test_while_it_is_open_a_small_roll_tells_nobody_how_many_have_voted(open_site):
    poll = opened(works_with())
    for voter in range(1, 8):
        cast(poll.pk, voter, (1,))
    assert read(f"/polls/{poll.pk}")["so_far"] is None
    assert read(f"/polls?after={poll.pk - 1}")[0]["voted"] is None


def test_who_has_not_accepted_is_said_not_to_have(open_site):
    from floor.polls.acts.nominating import Nominate

    works = works_with()
    poll = announced(works)
    works.say(Nominate(poll=poll.pk, member=ORDINARY), 2)
    accepted = {one["member"]: one["accepted"] for one in read(f"/polls/{poll.pk}")["candidates"]}
    assert accepted == {5: True, 6: True, ORDINARY: False}


# ---- Results -------------------------------------------------------------------------------------------------------


def test_a_result_has_its_account_and_the_address_of_its_urn(open_site):
    poll = counted(works_with("stv"))
    said = read(f"/polls/{poll.pk}/result")
    assert said["outcome"]["account"]["rounds"] and said["outcome"]["figures"]["papers"] == said["voted"] == 9
    assert set(said["elected"]) <= {5, 6, 7, 8, 9} and len(said["elected"]) == 3
    urn = Client().get(said["urn"]["address"].removeprefix("http://testserver"))
    assert hashlib.sha256(urn.content).hexdigest() == said["urn"]["sha256"]
    assert said["entry"] == poll.result.entry


def test_there_is_no_result_before_it_is_over(open_site):
    poll = opened(works_with())
    assert Client().get(f"/api/polls/{poll.pk}/result").status_code == 404
    assert signed_in(ORDINARY).get(f"/api/polls/{poll.pk}/result").status_code == 404


@pytest.mark.parametrize("path", ["/polls/99", "/polls/99/result", "/petitions/99"])
def test_what_is_not_there_is_not_found(open_site, path):
    assert Client().get(f"/api{path}").status_code == 404


# ---- Petitions -----------------------------------------------------------------------------------------------------


def petition_by(works, *members: int):
    mandate = Mandate.objects.get(holder=THIRD, seat__office="", ended=None)
    petition = begin_petition(mandate.pk, members[0], at=works.now)
    for member in members[1:]:
        sign(petition.pk, member, at=works.now)
    return petition


def test_a_petition_tells_how_many_are_needed_and_never_who_signed(open_site):
    works = works_with()
    petition = petition_by(works, 11, 12)
    said = read(f"/petitions/{petition.pk}")
    assert (said["needed"], said["signatures"], said["completed"]) == (3, None, None)
    assert "signatures" not in read("/petitions")[0]
    for member in (11, 12):
        assert str(member) not in [str(value) for value in said.values()]


def test_a_complete_petition_tells_its_number_and_its_poll(open_site):
    works = works_with()
    petition = petition_by(works, 5, 6, 7)
    said = read(f"/petitions/{petition.pk}")
    assert (said["needed"], said["signatures"]) == (3, 3) and len(said["polls"]) == 1


# ---- Names, and cost -----------------------------------------------------------------------------------------------


def test_nobody_is_named_not_even_to_members(open_site):
    works = works_with("stv")
    poll = counted(works)
    petition_by(works, 5, 6, 7)
    for client in (Client(), signed_in(ORDINARY)):
        for path in ("/polls", f"/polls/{poll.pk}", f"/polls/{poll.pk}/result", "/petitions", "/petitions/1"):
            said = client.get(f"/api{path}").content.decode()
            assert not [name for name in NAMES + CONTACTS if name in said], path


def test_a_list_costs_the_same_however_long_it_is(open_site):
    works = works_with()
    put_question(works)
    before = _asked("/api/polls")
    for at in range(30):
        put_question(works, title=f"Shall there be a bench number {at}?")
    assert len(read("/polls")) == 31 and _asked("/api/polls") == before <= 3


def _asked(path: str) -> int:
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        assert Client().get(path).status_code == 200
    return len(queries)


def test_votes_are_cast_at_the_booth_and_not_by_programs(open_site):
    described = Client().get("/api/openapi.json").json()["paths"]
    about_polls = {path for path in described if path.startswith(("/api/polls", "/api/petitions"))}
    assert about_polls and all(set(described[path]) == {"get"} for path in about_polls)
