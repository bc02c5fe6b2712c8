"""How much a voice weighs, whose delegation decides, and where more leads to less."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from floor.law.values import Seats
from floor.tunnel.paradoxes import alabama, new_state, of_a_rule, population, sharing_by
from floor.tunnel.power import power_in
from floor.tunnel.pyramid import pyramid_of, seats_for
from floor.tunnel.tests.organisations import law_of, register_of
from floor.tunnel.weight import weigh

EACH = 'seats = "1 per 100 members"\none-per-unit = true\nmethod = "stv"'


def _weighed(sizes: list[int], rule: str = EACH):
    law = law_of([rule, 'seats = 3\nmethod = "stv"'])
    body = pyramid_of(law, register_of([sizes]))["body 1"]
    return weigh(body, body.groups[0])


def test_the_lightest_and_the_heaviest_voice_are_told_with_their_units():
    found = _weighed([1, 149, 400])
    # A unit of one has a seat by the least of the rule; 149 have one, too.
    assert (found.heaviest.members, found.heaviest.seats) == (1, 1)
    assert (found.lightest.members, found.lightest.seats) == (149, 1)
    assert found.ratio == 149
    # Among units with members for a whole seat (550 / 6): 149 to one against 100 to one.
    assert found.ratio_of_large == pytest.approx(1.49)
    assert found.below_one_seat == 1


def test_seats_lost_to_rounding_are_those_beyond_the_exact_share():
    # 1, 1 and 1 seats; exact would be 0.45, 0.9 and 1.65.
    assert _weighed([60, 60, 60]).lost == 0
    assert _weighed([50, 50, 50, 50, 149, 149]).seats == 6
    assert _weighed([50, 50, 50, 50, 149, 149]).lost == 1


def test_members_of_units_without_a_seat_are_counted():
    bands = 'seats = [[20, 99, 1], [100, 900, 2]]\none-per-unit = true\nmethod = "stv"'
    assert _weighed([19, 30, 150], bands).without == 19


def test_where_all_vote_together_nobody_weighs_more():
    assert _weighed([10, 90], 'seats = 5\nmethod = "stv"') is None


@given(st.lists(st.integers(0, 400), min_size=1, max_size=30), st.integers(1, 90), st.integers(1, 5))
def test_seats_for_many_units_are_those_for_each(sizes, per, least):
    rule = Seats(per=per, at_least=least)
    assert seats_for(rule, np.array(sizes)).tolist() == [rule.number_for(size) for size in sizes]


def test_a_total_is_shared_out_in_each_sitting_among_all_who_elect_it():
    law = law_of(['seats = "10 by hare, at least 1"\nmethod = "stv"', 'seats = 3\nmethod = "stv"'])
    body = pyramid_of(law, register_of([[600, 300, 100, 3], [5, 5]]))["body 1"]
    # 10 by 1,003 members: 5.98, 2.99, 1.00 and 0.03, where the least steps in; the other sitting shares ten of its own.
    assert body.groups[0].seats.tolist() == [5, 3, 1, 1, 5, 5]
    assert body.seats.tolist() == [10, 10]


def test_a_total_without_a_least_leaves_small_units_without_a_seat():
    law = law_of(['seats = "10 by hare, at least 0"\nmethod = "stv"', 'seats = 3\nmethod = "stv"'])
    body = pyramid_of(law, register_of([[600, 300, 100, 3]]))["body 1"]
    assert body.groups[0].seats.tolist() == [6, 3, 1]
    assert weigh(body, body.groups[0]).without == 3


def test_a_total_that_gives_each_unit_the_least_does_not_stop_the_tunnel_where_there_are_more_units_than_seats():
    law = law_of(['seats = "2 by sainte-lague"\nmethod = "stv"', 'seats = 3\nmethod = "stv"'])
    body = pyramid_of(law, register_of([[60, 50, 40]]))["body 1"]
    assert body.groups[0].seats.tolist() == [1, 1]


def _power(sizes: list[int]):
    law = law_of([EACH, 'seats = 3\nmethod = "stv"'])
    return power_in(pyramid_of(law, register_of([sizes]))["body 1"])


def test_three_delegations_of_which_any_two_carry_have_the_same_power():
    found = _power([400, 400, 200])
    assert [(one.seats, one.many) for one in found.delegations] == [(4, 2), (2, 1)]
    assert [one.share_of_power for one in found.delegations] == [pytest.approx(1 / 3)] * 2
    assert found.most_over.seats == 2


def test_a_delegation_with_more_than_half_has_all_power():
    found = _power([600, 200, 200])
    assert found.rules_alone and found.without_power == 2


def test_one_delegation_alone_is_not_weighed():
    assert _power([500]) is None


def test_the_largest_remainders_take_a_seat_away_when_one_is_added():
    found = alabama(sharing_by("hare"), [6, 6, 2], 20)
    assert found is not None
    assert found.sentence == "With 3 seats a unit of 2 members has 1; with 4 it has 0."


@pytest.mark.parametrize("method", ["dhondt", "sainte-lague"])
def test_divisors_have_none_of_the_three_faults(method):
    share = sharing_by(method)
    for sizes in ([6, 6, 2], [1, 5, 7], [53, 24, 23]):
        assert alabama(share, sizes, 40) is None
        assert population(share, sizes, 10, tries=300) is None


def test_quotas_have_the_population_paradox_and_that_of_a_new_state():
    assert population(sharing_by("droop"), [53, 24, 23], 10) is not None
    assert new_state(sharing_by("hare"), [53, 24, 23], 10) is not None


def test_bands_that_fall_punish_growth_and_small_units_gain_by_splitting():
    falling = Seats.parse([[1, 100, 2], [101, 200, 1]])
    names = [one.name for one in of_a_rule(falling, np.array([40, 130]))]
    assert names == ["growth", "splitting"]
    assert [one.name for one in of_a_rule(Seats.parse("1 per 1 members"), np.array([4, 9]))] == []
    (splitting,) = of_a_rule(Seats.parse("1 per 100 members"), np.array([40, 900]))
    assert splitting.sentence == "A unit of 40 members has 1 seat; cut in two, its halves have 2 seats together."
