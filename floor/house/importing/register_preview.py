"""What entering a register would do: how many, where, what is wrong, who looks like whom."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field

from .faults import Faults, shown
from .finding_units import Known
from .spool import Portion, Spool


@dataclass
class RegisterPreview:
    """What entering a file would do. Nothing is written yet; `with` it, or close it, and the names in it are gone."""

    file: str
    under: int
    rows: int = 0
    faults: Faults = field(default_factory=Faults)
    bad_rows: int = 0
    look_alikes: Faults = field(default_factory=Faults)
    largest: list[tuple[Known, int]] = field(default_factory=list)
    units: int = 0
    ignored: tuple[str, ...] = ()
    already: int = 0
    """How many of it were entered by an earlier import of the same file that was cut off."""
    left_out_earlier: int = 0
    to_enter: int = 0
    samples: tuple[str, ...] = ()
    """Some names with letters beyond ASCII, for the eye to see whether the encoding is right."""
    spool: Spool = field(default_factory=Spool, repr=False)
    order: array[int] = field(default_factory=lambda: array("i"), repr=False)
    portions: list[Portion] = field(default_factory=list, repr=False)
    done: frozenset[int] = frozenset()
    sha256: str = ""
    found: list[Known | None] = field(default_factory=list, repr=False)
    categories: list[dict[str, str]] = field(default_factory=list, repr=False)

    def __enter__(self) -> RegisterPreview:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self.spool.close()

    @property
    def fits(self) -> bool:
        """Whether it can be entered as it is."""
        return not self.faults and not self.look_alikes

    def key(self, portion: int) -> str:
        """The request's own key of a portion: the same file, read the same way, gives the same keys."""
        return f"{self.sha256[:48]}:{portion}"

    def sentences(self) -> list[str]:
        """What it would do, in words, without the faults."""
        said = [
            f"{self.file}: {self.rows:,} rows. {self.to_enter:,} people would be entered in {self.units:,} units, under unit {self.under}."
        ]
        said += [f"  {count:>9,}  {unit.name} ({unit.pk})" for unit, count in self.largest]
        if self.already:
            said.append(
                f"{self.already:,} of the file were entered already, by an import that was cut off; they are not entered twice."
            )
        if self.left_out_earlier:
            said.append(
                f"{self.left_out_earlier:,} rows were left out then. Put them into a file of their own once they are right."
            )
        if self.ignored:
            said.append(
                f"Columns that mean nothing here and are left out: {', '.join(shown(name, 30) for name in self.ignored)}."
            )
        if self.samples:
            said.append(f"Look whether these are spelled right: {', '.join(self.samples)}.")
        return said
