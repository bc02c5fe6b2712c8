"""A full disk, a read-only database: a clear sentence, and nothing is lost."""

from __future__ import annotations

import pytest
from django.db import connection

from floor.book.act import NotWritten
from floor.book.models import Entry
from floor.house.acts.members import EnterMembers, Person
from floor.house.models import Member
from tests.world import BOLTS, FACTORY, SECRETARY, assert_the_book_rebuilds

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL's disk is PostgreSQL's business")


def crowd(first: int) -> EnterMembers:
    people = [Person(name="A person with a rather long name, to fill the disk sooner" + "!" * 40)] * 500
    return EnterMembers(under=FACTORY, first=first, units=[(BOLTS, 500)], people=people, confirmed=True)


def test_a_full_disk_is_said_in_a_sentence_and_loses_nothing(lasting_works, empty_replay):
    with connection.cursor() as cursor:
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages + 5}")
    with pytest.raises(NotWritten, match=r"the disk is full\. Nothing was changed"):
        lasting_works.say(crowd(13), SECRETARY)
    assert Member.objects.count() == 12 and Entry.objects.count() == 1
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA max_page_count = 1073741823")
    lasting_works.say(crowd(13), SECRETARY)
    assert Member.objects.count() == 512
    assert_the_book_rebuilds()


def test_a_database_that_can_only_be_read_says_so(lasting_works):
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = ON")
    try:
        with pytest.raises(NotWritten, match="can only be read"):
            lasting_works.say(crowd(13), SECRETARY)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA query_only = OFF")
