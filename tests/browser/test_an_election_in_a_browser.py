"""An election from its call to its recount, as members live it in a browser: on a phone without scripts, and at a desk."""

from __future__ import annotations

import pytest

from floor.house.models import Mandate
from floor.polls.models import Candidacy, Mark, Petition, Poll, SealedPaper, Signature
from floor.polls.printing.tests.reading_pdf import text_of as text_of_pdf
from floor.site.tests.visiting import CODE, ORDINARY, card_of
from tests.polling import cast, number_of, until
from tests.world import CHAIR, SECRETARY, World

from .clock import clock_of
from .conftest import sign_in
from .house_of_polls import larger_works
from .stopwatch import Stopwatch

CONGRESS = "/polls/call/?for_unit=1&unit=2&body=district+congress"


@pytest.fixture
def world(transactional_db) -> World:
    from django.core.cache import cache

    cache.clear()
    world = larger_works()
    with clock_of(world):
        yield world


@pytest.fixture
def site(world, live_server) -> str:
    return live_server.url


def main_text(page) -> str:
    return page.inner_text("main")


def press(page, name: str) -> None:
    """Press a button or follow a link that leads to another page."""
    found = page.get_by_role("button", name=name, exact=True).or_(page.get_by_role("link", name=name, exact=True))
    with page.expect_navigation():
        found.first.click()


def as_member(window, member: int, **options):
    page = window(**options)
    sign_in(page, member)
    return page


DEVICES = [
    pytest.param({"width": 360, "java_script_enabled": False, "has_touch": True}, id="phone without scripts"),
    pytest.param({"width": 1200}, id="desk", marks=pytest.mark.slow),
]


@pytest.mark.parametrize("device", DEVICES)
def test_members_elect_a_delegate_from_the_call_to_the_recount(window, world, device):
    poll = call_it(window, device)
    stand_and_be_proposed(window, poll, device)
    vote_in_under_two_minutes(window, world, poll, device)
    be_refused_a_second_time(window, poll, device)
    read_the_result_and_have_it_counted_again(window, world, poll, device)


def call_it(window, device) -> Poll:
    """An elector calls it; the dates are those of the statutes."""
    page = as_member(window, ORDINARY, **device)
    page.goto(CONGRESS)
    press(page, "Call the election")
    assert page.get_by_role("heading", name="Your receipt").is_visible()
    return Poll.objects.get()


def stand_and_be_proposed(window, poll: Poll, device) -> None:
    """Two stand by themselves; a third is proposed by somebody else and accepts."""
    for member in (5, 6):
        page = as_member(window, member, **device)
        page.goto(f"/polls/{poll.pk}/")
        press(page, "Stand yourself")
        press(page, "I stand")
    page.goto(f"/polls/{poll.pk}/")
    press(page, "Propose somebody")
    page.get_by_label("Their number on the register").fill("3")
    press(page, "Propose them")
    page = as_member(window, 3, **device)
    page.goto(f"/polls/{poll.pk}/")
    assert "has not accepted yet" in main_text(page)
    press(page, "Accept your nomination")
    press(page, "I accept")
    assert set(Candidacy.objects.exclude(accepted=None).values_list("member", flat=True)) == {3, 5, 6}


def vote_in_under_two_minutes(window, world: World, poll: Poll, device) -> None:
    """From the door to the urn: what a slow reader needs, who has the card in one hand."""
    until(world, poll.opens)
    page = window(**device)
    page.goto("/sign-in/")
    watch = Stopwatch(page)
    watch.type(page.get_by_label("Number on the card"), str(card_of(ORDINARY).pk))
    watch.type(page.get_by_label("Code on the card"), CODE)
    watch.go(page.get_by_role("button", name="Sign in", exact=True))
    watch.go(page.get_by_role("link", name="Vote District congress"))
    names = {3: "Chernova Test", 5: "Efimova Test", 6: "Fokin Test"}
    watch.choose(page.get_by_label(names[5]), "1")
    watch.choose(page.get_by_label(names[3]), "2")
    watch.go(page.get_by_role("button", name="See what my paper says"))
    said = main_text(page)
    assert said.index("Efimova") < said.index("Chernova") and "Fokin" not in said
    watch.go(page.get_by_role("button", name="Hand it in"))
    assert "Your paper is in the urn" in main_text(page) and "Efimova" not in main_text(page)
    assert "10" not in page.url.partition("/polls/")[2], "no identity stands in an address"
    assert watch.seconds < 120, f"{watch.seconds:.0f} seconds"
    assert Mark.objects.filter(poll=poll.pk, member=ORDINARY).exists()


def be_refused_a_second_time(window, poll: Poll, device) -> None:
    """In another window, where the paper lay filled in already."""
    page = as_member(window, 5, **device)
    page.goto(f"/polls/{poll.pk}/vote/")
    press(page, "See what my paper says")
    cast(poll.pk, 5, (number_of(poll, 5),))
    press(page, "Hand it in")
    assert "Your paper is in the urn already" in main_text(page)
    page.goto(f"/polls/{poll.pk}/vote/")
    assert "can't be taken out, changed or handed in again" in main_text(page)
    page.goto("/me/")
    assert not page.get_by_role("link", name="Vote District congress").is_visible()
    assert SealedPaper.objects.filter(poll=poll.pk).count() == 2


def read_the_result_and_have_it_counted_again(window, world: World, poll: Poll, device) -> None:
    page = as_member(window, ORDINARY, **device)
    for voter in range(13, 60):
        cast(poll.pk, voter, (number_of(poll, 6), number_of(poll, 5)), at=world.now)
    until(world, poll.closes)
    page.goto(f"/polls/{poll.pk}/")
    press(page, "The result")
    said = main_text(page)
    assert "49 of 122 voted" in said and "Fokin Test is elected" in said and "The roll says that you voted." in said
    assert "Who sits now, and who would follow" in said
    press(page, "Have it counted again")
    press(page, "Count again")
    page.goto(f"/polls/{poll.pk}/result/")
    assert "the same, figure for figure" in main_text(page)
    assert Mandate.objects.filter(seat__body="district congress", ended=None).count() == 3


def test_who_holds_a_seat_is_recalled_by_petition_signed_in_the_browser(window, world):
    mandate = Mandate.objects.get(holder=CHAIR, seat__office="", seat__body="factory committee")
    page = as_member(window, ORDINARY, width=360)
    page.goto(f"/seats/{mandate.seat_id}/power/")
    press(page, "Begin a petition for recall")
    page.get_by_label("What you want to say").fill("The chair has read us no report since the spring.")
    press(page, "Begin the petition")
    petition = Petition.objects.get()
    assert "You have signed. Only you see that here." in main_text(page) and "fewer than 5" in main_text(page)
    assert not page.get_by_role("link", name="Answer it").is_visible(), "only the holder answers"
    sign_as(world, petition, range(20, 43))
    page = as_member(window, 6, width=360)
    page.goto(f"/petitions/{petition.pk}/")
    press(page, "Sign it")
    assert "Enough have signed" in main_text(page) and not Signature.objects.exists()
    until(world, Poll.objects.get(petition=petition).opens)
    page.goto("/me/")
    with page.expect_navigation():
        page.get_by_role("link", name="Vote Recall: factory committee").click()
    assert "Agafonova Test, factory committee." in main_text(page), "whose mandate it is stands on the paper"
    page.get_by_label("For", exact=True).check()
    press(page, "See what my paper says")
    press(page, "Hand it in")
    assert "Your paper is in the urn" in main_text(page)


def sign_as(world: World, petition: Petition, members) -> None:
    from floor.polls.recalling.signing import sign

    for member in members:
        sign(petition.pk, member, at=world.now)


@pytest.mark.slow
def test_a_petition_is_answered_by_the_holder_alone(window, world):
    from floor.polls.recalling.signing import begin_petition

    mandate = Mandate.objects.get(holder=CHAIR, seat__office="", seat__body="factory committee")
    petition = begin_petition(mandate.pk, 9, "", at=world.now)
    page = as_member(window, CHAIR)
    page.goto(f"/petitions/{petition.pk}/")
    press(page, "Answer it")
    page.get_by_label("Your answer").fill("Two reports were read in the bolt shop.")
    press(page, "Publish the answer")
    other = as_member(window, ORDINARY)
    other.goto(f"/petitions/{petition.pk}/")
    assert "Two reports were read in the bolt shop." in main_text(other)
    assert not other.get_by_role("link", name="Answer it").is_visible()


@pytest.mark.slow
def test_with_a_printed_code_one_votes_at_a_kiosk_that_keeps_nothing(window, world):
    poll = opened_question(world)
    code = code_printed_for(window, poll, 30)
    page = window(360, java_script_enabled=False)
    page.goto(f"/polls/{poll.pk}/")
    press(page, "Vote with a printed code")
    page.get_by_label("Number on the card").fill("30")
    page.get_by_label("Code on the card").fill(code.lower())
    press(page, "To the booth")
    page.get_by_label("Against", exact=True).check()
    press(page, "See what my paper says")
    press(page, "Hand it in")
    assert "Your visit to the booth has ended" in main_text(page)
    page.goto(f"/polls/{poll.pk}/vote/")
    assert "/sign-in/" in page.url, "whoever comes next finds nothing"
    page.goto(f"/polls/{poll.pk}/code/")
    page.get_by_label("Number on the card").fill("30")
    page.get_by_label("Code on the card").fill(code)
    press(page, "To the booth")
    assert "It opens nothing any more" in main_text(page)
    assert Mark.objects.filter(poll=poll.pk, member=30).count() == SealedPaper.objects.filter(poll=poll.pk).count() == 1


def opened_question(world: World) -> Poll:
    from tests.polling import open_poll, put_question

    return open_poll(world, put_question(world, title="Shall the canteen open at six?", ballot="secret"))


def code_printed_for(window, poll: Poll, member: int) -> str:
    """The secretary prints a card; the code stands on it and nowhere else."""
    page = as_member(window, SECRETARY, accept_downloads=True)
    page.goto(f"/polls/{poll.pk}/")
    press(page, "Print voting codes")
    page.get_by_label("For the members").fill(str(member))
    with page.expect_download() as printed:
        page.get_by_role("button", name="Issue and print").click()
    with open(printed.value.path(), "rb") as sheet:
        said = text_of_pdf(sheet.read())
    import re

    return re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", said)[0]
