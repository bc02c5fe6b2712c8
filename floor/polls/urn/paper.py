"""What a paper of a poll can say, and how it is written down. Pure: values in, values out.

A paper is a tuple of whole numbers. On *rankings* they are candidates in order of choice; on *marks* the candidates that are
crossed; on *points* a candidate once for each point; on *lists* the list first, then any of its people; on a *question* there is
one answer for each part, in order.
"""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

FOR, AGAINST, ABSTAIN = 1, 2, 3
ANSWERS = {FOR: "for", AGAINST: "against", ABSTAIN: "abstain"}

Kind = Literal["rankings", "marks", "points", "lists", "question"]
Paper = tuple[int, ...]

#: What the papers of a method are like.
KINDS: dict[str, Kind] = {
    "plurality": "marks", "block": "marks", "limited": "marks", "cumulative": "points", "approval": "marks",
    "two-round": "rankings", "instant run-off": "rankings", "stv": "rankings", "stv-wig": "rankings", "meek": "rankings",
    "schulze": "rankings", "ranked pairs": "rankings", "sequential pav": "marks", "phragmen": "marks", "equal shares": "marks",
    "dhondt": "lists", "sainte-lague": "lists", "hare": "lists", "droop": "lists", "yes or no": "question",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Form:
    """What a paper of one poll can say."""

    kind: Kind
    options: int
    """How many candidates, or lists, or parts of a question."""
    most: int
    """How many numbers a paper can hold at most."""
    people: tuple[int, ...] = ()
    """On open lists: which list each candidate stands on, in order of their numbers."""

    def as_data(self) -> dict[str, Any]:
        return asdict(self) | {"people": list(self.people)}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Form:
        return cls(data["kind"], data["options"], data["most"], tuple(data.get("people", ())))


def form_for(method: str, candidates: int, seats: int, people_on_lists: Sequence[int] = ()) -> Form:
    """The paper of an election by this method. For lists, `candidates` are the lists."""
    kind = KINDS[method]
    if kind == "lists":
        return Form(kind, candidates, 1 + (max(1, seats) if people_on_lists else 0), tuple(people_on_lists))
    if kind == "points":
        return Form(kind, candidates, max(1, seats))
    if kind == "rankings" or method in ("approval", "sequential pav", "phragmen", "equal shares"):
        return Form(kind, candidates, candidates)
    crosses = {"plurality": 1, "block": seats, "limited": max(1, seats - 1)}[method]
    # With plurality and several seats each paper has as many crosses as there are seats.
    return Form(kind, candidates, min(candidates, max(1, seats if method == "plurality" else crosses)))


def fault_in(form: Form, paper: Paper) -> str | None:
    """What keeps a paper from being counted, in a sentence for the person who fills it in; None for a good or a blank one."""
    if form.kind == "question":
        if paper and len(paper) != form.options:
            return f"There are {form.options} parts to answer."
        return None if all(answer in ANSWERS for answer in paper) else "The answers are for, against and abstain."
    if len(paper) > form.most:
        return f"This paper names {len(paper)}; it can name {form.most} at most."
    if form.kind == "lists":
        return _fault_in_list(form, paper)
    if stranger := next((number for number in paper if not 1 <= number <= form.options), None):
        return f"There is no candidate {stranger}."
    if form.kind != "points" and (twice := [number for number, times in Counter(paper).items() if times > 1]):
        return f"Candidate {twice[0]} is named twice."
    return None


def _fault_in_list(form: Form, paper: Paper) -> str | None:
    if not paper:
        return None
    chosen, people = paper[0], paper[1:]
    if not 1 <= chosen <= form.options:
        return f"There is no list {chosen}."
    if len(set(people)) != len(people):
        return "A person is named twice."
    if any(not 1 <= person <= len(form.people) or form.people[person - 1] != chosen for person in people):
        return "Only people of the list that was chosen can be named."
    return None


def in_order(form: Form, paper: Paper) -> Paper:
    """A paper as it is published: where order says nothing, numbers stand in order, so that none betrays its writer."""
    if form.kind in ("marks", "points"):
        return tuple(sorted(paper))
    if form.kind == "lists":
        return (*paper[:1], *sorted(paper[1:]))
    return paper


def length_of(form: Form) -> int:
    """How many bytes every paper of a poll has, whatever it says."""
    return 10 + 2 * max(form.most, form.options if form.kind == "question" else 0)


def written(form: Form, unit: int, paper: Paper) -> bytes:
    """A paper as bytes, all of one length: the unit it is counted under, then what it says, then nothing."""
    return struct.pack(f">QH{len(paper)}H", unit, len(paper), *paper).ljust(length_of(form), b"\0")


def read(raw: bytes) -> tuple[int, Paper]:
    """The unit and the choices of a paper that was written so."""
    unit, many = struct.unpack_from(">QH", raw)
    return unit, struct.unpack_from(f">{many}H", raw, 10)
