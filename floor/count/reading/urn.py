"""An urn: the papers of one election as a file holds them, with the names and what else the file says."""

from __future__ import annotations

from dataclasses import dataclass

from ..papers import Papers


@dataclass(frozen=True, slots=True)
class Urn:
    """Papers and whom they are about. In `papers` only those who stand have numbers, from 1, in the order of the file."""

    everyone: tuple[str, ...]
    """All names in the order of the file, those who withdrew among them."""
    papers: Papers
    seats: int | None = None
    """As the file says; None where it does not."""
    title: str = ""
    withdrawn: frozenset[int] = frozenset()
    """Numbers in the file, from 1, of candidates who withdrew after the papers were printed."""

    @property
    def numbers(self) -> tuple[int, ...]:
        """The number in the file of each candidate who stands."""
        return tuple(number for number in range(1, len(self.everyone) + 1) if number not in self.withdrawn)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of those who stand."""
        return tuple(self.everyone[number - 1] for number in self.numbers)
