"""Every template can be lived: founded, entered, and every election it provides for held, from the members up to the top."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from floor.book.act import FOUNDING
from floor.book.doing import attach_text, do
from floor.demo.assembling import Assembling
from floor.demo.statutes import at_this_size
from floor.house.acts.founding import Adoption, FirstUnit, Found, Founder
from floor.house.acts.members import Person
from floor.house.models import Mandate
from floor.house.verification import every_mandate_traces_to_members
from floor.law import templates
from floor.law.language import Law
from floor.law.reading import read
from tests.world import assert_the_book_rebuilds

NOW = datetime(2026, 11, 2, 18, 0, tzinfo=UTC)
FOUNDERS = 480

#: With so many bodies, all their elections take a quarter of a minute: they are held in the soak.
LARGE = {"tasks-of-the-unions", "us-national"}


def tree(law: Law) -> list[FirstUnit]:
    """One unit at each level of the territory line, and of the union line a chain that parts in two where members belong."""
    territory = law.line_of("territory")[::-1]
    union = law.line_of("union")[::-1]
    units: list[FirstUnit] = []
    places: dict[str, int] = {}
    for level in territory:
        units.append(FirstUnit(level=level, title=f"{level} of all", line="territory", parent=len(units) or None))
        places[level] = len(units)
    above = None
    for at, level in enumerate(union):
        last = at == len(union) - 1
        for name in ("first", "second") if last and at else ("",):
            units.append(FirstUnit(level=level, title=f"{level} {name}".strip(), parent=above, place=places.get(level)))
            if level == law.members_at:
                break_here = name in ("second", "")
        if not last:
            above = len(units)
    assert break_here
    return units


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", [pytest.param(each, marks=[pytest.mark.slow] if each in LARGE else []) for each in templates.names()]
)
def test_every_election_of_a_template_can_be_held(name, empty_replay):
    text = at_this_size(templates.text_of(name))
    law = read(text).on(NOW.date())
    units = tree(law)
    homes = [at for at, unit in enumerate(units, start=1) if unit.level == law.members_at and unit.line == "union"]
    first = {category: values[0] for category, values in law.membership.categories.items()}
    founders = [
        Founder(unit=homes[at % len(homes)], person=Person(name=f"Founder {at}", categories=first))
        for at in range(FOUNDERS)
    ]
    adoption = Adoption(
        present=FOUNDERS, votes_for=FOUNDERS, against=0, abstaining=0, tellers=list(range(1, law.founding.tellers + 1))
    )
    found = Found(
        title=name,
        statutes=attach_text(text),
        units=units,
        founders=founders,
        adoption=adoption,
        closed=NOW - timedelta(hours=1),
    )
    do(found, FOUNDING, at=NOW)
    Assembling(law, NOW + timedelta(hours=3), Random(7)).elect_everybody()
    held = set(Mandate.objects.filter(ended=None).values_list("seat__body", flat=True))
    levels = {unit.level for unit in units}
    expected = {body for body in law.body if law.elections_of(body) and law.body[body].at in levels}
    assert expected - held == set()
    assert {claim.verdict for claim in every_mandate_traces_to_members()} == {"holds"}
    assert_the_book_rebuilds()
