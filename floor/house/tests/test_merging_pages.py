"""The page that merges two units: which stand beside it, what it will do, the counts of both; and what their pages say afterwards."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from floor.book.act import FOUNDING
from floor.book.doing import do
from floor.house.acts.cards import IssueFirstCards
from floor.house.merging_picture import merging_picture
from floor.house.models import Member, Merger, Unit
from floor.site.cards import lock_for
from floor.site.tests.visiting import CODE, ORDINARY, signed_in, text_of
from tests.polling import count_hands, open_poll, put_question
from tests.world import BOLTS, DISTRICT, FACTORY, NAILS, found_works

from .test_pages_forms import receipt_of, send
from .two_works import BY_A_VOTE, OPENER, SICKLE, open_the_second_works

PAGE = f"/units/{NAILS}/merge/"


def counted(today, **changes) -> dict[str, str | int]:
    """All four of the nail shop are for it, and three of the four of the bolt shop."""
    given = {"closed": f"{today.now:%Y-%m-%dT%H:%M}", "tellers": "11, 12", "abstaining": 0, "invalid": 0}
    rows = {
        "decided": {"present": 4, "votes_for": 4, "against": 0},
        "decided_there": {"present": 4, "votes_for": 3, "against": 1},
    }
    return {f"{key}_{name}": value for key, row in rows.items() for name, value in (given | row).items()} | changes


def test_only_units_that_stand_side_by_side_are_offered(secretary):
    page = secretary.get(PAGE)
    assert (
        "Bolt shop" in text_of(page)
        and "Cable shop" in text_of(page)
        and "Hammer and Sickle Merge" not in text_of(page)
    )
    assert f"?into={BOLTS}" in page.content.decode() and f"?into={NAILS}" not in page.content.decode()
    assert "Nothing of its kind" in text_of(secretary.get(f"/units/{FACTORY}/merge/"))
    assert secretary.get(f"{PAGE}?into={FACTORY}").status_code == 404


def test_it_says_beforehand_what_it_does_and_does_it(today, secretary, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        page = text_of(secretary.get(f"{PAGE}?into={BOLTS}"))
    for said in (
        "4 members belong to Bolt shop",
        "0 mandates end at once",
        "Nail shop is closed",
        "4 are entitled to vote now",
    ):
        assert said in page
    entry = receipt_of(send(secretary, f"{PAGE}?into={BOLTS}", counted(today)))
    assert entry.act == "house.MergeUnits" and Merger.objects.get().into_id == BOLTS
    assert Member.objects.filter(unit=BOLTS, left=None).count() == 8
    visitor = Client()
    assert "Merged into Bolt shop on" in text_of(visitor.get(f"/units/{NAILS}/"))
    with django_assert_max_num_queries(20):
        page = text_of(visitor.get(f"/units/{BOLTS}/"))
    assert "Nail shop merged into it on" in page and "8 members" in page
    assert "Nail shop merged into Bolt shop, as the members of both had decided" in text_of(
        visitor.get(f"/book/{entry.n}/")
    )


def test_a_works_shows_whose_mandates_would_end(db, django_assert_max_num_queries):
    works = found_works(datetime.now(UTC) - timedelta(days=20), text=BY_A_VOTE)
    cards = IssueFirstCards(members=[OPENER], locks=[lock_for(CODE)], expires=works.now + timedelta(days=700))
    do(cards, FOUNDING, at=works.now)
    open_the_second_works(works)
    client, page = signed_in(OPENER), f"/units/{SICKLE}/merge/?into={FACTORY}"
    with django_assert_max_num_queries(20):
        said = text_of(client.get(page))
    for what in (
        "4 mandates end at once",
        "Chair, factory committee",
        "10 mandates that Hammer and Sickle gave alone",
        "1 unit stands",
    ):
        assert what in said
    poll = put_question(works, OPENER, unit=SICKLE, title="Shall unit 6 merge into unit 2?", vote="merger", electors="")
    count_hands(works, open_poll(works, poll), (3, 1, 0), present=4)
    works.now = datetime.now(UTC) - timedelta(minutes=1)
    with django_assert_max_num_queries(20):
        said = text_of(client.get(page))
    assert "Red Sickle by a poll" in said and "3 for, 1 against" in said and "4 are entitled" not in said
    data = counted(works, decided_there_present=8, decided_there_votes_for=6, decided_there_against=2)
    receipt_of(send(client, page, data))
    assert len(Merger.objects.get().results) == 2
    assert Unit.objects.get(pk=FACTORY).members_below == 12


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"decided_votes_for": 1, "decided_against": 3}, "do not carry a merger"),
        ({"decided_there_present": 2}, "cast by 2 people present"),
        ({"decided_tellers": "11"}, "Two tellers"),
    ],
)
def test_what_the_members_did_not_carry_comes_back_with_its_reason(today, secretary, changes, said):
    answer = send(secretary, f"{PAGE}?into={BOLTS}", counted(today, **changes))
    assert answer.status_code == 409 and said in text_of(answer)
    assert not Merger.objects.exists() and Unit.objects.get(pk=NAILS).closed is None


def test_an_ordinary_member_merges_nothing_and_a_visitor_signs_in_first(today):
    answer = send(signed_in(ORDINARY), f"{PAGE}?into={BOLTS}", counted(today))
    assert answer.status_code == 409 and "secretary of factory committee" in text_of(answer)
    assert Client().get(PAGE).status_code == 302
    assert not Merger.objects.exists()


def test_the_link_stands_where_whoever_opens_units_sees_it(secretary):
    link = f'href="{PAGE}"'
    assert link in secretary.get(f"/units/{NAILS}/").content.decode()
    assert link not in Client().get(f"/units/{NAILS}/").content.decode()
    assert f'href="/units/{DISTRICT}/merge/"' not in secretary.get(f"/units/{DISTRICT}/").content.decode()


@pytest.mark.parametrize(("ends", "goes_on"), [(4, 4), (1, 100_000), (0, 0), (7, 0)])
def test_in_the_picture_both_stand_side_by_side_and_nothing_is_lost(ends, goes_on):
    picture = merging_picture(("A works with a rather long name, and more", ends), ("B", goes_on))
    assert picture.ends.width + picture.goes_on.width < picture.width == picture.together.width
    assert min(picture.ends.width, picture.goes_on.width) >= 120
    assert picture.together.people == ends + goes_on
    assert len(picture.ends.name) * 7 <= picture.ends.width
