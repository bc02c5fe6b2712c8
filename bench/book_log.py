"""How fast a published book is checked, against bare SHA-256 over the same bytes in the same run.

    python bench/book_log.py [ENTRIES]

"bare" hashes each entry once and does nothing else. The check of the log also reads the files, cuts the bundles,
hashes the tree and compares every tile (aim: at most 4 times bare, and faster than 238,000 entries a second, what
Tessera's fsck reaches). The full check also reads every entry as JSON: form, number, time.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.figures import figure
from floor.book.canonical import canonical
from floor.book.checkpoints import Checkpoint, sign_checkpoint
from floor.book.commitments import commit_all, new_salts
from floor.book.log_check import check_log
from floor.book.merkle import leaf_hash, root_of
from floor.book.notes import Signer
from floor.book.publishing_tiles import publish

BYTES = 419  # the length of an entry in the figures we compare with
START = datetime(2026, 11, 21, 9, tzinfo=UTC)
RUNS = 3


def an_entry(n: int, commitment: str) -> bytes:
    entry = {
        "act": "house.Join",
        "at": (START + timedelta(milliseconds=n)).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "by": {"kind": "member", "member": 1000 + n % 5000},
        "form": 1,
        "law": sha256(b"statutes").hexdigest(),
        "n": n,
        "payload": {"name": commitment, "unit": "u" + str(n % 300), "why": ""},
        "virtue": {"article": "membership", "right": "R21"},
    }
    short = BYTES - len(canonical(entry))
    entry["payload"]["why"] = "w" * short
    return canonical(entry)


def fastest(work: Callable[[], object]) -> float:
    """The best of a few runs: the others were disturbed by somebody."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def main(count: int) -> None:
    salts = new_salts(count)
    start = time.perf_counter()
    commitments = commit_all([f"Member {n}" for n in range(count)], salts)
    committing = time.perf_counter() - start
    entries = [an_entry(n, commitment) for n, commitment in enumerate(commitments)]
    assert {len(entry) for entry in entries} == {BYTES}
    signer = Signer.new("example.org/bench")
    root = root_of(map(leaf_hash, entries))
    note = sign_checkpoint(Checkpoint("example.org/bench", count, root, START + timedelta(days=1)), signer)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        start = time.perf_counter()
        publish(folder, note, signer.verifier, lambda first, end: entries[first:end])
        publishing = time.perf_counter() - start

        def check(read_entries: bool, processes: int) -> None:
            found = check_log(folder, vkey=signer.verifier.to_text(), read_entries=read_entries, processes=processes)
            assert not found.broken, found.broken

        bare = fastest(lambda: [sha256(entry).digest() for entry in entries])
        rows = [
            ("bare SHA-256 of each entry", bare),
            ("the log, one process", fastest(lambda: check(False, 1))),
            ("the log, two processes", fastest(lambda: check(False, 2))),
            ("log and entries, one process", fastest(lambda: check(True, 1))),
            ("log and entries, two processes", fastest(lambda: check(True, 2))),
            ("publishing (once)", publishing),
            ("commitments (once)", committing),
        ]
    for what, seconds in rows:
        figure(what, count / seconds, "entries/s", bare / seconds, "of bare")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
