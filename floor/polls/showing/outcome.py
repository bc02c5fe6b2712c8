"""The outcome of a poll as a page shows it: bars, who is elected and why, the rounds, conditions, ties, unit by unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from floor.count.telling import TIES
from floor.house.reading import called
from floor.polls.electing.standing_for import Option
from floor.polls.models import Poll
from floor.polls.urn.published_file import OTHERS

from .pictures import Rounds, picture_of
from .told_again import RoundTold, account_in, rounds_told, whys


@dataclass(frozen=True, slots=True)
class Bar:
    """What went to a candidate, a list or an answer."""

    option: Option
    votes: int
    most: int
    elected: int = 0
    """The place in which they were elected; 0 if they were not."""


@dataclass(frozen=True, slots=True)
class Elected:
    """One who is elected, and why."""

    option: Option
    why: str


@dataclass(frozen=True, slots=True)
class Condition:
    """Something the rules ask of a result, what was reached, and where the line lies on the bar."""

    what: str
    rule: str
    need: int
    reached: int
    of: int
    met: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a question with its answers."""

    option: Option
    votes_for: int
    against: int
    abstaining: int
    carried: bool
    tied: bool
    unanimous: bool
    conditions: tuple[Condition, ...]

    @property
    def most(self) -> int:
        return max(1, self.votes_for, self.against, self.abstaining)


@dataclass(frozen=True, slots=True)
class UnitRow:
    """What the papers of one unit said."""

    name: str
    papers: int
    blank: int
    votes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """All of a result."""

    figures: dict[str, int]
    bars: tuple[Bar, ...] = ()
    bars_are: str = ""
    elected: tuple[Elected, ...] = ()
    people: tuple[Bar, ...] = ()
    """Of lists: the votes of their people, where those count."""
    rounds: tuple[RoundTold, ...] = ()
    picture: Rounds | None = None
    parts: tuple[Part, ...] = ()
    conditions: tuple[Condition, ...] = ()
    ties: tuple[str, ...] = ()
    by_lot: bool = False
    open_tie: tuple[str, ...] = ()
    units: tuple[UnitRow, ...] = ()
    columns: tuple[str, ...] = ()
    failed: bool = False
    carried: bool = False
    winner: str = ""


def outcome_shown(poll: Poll, options: Sequence[Option], people: Sequence[Option] = ()) -> Shown:
    """The outcome with names. One query, for the names of units."""
    outcome = poll.outcome
    common = {
        "figures": outcome["figures"], "conditions": _conditions(outcome.get("conditions", [])), "failed": bool(outcome.get("failed")),
        "ties": tuple(_ties(outcome, [one.name for one in options])), "by_lot": _lots(outcome), "units": _units(outcome), "columns": _columns(poll, outcome, options),
    }  # fmt: skip
    if "parts" in outcome:
        return Shown(**common, parts=tuple(_parts(outcome, options)), carried=bool(outcome.get("carried")))
    if poll.form.get("kind") == "lists":
        return Shown(**common, **_of_lists(outcome, options, people))
    return Shown(**common, **_of_candidates(poll, outcome, options), carried=bool(outcome.get("carried")))


def _of_candidates(poll: Poll, outcome: dict[str, Any], options: Sequence[Option]) -> dict[str, Any]:
    account, names = account_in(outcome), [one.name for one in options]
    places = {number: at for at, number in enumerate(outcome.get("elected", []), start=1)}
    votes = outcome.get("votes", [])
    most = max([1, *votes])
    why = whys(account, names) if account and len(names) == account.candidates else {}
    told = rounds_told(account, names) if account and len(names) == account.candidates else []
    by_number = {one.number: one for one in options}
    if poll.kind != "election":
        # An option is chosen, nobody is elected; where the rule asks for more than that, `carried` says so.
        places = {number: 1 for number in places if outcome.get("carried")}
    bars = [
        Bar(one, votes[one.number - 1], most, places.get(one.number, 0)) for one in options if one.number <= len(votes)
    ]
    return {
        "bars": tuple(sorted(bars, key=lambda bar: (-bar.votes, bar.option.number))), "bars_are": _bars_are(poll),
        "elected": tuple(Elected(by_number[one], why.get(one, "")) for one in places if one in by_number) if poll.kind == "election" else (),
        "winner": by_number[outcome["chosen"]].name if outcome.get("chosen") in by_number else "",
        "rounds": tuple(told), "picture": picture_of(account, names) if told and account else None,
        "open_tie": tuple(by_number[one].name for one in outcome.get("open_tie", []) if one in by_number),
    }  # fmt: skip


def _bars_are(poll: Poll) -> str:
    kind = poll.form.get("kind")
    return {"rankings": _("First choices"), "points": _("Points"), "lists": _("Votes for lists")}.get(
        str(kind), _("Votes")
    )


def _of_lists(outcome: dict[str, Any], options: Sequence[Option], people: Sequence[Option]) -> dict[str, Any]:
    votes = outcome.get("votes", [])
    most = max([1, *votes])
    named = {one.number: one for one in people}
    own = {int(number): int(cast) for number, cast in outcome.get("people", [])}
    seats = {
        int(one["list"]): int(one["seats"])
        for one in outcome.get("lists", [])
        if isinstance(one, dict) and "seats" in one and "list" in one
    }
    places = {number: at for at, number in enumerate(outcome.get("elected", []), start=1)}
    return {
        "bars": tuple(Bar(one, votes[one.number - 1], most, seats.get(one.number, 0)) for one in options if one.number <= len(votes)),
        "bars_are": _("Votes for lists"), "elected": tuple(Elected(named[one], "") for one in places if one in named),
        "people": tuple(Bar(named[one], cast, max([1, *own.values()]), places.get(one, 0)) for one, cast in own.items() if one in named),
    }  # fmt: skip


_WHAT = {
    "quorum": lambda: _("Quorum: so many must take part"), "turnout": lambda: _("Turnout: so many must take part"),
    "majority": lambda: _("Votes for it"), "reopening": lambda: _("Votes to bring a decided question back"), "support": lambda: _("Support: so many of all entitled must be for it"),
}  # fmt: skip


def _conditions(rows: Sequence[dict[str, Any]]) -> tuple[Condition, ...]:
    return tuple(
        Condition(
            _WHAT[one["what"]]() if one["what"] in _WHAT else one["what"],
            one["rule"],
            one["need"],
            one["reached"],
            one["of"],
            one["met"],
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
    rows = outcome.get("units", [])
    if len(rows) < 2:
        return ()
    names = called({int(row["unit"]) for row in rows if row["unit"].isdigit()})
    return tuple(_unit(row, names) for row in sorted(rows, key=lambda row: (row["unit"] == OTHERS, row["unit"])))


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
