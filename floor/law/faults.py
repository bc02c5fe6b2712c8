"""What keeps a text from being statutes, in sentences that say what would be right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

Path = tuple[str | int, ...]

#: So many faults are told at once; whoever wrote the rest will see them next time.
MOST = 100


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with the text: where, and what would be right."""

    file: str
    line: int
    key: str
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}: "
        return f"{place}{self.key}: {self.message}" if self.key else f"{place}{self.message}"


class Unreadable(ValueError):
    """The text cannot be read as statutes; carries every fault found."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        kept = tuple(faults[:MOST])
        if len(faults) > MOST:
            first = faults[MOST]
            kept += (Fault(first.file, first.line, "", f"and {len(faults) - MOST} more faults from here on."),)
        self.faults: tuple[Fault, ...] = kept
        super().__init__("\n".join(map(str, kept)))


def written_key(path: Path) -> str:
    """A path as it would be written in the file: body."factory committee".quorum."""
    key = ""
    for step in path:
        if isinstance(step, int):
            key += f"[{step + 1}]"
        else:
            word = step if re.fullmatch(r"[A-Za-z0-9_-]+", step) else f'"{_shortened(step)}"'
            key += f".{word}" if key else word
    return key


def quoted(value: object) -> str:
    """What was written, short enough for a message."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{_shortened(value)}"'
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return "a list"
    return _shortened(str(value))


def listed(words: Sequence[str], joined: str = "or") -> str:
    """ "a, b or c"."""
    return f" {joined} ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def _shortened(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."
