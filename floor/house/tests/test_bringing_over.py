"""Whatever the tree looks like on its two lines: after a merger every path leads to where a unit stands, and every count is the sum below."""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from floor.book.protected import acting
from floor.house.acts.bringing_over import bring_units_over, count_anew
from floor.house.acts.units import place_in_tree
from floor.house.models import Unit

pytestmark = pytest.mark.django_db
MOMENT = datetime(2026, 3, 1, tzinfo=UTC)
#: From the top down: the level and the line of each storey, and on which storey its parents stand.
STOREYS = [
    ("nation", "territory", None), ("province", "territory", "nation"), ("city", "territory", "province"),
    ("union", "union", "nation"), ("district", "union", "union"), ("works", "union", "district"), ("shop", "union", "works"),
]  # fmt: skip


def a_tree(random: Random) -> list[Unit]:
    """Two cities or more in each province, works that lie in a city, shops that lie where their works does or elsewhere."""
    made: list[Unit] = []
    for level, line, above in STOREYS:
        parents = [unit for unit in made if unit.level == above] or [None]
        for parent in parents:
            for _ in range(1 if parent is None else random.randint(1, 3)):
                cities = [unit for unit in made if unit.level == "city"]
                lies = random.random() < {"works": 0.8, "shop": 0.2}.get(level, 0)
                place = random.choice(cities) if lies else None
                number = len(made) + 1
                path, place_path = place_in_tree(number, parent, place)
                here = random.randint(0, 9) if level in ("works", "shop") else 0
                made.append(Unit(
                    id=number, level=level, line=line, parent=parent, place=place, path=path, place_path=place_path, opened=MOMENT,
                    members_here=here,
                ))  # fmt: skip
    for unit in made:
        unit.members_below = below(unit, made)
    Unit.objects.bulk_create(made)
    return made


def below(unit: Unit, units: list[Unit]) -> int:
    return sum(one.members_here for one in units if f"/{unit.pk}/" in one.path or f"/{unit.pk}/" in one.place_path)


def side_by_side(units: list[Unit]) -> list[tuple[Unit, Unit]]:
    return [
        (one, two)
        for one in units
        for two in units
        if one.pk != two.pk and one.parent_id and (one.parent_id, one.place_id) == (two.parent_id, two.place_id)
        and (one.level, one.line) == (two.level, two.line)
    ]  # fmt: skip


@given(seed=st.integers(0, 2**32))
def test_every_path_leads_where_a_unit_stands_and_every_count_is_the_sum_below(seed):
    random = Random(seed)
    with transaction.atomic(), acting("a test"):
        pairs = side_by_side(a_tree(random))
        if pairs:
            unit, into = random.choice(pairs)
            before = dict(Unit.objects.values_list("pk", "members_below"))
            bring_units_over(unit, into)
            Unit.objects.filter(pk=unit.pk).update(closed=MOMENT)
            count_anew(unit, into)
            assert_it_stands(unit, into, before)
        transaction.set_rollback(True)


def assert_it_stands(unit: Unit, into: Unit, before: dict[int, int]) -> None:
    now = {one.pk: one for one in Unit.objects.filter(closed=None)}
    for one in now.values():
        assert unit.pk not in (one.parent_id, one.place_id)
        parent, place = now.get(one.parent_id), now.get(one.place_id)
        assert (one.path, one.place_path) == place_in_tree(one.pk, parent, place)
        assert one.members_below == below(one, list(now.values()))
    others = {number: people for number, people in before.items() if number not in (unit.pk, into.pk)}
    assert others == {number: now[number].members_below for number in others}
