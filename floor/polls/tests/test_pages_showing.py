"""What the pages of polls show, and what they keep to themselves: the way through time, who sits since, how seats were shared."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from floor.house.acts.mandates import Resign
from floor.house.models import Mandate
from floor.polls.acts.listing import ProposeList
from floor.polls.acts.nominating import AcceptNomination
from floor.polls.models import Candidacy, Poll, Slate
from floor.polls.recalling.signing import begin_petition, sign
from floor.polls.showing.rows import open_for, petitions_running
from floor.polls.showing.timeline import stations_of, time_left
from floor.site.tests.visiting import ORDINARY, SECRETARY, signed_in, text_of
from tests.polling import cast, close_poll, count_hands, open_poll, put_question, until
from tests.world import CHAIR, THIRD

from .a_crowd import crowd
from .polls_of_today import announced, called, counted, opened, works_with

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def says(page: str, member: int | None = ORDINARY) -> str:
    client = Client() if member is None else signed_in(member)
    return text_of(client.get(page))


# ---- Time ----------------------------------------------------------------------------------------------------------


def now_at(poll: Poll, at: datetime) -> list[str]:
    return [one.what for one in stations_of(poll, at) if one.when == "now"]


def test_the_timeline_stands_at_one_station_even_where_two_begin_together(open_site):
    works = works_with()
    poll = open_poll(works, put_question(works, ballot="secret"))
    assert poll.announced == poll.opens
    assert now_at(poll, poll.opens) == ["Opens"]
    assert [one.when for one in stations_of(poll, poll.opens)] == ["done", "now", "later"]


def test_the_timeline_goes_from_station_to_station(open_site):
    poll = announced(works_with())
    assert now_at(poll, poll.announced) == ["Announced"]
    assert now_at(poll, poll.nominations_until) == ["Nominations close"]
    assert now_at(poll, poll.opens + timedelta(hours=1)) == ["Opens"]


def test_hands_that_were_counted_early_leave_no_closing_to_wait_for(open_site):
    works = works_with()
    poll = count_hands(works, open_poll(works, put_question(works)), (7, 2, 1))
    assert [one.what for one in stations_of(poll, poll.counted)] == ["Announced", "Opens", "Counted"]


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (timedelta(days=2, hours=23), "2 days left"),
        (timedelta(days=1, hours=23), "47 hours left"),
        (timedelta(minutes=119), "119 minutes left"),
        (timedelta(seconds=90), "1 minute left"),
        (timedelta(0), ""),
    ],
)
def test_time_left_is_never_said_to_be_more_than_it_is(left, said):
    assert time_left(NOON + left, NOON) == said


# ---- What can be voted on now --------------------------------------------------------------------------------------


def test_the_own_page_and_the_front_page_say_what_waits_for_a_vote_until_it_is_cast(open_site):
    poll = opened(works_with())
    client = signed_in(ORDINARY)
    vote = f'href="/polls/{poll.pk}/vote/"'
    for page in ("/me/", "/", "/units/2/", "/units/1/"):
        assert vote in client.get(page).content.decode(), page
        assert vote not in Client().get(page).content.decode(), page
    cast(poll.pk, ORDINARY, (1,))
    for page in ("/me/", "/", "/units/2/", "/polls/"):
        assert vote not in client.get(page).content.decode(), page
    assert "Your paper is in the urn" in says("/me/")


def test_on_the_page_of_all_polls_nothing_stands_twice(open_site):
    poll = opened(works_with())
    page = signed_in(ORDINARY).get("/polls/").content.decode()
    assert page.count(f'href="/polls/{poll.pk}/"') == 1
    assert "Open now" in says("/polls/", None) and "Also open" not in says("/polls/", None)


def test_who_is_not_on_the_roll_has_nothing_to_vote_on(open_site):
    from floor.house.acts.members import Join, Person
    from floor.house.models import Member

    works = works_with()
    poll = opened(works)
    works.say(Join(unit=3, number=Member.next_id(), person=Person(name="New One"), confirmed=True), SECRETARY)
    newcomer = Member.objects.order_by("-pk")[0]
    assert open_for(newcomer, works.now) == [] and open_for(Member.objects.get(pk=ORDINARY), works.now)[0].pk == poll.pk


def test_a_list_of_results_says_how_each_came_out(open_site):
    poll = counted(works_with())
    said = says("/polls/", None)
    assert "3 elected" in said and "9 of 12 voted" in said
    assert poll.state == "counted"


# ---- Petitions -----------------------------------------------------------------------------------------------------


def petition_against(works, holder: int, *members: int):
    mandate = Mandate.objects.get(holder=holder, seat__office="", ended=None)
    petition = begin_petition(mandate.pk, members[0], at=works.now)
    for member in members[1:]:
        sign(petition.pk, member, at=works.now)
    return petition


def test_open_petitions_are_found_from_the_page_of_polls_and_named_to_members_alone(open_site):
    works = works_with()
    petition = petition_against(works, THIRD, 9)
    assert f'href="/petitions/{petition.pk}/"' in signed_in(ORDINARY).get("/polls/").content.decode()
    assert "Chernova" in says("/polls/") and "Chernova" not in says("/polls/", None)
    assert [one.petition.pk for one in petitions_running(works.now)] == [petition.pk]
    assert petitions_running(petition.lapses) == []


def test_only_the_holder_is_offered_to_answer(open_site):
    works = works_with()
    petition = petition_against(works, CHAIR, 9)
    address = f"/petitions/{petition.pk}/"
    assert "Answer it" in says(address, CHAIR)
    assert "Answer it" not in says(address, ORDINARY) and "Answer it" not in says(address, None)


def test_nobody_can_watch_somebody_sign(open_site):
    house = crowd(60, 5)
    petition, works = house.petition, house.works
    for member in range(13, 18):
        sign(petition.pk, member, at=works.now)
    cache.clear()
    address = f"/petitions/{petition.pk}/"
    assert "at least 5" in says(address, None)
    before = re.sub(r"\d+ entries", "", says(address, None))
    for member in range(18, 22):
        sign(petition.pk, member, at=works.now)
        assert re.sub(r"\d+ entries", "", says(address, None)) == before
    cache.clear()
    assert "at least 10" in says(address, None)


# ---- The booth -----------------------------------------------------------------------------------------------------


def test_the_booth_of_a_recall_says_whose_mandate_it_is_about_at_every_step(open_site):
    works = works_with(founded=10)
    works.now = datetime.now(UTC) - timedelta(days=2)
    petition_against(works, THIRD, 5, 6, 7)
    until(works, works.now + timedelta(days=1))
    poll = Poll.objects.get(kind="recall")
    client, booth = signed_in(ORDINARY), f"/polls/{poll.pk}/vote/"
    steps = [client.get(f"/polls/{poll.pk}/"), client.get(booth), client.post(booth, {"answer_1": ["1"], "check": "1"})]
    for step in steps:
        assert "Chernova Test, factory committee" in text_of(step)
    stranger = says(f"/polls/{poll.pk}/", None)
    assert "Chernova" not in stranger and "Member 3, factory committee" in stranger


def test_the_booth_has_the_full_text_of_the_question_and_what_it_cannot_promise(open_site):
    works = works_with(founded=1)
    works.now = datetime.now(UTC) - timedelta(hours=1)
    text = works.attach("From the first of May the canteen opens at six and closes at ten.")
    poll = open_poll(works, put_question(works, text=text, ballot="secret"))
    said = says(f"/polls/{poll.pk}/vote/")
    assert "From the first of May" in said and "What this booth can't promise" in said
    assert "could read papers while they are handed in" in said


@pytest.mark.parametrize("step", ["booth", "check", "hand in", "voted", "door"])
def test_no_step_of_voting_is_kept_by_the_browser_or_told_to_another_site(open_site, step):
    poll = opened(works_with())
    client, booth = signed_in(ORDINARY), f"/polls/{poll.pk}/vote/"
    asked = {
        "booth": lambda: client.get(booth), "check": lambda: client.post(booth, {"mark": ["1"], "check": "1"}),
        "hand in": lambda: client.post(booth, {"paper": "1", "hand-in": "1"}), "voted": lambda: client.get(f"/polls/{poll.pk}/voted/"),
        "door": lambda: Client().get(f"/polls/{poll.pk}/code/"),
    }  # fmt: skip
    answer = asked[step]()
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "same-origin"
    assert (
        "script-src" not in answer["Content-Security-Policy"]
        and "default-src 'none'" in answer["Content-Security-Policy"]
    )


def test_no_address_in_the_booth_says_who_votes_or_what(open_site):
    poll = opened(works_with())
    client, booth = signed_in(ORDINARY), f"/polls/{poll.pk}/vote/"
    pages = [client.get(booth), client.post(booth, {"mark": ["2"], "check": "1"})]
    for page in pages:
        addresses = set(re.findall(r'(?:href|action|src)="(/(?!static/)[^"]*)"', page.content.decode()))
        assert all(str(ORDINARY) not in re.split(r"\W", address) for address in addresses), addresses
        assert not [address for address in addresses if "paper" in address or "mark" in address or "?" in address]


# ---- Results -------------------------------------------------------------------------------------------------------


def by_lists(more: str = "") -> Poll:
    works = works_with("dhondt", more)
    poll = called(works, 20)
    for title, people in (("The bench", (5, 6)), ("The forge", (7, 8))):
        works.say(ProposeList(poll=poll.pk, title=title, people=list(people)), people[0])
        for member in people:
            works.say(AcceptNomination(candidacy=Candidacy.objects.get(poll=poll, member=member).pk), member)
    poll = open_poll(works, poll)
    number = {slate.title: slate.number for slate in Slate.objects.all()}
    for voter in range(1, 6):
        cast(poll.pk, voter, (number["The bench"],), at=works.now)
    for voter in range(6, 9):
        cast(poll.pk, voter, (number["The forge"],), at=works.now)
    return close_poll(works, poll)


def test_seats_stand_beside_the_votes_of_each_list_with_the_story_of_the_last_seat(open_site):
    poll = by_lists()
    said = says(f"/polls/{poll.pk}/result/")
    assert "The bench 5 votes, 62.5 % 2 of 3 seats" in said and "The forge 3 votes, 37.5 % 1 of 3 seats" in said
    assert "The last seat went to" in said and "Place 1 on “The bench”, which won 2 seats." in said


def test_on_closed_lists_nobody_is_said_to_have_votes_of_their_own(open_site):
    closed = by_lists()
    assert "Votes for people" not in says(f"/polls/{closed.pk}/result/")


def test_on_open_lists_everybodys_own_votes_are_shown(open_site):
    poll = by_lists(", open-lists = true")
    assert "Votes for people" in says(f"/polls/{poll.pk}/result/")


def test_a_result_says_who_follows_and_who_followed(open_site):
    works = works_with("stv", ', substitutes = "runner-up"')
    poll = counted(works)
    page = f"/polls/{poll.pk}/result/"
    assert "Next in line" in says(page) and "(substitute)" not in says(page)
    first = Mandate.objects.filter(result=poll.result_id).order_by("pk")[0]
    works.say(Resign(mandate=first.pk), first.holder_id)
    until(works, works.now)
    follower = Mandate.objects.get(seat=first.seat, ended=None)
    assert f"{follower.holder.name} (substitute)" in says(page) and "resigned on" in says(page)
    assert follower.holder.name not in says(page, None)


def test_who_is_said_to_be_next_is_who_follows_when_it_comes_to_it(open_site):
    works = works_with("stv", ', substitutes = "runner-up"')
    poll = counted(works)
    page = signed_in(ORDINARY).get(f"/polls/{poll.pk}/result/")
    place = page.context["places"][1]
    assert place.next is not None
    works.say(Resign(mandate=place.now.pk), place.now.holder_id)
    until(works, works.now)
    assert Mandate.objects.get(seat=place.seat, ended=None).holder_id == place.next.member_id


def test_where_nobody_follows_by_the_count_the_page_says_that_an_election_does(open_site):
    poll = counted(works_with("stv"))
    said = says(f"/polls/{poll.pk}/result/")
    assert "filled by a new election" in said and "Next in line" not in said


def test_the_sum_stands_above_the_units_and_is_their_sum(open_site):
    house = crowd(90, 5)
    answer = Client().get(f"/polls/{house.elected.pk}/result/")
    units = answer.context["shown"].units
    assert units[0].is_sum and units[0].name == "All together" and len(units) >= 3
    assert units[0].papers == sum(one.papers for one in units[1:]) == house.elected.voted
    assert list(units[0].votes) == house.elected.outcome["votes"]
    assert "All together" in text_of(answer)


def test_of_a_divided_question_it_is_said_how_many_parts_are_carried(open_site):
    from floor.polls.acts.demanding import DemandDivision

    works = works_with(founded=10)
    poll = put_question(works, title="The canteen", parts=["Open at six", "Soup at night"], ballot="secret")
    works.say(DemandDivision(poll=poll.pk), 9)
    poll = open_poll(works, poll)
    for voter in range(1, 8):
        cast(poll.pk, voter, (1, 2), at=works.now)
    poll = close_poll(works, poll)
    assert "1 of 2 parts are carried" in says(f"/polls/{poll.pk}/result/")
    assert "1 of 2 parts carried" in says(f"/polls/{poll.pk}/") and "1 of 2 parts carried" in says("/polls/")
