"""The ballot paper. All papers of a poll are the same to the last byte: no number, no mark, nothing that differs (R5, R17)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .press import typeset
from .what import BallotPaper, Candidate, Kind, Sheet
from .wording import candidate_rows, list_rows


def print_ballot(paper: BallotPaper, sheet: Sheet = "a4") -> bytes:
    """The paper as a PDF of one sheet to be copied as often as there are voters; short ones stand two or four to a sheet."""
    values: dict[str, Any] = {
        "heading": _("Ballot paper"),
        "kind": paper.kind,
        "question": paper.question,
        "how": HOW_TO[paper.kind](paper),
        "candidates": candidate_rows(paper.candidates or _whole_question(paper)),
        "lists": list_rows(paper.lists),
        "people": paper.people,
        "nobody": _("Nobody stands."),
        "answers": [_("For"), _("Against"), _("Abstain")],
        "opening": paper.opening,
        "closing": paper.closing,
        "hand_in": paper.hand_in,
        "secret": _("Do not sign this paper. A paper that shows who filled it in does not count."),
    }
    return typeset("ballot", paper.poll, sheet, values, every_letter=True)


def _whole_question(paper: BallotPaper) -> tuple[Candidate, ...]:
    """A question without parts is one part: its own words."""
    return (Candidate(1, paper.question or paper.poll.title),) if paper.kind == "question" else ()


def _how_to_rank(paper: BallotPaper) -> list[str]:
    return [
        _("Write 1 in the box of the one you want most, 2 in the box of your second choice, and so on."),
        _("Rank as many or as few as you like.")
        if paper.most is None or paper.most >= len(paper.candidates)
        else ngettext("Choose %(most)s only.", "Rank %(most)s at most.", paper.most) % {"most": paper.most},
    ]


def _how_to_mark(paper: BallotPaper) -> list[str]:
    if paper.most is None or paper.most >= len(paper.candidates):
        return [_("Put a cross in the box of everyone you want. You may mark as many as you like.")]
    if paper.most == 1:
        return [_("Put a cross in one box only.")]
    return [_("Put a cross in at most %(most)s boxes. With more, the paper does not count.") % {"most": paper.most}]


def _how_to_give_points(paper: BallotPaper) -> list[str]:
    if paper.most is None:
        return [_("Write your points in the boxes. An empty box is no points.")]
    return [
        ngettext(
            "You have %(most)s point to give. Write it in a box.",
            "You have %(most)s points to give: all to one, or shared among several. Write how many in the boxes.",
            paper.most,
        )
        % {"most": paper.most},
        _("If they add up to more, the paper does not count."),
    ]


def _how_to_choose_a_list(paper: BallotPaper) -> list[str]:
    if not paper.people:
        return [_("Put one cross, in the box of the list you want.")]
    limit = paper.most
    return [
        _("Put one cross in the box of the list you want."),
        _("If you like, put crosses for people of that list too.")
        if limit is None
        else ngettext(
            "If you like, put a cross for %(most)s person of that list too.",
            "If you like, put crosses for people of that list too, %(most)s at most.",
            limit,
        )
        % {"most": limit},
    ]


def _how_to_answer(paper: BallotPaper) -> list[str]:
    if len(paper.candidates) > 1:
        return [_("Put one cross in each line: for, against, or abstain.")]
    return [_("Put one cross: for, against, or abstain.")]


#: For each kind of paper, how it is filled in.
HOW_TO: dict[Kind, Callable[[BallotPaper], list[str]]] = {
    "rankings": _how_to_rank,
    "marks": _how_to_mark,
    "points": _how_to_give_points,
    "lists": _how_to_choose_a_list,
    "question": _how_to_answer,
}
