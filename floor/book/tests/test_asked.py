"""A question that is put into SQL once gives what Django's own query gives, whatever is asked."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from floor.book.asked import Asked
from floor.book.replaying import empty_database
from floor.house.models import Mandate, Member, Unit, UnitName
from floor.house.standing import live
from tests.world import BOLTS, CHAIR, FACTORY, SECRETARY


def test_it_gives_the_rows_of_the_query_for_each_value(works):
    members_of = Asked(lambda unit: Member.objects.filter(unit=unit).order_by("number"))
    for unit in (BOLTS, FACTORY, 4, BOLTS):
        assert members_of(unit=unit) == list(Member.objects.filter(unit=unit).order_by("number"))
    assert members_of(unit=BOLTS)[0].categories == {"shift": "day"} and members_of(unit=BOLTS)[0].joined == works.now


def test_it_gives_values_and_related_rows_too(works):
    names = Asked(lambda unit: UnitName.objects.filter(unit=unit).values_list("name", flat=True))
    assert names.first(unit=BOLTS) == "Bolt shop" and names.first(unit=99) is None
    pairs = Asked(lambda name: UnitName.objects.filter(name=name).values_list("unit", "since"))
    assert pairs(name="Nail shop") == [(4, works.now)]
    member = Asked(lambda number: Member.objects.filter(pk=number).select_related("unit")).first(number=9)
    with CaptureQueriesContext(connection) as asked:
        assert member.unit == Unit(pk=5) and member.unit.level == "shop"
    assert not len(asked)


def test_a_moment_that_is_asked_for_several_times_is_put_in_each_place(works):
    held = Asked(lambda member, at: Mandate.objects.filter(live(at), holder=member).order_by("pk"))
    for member in (CHAIR, SECRETARY, 9):
        for days in (-400, 0, 100, 400):
            at = works.now + timedelta(days=days)
            assert held(member=member, at=at) == list(Mandate.objects.filter(live(at), holder=member).order_by("pk"))


def test_a_text_is_never_part_of_the_question(works):
    names = Asked(lambda name: UnitName.objects.filter(name=name).values_list("unit", flat=True))
    for name in ("' OR 1=1 --", "%s", "%", "stand-in 0", 'a"b', "Bolt shop"):
        assert names(name=name) == list(UnitName.objects.filter(name=name).values_list("unit", flat=True))


def test_it_asks_the_database_in_use(works):
    units = Asked(lambda: Unit.objects.all())
    assert len(units()) == 5
    with empty_database():
        assert units() == []
    assert len(units()) == 5


def test_a_value_that_is_not_asked_for_is_an_error(works):
    with pytest.raises(ValueError, match="does not ask for name"):
        Asked(lambda unit, name: UnitName.objects.filter(unit=unit))(unit=1, name="x")


def test_several_numbers_or_texts_are_asked_for_at_once_however_many_there_are(works):
    members = Asked(lambda numbers, left: Member.objects.filter(pk__in=numbers).exclude(name=left).order_by("number"))
    for numbers in ((3,), (1, 2, 9), (5, 5, 5), tuple(range(1, 13)), (2, 99), (7, 1)):
        wanted = list(Member.objects.filter(pk__in=numbers).order_by("number"))
        assert members(numbers=numbers, left="nobody") == wanted
    names = Asked(lambda names: UnitName.objects.filter(name__in=names).order_by("unit").values_list("unit", flat=True))
    assert names(names=("Nail shop", "%s", "Bolt shop")) == [3, 4]


def test_in_nothing_is_nothing_and_the_database_is_not_asked(works):
    members = Asked(lambda numbers: Member.objects.filter(pk__in=numbers))
    with CaptureQueriesContext(connection) as asked:
        assert members(numbers=()) == [] and not len(asked)
