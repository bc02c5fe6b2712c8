"""What is kept of papers, against a teller who goes through each of them by itself."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from floor.count.keeping import KEEP_ALL, Kept
from floor.count.papers import Rankings
from floor.count.tests.elections import rankings

Fates = list[tuple[str, int, int]]


@st.composite
def counts(draw: st.DrawFn) -> tuple[Rankings, Fates]:
    """Papers, and what becomes of candidates one after the other: elected or excluded, and what those elected keep then."""
    papers = draw(rankings(max_candidates=6, max_papers=14))
    order = draw(st.permutations(range(1, papers.candidates + 1)))
    fates = st.tuples(st.sampled_from(["elected", "excluded"]), st.integers(1, KEEP_ALL))
    given = draw(st.lists(fates, min_size=len(order), max_size=len(order)))
    return papers, [(fate, candidate, share) for candidate, (fate, share) in zip(order, given, strict=True)]


@settings(max_examples=100, deadline=None)
@given(counts())
def test_papers_are_shared_out_as_by_a_teller_who_takes_them_one_by_one(election: tuple[Rankings, Fates]):
    papers, fates = election
    kept, hoping, elected = Kept(papers), set(range(1, papers.candidates + 1)), set[int]()
    for fate, candidate, share in fates:
        hoping.discard(candidate)
        if fate == "elected":
            elected.add(candidate)
            kept.share[candidate] = share
        else:
            kept.give_all_up(candidate)
        votes, left = kept.votes(hoping, elected)
        assert (votes, left) == one_by_one(papers, kept.share, hoping)
        assert sum(votes) + left == kept.valid * KEEP_ALL


def one_by_one(papers: Rankings, share: list[int], hoping: set[int]) -> tuple[list[int], int]:
    votes, ended = [0] * papers.candidates, 0
    for paper, weight in zip(papers.ranks.tolist(), papers.weights.tolist(), strict=True):
        left = KEEP_ALL if paper[0] else 0
        for candidate in paper:
            if candidate and left:
                keeps = left if candidate in hoping else -(-left * share[candidate] // KEEP_ALL)
                votes[candidate - 1] += keeps * weight
                left -= keeps
        ended += left * weight
    return votes, ended
