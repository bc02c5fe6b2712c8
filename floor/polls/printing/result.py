"""The result of a poll, to be pinned up: the figures, who is elected and why, how the count went, how to count it again."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from .press import Exactly, typeset
from .small_groups import with_small_groups_hidden
from .turnout import in_words, percent
from .what import Condition, CountRound, Figures, ResultSheet, Sheet, UnitLine
from .wording import figure, moment

_NOT_SHOWN = "–"


def print_result(result: ResultSheet, sheet: Sheet = "a4") -> bytes:
    """The result as a PDF of as many pages as its account needs; the first page says who is elected, or what is decided."""
    most = max((tally.votes for tally in result.tallies), default=0)
    values: dict[str, Any] = {
        "heading": _("Result"),
        "closed": _("Closed on %(moment)s") % {"moment": moment(result.closed)},
        "method": result.method,
        "outcome": result.outcome,
        "figures": _figures(result.figures),
        "turnout": _turnout(result.figures),
        "elected_heading": _("Elected"),
        "elected": [[one.name, one.why] for one in result.elected],
        "conditions_heading": _("What the statutes ask"),
        "conditions_columns": [_("Condition"), _("Needed"), _("Reached"), _("Met")],
        "conditions": [_condition(one) for one in result.conditions],
        "tallies_heading": result.tallies_are or _("Votes"),
        "chosen": _("elected") if result.elected else _("chosen"),
        "tallies": [
            {
                "name": tally.name,
                "votes": figure(tally.votes),
                "part": max(0, tally.votes) * 1_000 // most if most > 0 else 0,
                "chosen": tally.chosen,
            }
            for tally in result.tallies
        ],
        "ties_heading": _("Who stood level"),
        "ties": list(result.ties),
        "seed": _("The lot was drawn from the seed published before: %(seed)s") % {"seed": result.seed}
        if result.seed
        else "",
        "rounds_heading": _("How the count went, round by round"),
        "round": _("Round"),
        "rounds": [_round(number, one) for number, one in enumerate(result.rounds, start=1)],
        "exhausted": _("For nobody any more") if any(one.exhausted for one in result.rounds) else "",
        "units_heading": _("Unit by unit"),
        "units": _units(result),
        "units_columns": [_("Unit"), _("On the roll"), _("Voted")],
        "small": _small_groups(result),
        "contest_heading": _("Contest"),
        "contest": _contest(result),
        "recount_heading": _("Count it yourself") if result.recount else _("How it is counted"),
        "recount": _recount(result),
        "checkpoint_heading": _("The book at this moment"),
        "checkpoint": Exactly(result.checkpoint),
    }
    return typeset("result", result.poll, sheet, values)


def _figures(figures: Figures) -> list[list[str]]:
    return [
        [_("On the roll"), figure(figures.on_roll)],
        [_("Voted"), figure(figures.voted)],
        [_("Valid"), figure(figures.valid)],
        [_("Blank"), figure(figures.blank)],
        [_("Invalid"), figure(figures.invalid)],
    ]


def _turnout(figures: Figures) -> str:
    if figures.voted is None:
        return ""
    return _("Turnout: %(voted)s of %(roll)s, %(percent)s: %(words)s.") % {
        "voted": figure(figures.voted),
        "roll": figure(figures.on_roll),
        "percent": percent(figures.voted, figures.on_roll),
        "words": in_words(figures.voted, figures.on_roll),
    }


def _condition(condition: Condition) -> list[str]:
    return [condition.what, condition.needed, condition.reached, _("yes") if condition.met else _("no")]


def _round(number: int, one: CountRound) -> dict[str, Any]:
    return {"number": str(number), "votes": list(one.votes), "exhausted": one.exhausted, "told": list(one.told)}


def _units(result: ResultSheet) -> list[list[str]]:
    """A line for each unit, and the sum of the poll below them."""
    if not result.units:
        return []
    width = len(result.tallies)
    lines = [_unit(unit, width) for unit in with_small_groups_hidden(result.units, result.small_group)]
    sums = [figure(tally.votes) for tally in result.tallies]
    return [*lines, [_("Together"), figure(result.figures.on_roll), figure(result.figures.voted), *sums]]


def _unit(unit: UnitLine, width: int) -> list[str]:
    votes = [figure(votes) for votes in unit.votes[:width]]
    return [unit.name, figure(unit.on_roll), figure(unit.voted), *votes, *[_NOT_SHOWN] * (width - len(votes))]


def _small_groups(result: ResultSheet) -> str:
    if result.small_group is None:
        return ""
    return _(
        "A dash stands where fewer than %(size)s people are on the roll or voted, or where that could be worked out from "
        "the other figures: nobody's vote shall be guessed."
    ) % {"size": figure(result.small_group)}


def _contest(result: ResultSheet) -> list[str]:
    said = []
    if result.contest_until is not None:
        said.append(_("This result can be contested until %(moment)s.") % {"moment": moment(result.contest_until)})
    return [*said, result.contest_where] if result.contest_where else said


def _recount(result: ResultSheet) -> dict[str, str]:
    again = result.recount
    if again is None:
        return {}
    return {
        "where": again.where,
        "say": _("The papers are published without names. Anyone can count them again:"),
        "command": Exactly(again.command),
        "other": again.other_way,
    }
