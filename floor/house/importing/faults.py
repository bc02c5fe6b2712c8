"""What is wrong with a file: the file as a whole, or a row and a column of it, and what would be right."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

#: So many are kept with their words; the rest is only counted, so that a bad file can't fill the memory.
KEPT = 1000

#: Told again and again while a file is read or entered: what is being done, how far it is, out of how much.
Progress = Callable[[str, int, int], None]


def silent(doing: str, done: int, total: int) -> None:
    """For those who do not want to be told."""


class CannotImport(Exception):
    """The file as a whole can't be taken in; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in one row. `row` counts as a spreadsheet does: the first line of the file is row 1."""

    row: int
    column: str
    wrong: str
    right: str = ""

    def __str__(self) -> str:
        where = f"Row {self.row:,}" + (f", {self.column}" if self.column else "")
        return f"{where}: {self.wrong}" + (f" {self.right}" if self.right else "")


@dataclass
class Faults:
    """Faults in the order of the rows: the first thousand in words, all of them in number."""

    kept: list[Fault] = field(default_factory=list)
    total: int = 0

    def add(self, row: int, column: str, wrong: str, right: str = "") -> None:
        self.total += 1
        if len(self.kept) < KEPT:
            self.kept.append(Fault(row, column, wrong, right))

    def forget(self, over: Callable[[Fault], bool], rows: int) -> None:
        """Take back the faults of rows that no longer matter; `rows` is how many there are."""
        kept = [fault for fault in self.kept if not over(fault)]
        self.total = len(kept) if not self.rest else max(len(kept), self.total - rows)
        self.kept = kept

    @property
    def rest(self) -> int:
        """How many there are beyond those kept."""
        return self.total - len(self.kept)

    def __iter__(self) -> Iterator[Fault]:
        return iter(self.kept)

    def __len__(self) -> int:
        return self.total


def shown(text: str, most: int = 60) -> str:
    """A cell as a message quotes it: short, in one line, nothing invisible in it."""
    cut = text if len(text) <= most else text[: most - 1] + "…"
    return "“" + "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in cut) + "”"


def one_of(words: list[str] | tuple[str, ...], most: int = 8) -> str:
    """“day, night or evening”; a long list ends with how many more there are."""
    if len(words) > most:
        return f"{', '.join(words[:most])} or one of {len(words) - most} others"
    return " or ".join(filter(None, [", ".join(words[:-1]), words[-1] if words else ""]))
