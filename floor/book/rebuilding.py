"""Are the tables what the book says? Replay it beside them, with the private store, and compare digest by digest."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .claims import Claim, broken, holds
from .digests import table_digests
from .models import Attachment, Entry
from .replaying import Replay, empty_database, private_store, replay
from .routing import current, use_database


@dataclass(frozen=True)
class Comparison:
    """The living tables beside the rebuilt ones."""

    played: Replay
    living: dict[str, str]
    rebuilt: dict[str, str]

    @property
    def differing(self) -> list[str]:
        return [table for table, digest in self.living.items() if self.rebuilt.get(table) != digest]

    def claims(self) -> list[Claim]:
        """One claim for the acts, one for each table."""
        tables = [
            broken(f"table {table}", "the living table is not what the book says")
            if table in self.differing
            else holds(f"table {table}", digest[:16])
            for table, digest in sorted(self.living.items())
        ]
        return [*self.played.faults, self.played.claim(), *tables]


def lines_of(source: str) -> Iterator[bytes]:
    """The lines of the living book, in order."""
    for line in Entry.objects.using(source).order_by("n").values_list("line", flat=True).iterator(chunk_size=2000):
        yield bytes(line)


def attachment_in(source: str) -> Callable[[str], str | None]:
    """Look-up of public texts in the living store."""
    return lambda name: Attachment.objects.using(source).filter(pk=name).values_list("content", flat=True).first()


def rebuild(progress: Callable[[int], None] = lambda _: None) -> Comparison:
    """Replay the whole book into an empty database and compare every institution's table."""
    source = current()
    living = table_digests(public=False)
    with empty_database():
        played = replay(lines_of(source), attachment_in(source), private_store(source), progress)
        return Comparison(played, living, table_digests(public=False))


def rebuild_into(target: str, progress: Callable[[int], None] = lambda _: None) -> Comparison:
    """Replay into another, empty, already migrated database and leave the tables there."""
    source = current()
    living = table_digests(public=False)
    with use_database(target):
        played = replay(lines_of(source), attachment_in(source), private_store(source), progress)
        return Comparison(played, living, table_digests(public=False))
