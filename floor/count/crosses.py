"""Papers with crosses: which are valid, which are blank, and how many votes each candidate has."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .account import Account, Round
from .most_votes import most_votes_win
from .papers import Marks, NotPapers, Numbers
from .ties import Ties

#: Rows looked at together: few enough to stay in a processor's nearest memory.
_TOGETHER = 1 << 16


@dataclass(frozen=True, slots=True)
class Sorted:
    """A pile of papers, sorted into those that count, the blank and the invalid."""

    papers: int
    blank: int
    invalid: int
    weights: Numbers
    """How many papers count, per row: nought for the rows that are invalid."""


def sort_out(papers: Marks, per_candidate: int | None = 1, per_paper: int | None = None) -> Sorted:
    """Which papers count: at most so many crosses for one candidate and on one paper, none below nought."""
    if papers.marks.ndim != 2 or papers.marks.shape != (len(papers.weights), papers.candidates):
        raise NotPapers(f"A paper must have one number for each of the {papers.candidates} candidates.")
    if len(papers.weights) and int(papers.weights.min()) < 0:
        raise NotPapers("The number of alike papers cannot be below nought.")
    weights = papers.weights.astype(np.int64)
    blank = invalid = 0
    # No cell of a valid paper can be above this, so that no sum of a row can run over.
    most_in_a_cell = min((most for most in (per_candidate, per_paper) if most is not None), default=None)
    for start in range(0, len(weights), _TOGETHER):
        marks, these = papers.marks[start : start + _TOGETHER], weights[start : start + _TOGETHER]
        bad = _rows_outside(marks, most_in_a_cell)
        sums = marks.sum(axis=1)
        if per_paper is not None:
            bad |= sums > per_paper
        invalid += int(these[bad].sum())
        blank += int(these[~bad & (sums == 0)].sum())
        these[bad] = 0
    return Sorted(papers.total, blank, invalid, weights)


def votes_of(papers: Marks, weights: Numbers) -> tuple[int, ...]:
    """The sum of the marks of each candidate."""
    votes = np.zeros(papers.candidates, dtype=np.int64)
    for start in range(0, len(weights), _TOGETHER):
        votes += weights[start : start + _TOGETHER] @ papers.marks[start : start + _TOGETHER]
    return tuple(votes.tolist())


def most_crosses_win(
    method: str, papers: Marks, seats: int, ties: Ties, *, per_candidate: int | None = 1, per_paper: int | None = None
) -> Account:
    """Add the crosses up; whoever has most gets the seats."""
    pile = sort_out(papers, per_candidate, per_paper)
    votes = votes_of(papers, pile.weights)
    elected, steps = most_votes_win(votes, seats, ties)
    return Account(
        method=method,
        candidates=papers.candidates,
        seats=seats,
        papers=pile.papers,
        elected=elected,
        rounds=(Round(votes, steps),),
        ties=tuple(ties.met),
        blank=pile.blank,
        facts={"invalid": pile.invalid} | ({"crosses": per_paper} if per_paper is not None else {}),
    )


def _rows_outside(marks: NDArray[np.integer], most: int | None) -> NDArray[np.bool_]:
    """Rows with a number below nought or above `most`. Nearly always there is none, and one look at all cells says so."""
    if not marks.size or (int(marks.min()) >= 0 and (most is None or int(marks.max()) <= most)):
        return np.zeros(len(marks), dtype=np.bool_)
    outside = marks < 0
    if most is not None:
        outside |= marks > most
    return np.asarray(outside.any(axis=1), dtype=np.bool_)
