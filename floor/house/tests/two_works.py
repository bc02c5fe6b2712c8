"""A district of two works, each with a committee and delegates of its own, whose chair opens, merges and closes units."""

from __future__ import annotations

from datetime import timedelta

from floor.house.acts.members import Move
from floor.house.acts.merging import MergeUnits
from floor.house.acts.units import OpenUnit
from floor.house.counted_question import QuestionCount
from tests.world import DISTRICT, FACTORY, STATUTES, TELLERS, World

OPENED_BY = 'opened-by = "secretary of factory committee"'
CHAIRED = '\n[body."district committee".offices.chair]\nhandover = "14 days"\nlimit    = 4\n'
TWO_WORKS = STATUTES.replace(OPENED_BY, 'opened-by = "chair of district committee"') + CHAIRED
#: The same, with a vote of the statutes for mergers.
BY_A_VOTE = (
    TWO_WORKS
    + """
[vote.merger]
of       = "general meeting"
turnout  = "3/4"
majority = "more than 1/2 of cast"
"""
)
#: The chair of the district committee; the second works and its one shop, and who sits for it.
OPENER, SICKLE, FORGE, SITS_FOR_SICKLE, BESIDE_THEM = 8, 6, 7, 9, 10


def open_the_second_works(works: World, sent: int = SITS_FOR_SICKLE, by: int = OPENER) -> None:
    """The district elects its bodies; then a second works opens, four people move to it and elect theirs."""
    one = {"entitled": 1, "present": 1, "cast": 1}
    works.elect(unit=FACTORY, for_unit=DISTRICT, body="district congress", votes={5: 8, 6: 7, 7: 6})
    works.elect(unit=DISTRICT, body="district committee", votes={OPENER: 3}, entitled=3, present=3, cast=3)
    works.elect(unit=DISTRICT, body="district committee", office="chair", votes={OPENER: 1}, **one)
    works.say(OpenUnit(level="factory", title="Red Sickle", parent=DISTRICT), by)
    works.say(OpenUnit(level="shop", title="Forge", parent=SICKLE), by)
    for member in (9, 10, 11, 12):
        works.say(Move(member=member, to=FORGE), member)
    works.wait(days=1)
    four, two = {"entitled": 4, "present": 4, "cast": 4}, {"entitled": 2, "present": 2, "cast": 2}
    works.elect(unit=SICKLE, body="factory committee", votes={SITS_FOR_SICKLE: 4, BESIDE_THEM: 3}, **four)
    works.elect(unit=SICKLE, body="factory committee", office="chair", votes={SITS_FOR_SICKLE: 2}, **two)
    works.elect(unit=SICKLE, for_unit=DISTRICT, body="district congress", votes={sent: 4}, **four)
    works.wait(days=1)


def voted(works: World, entitled: int, votes_for: int, against: int = 0, **changes) -> QuestionCount:
    figures = {"tellers": TELLERS, "closed": works.now - timedelta(hours=1), "present": votes_for + against} | changes
    return QuestionCount(entitled=entitled, votes_for=votes_for, against=against, **figures)


def merger(works: World, **changes) -> MergeUnits:
    """The second works merges into the first: all four are for it there, and five of six here."""
    given = {"unit": SICKLE, "into": FACTORY, "decided": voted(works, 4, 4), "decided_there": voted(works, 8, 5, 1)}
    return MergeUnits(**(given | changes))
