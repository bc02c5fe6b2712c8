"""Books to publish, and ways to spoil them: shared by the tests of tiles, of the check and of other people's readers."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from floor.book.canonical import canonical
from floor.book.checkpoints import Checkpoint, sign_checkpoint
from floor.book.merkle import leaf_hash, root_of
from floor.book.notes import Signer
from floor.book.publishing_tiles import publish

ORIGIN = "example.org/metalworkers"
ADA = Signer(ORIGIN, bytes(range(32)))
EVE = Signer(ORIGIN, bytes(32))
NINE = datetime(2026, 11, 21, 9, tzinfo=UTC)


def moment(n: int) -> datetime:
    return NINE + timedelta(seconds=n)


def an_entry(n: int, /, **changes: object) -> bytes:
    at = moment(n).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return canonical(
        {"act": "house.Join", "at": at, "by": {"member": n % 7}, "n": n, "payload": {"unit": "foundry"}} | changes
    )


def some_entries(count: int) -> list[bytes]:
    return [an_entry(n) for n in range(count)]


def checkpoint_of(entries: list[bytes], at: datetime | None = None, signer: Signer = ADA, origin: str = ORIGIN) -> str:
    at = moment(len(entries)) if at is None else at
    return sign_checkpoint(Checkpoint(origin, len(entries), root_of(map(leaf_hash, entries)), at), signer)


def publish_entries(folder: Path, entries: list[bytes], at: datetime | None = None, signer: Signer = ADA) -> str:
    """Publish the entries with a checkpoint over them, and return the checkpoint."""
    note = checkpoint_of(entries, at, signer)
    publish(folder, note, signer.verifier, lambda start, stop: entries[start:stop])
    return note


def everything_in(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
