"""The statutes page shows what the wind tunnel finds with the members there are; a proposal shows the difference before the vote."""

from __future__ import annotations

import base64
import hashlib
import json
import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from floor.cli import main
from floor.house.acts.members import EnterMembers
from floor.house.acts.statutes import ProposeAmendment
from floor.house.acts.units import EnterUnits, NewUnit
from floor.house.models import Amendment, Member, Unit
from floor.house.tests.test_statutes import decide
from floor.house.tunnelling import asked, computing
from floor.house.tunnelling.unit_sizes import open_units
from floor.site.tests.visiting import once_in, text_of
from tests.world import BOLTS, DISTRICT, FACTORY, SECRETARY, STATUTES

CONGRESS = '{ by = "general meeting", seats = "1 per 4 members", method = "block", term = "1 year", notice = "14 days", tie = "lot" }'
#: From each shop by itself: six of twelve can win two shops of three; all together it takes seven.
BY_SHOPS = CONGRESS.replace("general meeting", "shop meeting").replace("seats", "one-per-unit = true, seats")
SLOWER = CONGRESS.replace("14 days", "30 days")


def with_congress(rule: str) -> str:
    assert CONGRESS in STATUTES
    return STATUTES.replace(CONGRESS, rule, 1)


def propose(today, text: str) -> str:
    today.say(ProposeAmendment(statutes=today.attach(text)), 9)
    return f"/statutes/proposals/{Amendment.objects.latest('pk').pk}/"


def grow(today, sizes: tuple[int, ...] = (5, 17, 40, 3, 90)) -> None:
    """A second factory, with shops of these sizes."""
    first = Unit.next_id()
    shops = [NewUnit(level="shop", title=f"New shop {at}", parent=FACTORY) for at in range(len(sizes))]
    today.say(EnterUnits(under=FACTORY, first=first, units=shops), SECRETARY)
    units = [(first + at, size) for at, size in enumerate(sizes)]
    entered = EnterMembers(
        under=FACTORY, first=Member.next_id(), units=units, people=[None] * sum(sizes), confirmed=True
    )
    today.say(entered, SECRETARY)


def questions(client, page: str) -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(page).status_code == 200
    return [one["sql"] for one in queries]


def test_a_stranger_sees_how_few_could_win_the_congress_and_how_soon_it_can_be_changed(anonymous):
    said = text_of(anonymous.get("/statutes/"))
    assert "with the 12 members of 3 units" in said
    assert "District congress 58.3 % 7 of 12 members can win 2 of 3 seats. 4 members stand behind a seat." in said
    assert "From a petition below to a changed majority: 21 days at the fewest." in said


def test_the_figures_of_the_page_are_those_of_the_command(today, anonymous, tmp_path, capsys):
    grow(today)
    statutes, register = tmp_path / "statutes.toml", tmp_path / "units.csv"
    statutes.write_bytes(anonymous.get("/statutes/statutes.toml").content)
    lines = [
        f"{one.number},unit {one.number},{one.level},{one.parent or ''},{one.members or ''}" for one in open_units()
    ]
    register.write_text("\n".join(["key,name,level,parent,members", *lines]))
    assert main(["tunnel", str(statutes), "--register", str(register), "--trials", "0", "--json"]) == 0
    printed = {one["body"]: one["largest"] for one in json.loads(capsys.readouterr().out)["bodies"]}
    figures = anonymous.get("/statutes/").context["tunnel"].found
    assert figures.members == 167
    assert [one.name for one in figures.bodies] == ["district congress", "district committee"]
    for one in figures.bodies:
        theirs = printed[one.name]
        assert (one.needed, one.members, one.seats) == (theirs["at_most"], theirs["members"], theirs["seats"])


def test_the_figures_follow_the_register(today, anonymous):
    anonymous.get("/statutes/")
    grow(today)
    assert "with the 167 members of 8 units" in text_of(anonymous.get("/statutes/"))


def test_what_was_computed_is_not_computed_again_while_nothing_is_entered(anonymous, monkeypatch):
    first = text_of(anonymous.get("/statutes/"))
    monkeypatch.setattr(asked, "shown", lambda *_a, **_k: pytest.fail("computed again"))
    assert text_of(anonymous.get("/statutes/")) == first


@pytest.mark.parametrize("page", ["/statutes/", "/statutes/tunnel/", "/statutes/proposals/1/"])
def test_the_tunnel_asks_the_units_once_whatever_their_number(today, anonymous, page):
    propose(today, with_congress(BY_SHOPS))
    cache.clear()
    few = questions(anonymous, page)
    grow(today, (2,) * 60)
    cache.clear()
    many = questions(anonymous, page)
    assert len(many) <= len(few) < 20
    assert sum("members_here" in sql and "house_unit" in sql and "place_path" in sql for sql in many) <= 2


def test_the_report_is_the_one_of_the_command_and_only_its_own_style_is_let_in(today, anonymous):
    answer = anonymous.get("/statutes/tunnel/")
    said = text_of(answer)
    assert "12 members; units: 3 shop, 1 factory, 1 district. Seed 1." in said
    assert "Winning the district congress with few votes" in said and "200 elections were drawn" in said
    styles = re.findall(rb"<style>(.*?)</style>", answer.content, flags=re.DOTALL)
    allowed = base64.b64encode(hashlib.sha256(styles[0]).digest()).decode()
    assert len(styles) == 1 and f"style-src 'sha256-{allowed}'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert b"<script" not in answer.content and b" style=" not in answer.content


def test_an_amendment_that_lets_fewer_win_says_so_before_the_vote(today, anonymous):
    said = text_of(anonymous.get(propose(today, with_congress(BY_SHOPS))))
    told = said[said.index("What gets harder, and what easier") :]
    assert "Easier for a few to win it: 50.0 % of the members instead of 58.3 %." in told
    assert "Now 58.3 % 7 of 12 members" in told and "If it is carried 50.0 % 6 of 12 members" in told
    assert "Harder for a few" not in told


def test_an_amendment_that_makes_it_slower_to_change_from_below_says_so(today, anonymous):
    said = text_of(anonymous.get(propose(today, with_congress(SLOWER))))
    assert re.search(r"Harder to change from below ?: 37 to 107 days .* instead of 21 to 91\.", said)
    assert "for a few to win it" not in said


def test_an_amendment_that_changes_no_figure_says_that_too(today, anonymous):
    text = STATUTES.replace('notice   = "30 days"', 'notice   = "60 days"')
    assert "Nothing: on these members both texts have the same figures" in text_of(anonymous.get(propose(today, text)))


def test_who_checks_a_draft_sees_the_difference_before_proposing_it(secretary):
    page = "/statutes/proposals/new/"
    sent = {"once": once_in(secretary.get(page)), "text": with_congress(BY_SHOPS), "check": "1"}
    assert "Easier for a few to win it: 50.0 %" in text_of(secretary.post(page, sent))
    assert not Amendment.objects.exists()
    broken = secretary.post(page, sent | {"text": "title ="})
    assert "cannot be read as statutes" in text_of(broken) and "What gets harder" not in text_of(broken)


def test_after_the_vote_there_is_nothing_to_weigh_any_more(today, anonymous):
    page = propose(today, with_congress(BY_SHOPS))
    today.wait(days=31)
    decide(today, Amendment.objects.get(), unit=DISTRICT, votes_for=3, against=9)
    assert "What gets harder" not in text_of(anonymous.get(page))


def test_a_large_register_is_computed_behind_the_page_which_says_so(today, anonymous, monkeypatch):
    for limit in ("FIGURES_AT_ONCE", "REPORT_AT_ONCE", "DIFFERENCES_AT_ONCE"):
        monkeypatch.setattr(asked, limit, 2)
    page = propose(today, with_congress(BY_SHOPS))
    assert "The wind tunnel is computing this" in text_of(anonymous.get("/statutes/"))
    assert anonymous.get("/statutes/tunnel/").status_code == 202
    assert "is computing both texts" in text_of(anonymous.get(page))
    computing.wait_for_the_line()
    assert "7 of 12 members can win 2 of 3 seats" in text_of(anonymous.get("/statutes/"))
    assert anonymous.get("/statutes/tunnel/").status_code == 200
    assert "Easier for a few" in text_of(anonymous.get(page))
    # While it is computed anew, what was found before is shown, with the moment it is from.
    grow(today)
    assert "with the 12 members of 3 units" in text_of(anonymous.get("/statutes/"))
    computing.wait_for_the_line()
    assert "with the 167 members of 8 units" in text_of(anonymous.get("/statutes/"))


def test_nobody_fills_the_line_without_end(today, anonymous, monkeypatch):
    monkeypatch.setattr(asked, "FIGURES_AT_ONCE", 2)
    monkeypatch.setattr(computing, "MOST_IN_LINE", 0)
    assert "The wind tunnel is computing this" in text_of(anonymous.get("/statutes/"))
    assert not computing._in_line


def test_the_statutes_can_be_read_where_nothing_can_be_computed(anonymous, monkeypatch):
    def fails(*_args, **_kwargs):
        raise ValueError("There is no shop in the file.")

    monkeypatch.setattr(asked, "register_with", fails)
    said = text_of(anonymous.get("/statutes/"))
    assert "Nothing can be computed yet" in said and "Versions" in said
    assert "Nothing can be computed yet" in text_of(anonymous.get("/statutes/tunnel/"))


def test_members_leaving_a_shop_empty_do_not_take_the_page_away(today, anonymous):
    today.say(
        EnterUnits(under=FACTORY, first=Unit.next_id(), units=[NewUnit(level="shop", title="Empty", parent=FACTORY)]),
        SECRETARY,
    )
    said = text_of(anonymous.get("/statutes/"))
    assert "with the 12 members of 4 units" in said
    assert Unit.objects.get(pk=BOLTS).members_here == 4
