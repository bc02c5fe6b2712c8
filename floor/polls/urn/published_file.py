"""The published urn: a file of papers that any program can count, in which nothing tells in which order they were cast.

    papers,unit,choice 1,choice 2,choice 3
    40,3,2,1,
    2,3,,,
    7,others,1,3,2

Alike papers are one line with their number; lines stand in the order of what they say. `unit` is where they were counted; units
with few papers are taken together as "others". A line without choices is blank.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from .paper import Form, Paper, fault_in, in_order

OTHERS = "others"
Urn = Mapping[tuple[str, Paper], int]


class NotAnUrn(ValueError):
    """A file that no count of ours can have published."""


def gathered(form: Form, papers: Iterable[tuple[str, Paper]]) -> Counter[tuple[str, Paper]]:
    """How many papers say the same, per unit."""
    return Counter((unit, in_order(form, paper)) for unit, paper in papers)


def with_small_units_together(urn: Urn, small: int) -> tuple[dict[tuple[str, Paper], int], list[str]]:
    """The urn with units of fewer than `small` papers taken together as "others", and which those are (R17).

    If the others together are still too few, the smallest of the shown units joins them.
    """
    sizes: Counter[str] = Counter()
    for (unit, _), number in urn.items():
        sizes[unit] += number
    hidden = {unit for unit, size in sizes.items() if size < small}
    while hidden and len(hidden) < len(sizes) and sum(sizes[unit] for unit in hidden) < small:
        hidden.add(min((unit for unit in sizes if unit not in hidden), key=lambda unit: (sizes[unit], unit)))
    together: Counter[tuple[str, Paper]] = Counter()
    for (unit, paper), number in urn.items():
        together[OTHERS if unit in hidden else unit, paper] += number
    return dict(together), sorted(hidden)


def as_csv(form: Form, urn: Urn) -> str:
    """The file, the same for the same papers whatever the order they came in."""
    said = io.StringIO()
    writer = csv.writer(said, lineterminator="\n")
    writer.writerow(["papers", "unit", *(f"choice {at}" for at in range(1, width(form) + 1))])
    for (unit, paper), number in sorted(urn.items()):
        writer.writerow([number, unit, *paper, *[""] * (width(form) - len(paper))])
    return said.getvalue()


def width(form: Form) -> int:
    return max(form.options if form.kind == "question" else form.most, 1)


def from_csv(form: Form, text: str) -> dict[tuple[str, Paper], int]:
    """Read a published urn back, strictly: what could not have been published so is refused."""
    urn: dict[tuple[str, Paper], int] = {}
    before: tuple[str, Paper] | None = None
    for line, cells in enumerate(_rows(form, text), start=2):
        try:
            number, unit = int(cells[0]), cells[1]
            paper = tuple(int(cell) for cell in cells[2:] if cell)
        except (ValueError, IndexError):
            raise NotAnUrn(f"Line {line} of the urn can't be read.") from None
        if number < 1 or (before is not None and (unit, paper) <= before):
            raise NotAnUrn(f"Line {line} of the urn is out of order.")
        if fault := fault_in(form, paper):
            raise NotAnUrn(f"Line {line} of the urn: {fault}")
        before = unit, paper
        urn[before] = number
    if as_csv(form, urn) != text:
        raise NotAnUrn("The urn is not written as urns are.")
    return urn


def _rows(form: Form, text: str) -> Iterator[list[str]]:
    rows = csv.reader(io.StringIO(text))
    header = next(rows, [])
    if header[:2] != ["papers", "unit"] or len(header) != 2 + width(form):
        raise NotAnUrn("The urn does not begin as urns do.")
    return rows
