"""BLT files, the format that programs for transferable votes exchange.

First the numbers of candidates and seats; then, if any withdrew, their numbers with a minus sign; then a line for each paper:
how many are alike, the candidates in order, 0; a line with only 0; the names in quotation marks, and the title. Read here in all
its dialects: comments after `#`, `2=3` for candidates who stand level, `-` for a preference left out, an identification in
brackets before a paper, no line of 0 before the names, names with `\\"` or `""` in them, blank papers, any line ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from ..papers import Rankings, small_enough
from .blt_regular import Irregular, Lines, regular_lines
from .gathering import Gathered
from .text import on_line, text_of, whole_number
from .urn import Urn

_FIRST = re.compile(rb"^(?:\xef\xbb\xbf)?[ \t]*(\d{1,5})[ \t]+(\d{1,5})[ \t]*\r?\n$")
_WITHDRAWN = re.compile(r"-\d+(\s+-\d+)*")
_WITHDRAWN_LINE = re.compile(rb"^[ \t]*-\d+([ \t]+-\d+)*[ \t]*\r?\n$")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.|"")*)"')
MOST_CANDIDATES = 5000
Line = tuple[int, str]


def read_blt(stream: BinaryIO) -> Urn:
    """The urn in a BLT file. Regular files go the quick way; others line by line, and faults name their line."""
    try:
        return _quickly(stream)
    except Irregular:
        stream.seek(0)
        return _carefully(text_of(stream.read()))


def _quickly(stream: BinaryIO) -> Urn:
    head = _FIRST.match(stream.readline())
    if head is None:
        raise Irregular
    candidates, seats = int(head[1]), int(head[2])
    place, line = stream.tell(), stream.readline()
    withdrawn = frozenset(-int(number) for number in line.split()) if _WITHDRAWN_LINE.match(line) else frozenset()
    if not withdrawn:
        stream.seek(place)
    if not 1 <= candidates <= MOST_CANDIDATES or not withdrawn <= set(range(1, candidates + 1)):
        raise Irregular
    lines = regular_lines(stream, candidates)
    tail = [line for line in enumerate(text_of(lines.tail).splitlines(), start=1) if line[1].strip()]
    if any("#" in text for _, text in tail):
        # Whether that is a comment or part of a name is for the reader that looks at each line.
        raise Irregular
    try:
        names, title = _names(iter(tail), candidates)
    except ValueError as fault:
        raise Irregular from fault
    return Urn(names, _without(lines, candidates, withdrawn), seats, title, withdrawn)


def _without(lines: Lines, candidates: int, withdrawn: frozenset[int]) -> Rankings:
    if not withdrawn:
        return Rankings(candidates, lines.ranks, lines.weights)
    standing = [number for number in range(1, candidates + 1) if number not in withdrawn]
    new: NDArray[np.unsignedinteger] = np.zeros(candidates + 1, dtype=small_enough(candidates))
    new[standing] = np.arange(1, len(standing) + 1)
    ranks = new[lines.ranks]
    left: NDArray[np.unsignedinteger] = np.zeros((len(ranks), max(len(standing), 1)), dtype=ranks.dtype)
    kept = ranks != 0
    left[np.arange(left.shape[1]) < kept.sum(axis=1)[:, None]] = ranks[kept]
    return Rankings(len(standing), left, lines.weights)


def _carefully(text: str) -> Urn:
    lines = _meaningful(text)
    number, first = next(lines, (1, ""))
    words = first.split()
    if len(words) != 2:
        raise on_line(number, "a BLT file begins with two numbers, how many candidates and how many seats.")
    candidates = whole_number(words[0], number, "The number of candidates")
    seats = whole_number(words[1], number, "The number of seats")
    if not 1 <= candidates <= MOST_CANDIDATES:
        raise on_line(number, f"there should be from 1 to {MOST_CANDIDATES} candidates, not {candidates}.")
    gathered, withdrawn = Gathered(candidates), set[int]()
    names: list[Line] = []
    for number, line in lines:
        if _WITHDRAWN.fullmatch(line):
            withdrawn |= {-int(word) for word in line.split()}
            stranger = next((one for one in withdrawn if not 1 <= one <= candidates), None)
            if stranger is not None:
                raise on_line(number, f"there is no candidate {stranger} who could withdraw; there are {candidates}.")
        elif line == "0":
            break
        elif line.startswith('"'):
            names = [(number, line)]
            break
        else:
            _paper(gathered, number, line)
    everyone, title = _names(iter([*names, *lines]), candidates)
    return Urn(everyone, gathered.papers(frozenset(withdrawn)), seats, title, frozenset(withdrawn))


def _meaningful(text: str) -> Iterator[Line]:
    """Lines with something on them, without comments; a # inside quotation marks is part of a name."""
    for number, line in enumerate(text.splitlines(), start=1):
        bare = line.strip()
        if bare.startswith('"'):
            quoted = _QUOTED.match(bare)
            if quoted and bare[quoted.end() :].lstrip().startswith("#"):
                bare = quoted[0]
        else:
            bare = bare.partition("#")[0].strip()
        if bare:
            yield number, bare


def _paper(gathered: Gathered, number: int, line: str) -> None:
    rest = re.sub(r"^\([^)]*\)\s*", "", line)
    # Some write "2 = 3" with spaces.
    words = re.sub(r"\s*=\s*", "=", rest).split()
    if not words:
        raise on_line(number, "nothing follows the identification of the paper.")
    weight = whole_number(words[0], number, "A paper begins with how many are alike; that")
    if len(words) < 2 or words[-1] != "0":
        raise on_line(number, f"a paper ends with 0, this one does not: “{line}”.")
    groups = [
        [whole_number(one, number, "A candidate on a paper") for one in word.split("=")]
        for word in words[1:-1]
        if word != "-"
    ]
    gathered.add(groups, weight, number)


def _names(lines: Iterator[Line], candidates: int) -> tuple[tuple[str, ...], str]:
    """The names, and the title if there is one. A file without any names has numbers for names."""
    found: list[str] = []
    number = 0
    for number, line in lines:
        quoted = _QUOTED.findall(line) if line.lstrip().startswith('"') else []
        if line.lstrip().startswith('"') and not quoted:
            raise on_line(number, "a name in quotation marks does not end.")
        found += [re.sub(r'\\(.)|""', lambda pair: pair[1] or '"', name).strip() for name in quoted] or [line.strip()]
    if not found:
        return tuple(f"Candidate {one}" for one in range(1, candidates + 1)), ""
    if len(found) < candidates:
        raise on_line(number, f"there are {candidates} candidates, but only {len(found)} names.")
    return tuple(found[:candidates]), found[candidates] if len(found) > candidates else ""
