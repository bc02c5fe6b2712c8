"""Writing urns, so that anyone can count them again: as BLT with other programs, as CSV with a spreadsheet.

What is written reads back as the same papers.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import TextIO

from .papers import Marks, NotPapers, Orders, Papers, Rankings
from .reading.urn import Urn


def write_blt(urn: Urn, stream: TextIO) -> None:
    """Rankings or orders as a BLT file. Marks have no place in one and are refused."""
    if isinstance(urn.papers, Marks):
        raise NotPapers("A BLT file holds candidates in order; crosses and points go into a CSV file.")
    stream.write(f"{len(urn.everyone)} {urn.seats or 1}\n")
    if urn.withdrawn:
        stream.write(" ".join(f"-{number}" for number in sorted(urn.withdrawn)) + "\n")
    for weight, groups in groups_of(urn.papers):
        cells = ["=".join(str(urn.numbers[one - 1]) for one in group) for group in groups]
        stream.write(" ".join([str(weight), *cells, "0"]) + "\n")
    stream.write("0\n")
    for name in (*urn.everyone, urn.title):
        stream.write(f"{_quoted(name)}\n")


def write_csv(urn: Urn, stream: TextIO) -> None:
    """Any papers as a CSV file of our own kind, candidates by name; those who withdrew are left out."""
    rows = csv.writer(stream, lineterminator="\n")
    if urn.title:
        rows.writerow(["title", urn.title])
    if urn.seats is not None:
        rows.writerow(["seats", urn.seats])
    rows.writerow(["candidates", *urn.names])
    if isinstance(urn.papers, Marks):
        rows.writerow(["papers", *urn.names])
        rows.writerows(
            [weight, *marks]
            for weight, marks in zip(urn.papers.weights.tolist(), urn.papers.marks.tolist(), strict=True)
        )
        return
    papers = list(groups_of(urn.papers))
    deepest = max([len(groups) for _, groups in papers], default=1)
    rows.writerow(["papers", *(f"choice {number}" for number in range(1, max(deepest, 1) + 1))])
    words = _words(urn.names)
    for weight, groups in papers:
        rows.writerow([weight, *(" = ".join(words[one - 1] for one in group) for group in groups)])


def groups_of(papers: Papers) -> Iterator[tuple[int, list[list[int]]]]:
    """Each distinct paper: how many are alike, and the groups of candidates that stand level, from the first on."""
    if isinstance(papers, Rankings):
        for weight, ranks in zip(papers.weights.tolist(), papers.ranks.tolist(), strict=True):
            yield weight, [[one] for one in ranks if one]
    elif isinstance(papers, Orders):
        for weight, places in zip(papers.weights.tolist(), papers.places.tolist(), strict=True):
            groups = [
                [one for one, place in enumerate(places, start=1) if place == wanted] for wanted in sorted(set(places))
            ]
            # Several at the last place are those whom the paper does not name.
            yield weight, groups if len(groups[-1]) == 1 else groups[:-1]


def _words(names: tuple[str, ...]) -> tuple[str, ...]:
    """How candidates are written in a cell: by name, or as #1, #2 where a name has the sign that puts candidates level."""
    if not any("=" in name for name in names):
        return names
    sign = "#"
    while any(sign in name for name in names):
        sign += "#"
    return tuple(f"{sign}{number}" for number in range(1, len(names) + 1))


def _quoted(name: str) -> str:
    escaped = " ".join(name.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
