"""A register from a file: what is read, and what is said where something cannot be."""

from __future__ import annotations

import numpy as np
import pytest

from floor.tunnel.figures import figures_of
from floor.tunnel.register_file import register_in
from floor.tunnel.registers import UNION, NotARegister, made_up
from floor.tunnel.tests.organisations import law_of

EACH = 'seats = "1 per 20 members"\none-per-unit = true\nmethod = "stv"'
LAW = law_of([EACH, EACH])
FILE = """key;name;level;parent;members
f;Red Forge;level 1;;
g;Mill;level 1;;
s1;Bolts;level 0;f;40
s2;Nails;level 0;Red Forge;22
s3;Looms;level 0;g;30
"""


def test_units_stand_where_the_file_says():
    register = register_in(FILE, LAW)
    assert register.members_in("level 0", UNION).tolist() == [40, 22, 30]
    assert register.members_in("level 1", UNION).tolist() == [62, 30]
    # The top is not in the file: there is one of it.
    assert register.members_in("level 2", UNION).tolist() == [92]
    assert figures_of(LAW, register).bodies["body 1"].captures.seats.tolist() == [3, 1]


def test_the_order_of_rows_does_not_matter_and_commas_do():
    lines = FILE.replace(";", ",").splitlines()
    register = register_in("\n".join([lines[0], *reversed(lines[1:])]), LAW)
    assert sorted(register.members_in("level 1", UNION).tolist()) == [30, 62]


def test_two_units_of_one_name_are_told_apart_by_their_keys():
    text = FILE.replace("s2;Nails", "s2;Bolts")
    assert register_in(text, LAW).members.tolist() == [40, 22, 30]
    twice = FILE.replace("g;Mill", "g;Red Forge")
    with pytest.raises(NotARegister, match="Row 5: Nails has “Red Forge” as parent"):
        register_in(twice, LAW)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (("members\n", "people\n"), "no column “members”"),
        (("level 0;f", "level 7;f"), "Row 4: “level 7” is no level"),
        (("40", "forty"), "Row 4: Bolts has “forty” members"),
        (("0;g;30", "0;q;30"), "Row 6: Looms has “q” as parent"),
        (("0;g;30", "0;;30"), "Row 6: Looms has nothing as parent"),
        (("level 1;;\ng", "level 1;;9\ng"), "Row 2: Red Forge has 9 members, and each level 0 below it, added up, 62"),
    ],
    ids=str,
)
def test_what_is_wrong_is_said_with_the_row(wrong, said):
    with pytest.raises(NotARegister, match=said):
        register_in(FILE.replace(*wrong), LAW)


def test_members_of_the_units_above_may_stand_there_too_if_they_are_the_same_people():
    summed = FILE.replace("Red Forge;level 1;;", "Red Forge;level 1;;62").replace("Mill;level 1;;", "Mill;level 1;;30")
    assert register_in(summed, LAW).total == 92
    with pytest.raises(NotARegister, match="Row 3: Mill has 31 members"):
        register_in(summed.replace(";;30", ";;31"), LAW)


def test_nobody_is_no_register():
    with pytest.raises(NotARegister, match="Nobody"):
        register_in("name,level,members\nBolts,level 0,0\n", LAW)


@pytest.mark.parametrize("members", [1, 7, 399, 40_000])
def test_a_made_up_register_has_exactly_so_many_members_on_every_level(members):
    register = made_up(LAW, members, seed=3)
    for storey in register.union:
        assert register.members_in(storey.level, UNION).sum() == members
    assert np.array_equal(made_up(LAW, members, seed=3).members, register.members)


def test_units_of_the_territory_hold_those_of_the_unions():
    from floor.law.reading import read
    from floor.law.templates import text_of
    from floor.tunnel.tests.organisations import DAY

    law = read(text_of("tasks-of-the-unions")).on(DAY)
    text = """name,level,parent,members,line,place
Metal,nation,,,,Land
Wood,nation,,,,Land
Land,nation,,,territory,
M,region,Metal,,,North
W,region,Wood,,,North
North,region,Land,,territory,
MP,province,M,,,NP
WP,province,W,,,NP
NP,province,North,,territory,
MC,county,MP,,,NC
WC,county,WP,,,NC
NC,county,NP,,territory,
MD,district,MC,,,ND
WD,district,WC,,,ND
ND,district,NC,,territory,
MF,factory,MD,,,
WF,factory,WD,,,
MS,shop,MF,700,,
WS,shop,WF,400,,
"""
    found = figures_of(law, register_in(text, law))
    assert found.bodies["district administration"].body.members.tolist() == [1100]
    # One for every 500 members of each union: 1 and 1.
    assert found.bodies["district administration"].body.seats.tolist() == [2]
