"""Publish the book as static files that any web server can carry and anyone can check without trusting this one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from .checkpoints import Checkpoint, sign_checkpoint
from .digests import table_digests
from .doing import now
from .merkle import Frontier
from .models import Attachment, Entry, Head, PublishedCheckpoint
from .notes import Signer, sign
from .one_moment import one_moment
from .publishing_tiles import publish as publish_tiles

ATTACHMENTS, TABLES, READ_ME = "attachments", "tables", "README.txt"

_READ_ME = """This folder is the book of {origin}, as its members keep it.

Copy it, serve it, keep the file "checkpoint" somewhere safe. To check it, on any machine with Python:

    floor verify THIS-FOLDER
    floor verify THIS-FOLDER --since YOUR-OLDER-CHECKPOINT

The files are C2SP tlog-tiles and signed notes; other programs read them too. No name of a person is in them.
"""


def publish(folder: Path, signer: Signer, progress: Callable[[int], None] = lambda _: None) -> Checkpoint:
    """Bring the published book in `folder` up to now: texts first, tiles next, the checkpoint last."""
    with one_moment():
        head = Head.objects.get(pk=1)
        root = Frontier.from_bytes(bytes(head.frontier)).root()
        checkpoint = Checkpoint(origin=signer.name, size=head.size, root=root, time=max(now(), head.at or now()))
        folder.mkdir(parents=True, exist_ok=True)
        _write_attachments(folder)
        note = sign_checkpoint(checkpoint, signer)

        def entries_between(start: int, stop: int) -> Iterator[bytes]:
            rows = (
                Entry.objects.filter(n__gte=start, n__lt=stop)
                .order_by("n")
                .values_list("n", "line")
                .iterator(chunk_size=1000)
            )
            for n, line in rows:
                if n % 1000 == 0:
                    progress(n)
                yield bytes(line)

        tables = table_note(signer, head.size)

        def last_things() -> None:
            _replace(folder / TABLES, tables)
            _replace(folder / READ_ME, _READ_ME.format(origin=signer.name))

        publish_tiles(folder, note, signer.verifier, entries_between, last_things)
    if not PublishedCheckpoint.objects.filter(size=checkpoint.size).exists():
        PublishedCheckpoint.objects.create(size=checkpoint.size, note=note)
    return checkpoint


def table_note(signer: Signer, size: int) -> str:
    """The digests of the institutions' tables at this size of the book, signed like a checkpoint.

    Whoever replays the book gets the same digests, or can show that the living tables are not what the book says.
    """
    lines = [f"{table} {digest}" for table, digest in sorted(table_digests(public=True).items())]
    return sign("\n".join([f"{signer.name}/tables", str(size), *lines]) + "\n", signer)


def _write_attachments(folder: Path) -> None:
    target = folder / ATTACHMENTS
    target.mkdir(exist_ok=True)
    there = {path.name for path in target.iterdir()}
    for name, content in (
        Attachment.objects.order_by("sha256").values_list("sha256", "content").iterator(chunk_size=100)
    ):
        if name not in there:
            _replace(target / name, content)


def _replace(path: Path, text: str) -> None:
    draft = path.with_name(f".{path.name}.being-written")
    draft.write_bytes(text.encode())
    draft.replace(path)


def proof_as_json(index: int, size: int, leaf: bytes, path: list[bytes], root: bytes) -> str:
    """An inclusion proof for one entry, as a file that somebody can take along."""
    return json.dumps(
        {"index": index, "size": size, "leaf": leaf.hex(), "path": [step.hex() for step in path], "root": root.hex()},
        indent=2,
    )
