"""Papers gathered one line at a time, by the readers that look at each line: rankings, or orders once anyone stands level."""

from __future__ import annotations

from collections.abc import Sequence

from ..papers import NotPapers, Orders, Rankings, check_ranking
from .text import on_line

Groups = tuple[tuple[int, ...], ...]


class Gathered:
    """Distinct papers with their number, in the order in which they first came."""

    def __init__(self, candidates: int) -> None:
        self.candidates = candidates
        self._papers: dict[Groups, int] = {}

    def add(self, groups: Sequence[Sequence[int]], number: int, line: int) -> None:
        """So many papers that name these groups in order; each group stands level."""
        paper = tuple(tuple(sorted(group)) for group in groups if group)
        try:
            check_ranking(self.candidates, [candidate for group in paper for candidate in group])
        except NotPapers as fault:
            raise on_line(line, str(fault)[0].lower() + str(fault)[1:]) from None
        if number:
            self._papers[paper] = self._papers.get(paper, 0) + number

    def papers(self, without: frozenset[int] = frozenset()) -> Rankings | Orders:
        """The papers; with the numbers of those `without` taken off them and the others moved up."""
        new: dict[int, int] = {}
        for candidate in range(1, self.candidates + 1):
            if candidate not in without:
                new[candidate] = len(new) + 1
        standing: dict[Groups, int] = {}
        for paper, number in self._papers.items():
            kept = tuple(tuple(new[one] for one in group if one in new) for group in paper)
            kept = _as_far_as_it_goes(tuple(group for group in kept if group), len(new))
            standing[kept] = standing.get(kept, 0) + number
        if any(len(group) > 1 for paper in standing for group in paper):
            return Orders.of(len(new), standing)
        return Rankings.of(len(new), {tuple(one for (one,) in paper): number for paper, number in standing.items()})


def _as_far_as_it_goes(paper: Groups, candidates: int) -> Groups:
    """A paper without those it puts level at its end, all who are left: that is how some files write a short ranking."""
    all_named = sum(len(group) for group in paper) == candidates
    return paper[:-1] if paper and len(paper[-1]) > 1 and all_named else paper
