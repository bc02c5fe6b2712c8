"""Approval rules against abcvoting (Martin Lackner and others), another program for the same rules.

The instances with known results come with abcvoting's source distribution: unpack it and say where it is in
`ABCVOTING_INSTANCES`; without it those are left out. A part of them is tested daily from `vectors/approval.json`.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from floor.count.approval import count_approval
from floor.count.equal_shares import count_equal_shares
from floor.count.papers import Marks
from floor.count.phragmen import count_phragmen
from floor.count.sequential_pav import count_sequential_pav
from floor.count.ties import as_chosen, by_lot, left_open

RULES = {
    "seqpav": count_sequential_pav,
    "seqphragmen": count_phragmen,
    "equal-shares": count_equal_shares,
    "av": count_approval,
}

INSTANCES = sorted(Path(os.environ.get("ABCVOTING_INSTANCES", "nowhere")).glob("**/instance*.abc.yaml"))


def polls(number: int, seed: int) -> Iterator[tuple[int, dict[tuple[int, ...], int], int]]:
    """Small random polls of approvals, blank papers among them: candidates, papers, seats."""
    chance = random.Random(seed)
    for _ in range(number):
        candidates = chance.randint(2, 6)
        share = chance.choice([0.2, 0.4, 0.6])
        papers: dict[tuple[int, ...], int] = {}
        for _ in range(chance.randint(1, 9)):
            paper = tuple(one for one in range(1, candidates + 1) if chance.random() < share)
            papers[paper] = papers.get(paper, 0) + chance.randint(1, 4)
        yield candidates, papers, chance.randint(1, candidates - 1)


@cache
def instance_at(path: Path) -> dict:
    from ruamel.yaml import YAML

    return YAML(typ="safe").load(path.read_text())


def committees(
    rule: str, candidates: int, papers: dict[tuple[int, ...], int], seats: int, *, first: bool = False
) -> set[tuple[int, ...]]:
    """All that abcvoting can elect, whichever way ties go; or, with `first`, the one if ties go to the smaller number."""
    from abcvoting import abcrules
    from abcvoting.preferences import Profile

    profile = Profile(candidates)
    for paper, number in papers.items():
        profile.add_voters([{one - 1 for one in paper}] * number)
    exact = {"algorithm": "standard-fractions"} if rule in ("seqphragmen", "equal-shares") else {}
    found = abcrules.compute(
        rule, profile, seats, resolute=first, **({} if first else {"max_num_of_committees": None}), **exact
    )
    return {tuple(sorted(one + 1 for one in committee)) for committee in found}


def agree(rule: str, papers: Marks, seats: int, expected: set[tuple[int, ...]]) -> None:
    """With the lot ours is among theirs; left open, ours is theirs if no tie is left, and begins all of theirs if one is."""
    for seed in "abc":
        elected = RULES[rule](papers, seats, by_lot(seed, papers.candidates)).elected
        assert tuple(sorted(elected)) in expected
    account = RULES[rule](papers, seats, left_open())
    if account.open_tie is None:
        assert {tuple(sorted(account.elected))} == expected
    else:
        assert all(set(account.elected) <= set(committee) for committee in expected)


@pytest.mark.parametrize("rule", RULES)
def test_random_polls_agree(rule):
    pytest.importorskip("abcvoting")
    for candidates, papers, seats in polls(1000, seed=len(rule)):
        agree(rule, Marks.of(candidates, papers), seats, committees(rule, candidates, papers, seats))


@pytest.mark.skipif(not INSTANCES, reason="ABCVOTING_INSTANCES does not say where the instances are")
@pytest.mark.parametrize("rule", RULES)
def test_every_instance_agrees(rule):
    pytest.importorskip("abcvoting")
    known = asked = 0
    for path in INSTANCES:
        instance = instance_at(path)
        papers: dict[tuple[int, ...], int] = {}
        for approved in instance["profile"]:
            paper = tuple(one + 1 for one in approved)
            papers[paper] = papers.get(paper, 0) + 1
        candidates, seats = instance["num_cand"], instance["committeesize"]
        results = [
            computed["result"]
            for computed in instance.get("compute", ())
            if computed["rule_id"] == rule and not computed["resolute"] and computed["result"]
        ]
        marks = Marks.of(candidates, papers)
        if results:
            known += 1
            agree(rule, marks, seats, {tuple(sorted(one + 1 for one in committee)) for committee in results[0]})
        else:
            asked += 1
            elected = RULES[rule](marks, seats, as_chosen(range(1, candidates + 1))).elected
            assert {tuple(sorted(elected))} == committees(rule, candidates, papers, seats, first=True)
    assert (known, asked) == (480, 1000)
