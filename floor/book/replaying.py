"""Play the book into an empty database: guards and all. What comes out is what the book says stands.

`floor rebuild` does it with the private store and compares every table; `floor verify` does it from the published
files alone, and so checks the law: each act was allowed when it was done, in virtue of what it claims.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import DatabaseError, connections, transaction
from django.db.utils import load_backend

from .act import Refusal, Scene
from .claims import Claim, broken, holds
from .commitments import opens_written
from .doing import statutes_in_force
from .entries import SLOTS, NotAnEntry, open_entry
from .models import Attachment, Private
from .protected import acting
from .routing import use_database

#: How many entries are applied between commits of the scratch database.
STRIDE = 500
#: After so many broken entries the rest is not worth reading.
ENOUGH = 20


@contextmanager
def empty_database(alias: str = "replay") -> Iterator[str]:
    """A scratch SQLite database with all tables, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="floor-") as folder:
        settings = dict(connections.databases["default"]) | {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(Path(folder) / "replay.sqlite3"),
            "OPTIONS": {"init_command": "PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF; PRAGMA cache_size=-64000"},
            "TEST": {},
        }
        # Set for this thread alone, not in the settings: nothing else in the process should find it.
        connections[alias] = load_backend(settings["ENGINE"]).DatabaseWrapper(settings, alias)
        try:
            with use_database(alias):
                call_command("migrate", database=alias, verbosity=0, interactive=False)
                yield alias
        finally:
            connections[alias].close()
            del connections[alias]


@dataclass
class Replay:
    """The outcome of playing a book: how many entries were lawful, and what was wrong with the others."""

    entries: int = 0
    faults: list[Claim] = field(default_factory=list)
    unopened: int = 0
    """Private values that were not at hand: their commitments were left as they are."""

    def claim(self) -> Claim:
        if self.faults:
            return broken("every act was allowed", f"{len(self.faults)} of {self.entries} entries are not lawful")
        return holds("every act was allowed", f"{self.entries} acts replayed under the statutes in force at the time")


PrivateValue = Callable[[int, int, str], Any]


def replay(
    lines: Iterable[bytes],
    attachment: Callable[[str], str | None],
    private_value: PrivateValue | None = None,
    progress: Callable[[int], None] = lambda _: None,
) -> Replay:
    """Apply every entry, in order, to the database in use, asking every guard again."""
    outcome = Replay()
    last: datetime | None = None
    batch: list[bytes] = []
    for line in lines:
        batch.append(line)
        if len(batch) == STRIDE:
            last = _play(batch, outcome, attachment, private_value, last)
            progress(outcome.entries)
            batch = []
        if len(outcome.faults) >= ENOUGH:
            break
    if batch:
        _play(batch, outcome, attachment, private_value, last)
        progress(outcome.entries)
    return outcome


def _play(
    batch: list[bytes], outcome: Replay, attachment: Callable[[str], str | None], private_value: PrivateValue | None, last: datetime | None
) -> datetime | None:  # fmt: skip
    from .routing import current

    with transaction.atomic(using=current()):
        for line in batch:
            if len(outcome.faults) >= ENOUGH:
                break
            n = outcome.entries
            outcome.entries += 1
            try:
                with transaction.atomic(using=current()):
                    last = _replay_one(json.loads(line), n, outcome, attachment, private_value, last)
            except Refusal as refusal:
                outcome.faults.append(broken("every act was allowed", str(refusal), n))
            except NotAnEntry as fault:
                outcome.faults.append(broken("every entry is an act", str(fault), n))
            except (DatabaseError, ValueError, KeyError, TypeError, LookupError) as fault:
                said = " ".join(str(fault).split())[:200]
                outcome.faults.append(broken("every act can be carried out", f"{type(fault).__name__}: {said}", n))
    return last


def _replay_one(
    entry: dict[str, Any], n: int, outcome: Replay, attachment: Callable[[str], str | None], private_value: PrivateValue | None, last: datetime | None
) -> datetime:  # fmt: skip
    def look_up(slot: int, commitment: str) -> Any:
        value = private_value(n, slot, commitment) if private_value else None
        outcome.unopened += value is None
        return value

    opened = open_entry(entry, look_up)
    if opened.n != n:
        raise NotAnEntry(f"it calls itself entry {opened.n}")
    if last and opened.at < last:
        raise NotAnEntry("it is dated before the entry in front of it")
    for name in opened.act.attachments():
        _bring(name, attachment)
    scene = Scene(n, opened.at, opened.by, statutes_in_force(opened.at), knows_private=private_value is not None)
    if (scene.statutes.sha256 if scene.statutes else None) != opened.law:
        raise NotAnEntry("it names statutes that were not in force")
    authority = opened.act.guard(scene)
    if authority.as_entry() != opened.virtue:
        raise NotAnEntry(f"it claims {opened.virtue}, but the law gives {authority.as_entry()}")
    with acting(opened.act.name):
        opened.act.apply(scene)
    return opened.at


def _bring(name: str, attachment: Callable[[str], str | None]) -> None:
    from .doing import attach_text

    if Attachment.objects.filter(sha256=name).exists():
        return
    text = attachment(name)
    if text is None or attach_text(text) != name:
        raise NotAnEntry(f"the text {name[:12]}… that it refers to is missing or altered")


def private_store(source: str = "default") -> PrivateValue:
    """Look-ups in the living private store, in the order of the book: one pass, in constant memory."""
    rows = Private.objects.using(source).order_by("id").values_list("id", "salt", "content").iterator(chunk_size=5000)
    ahead: list[Any] = [next(rows, None)]

    def look_up(n: int, slot: int, commitment: str) -> Any:
        place = n * SLOTS + slot
        while ahead[0] is not None and ahead[0][0] < place:
            ahead[0] = next(rows, None)
        if ahead[0] is None or ahead[0][0] != place:
            return None
        _, salt, content = ahead[0]
        # The store holds the very bytes that were committed to: no need to write the value anew to see that it is the one.
        if not opens_written(commitment, content.encode(), bytes(salt)):
            raise NotAnEntry("the private store does not hold what was committed to")
        return json.loads(content)

    return look_up
