"""A paper on a screen: its lines with what is filled in, and what it says in words before it is handed in. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from floor.polls.electing.standing_for import Option
from floor.polls.urn.paper import ABSTAIN, AGAINST, FOR, Form, Paper

#: Up to so many candidates a place is chosen from a list; with more it is written.
CHOSEN_UP_TO = 9


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what it stands for, the name of its field, and what is filled in."""

    option: Option
    name: str
    value: str
    people: tuple[Line, ...] = ()

    @property
    def number(self) -> int:
        return self.option.number


@dataclass(frozen=True, slots=True)
class Sheet:
    """All lines of a paper."""

    lines: tuple[Line, ...]
    places: tuple[int, ...] = ()
    """Places to choose from, where there are few candidates."""
    blank: bool = True

    def named(self, number: int) -> str:
        return next((line.option.name for line in self.lines if line.number == number), str(number))

    def person(self, number: int) -> str:
        people = [one for line in self.lines for one in line.people]
        return next((one.option.name for one in people if one.number == number), str(number))


_FIELDS = {"rankings": "place", "marks": "mark", "points": "points", "lists": "list", "question": "answer"}


def sheet_of(form: Form, options: Sequence[Option], people: Sequence[Option], filled: dict[str, str]) -> Sheet:
    """The lines of a paper, filled in as far as it is."""
    field = _FIELDS[form.kind]
    lines = tuple(
        Line(
            option,
            f"{field}_{option.number}",
            filled.get(f"{field}_{option.number}", ""),
            _people(form, option, people, filled),
        )
        for option in options
    )
    places = tuple(range(1, form.options + 1)) if form.kind == "rankings" and form.options <= CHOSEN_UP_TO else ()
    return Sheet(lines, places, not any(line.value for line in lines))


def _people(form: Form, option: Option, people: Sequence[Option], filled: dict[str, str]) -> tuple[Line, ...]:
    own = [one for one in people if one.on_list == option.number] if form.kind == "lists" else []
    return tuple(Line(one, f"person_{one.number}", filled.get(f"person_{one.number}", "")) for one in own)


@dataclass(frozen=True, slots=True)
class Saying:
    """A line of what a paper says."""

    mark: str
    name: str


def says(form: Form, paper: Paper, sheet: Sheet) -> list[Saying]:
    """What a paper says, line by line; nothing for a blank one."""
    if form.kind == "question":
        words = {FOR: _("for"), AGAINST: _("against"), ABSTAIN: _("abstain")}
        return [Saying(words[answer], sheet.named(part)) for part, answer in enumerate(paper, start=1)]
    if form.kind == "rankings":
        return [Saying(f"{place}.", sheet.named(one)) for place, one in enumerate(paper, start=1)]
    if form.kind == "points":
        given = {one: paper.count(one) for one in paper}
        return [
            Saying(ngettext("%(n)s point", "%(n)s points", points) % {"n": points}, sheet.named(one))
            for one, points in sorted(given.items())
        ]
    if form.kind == "lists":
        chosen = [Saying("×", sheet.named(one)) for one in paper[:1]]
        return chosen + [Saying("×", sheet.person(one)) for one in paper[1:]]
    return [Saying("×", sheet.named(one)) for one in paper]
