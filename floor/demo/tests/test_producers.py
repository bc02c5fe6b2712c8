"""The plan of 1920-21 runs: elected from the shops to the top, asked and answered, recalled from below, refused from above."""

from __future__ import annotations

from collections import Counter
from io import StringIO
from random import Random

import pytest
from django.db import transaction
from django.db.models import Sum
from django.test import Client
from rich.console import Console

from floor.book.models import RecordedRefusal
from floor.book.verifying import TABLE_CHECKS
from floor.cli import main
from floor.commands.demonstrating import Bars
from floor.congress.models import AskedUnit
from floor.congress.returns.adding_up import levels_of, return_of
from floor.demo.producers.country import STOREYS, country_of
from floor.demo.producers.electing import falling
from floor.demo.producers.sizes import FEWEST, factories_in, shops_in
from floor.demo.producers.story import the_plan_of_1921
from floor.demo.producers.telling import Silence, Stage
from floor.house.chains import chain_of
from floor.house.models import Mandate, Member, Seat, Unit
from floor.house.resting import REACH_UP
from floor.polls.models import Poll
from tests.world import assert_the_book_rebuilds


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker, tmp_path_factory):
    """Made once for all tests of this file, as small as it can be, and taken back afterwards; with what was said of it."""
    from django.conf import settings

    before, settings.HOME = settings.HOME, tmp_path_factory.mktemp("producers")
    around, telling = transaction.atomic(), Silence()
    # Acts are durable: as in every test they may lie within a transaction that is taken back.
    around._from_testcase = True
    with django_db_blocker.unblock(), around:
        yield the_plan_of_1921(FEWEST, telling), telling.said
        transaction.set_rollback(True)
    settings.HOME = before


@pytest.fixture
def plan(made, db):
    return made[0]


@pytest.fixture
def said(made, db):
    return "\n".join(made[1])


def live(**wanted):
    return Mandate.objects.filter(ended=None, **wanted)


def test_three_unions_stand_on_seven_levels_with_all_their_members(plan):
    levels = Counter(Unit.objects.filter(line="union").values_list("level", flat=True))
    assert set(levels) == set(plan.law.levels) and levels["nation"] == 3 and len(plan.law.levels) == 7
    top = Unit.objects.get(pk=1)
    assert FEWEST <= top.members_below == Member.objects.filter(left=None).count() < FEWEST * 1.1
    assert top.members_below == Unit.objects.filter(level="factory").aggregate(n=Sum("members_below"))["n"]


def test_every_body_of_every_unit_is_elected_and_every_office_is_filled(plan):
    for name, body in plan.law.body.items():
        if body.sits:
            continue
        units = set(Unit.objects.filter(level=body.at, line=body.line).values_list("pk", flat=True))
        assert set(live(seat__body=name, seat__office="").values_list("seat__unit", flat=True)) == units, name
        for office in body.offices:
            # Of a body with one seat or two, the same person has both.
            assert set(live(seat__body=name, seat__office=office).values_list("seat__unit", flat=True)) == units, office


def test_each_district_congress_has_the_seats_that_the_members_of_each_factory_give(plan):
    rule = plan.law.body["district congress"].elected
    for factory in plan.country.factories():
        seats = Seat.objects.filter(body="district congress", office="", sent_by=factory.unit).count()
        assert seats == rule.seats.number_for(factory.members)


def test_every_seat_at_the_top_goes_back_to_the_general_meetings_of_factories(plan):
    top = live(seat__unit__level="nation")
    assert top.count() > 50
    for mandate in top.filter(seat__body__in=["congress of producers", "central administration", "national congress"]):
        chain = chain_of(mandate)
        assert chain.reaches_members and {one.electors for one in chain.ground} == {"general meeting"}
        assert len(chain.steps) >= 5 and chain.members > 30


def test_nobody_sits_in_a_congress_above_who_does_not_sit_in_the_one_below(plan):
    sent_on = ["county congress", "province congress", "region congress", "national congress", "congress of producers"]
    for mandate in live(seat__body__in=sent_on, seat__office="").select_related("result"):
        below = live(holder=mandate.holder_id, seat__unit=mandate.result.unit_id, seat__body=mandate.result.electors)
        assert below.exists()


def test_the_figures_of_the_return_add_up_at_every_level(plan):
    found = return_of(plan.referral)
    shops = Unit.objects.filter(level="shop").count()
    assert found.total.asked == shops and found.total.decided + found.total.failed == shops
    assert 0 < found.total.failed < shops / 2 and plan.referral.state == "returned"
    levels = levels_of(found, plan.law.levels)
    assert [level.level for level in levels] == list(STOREYS)
    assert all(level.figures == found.total for level in levels)
    counted = Poll.objects.filter(pk__in=AskedUnit.objects.values("poll"), state="counted").select_related("result")
    assert sum(poll.result.figures["for"] for poll in counted) == found.total.votes_for
    assert sum(poll.result.entitled for poll in counted) == found.total.decided_members


def test_the_return_is_told_in_figures(plan, said):
    total = return_of(plan.referral).total
    assert f"{total.asked:,} shops asked, {total.decided:,} decided, {total.carried:,} of them for it" in said


def test_whoever_is_recalled_in_a_factory_sits_nowhere_any_more(plan):
    assert plan.recall.outcome["carried"] and plan.recall.electors == "general meeting"
    assert not live(holder=plan.delegate).exists()
    ends = dict(
        Mandate.objects.filter(holder=plan.delegate, seat__office="").values_list("seat__unit__level", "how_ended")
    )
    assert ends == {
        "district": "recalled", "county": "seat ended", "province": "seat ended", "region": "seat ended", "nation": "seat ended",
    }  # fmt: skip
    assert set(Mandate.objects.filter(holder=plan.delegate).values_list("ended", flat=True)) == {plan.recall.counted}


def test_nobody_else_lost_a_seat_by_it(plan):
    others = Mandate.objects.filter(ended__lte=plan.recall.counted).exclude(holder=plan.delegate)
    assert not others.filter(how_ended__in=[*REACH_UP, "seat ended"]).exists()


def test_those_who_sent_the_delegate_have_elected_others_in_every_seat(plan):
    assert len(plan.fallen) > 6 and {one.level for one in plan.fallen} >= set(plan.law.levels[2:])
    for one in plan.fallen:
        assert one.followed_by and one.followed_by != plan.delegate and one.by
    follower = next(one for one in plan.fallen if one.level == "district" and one.what == "district congress")
    assert follower.by == "general meeting"


@pytest.mark.parametrize(
    ("what", "guarantee", "words"),
    [
        ("an imposed list", "R1", "No body and no officer can put other people in their place."),
        ("an appointment from above", "R1", "none of them sits at this nation"),
        ("the removal of a delegate by a higher body", "R2", "no body, colleague, officer or higher level can end it"),
    ],
)
def test_what_is_tried_from_above_is_refused_and_on_record(plan, said, what, guarantee, words):
    refusal = dict(plan.refusals)[what]
    assert words in refusal.reason and refusal.guarantee == guarantee and refusal.article.startswith("Art. ")
    assert RecordedRefusal.objects.filter(reason=refusal.reason, guarantee=guarantee, article=refusal.article).exists()
    assert f"{what}: {refusal.reason}" in said


def test_whose_power_it_is_is_told_level_by_level_down_to_the_members(plan, said):
    told = said.partition("Whose power is this?")[2]
    places = [told.index(f"({level})") for level in ("nation", "region", "province", "county", "district", "factory")]
    assert places == sorted(places) and "and so down to" in told


def test_a_card_from_it_opens_the_pages_that_show_it(plan):
    card, browser = plan.cards[0], Client()
    assert browser.post("/sign-in/", {"number": card.number, "code": card.code}).status_code == 302
    seat = live(holder=card.member, seat__body="congress of producers").first().seat_id
    for page in (f"/seats/{seat}/power/", "/refusals/", f"/returns/{plan.referral.pk}/", "/units/1/pyramid/"):
        assert browser.get(page).status_code == 200, page


def test_every_claim_about_its_book_holds(plan):
    claims = [claim for registered in TABLE_CHECKS for claim in registered.check()]
    assert len(claims) > 10 and {claim.verdict for claim in claims} <= {"holds", "not checked"}


@pytest.mark.slow
def test_its_book_gives_the_same_tables(plan, empty_replay):
    assert_the_book_rebuilds()


@pytest.mark.parametrize("members", [60, 333, 5_000, 71_429])
def test_a_district_is_shared_out_among_factories_and_shops_without_a_remainder(members):
    sizes = factories_in(members, Random(members))
    assert sum(sizes) == members and (len(sizes) == 1 or min(sizes) >= 48)
    assert all(sum(shops_in(size)) == size and min(shops_in(size)) > 20 for size in sizes)


@pytest.mark.parametrize("members", [FEWEST, 20_000, 100_000, 1_000_000])
def test_a_founding_meeting_can_open_all_storeys_in_one_act(members):
    country = country_of(members, Random(1))
    assert len(country.founding) <= 200 and country.founding[0].title == "The Producers"
    assert sum(factory.size for factory in country.factories()) == pytest.approx(members, abs=50)
    assert all(place.around for place in country.unions), "each unit of a union lies in one of the territory"


@pytest.mark.parametrize(("valid", "candidates"), [(1, 1), (2, 2), (5, 3), (97, 7), (240, 83), (2, 9)])
def test_votes_fall_and_make_up_all_valid_papers(valid, candidates):
    votes = falling(valid, candidates)
    assert sum(votes) == valid and votes == sorted(votes, reverse=True) and min(votes) >= 0 and votes[0] > 0


def test_with_too_few_members_the_command_says_how_many_it_needs(db, monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("FLOOR_HOME", str(tmp_path))
    monkeypatch.setattr("floor.commands.demonstrating.run_setup", lambda _: 0)
    assert main(["demo", "tasks-of-the-unions", "--members", str(FEWEST - 1), "--no-serve"]) == 2
    assert f"needs {FEWEST:,} members at least" in capsys.readouterr().err


def test_one_that_was_interrupted_says_what_is_there_and_how_to_begin_anew(plan, monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("FLOOR_HOME", str(tmp_path))
    monkeypatch.setattr("floor.commands.demonstrating.run_setup", lambda _: 0)
    assert main(["demo", "tasks-of-the-unions", "--no-serve"]) == 2
    told = capsys.readouterr().err
    assert f"was interrupted: {Member.objects.count():,} members are on its register" in told
    assert "`floor demo tasks-of-the-unions --fresh` begins anew" in told


def test_a_terminal_is_told_what_is_over_with_its_time_and_its_rate_and_all_of_it_is_kept():
    screen = StringIO()
    bars = Bars(Console(file=screen, width=160))
    with bars.shown():
        advance = bars.begin("The register", 1_200)
        advance(600)
        advance(600)
        bars.end(Stage("The register", 1_200, "members", 2.0, 3))
        bars.say("", "“1,214 shops asked, 1,090 decided [all of them]”")
    assert "The register" in screen.getvalue() and "600/s" in screen.getvalue() and "[all of them]" in screen.getvalue()
    assert bars.told[-1].startswith("“1,214 shops") and "3 entries" in bars.told[0]
