"""Counting an election of lists: seats to the lists, people to the seats. Pure; the arithmetic is that of `floor.count.lists`.

A paper is one vote for a list. On open lists it may also name people of that list, which moves them up on it and gives the list
no more than the one vote.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from fractions import Fraction
from typing import Any

from floor.count.divisors import DIVISORS
from floor.count.lists import CandidateList, ListElection, count_lists
from floor.count.ties import Tie, Ties
from floor.law.language import Election
from floor.polls.counting import BY_VOTES, Rules, ties_of
from floor.polls.urn.paper import Form, Paper


def lists_outcome(rules: Rules, form: Form, papers: Mapping[Paper, int], ties: Ties | None = None) -> dict[str, Any]:
    """Who is elected, list by list, with all it takes to share out the seats again by hand."""
    lists = tuple(_with_votes(rules, form, papers, number) for number in range(1, form.options + 1))
    ties = ties or ties_of(rules, form.options)
    counted = count_lists(
        lists, rules.seats, ties, rules.method, open_=bool(form.people),
        threshold=threshold_of(rules, sum(each.votes for each in lists)), minority=rules.of_category, reserved=rules.reserved,
    )  # fmt: skip
    open_tie = counted.shares.open_tie
    return {
        "elected": list(counted.elected),
        "votes": [each.votes for each in lists],
        "people": [[person, votes] for each in lists for person, votes in _people(each)],
        "lists": _told(lists, counted),
        "ties": [_tie(tie) for tie in ties.met],
        # The tie is between lists, so nobody on them stands level by name.
        "open_tie": list(open_tie.among) if open_tie else [],
        "shares": _shares(counted),
    }


def _with_votes(rules: Rules, form: Form, papers: Mapping[Paper, int], number: int) -> CandidateList:
    votes, personal = 0, dict.fromkeys(rules.lists[number - 1], 0)
    for paper, alike in papers.items():
        if paper and paper[0] == number:
            votes += alike
            for person in paper[1:]:
                # Somebody who has left since the count is no longer on the list; the paper still counts for it.
                if person in personal:
                    personal[person] += alike
    return CandidateList(tuple(personal), votes, tuple(personal.values()) if form.people else ())


def _people(each: CandidateList) -> list[tuple[int, int]]:
    """Votes per person: their own on open lists; on closed ones those of the list, because nobody can be named there."""
    return list(zip(each.candidates, each.personal or [each.votes] * len(each.candidates), strict=True))


def threshold_of(rules: Rules, votes: int) -> Fraction | None:
    if rules.threshold is None:
        return None
    if rules.threshold.fraction is not None:
        return rules.threshold.fraction
    return Fraction(rules.threshold.needed(votes), max(votes, 1))


def _told(lists: tuple[CandidateList, ...], counted: ListElection) -> list[dict[str, Any]]:
    return [
        {
            "number": number, "votes": each.votes, "seats": counted.won[number - 1], "won": counted.shares.won[number - 1],
            "people": list(each.candidates), "below": number in counted.below,
        }
        for number, each in enumerate(lists, start=1)
    ]  # fmt: skip


def _shares(counted: ListElection) -> dict[str, Any]:
    """What the sharing out has to show: the last quotient that won and the next one, and every seat given up to a category."""
    shares = counted.shares
    return {
        "method": shares.method, "seats": shares.seats, "won": list(shares.won), "kind": shares.kind, "facts": shares.facts,
        "last": [asdict(claim) for claim in shares.last], "missed": [asdict(claim) for claim in shares.missed],
        "below": list(counted.below), "short": counted.short,
        "swaps": [{"out": asdict(swap.out), "in": asdict(swap.in_)} for swap in counted.swaps],
    }  # fmt: skip


def _tie(tie: Tie) -> dict[str, Any]:
    return {
        "among": list(tie.among), "places": tie.places, "favoured": list(tie.favoured), "for": tie.for_, "how": tie.how, "round": tie.round,
    }  # fmt: skip


def why_not_reserved(rule: object) -> str | None:
    """Why the seats that the statutes reserve can't be given by this method; None if they can, or if there are none.

    A promise that the count would not keep must stop the election, not be passed over.
    """
    if not isinstance(rule, Election) or not rule.reserved:
        return None
    if len(rule.reserved) > 1:
        return f"Seats can be reserved for one category in an election; the statutes name {', '.join(rule.reserved)}."
    if rule.method not in BY_VOTES and rule.method not in DIVISORS:
        return (
            f"The method {rule.method} has no rule for reserved seats: take block or plurality, dhondt or sainte-lague."
        )
    return None
