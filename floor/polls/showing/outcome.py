"""The outcome of a poll as a page shows it: bars, who is elected and why, the rounds, conditions, ties, unit by unit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from floor.count.telling import TIES
from floor.house.reading import called
from floor.polls.electing.standing_for import Option
from floor.polls.models import Poll
from floor.polls.urn.published_file import OTHERS

from .outcome_of_lists import of_lists
from .pictures import picture_of
from .shapes import Bar, Condition, Elected, Part, Shown, UnitRow
from .told_again import account_in, rounds_told, whys


def outcome_shown(poll: Poll, options: Sequence[Option], people: Sequence[Option] = ()) -> Shown:
    """The outcome with names. One query, for the names of units."""
    outcome = poll.outcome
    common = {
        "figures": outcome["figures"], "conditions": _conditions(outcome.get("conditions", []), bool(outcome.get("chosen"))), "failed": bool(outcome.get("failed")),
        "ties": tuple(_ties(outcome, [one.name for one in options])), "by_lot": _lots(outcome), "units": _units(outcome), "columns": _columns(poll, outcome, options),
    }  # fmt: skip
    if "parts" in outcome:
        return Shown(**common, parts=tuple(_parts(outcome, options)), carried=bool(outcome.get("carried")))
    if poll.form.get("kind") == "lists":
        return Shown(**common, **of_lists(outcome, options, people, open_=bool(poll.form.get("people"))))
    return Shown(**common, **_of_candidates(poll, outcome, options), carried=bool(outcome.get("carried")))


def _of_candidates(poll: Poll, outcome: dict[str, Any], options: Sequence[Option]) -> dict[str, Any]:
    account, names = account_in(outcome), [one.name for one in options]
    # Without a quorum nobody is elected, whatever the papers say, and no story says so.
    failed = bool(outcome.get("failed"))
    places = {number: at for at, number in enumerate([] if failed else outcome.get("elected", []), start=1)}
    votes = outcome.get("votes", [])
    most = max([1, *votes])
    why = whys(account, names) if account and len(names) == account.candidates else {}
    told = rounds_told(account, names) if account and len(names) == account.candidates and not failed else []
    by_number = {one.number: one for one in options}
    if poll.kind != "election":
        # An option is chosen, nobody is elected; where the rule asks for more than that, `carried` says so.
        places = {number: 1 for number in places if outcome.get("carried")}
    bars = [
        _bar(one, votes[one.number - 1], most, places.get(one.number, 0), poll)
        for one in options
        if one.number <= len(votes)
    ]
    return {
        "bars": tuple(sorted(bars, key=lambda bar: (-bar.votes, bar.option.number))), "bars_are": _bars_are(poll),
        "elected": tuple(Elected(by_number[one], why.get(one, "")) for one in places if one in by_number) if poll.kind == "election" else (),
        "winner": by_number[outcome["chosen"]].name if outcome.get("chosen") in by_number else "",
        "rounds": tuple(told), "picture": picture_of(account, names) if told and account else None,
        "open_tie": tuple(by_number[one].name for one in outcome.get("open_tie", []) if one in by_number),
    }  # fmt: skip


def _bar(option: Option, votes: int, most: int, place: int, poll: Poll) -> Bar:
    tag = "" if not place else _("elected") if poll.kind == "election" else _("carried")
    return Bar(option, votes, most, place, tag)


def _bars_are(poll: Poll) -> str:
    kind = poll.form.get("kind")
    return {"rankings": _("First choices"), "points": _("Points")}.get(str(kind), _("Votes"))


_WHAT = {
    "quorum": lambda: _("Quorum: so many must take part"), "turnout": lambda: _("Turnout: so many must take part"),
    "majority": lambda: _("Votes for it"), "reopening": lambda: _("Votes to bring a decided question back"), "support": lambda: _("Support: so many of all entitled must be for it"),
}  # fmt: skip


def _conditions(rows: Sequence[dict[str, Any]], carried: bool = False) -> tuple[Condition, ...]:
    """Each condition; what was not reached and did not stand in the way of what is carried did not bind."""
    return tuple(
        Condition(
            _WHAT[one["what"]]() if one["what"] in _WHAT else one["what"],
            one["rule"],
            one["need"],
            one["reached"],
            one["of"],
            one["met"],
            one["met"] or not carried,
        )
        for one in rows
    )


def _parts(outcome: dict[str, Any], options: Sequence[Option]) -> list[Part]:
    named = {one.number: one for one in options}
    return [
        Part(
            named.get(at, Option(at, str(at))), one["for"], one["against"], one["abstaining"], one["carried"], bool(one.get("tied")),
            bool(one.get("unanimous")), _conditions(one.get("conditions", [])),
        )
        for at, one in enumerate(outcome["parts"], start=1)
    ]  # fmt: skip


def _tied(outcome: dict[str, Any]) -> list[dict[str, Any]]:
    account = outcome.get("account")
    found = (account if isinstance(account, dict) else outcome).get("ties", [])
    return [one for one in found if isinstance(one, dict) and "among" in one]


def _lots(outcome: dict[str, Any]) -> bool:
    return any(one["how"] == "lot" for one in _tied(outcome))


def _ties(outcome: dict[str, Any], names: Sequence[str]) -> list[str]:
    def called(numbers: Sequence[int]) -> str:
        return ", ".join(names[one - 1] if 0 < one <= len(names) else str(one) for one in numbers)

    return [
        _(TIES.get(one["how"], TIES["chair"]))
        % {
            "names": called(one["among"]), "favoured": called(one["favoured"]),
            "others": called([other for other in one["among"] if other not in one["favoured"]]), "places": one["places"],
        }
        for one in _tied(outcome)
        if one.get("how") != "earlier stage"
    ]  # fmt: skip


def _units(outcome: dict[str, Any]) -> tuple[UnitRow, ...]:
    """Unit by unit, with the sum on top: nobody has to add up to see whether the units make the whole."""
    rows = outcome.get("units", [])
    if len(rows) < 2:
        return ()
    names = called({int(row["unit"]) for row in rows if row["unit"].isdigit()})
    units = [_unit(row, names) for row in sorted(rows, key=lambda row: (row["unit"] == OTHERS, row["unit"]))]
    votes = tuple(sum(column) for column in zip(*(one.votes for one in units), strict=True))
    whole = UnitRow(_("All together"), sum(one.papers for one in units), sum(one.blank for one in units), votes, True)
    return (whole, *units)


def _unit(row: dict[str, Any], names: dict[int, Any]) -> UnitRow:
    known = names.get(int(row["unit"])) if row["unit"].isdigit() else None
    name = known.name if known else _("others") if row["unit"] == OTHERS else row["unit"]
    votes = (
        row["votes"]
        if "votes" in row
        else [cast for part in row["parts"] for cast in (part["for"], part["against"], part["abstaining"])]
    )
    return UnitRow(name, row["papers"], row["blank"], tuple(votes))


def _columns(poll: Poll, outcome: dict[str, Any], options: Sequence[Option]) -> tuple[str, ...]:
    if "parts" not in outcome:
        return tuple(one.name for one in options)
    many = len(outcome["parts"]) > 1
    words = (_("for"), _("against"), _("abstaining"))
    return tuple(f"{at}. {word}" if many else word for at in range(1, len(outcome["parts"]) + 1) for word in words)
