"""The arithmetic of succession and of lists, on generated papers: what must hold whoever votes how."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from floor.law.values import Share
from floor.polls.counting import Rules, candidates_outcome
from floor.polls.electing.counting_lists import lists_outcome
from floor.polls.electing.succession import elected_without, next_in
from floor.polls.urn.paper import Form, Paper, form_for

SEED = "a1" * 32
METHODS = ["plurality", "block", "limited", "approval", "stv", "meek", "schulze", "phragmen"]


@st.composite
def elections(draw: st.DrawFn) -> tuple[Rules, Form, dict[Paper, int], int]:
    method = draw(st.sampled_from(METHODS))
    candidates, seats = draw(st.integers(2, 6)), draw(st.integers(1, 3))
    form = form_for(method, candidates, seats)
    orders = st.permutations(range(1, candidates + 1)).map(tuple)
    papers: dict[Paper, int] = {}
    for order, length, number in draw(
        st.lists(st.tuples(orders, st.integers(0, form.most), st.integers(1, 9)), max_size=12)
    ):
        paper = order[:length] if form.kind == "rankings" else tuple(sorted(order[:length]))
        papers[paper] = papers.get(paper, 0) + number
    return Rules(method, seats, seed=SEED), form, papers, candidates


@given(elections())
def test_without_anybody_gone_the_same_people_are_elected(election):
    rules, form, papers, candidates = election
    assert (
        elected_without(rules, form, papers, candidates, ())
        == candidates_outcome(rules, form, papers, candidates)["elected"]
    )


@given(elections(), st.data())
def test_nobody_who_is_gone_is_elected_and_a_seat_is_left_empty_only_for_want_of_people(election, data):
    rules, form, papers, candidates = election
    gone = data.draw(st.sets(st.integers(1, candidates)))
    elected = elected_without(rules, form, papers, candidates, gone)
    assert not gone & set(elected) and len(set(elected)) == len(elected) <= rules.seats


@given(elections())
def test_with_crosses_it_is_the_next_by_votes(election):
    rules, form, papers, candidates = election
    if rules.method not in ("plurality", "block", "approval"):
        return
    outcome = candidates_outcome(rules, form, papers, candidates)
    if not outcome["elected"]:
        return
    left, sitting = outcome["elected"][0], set(outcome["elected"][1:])
    follows = next_in(elected_without(rules, form, papers, candidates, {left}), sitting, ())
    waiting = [
        votes for number, votes in enumerate(outcome["votes"], start=1) if number not in outcome["elected"] and votes
    ]
    assert (outcome["votes"][follows - 1] if follows else None) == max(waiting, default=None)


@st.composite
def list_elections(draw: st.DrawFn) -> tuple[Rules, Form, dict[Paper, int]]:
    method = draw(st.sampled_from(["dhondt", "sainte-lague", "hare", "droop"]))
    sizes, seats = draw(st.lists(st.integers(1, 4), min_size=1, max_size=4)), draw(st.integers(1, 5))
    lists, at = [], 1
    for size in sizes:
        lists.append(tuple(range(at, at + size)))
        at += size
    open_ = draw(st.booleans())
    on = [number for number, people in enumerate(lists, start=1) for _ in people]
    form = form_for(method, len(lists), seats, on if open_ else ())
    papers: dict[Paper, int] = {}
    for chosen, number in draw(st.lists(st.tuples(st.integers(1, len(lists)), st.integers(1, 9)), max_size=9)):
        named = draw(st.sets(st.sampled_from(lists[chosen - 1]), max_size=min(seats, 4))) if open_ else ()
        paper = (chosen, *sorted(named))
        papers[paper] = papers.get(paper, 0) + number
    return Rules(method, seats, seed=SEED, lists=tuple(lists)), form, papers


@given(list_elections())
def test_each_paper_is_one_vote_for_its_list_however_many_people_it_names(election):
    rules, form, papers = election
    outcome = lists_outcome(rules, form, papers)
    assert sum(outcome["votes"]) == sum(papers.values())
    assert sum(each["seats"] for each in outcome["lists"]) == len(outcome["elected"]) <= rules.seats


@given(list_elections())
def test_on_lists_the_next_of_the_same_list_follows_while_it_has_anybody(election):
    rules, form, papers = election
    outcome = lists_outcome(rules, form, papers)
    if not outcome["elected"]:
        return
    left, sitting = outcome["elected"][0], set(outcome["elected"][1:])
    same = next(people for people in rules.lists if left in people)
    follows = next_in(elected_without(rules, form, papers, 0, {left}), sitting, same)
    waiting = [person for person in same if person not in outcome["elected"]]
    assert follows in waiting if waiting else follows not in same


def test_open_lists_move_up_whom_their_voters_name_and_closed_ones_keep_their_order():
    papers = {(1, 3): 5, (1, 2): 2, (2,): 3}
    rules = Rules("dhondt", 2, seed=SEED, lists=((1, 2, 3), (4, 5)))
    opened = lists_outcome(rules, form_for("dhondt", 2, 2, (1, 1, 1, 2, 2)), papers)
    assert opened["elected"] == [3, 2] and dict(opened["people"])[3] == 5
    closed = lists_outcome(rules, form_for("dhondt", 2, 2), {(1,): 7, (2,): 3})
    assert closed["elected"] == [1, 2] and dict(closed["people"])[5] == 3


def test_a_list_below_the_threshold_takes_no_seat():
    rules = Rules("dhondt", 5, seed=SEED, lists=((1, 2, 3, 4, 5), (6,)))
    form = form_for("dhondt", 2, 5)
    assert 6 in lists_outcome(rules, form, {(1,): 80, (2,): 20})["elected"]
    shut_out = lists_outcome(replace(rules, threshold=Share.parse("1/4")), form, {(1,): 80, (2,): 20})
    assert 6 not in shut_out["elected"] and shut_out["lists"][1]["below"]
    exactly = lists_outcome(replace(rules, threshold=Share.parse("1/5")), form, {(1,): 80, (2,): 20})
    assert 6 in exactly["elected"]


def test_a_reserved_seat_is_given_up_by_the_last_quotient_to_the_next_of_the_category():
    """As section 15 (5) of the German election regulation has it: on the same list if somebody is there."""
    rules = Rules("dhondt", 3, seed=SEED, lists=((1, 2, 3), (4, 5)), reserved=1, of_category=frozenset({5}))
    outcome = lists_outcome(rules, form_for("dhondt", 2, 3), {(1,): 60, (2,): 40})
    assert sorted(outcome["elected"]) == [1, 2, 5] or sorted(outcome["elected"]) == [1, 4, 5]
    assert len(outcome["shares"]["swaps"]) == 1 and outcome["shares"]["short"] == 0
