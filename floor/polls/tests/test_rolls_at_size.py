"""A roll is frozen from the units downward: what a shop's poll costs has nothing to do with how many others are on the register."""

from __future__ import annotations

import pytest
from django.db import connection

from floor.house.models import Member
from floor.polls.models import RollLine
from floor.polls.rolls import _EVERYONE, _HERE
from tests.polling import open_poll, put_question
from tests.world import BOLTS, FACTORY


@pytest.mark.parametrize("statement", [_EVERYONE, _HERE])
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL chooses the order by what is in the tables")
def test_the_database_goes_from_the_units_to_their_members_and_never_through_the_register(works, statement):
    select = "SELECT" + statement.partition("SELECT")[2]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {select}", [0] * select.count("%s"))
        plan = [step[3] for step in cursor.fetchall()]
    assert any("house_member" in step or step.startswith("SEARCH m ") for step in plan)
    assert not any(step.startswith("SCAN m") for step in plan), plan


@pytest.mark.parametrize(
    ("unit", "electors", "units"), [(FACTORY, "general meeting", {3, 4, 5}), (BOLTS, "shop meeting", {3})]
)
def test_a_roll_has_everyone_of_the_unit_and_of_all_below_it_and_nobody_else(works, unit, electors, units):
    poll = open_poll(works, put_question(works, unit=unit, electors=electors))
    lines = list(RollLine.objects.filter(poll=poll).order_by("pk").values_list("member", "unit"))
    here = Member.objects.filter(unit__in=units, left=None).order_by("number").values_list("number", "unit")
    assert lines == list(here) and poll.entitled == len(lines) == len(units) * 4
