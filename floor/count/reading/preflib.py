"""PrefLib files: .soc and .soi hold rankings, .toc and .toi orders with candidates who stand level, .cat categories.

A file begins with lines such as `# ALTERNATIVE NAME 1: Ann`; each further line is `40: 1,2,{3,4}`, forty papers alike. Files from
before 2022 begin with the number of candidates, a line `1,Ann` for each, a line of totals, and then `40,1,2,{3,4}`. In a file of
categories the first is the best: with two, everyone in the first is marked with a cross; with more, points fall to 0 at the last.
PrefLib says nothing of seats.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np

from ..papers import Marks, Orders, Rankings
from .gathering import Gathered
from .text import on_line, whole_number
from .urn import Urn

_NAME = re.compile(r"#\s*ALTERNATIVE NAME (\d+)\s*:\s*(.*)", re.IGNORECASE)
_NUMBER = re.compile(r"#\s*NUMBER ALTERNATIVES\s*:\s*(\d+)", re.IGNORECASE)
_CATEGORIES = re.compile(r"#\s*NUMBER CATEGORIES\s*:\s*(\d+)", re.IGNORECASE)
_TITLE = re.compile(r"#\s*TITLE\s*:\s*(.*)", re.IGNORECASE)
_GROUP = re.compile(r"\{([^{}]*)\}|([^,{}\s]+)")
Line = tuple[int, str]
#: Line, number of papers, groups of candidates in order.
Cast = tuple[int, int, list[list[int]]]


def read_preflib(text: str, categories: bool) -> Urn:
    """The urn in a PrefLib file; `categories` for a .cat file."""
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if not lines:
        raise on_line(1, "the file is empty.")
    if not lines[0][1].startswith("#"):
        return _old(lines)
    said = [line for line in lines if line[1].startswith("#")]
    cast = [_cast(number, line, ":") for number, line in lines if not line.startswith("#")]
    names = {int(found[1]): found[2].strip() for _, line in said if (found := _NAME.match(line))}
    count = next((int(found[1]) for _, line in said if (found := _NUMBER.match(line))), max(names, default=0))
    if count < 1:
        raise on_line(1, "the file does not say how many candidates there are (# NUMBER ALTERNATIVES).")
    everyone = tuple(names.get(number) or f"Candidate {number}" for number in range(1, count + 1))
    title = next((found[1].strip() for _, line in said if (found := _TITLE.match(line))), "")
    if categories:
        kinds = next((int(found[1]) for _, line in said if (found := _CATEGORIES.match(line))), 0)
        return Urn(everyone, _marks(cast, count, kinds), title=title)
    return Urn(everyone, _gathered(cast, count), title=title)


def _old(lines: list[Line]) -> Urn:
    number, first = lines[0]
    count = whole_number(first, number, "A PrefLib file begins with # or with the number of candidates; that")
    if len(lines) < count + 2:
        raise on_line(lines[-1][0], f"there are {count} candidates, but the file ends before all are named.")
    names: list[str] = []
    for number, line in lines[1 : count + 1]:
        of, comma, name = line.partition(",")
        if not comma or of.strip() != str(len(names) + 1):
            raise on_line(
                number, f"here the name of candidate {len(names) + 1} should stand, as “{len(names) + 1},Ann”."
            )
        names.append(name.strip())
    cast = [_cast(number, line, ",") for number, line in lines[count + 2 :]]
    return Urn(tuple(names), _gathered(cast, count))


def _cast(number: int, line: str, after_weight: str) -> Cast:
    weight, sign, rest = line.partition(after_weight)
    if not sign:
        raise on_line(number, f"a paper should look like “40{after_weight} 1,2,3”, not “{line}”.")
    if re.sub(_GROUP, "", rest).strip(", "):
        raise on_line(number, f"brackets do not match in “{rest.strip()}”.")
    groups = [
        [
            whole_number(word.strip(), number, "A candidate on a paper")
            for word in (level or alone).split(",")
            if word.strip()
        ]
        for level, alone in _GROUP.findall(rest)
    ]
    return number, whole_number(weight.strip(), number, "How many papers are alike"), groups


def _gathered(cast: Iterable[Cast], count: int) -> Rankings | Orders:
    gathered = Gathered(count)
    for number, weight, groups in cast:
        gathered.add(groups, weight, number)
    return gathered.papers()


def _marks(cast: list[Cast], count: int, kinds: int) -> Marks:
    """Points from the place of the category a candidate is in: the last gives none."""
    kinds = max([kinds, 2, *(len(groups) for _, _, groups in cast)])
    marks = np.zeros((len(cast), count), dtype=np.int64)
    for row, (number, _, groups) in enumerate(cast):
        for place, group in enumerate(groups, start=1):
            for candidate in group:
                if not 1 <= candidate <= count:
                    raise on_line(number, f"there is no candidate {candidate}; there are {count}.")
                marks[row, candidate - 1] = kinds - place
    return Marks(count, marks, np.array([weight for _, weight, _ in cast], dtype=np.int64))
