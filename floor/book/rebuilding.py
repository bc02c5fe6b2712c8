"""Are the tables what the book says? Replay it beside them, with the private store, and compare digest by digest."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .claims import Claim, broken, holds
from .digests import table_digests
from .merkle import Frontier, leaf_hash
from .models import Attachment, Entry, Head
from .one_moment import one_moment
from .replaying import Replay, empty_database, private_store, replay
from .routing import current


@dataclass(frozen=True)
class Comparison:
    """The living tables beside the rebuilt ones."""

    played: Replay
    living: dict[str, str]
    rebuilt: dict[str, str]
    book: Claim

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
        return [self.book, *self.played.faults, self.played.claim(), *tables]


class LivingLines:
    """The lines of the living book, in order; once read, whether they add up to the end of the book."""

    def __init__(self, source: str) -> None:
        self.source, self.frontier, self.torn = source, Frontier(), None

    torn: int | None

    def __iter__(self) -> Iterator[bytes]:
        rows = Entry.objects.using(self.source).order_by("n").values_list("n", "line", "leaf").iterator(chunk_size=2000)
        for n, line, leaf in rows:
            found = leaf_hash(bytes(line))
            if self.torn is None and found != bytes(leaf):
                self.torn = n
            self.frontier.append(found)
            yield bytes(line)

    def claim(self) -> Claim:
        """Only after every line was read."""
        name, head = "the living book adds up", Head.objects.using(self.source).filter(pk=1).first()
        if self.torn is not None:
            return broken(name, "an entry is not the one that was hashed when it was written", self.torn)
        if head is not None and (head.size != self.frontier.size or bytes(head.frontier) != self.frontier.to_bytes()):
            return broken(
                name,
                f"{self.frontier.size} entries are there, and they do not lead to the end of the book as it stands",
            )
        return holds(name, f"{self.frontier.size} entries lead to its end")


def attachment_in(source: str) -> Callable[[str], str | None]:
    """Look-up of public texts in the living store."""
    return lambda name: Attachment.objects.using(source).filter(pk=name).values_list("content", flat=True).first()


def rebuild(progress: Callable[[int], None] = lambda _: None) -> Comparison:
    """Replay the whole book into an empty database and compare every institution's table."""
    source = current()
    with one_moment():
        living, lines = table_digests(public=False), LivingLines(source)
        with empty_database():
            played = replay(lines, attachment_in(source), private_store(source), progress)
            return Comparison(played, living, table_digests(public=False), lines.claim())
