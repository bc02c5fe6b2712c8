"""Who takes a seat that has become vacant, where the statutes give it to the runner-up (R1). Pure: papers in, numbers out.

The same papers are counted again, by the same method and for the same number of seats, as if those who are gone had never stood:
their names are taken out of every paper and the next choice moves up. Those who sit keep their seats; the first who is elected
now and does not sit yet takes the vacant one.

That is one rule for every method. With crosses it gives the next by votes. On lists it gives the next on the same list, and the list
with the next quotient once that one is used up. With rankings it is a countback. To count for one seat only, without those
who sit, would be simpler and wrong: the majority would take a seat that a minority had won.

Ties fall by the lot of the poll's seed, also where the statutes would hold a tied poll again: a by-election for the second place
would ask everyone about somebody whom nobody is replacing by choice.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from floor.count.ties import Ties, as_chosen, drawn
from floor.polls.counting import Rules, candidates_outcome
from floor.polls.urn.paper import Form, Paper

from .counting_lists import lists_outcome


def elected_without(
    rules: Rules, form: Form, papers: Mapping[Paper, int], candidates: int, gone: Collection[int]
) -> list[int]:
    """Who is elected by these papers if those who are gone had not stood, by their numbers on the paper."""
    if form.kind == "lists":
        lists = tuple(tuple(person for person in people if person not in gone) for people in rules.lists)
        lot = _lot(rules, form.options, {number: number for number in range(1, form.options + 1)})
        return list(lists_outcome(replace(rules, lists=lists), form, papers, lot)["elected"])
    staying = [number for number in range(1, candidates + 1) if number not in gone]
    if not staying:
        return []
    new = {number: at for at, number in enumerate(staying, start=1)}
    again: dict[Paper, int] = {}
    for paper, alike in papers.items():
        kept = tuple(new[number] for number in paper if number in new)
        again[kept] = again.get(kept, 0) + alike
    of_category = frozenset(new[number] for number in rules.of_category if number in new)
    counted = candidates_outcome(
        replace(rules, of_category=of_category),
        replace(form, options=len(staying)),
        again,
        len(staying),
        _lot(rules, candidates, new),
    )
    return [staying[number - 1] for number in counted["elected"]]


def _lot(rules: Rules, all_of_them: int, new: Mapping[int, int]) -> Ties:
    """The lot as it was drawn for all who stood, without those who are gone: nobody's place in it changes."""
    return as_chosen([new[number] for number in drawn(rules.seed, all_of_them) if number in new], "lot")


def next_in(elected: list[int], sitting: Collection[int], of_the_same_list: Collection[int]) -> int | None:
    """The first who does not sit yet; on lists, of the list whose seat it was, if anybody of it is elected now."""
    waiting = [number for number in elected if number not in sitting]
    return next((number for number in waiting if number in of_the_same_list), next(iter(waiting), None))
