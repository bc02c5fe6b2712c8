"""The arithmetic and the predicates of the house. Pure: values in, values out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

#: Methods whose result can be read off the votes per candidate. The others need the papers to be counted again.
COUNTED_BY_VOTES = frozenset({"plurality", "block", "limited", "approval", "cumulative"})


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one asking, as tellers write them down (R4)."""

    entitled: int
    present: int
    cast: int
    invalid: int = 0


def fault_in_figures(figures: Figures) -> str | None:
    """What is wrong with the figures of a count, or None when they agree among themselves."""
    if min(figures.entitled, figures.present, figures.cast, figures.invalid) < 0:
        return "A figure is below nothing."
    if figures.present > figures.entitled:
        return f"{figures.present} were present, but only {figures.entitled} are entitled to vote; guests are counted apart."
    if figures.cast > figures.present:
        return f"{figures.cast} papers were cast by {figures.present} people present."
    if figures.invalid > figures.cast:
        return f"{figures.invalid} papers are invalid, but only {figures.cast} were cast."
    return None


def fault_in_question(figures: Figures, votes_for: int, against: int, abstaining: int) -> str | None:
    """What is wrong with the answers to a question: for, against, abstaining and invalid must make up all that was cast."""
    if fault := fault_in_figures(figures):
        return fault
    total = votes_for + against + abstaining + figures.invalid
    if min(votes_for, against, abstaining) < 0 or total != figures.cast:
        return (
            f"{votes_for} for, {against} against, {abstaining} abstaining and {figures.invalid} invalid "
            f"make {total}, but {figures.cast} were cast."
        )
    return None


def fault_in_votes(figures: Figures, method: str, seats: int, votes: Mapping[int, int]) -> str | None:
    """What is wrong with the votes per candidate, as far as the method lets one tell."""
    if fault := fault_in_figures(figures):
        return fault
    if any(number < 0 for number in votes.values()):
        return "A candidate has fewer than no votes."
    valid, total = figures.cast - figures.invalid, sum(votes.values())
    if method == "plurality" and seats == 1 and total > valid:
        return f"The candidates have {total} votes together, but only {valid} papers are valid."
    if method in ("block", "plurality", "limited", "cumulative") and total > valid * seats:
        return f"The candidates have {total} votes together; {valid} valid papers for {seats} seats can hold {valid * seats}."
    if method != "cumulative" and any(number > valid for number in votes.values()):
        return f"A candidate has more votes than the {valid} valid papers."
    if method not in COUNTED_BY_VOTES and total > valid:
        return f"The first preferences come to {total}, but only {valid} papers are valid."
    return None


def fault_in_elected(
    method: str, seats: int, votes: Mapping[int, int], elected: Sequence[int], lot: str | None
) -> str | None:
    """Why these candidates are not the ones elected by these votes; a tie for the last seat needs a drawn lot."""
    if len(set(elected)) != len(elected):
        return "Somebody is named twice among the elected."
    if stranger := next((number for number in elected if number not in votes), None):
        return f"Member {stranger} is named as elected but was not a candidate."
    if len(elected) > seats:
        return f"{len(elected)} are named as elected to {seats} seats."
    if method not in COUNTED_BY_VOTES:
        return None
    with_votes = sorted((number for number in votes.values() if number > 0), reverse=True)
    fillable = min(seats, len(with_votes))
    if len(elected) != fillable:
        return f"{fillable} of the candidates are elected by these votes; {len(elected)} are named."
    if not elected:
        return None
    weakest = min(votes[number] for number in elected)
    if weakest == 0:
        return "Somebody without a vote is named as elected."
    strongest_left = max((cast for number, cast in votes.items() if number not in elected), default=0)
    if strongest_left > weakest:
        return f"A candidate with {strongest_left} votes is left out for one with {weakest}."
    if strongest_left == weakest and not lot:
        return f"The last seat is tied, with votes of {weakest} each; the statutes' tie rule decides it: name the lot, or hold the poll again."
    return None


def ids_of(path: str) -> list[int]:
    """The ids of a path such as /1/4/9/, from the top down."""
    return [int(step) for step in path.split("/") if step]


def per_cent(part: int, whole: int) -> str:
    """A share for a page: whole per cents, and never 0 % or 100 % for what is not nothing or everything."""
    if whole == 0:
        return "–"
    share = round(100 * part / whole)
    if share == 0 and part:
        return "<1 %"
    if share == 100 and part != whole:
        return ">99 %"
    return f"{share} %"
