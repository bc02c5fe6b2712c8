"""The published papers of a poll in files that programs read: ours, and for ranked papers any that reads BLT.

The urn as the book has it stays as it is; these say the same papers without units, with whose numbers they are.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from floor.count.papers import Marks, Rankings
from floor.count.reading.urn import Urn
from floor.count.writing import write_blt, write_csv
from floor.polls.models import Poll
from floor.polls.urn.paper import Form, Paper
from floor.polls.urn.published_file import from_csv

from .headings import heading_of

#: Kinds of papers that `floor count` counts.
COUNTABLE = ("rankings", "marks", "points")


def papers_in(poll: Poll, content: str) -> dict[Paper, int]:
    """The papers of a published urn, all units together."""
    together: dict[Paper, int] = {}
    for (_unit, paper), number in from_csv(Form.from_data(poll.form), content).items():
        together[paper] = together.get(paper, 0) + number
    return together


def is_countable(poll: Poll) -> bool:
    """Whether `floor count` counts its papers: whoever or whatever stands there is chosen by marks or in order."""
    return poll.form.get("kind") in COUNTABLE


def as_urn(poll: Poll, content: str, members: Sequence[int]) -> Urn:
    """The papers as a program counts them. Candidates are called by their numbers on the register, as the book calls them;
    the options of a question by their number on the paper."""
    form, papers = Form.from_data(poll.form), papers_in(poll, content)
    named = {paper: number for paper, number in papers.items() if paper}
    cast: Any = Rankings.of(form.options, named) if form.kind == "rankings" else Marks.of(form.options, named)
    names = [f"member {number}" for number in members] or [f"option {at}" for at in range(1, form.options + 1)]
    return Urn(tuple(names), cast, poll.seats, heading_of(poll))


def as_papers_csv(urn: Urn) -> str:
    said = io.StringIO()
    write_csv(urn, said)
    return said.getvalue()


def as_blt(urn: Urn) -> str:
    said = io.StringIO()
    write_blt(urn, said)
    return said.getvalue()


def command(poll: Poll) -> str:
    """What to type to count the papers again."""
    method = f'"{poll.method}"' if " " in poll.method else poll.method
    said = f"floor count papers.csv --method {method} --seats {poll.seats}"
    return f"{said} --seed {poll.seed}" if poll.seed else said
