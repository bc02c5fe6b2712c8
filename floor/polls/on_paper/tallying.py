"""Paper sheets as two tellers entered them: read, written down alike, and compared sheet by sheet. Pure: values in, values out.

    1,5,6          sheet 1 names candidates 5 and 6
    2              sheet 2 is blank
    3,invalid      sheet 3 can't be counted

Sheets get their numbers in pencil after the urn was opened and its papers mixed, so that a number says nothing of whose a sheet is.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from floor.polls.urn.paper import ABSTAIN, AGAINST, ANSWERS, FOR, Form, Paper, fault_in, in_order

Invalid = Literal["invalid"]
INVALID: Invalid = "invalid"
#: What one sheet says; a blank one says ().
Said = Paper | Invalid
#: More sheets than this are counted at several places, each a poll of its own.
MOST_SHEETS = 100_000
#: How many faults are told at once: whoever mends ten sees the next ones.
_FAULTS_TOLD = 10

#: The printed tellers' sheet has B and I for blank and invalid papers.
_INVALID_WORDS = frozenset({"invalid", "i"})
_BLANK_WORDS = frozenset({"blank", "b"})
_ANSWER_WORDS = {"for": FOR, "yes": FOR, "against": AGAINST, "no": AGAINST, "abstain": ABSTAIN, "abstaining": ABSTAIN}
_HEADS = frozenset({"sheet", "sheet number", "number", "paper", "no", "no."})


class NotSheets(ValueError):
    """Sheets that can't be read as they were entered, with a sentence for each that is at fault."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A sheet that two tellers entered differently; empty where one of them did not enter it."""

    sheet: int
    first: str
    second: str


def sheets_in(form: Form, text: str) -> dict[int, Said]:
    """Read what a teller entered or uploaded. Commas, semicolons or tabs; a heading, blank lines and trailing commas do no harm."""
    sheets: dict[int, Said] = {}
    faults: list[str] = []
    for line, cells in _lines(text):
        try:
            number = _number_in(cells[0], line)
            if number in sheets:
                raise NotSheets(f"Sheet {number} is entered twice.")
            sheets[number] = _said(form, number, cells[1:])
        except NotSheets as fault:
            faults.append(str(fault))
        if len(sheets) > MOST_SHEETS:
            raise NotSheets(f"These are more than {MOST_SHEETS} sheets; count so many at several places.")
    if faults:
        more = f" And {len(faults) - _FAULTS_TOLD} more." if len(faults) > _FAULTS_TOLD else ""
        raise NotSheets(" ".join(faults[:_FAULTS_TOLD]) + more)
    return sheets


def _lines(text: str) -> list[tuple[int, list[str]]]:
    text = text.removeprefix("\ufeff")
    comma = next((mark for mark in (";", "\t") if mark in text), ",")
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=comma))
    except csv.Error:
        raise NotSheets("This is no table: each line should be a sheet's number and then its choices.") from None
    told = [(at, [cell.strip() for cell in row]) for at, row in enumerate(rows, start=1)]
    told = [(at, row) for at, row in told if any(row)]
    if told and told[0][1][0].lower() in _HEADS:
        told = told[1:]
    return told


def _number_in(cell: str, line: int) -> int:
    if not (cell.isascii() and cell.isdigit() and len(cell) < 8 and int(cell) > 0):
        raise NotSheets(f"Line {line} begins with “{cell[:20]}”, which is not the number of a sheet.")
    return int(cell)


def _said(form: Form, number: int, cells: list[str]) -> Said:
    while cells and not cells[-1]:
        cells = cells[:-1]
    words = [cell.lower() for cell in cells]
    if len(words) == 1 and words[0] in _INVALID_WORDS:
        return INVALID
    if not words or (len(words) == 1 and words[0] in _BLANK_WORDS):
        return ()
    if "" in words:
        raise NotSheets(f"Sheet {number}: a choice is left out in the middle.")
    paper = tuple(_choice(form, number, word) for word in words)
    if fault := fault_in(form, paper):
        raise NotSheets(f"Sheet {number}: {fault} If it can't be counted, write invalid.")
    return in_order(form, paper)


def _choice(form: Form, number: int, word: str) -> int:
    if form.kind == "question" and word in _ANSWER_WORDS:
        return _ANSWER_WORDS[word]
    if not (word.isascii() and word.isdigit() and len(word) < 6):
        raise NotSheets(f"Sheet {number}: “{word[:20]}” can't be read. If the sheet can't be counted, write invalid.")
    return int(word)


def as_text(form: Form, sheets: Mapping[int, Said]) -> str:
    """The sheets as they are kept: in the order of their numbers, the same whoever typed them and however."""
    return "".join(f"{','.join((str(number), *_cells(form, said)))}\n" for number, said in sorted(sheets.items()))


def _cells(form: Form, said: Said) -> list[str]:
    if said == INVALID:
        return [INVALID]
    return [ANSWERS[choice] if form.kind == "question" else str(choice) for choice in said]  # type: ignore[index]


def in_words(form: Form, said: Said | None) -> str:
    """What a sheet says, as the tellers compare it."""
    if said is None:
        return ""
    return " ".join(_cells(form, said)) or "blank"


def differences_between(form: Form, first: Mapping[int, Said], second: Mapping[int, Said]) -> list[Difference]:
    """The sheets on which two tellers do not agree, by number."""
    return [
        Difference(number, in_words(form, first.get(number)), in_words(form, second.get(number)))
        for number in sorted({*first, *second})
        if first.get(number) != second.get(number)
    ]


def invalid_in(sheets: Mapping[int, Said]) -> int:
    return sum(said == INVALID for said in sheets.values())


def papers_in(sheets: Mapping[int, Said], unit: str) -> Counter[tuple[str, Paper]]:
    """The papers that can be counted, without their numbers, as an urn has them."""
    return Counter((unit, said) for said in sheets.values() if said != INVALID)  # type: ignore[misc]
