"""The register from the tables: every member is somewhere in it, however crooked the tree."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from floor.house.tunnelling.body_figures import BodyShown, Shown, shown
from floor.house.tunnelling.differences import differences
from floor.house.tunnelling.unit_sizes import Sized, register_with
from floor.law import templates
from floor.law.language import Law
from floor.law.reading import read
from tests.world import STATUTES

DAY = date(2026, 11, 1)
WORKS = read(STATUTES).on(DAY)


def crooked_tree(law: Law, dice: Random, units: int = 80) -> list[Sized]:
    """Units under parents one or more levels higher, or under none; some placed in a territory, some not."""
    found: list[Sized] = []
    for line in ("territory", "union"):
        levels = law.line_of(line)[::-1]
        for at, level in enumerate(levels):
            for _ in range(1 if at == 0 else dice.randint(1, units // len(levels) + 1)):
                higher = [one for one in found if one.line == line and one.level in levels[:at]]
                parent = dice.choice(higher) if higher and dice.random() < 0.95 else None
                number = len(found) + 1
                grounds = [
                    one
                    for one in found
                    if one.line == "territory" and law.levels.index(one.level) >= law.levels.index(level)
                ]
                ground = dice.choice(grounds) if line == "union" and grounds and dice.random() < 0.8 else None
                path = (
                    f"{parent.place_path if parent and line == 'territory' else '/'}{number}/"
                    if line == "territory"
                    else ""
                )
                place = ground.place_path if ground else (parent.place_path if parent and line == "union" else "")
                members = dice.choice([0, 1, 7, 40, 500]) if line == "union" and level == law.members_at else 0
                found.append(Sized(number, level, line, parent.number if parent else None, path or place, members))
    if not any(one.members for one in found):
        lowest = next(one for one in found if one.level == law.members_at and one.line == "union")
        found[lowest.number - 1] = Sized(lowest.number, lowest.level, "union", lowest.parent, lowest.place_path, 5)
    return found


@pytest.mark.parametrize("name", templates.names())
@pytest.mark.parametrize("seed", range(6))
def test_no_member_is_lost_and_none_counts_twice(name, seed):
    law = read(templates.text_of(name)).on(DAY)
    units = crooked_tree(law, Random(seed))
    register = register_with(law, units)
    total = sum(one.members for one in units)
    assert register.total == total
    for storey in (*register.union, *register.territory):
        if storey.line == "union" or any(one.placed is not None for one in register.union):
            assert register.members_in(storey.level, storey.line).sum() == total
    figures = shown(law, register, {one.level for one in units}, tops_only=False)
    assert figures.bodies and all(one.needed is None or 0 < one.needed <= one.members for one in figures.bodies)


def test_the_order_of_the_units_does_not_matter():
    law = read(templates.text_of("tasks-of-the-unions")).on(DAY)
    units = crooked_tree(law, Random(3))
    turned = units[::-1]
    levels = {one.level for one in units}
    one, other = (shown(law, register_with(law, each), levels, tops_only=True) for each in (units, turned))
    assert one == other


def test_a_shop_right_below_the_district_is_of_it_and_of_no_factory():
    units = [
        Sized(1, "district", "union", None, "", 0),
        Sized(2, "factory", "union", 1, "", 0),
        Sized(3, "shop", "union", 2, "", 30),
        Sized(4, "shop", "union", 1, "", 20),
    ]
    register = register_with(WORKS, units)
    assert sorted(register.members_in("factory", "union")) == [20, 30]
    assert list(register.members_in("district", "union")) == [50]


def test_members_on_the_register_of_a_higher_unit_are_counted_there():
    units = [
        Sized(1, "district", "union", None, "", 0),
        Sized(2, "factory", "union", 1, "", 9),
        Sized(3, "shop", "union", 2, "", 30),
    ]
    register = register_with(WORKS, units)
    assert list(register.members_in("factory", "union")) == [39]
    assert sorted(register.members_in("shop", "union")) == [9, 30]


def test_who_is_placed_nowhere_lies_in_the_whole():
    law = read(templates.text_of("tasks-of-the-unions")).on(DAY)
    units = [
        Sized(1, "nation", "territory", None, "/1/", 0),
        Sized(2, "region", "territory", 1, "/1/2/", 0),
        Sized(3, "nation", "union", None, "", 0),
        Sized(4, "region", "union", 3, "/1/2/", 0),
        Sized(5, "shop", "union", 4, "/1/2/", 30),
        Sized(6, "shop", "union", 3, "", 20),
    ]
    register = register_with(law, units)
    assert list(register.members_in("nation", "territory")) == [50]
    assert sorted(register.members_in("region", "territory")) == [20, 30]


def test_a_body_of_a_level_without_units_is_not_shown():
    units = [Sized(2, "factory", "union", None, "", 0), Sized(3, "shop", "union", 2, "", 30)]
    names = [one.name for one in shown(WORKS, register_with(WORKS, units), {"factory", "shop"}, tops_only=True).bodies]
    assert "factory committee" in names and "district congress" not in names


def body(**changes) -> BodyShown:
    usual = {
        "name": "congress", "members": 100, "seats": 10, "majority": 6, "needed": 30, "exact": True, "behind_fewest": 8.0, "behind_most": 12.0,
        "days_fewest": 20, "days_most": 90,
    }  # fmt: skip
    return BodyShown(**(usual | changes))


def change(before: BodyShown | None, after: BodyShown | None):
    return differences(*(Shown(100, 5, tuple(filter(None, [one])), ()) for one in (before, after)))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"needed": 31}, ("harder", "", "")),
        ({"needed": 29}, ("easier", "", "")),
        ({"needed": None}, ("out of reach", "", "")),
        ({"days_fewest": 19}, ("", "sooner", "")),
        ({"days_most": 91}, ("", "later", "")),
        ({"days_fewest": None, "days_most": None}, ("", "impossible", "")),
        ({"behind_fewest": 6.0}, ("", "", "fewer")),
        ({"behind_most": 20.0}, ("", "", "more")),
        ({"behind_fewest": 2.0, "behind_most": 20.0}, ("", "", "other")),
    ],
)
def test_each_figure_that_changes_has_its_word(changes, said):
    (found,) = change(body(), body(**changes)).bodies
    assert (found.capture, found.time, found.weight) == said


def test_what_stays_is_counted_and_a_body_that_comes_or_goes_is_named():
    assert change(body(), body()).nothing and change(body(), body()).same == 1
    assert change(None, body()).bodies[0].before is None and change(body(), None).bodies[0].after is None


def test_what_can_be_recalled_at_last_is_easier_to_change():
    (found,) = change(body(days_fewest=None, days_most=None), body()).bodies
    assert found.time == "possible"
