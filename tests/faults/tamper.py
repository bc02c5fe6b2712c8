"""An operator with the database open. Each way of cheating is a function; the test says which one to try."""

from __future__ import annotations

import json
import sys

import django

django.setup()

from datetime import timedelta  # noqa: E402
from pathlib import Path  # noqa: E402

from floor.book.canonical import canonical  # noqa: E402
from floor.book.checkpoints import Checkpoint, read_unverified, sign_checkpoint  # noqa: E402
from floor.book.merkle import Frontier, leaf_hash  # noqa: E402
from floor.book.models import Entry, Head  # noqa: E402
from floor.book.protected import acting  # noqa: E402
from floor.house.models import Mandate, Member, Seat  # noqa: E402
from floor.site.keeping import signer  # noqa: E402


def give_a_mandate_to_another() -> None:
    Mandate.objects.filter(pk=1).update(holder=9)


def lengthen_a_term() -> None:
    mandate = Mandate.objects.get(pk=1)
    Mandate.objects.filter(pk=1).update(ends=mandate.ends + timedelta(days=3650))


def invent_a_seat() -> None:
    Seat.objects.create(id=Seat.next_id(), unit_id=2, body="factory committee", number=4)


def strike_a_member_off() -> None:
    Member.objects.filter(pk=9).delete()


def delete_an_entry() -> None:
    Entry.objects.filter(n=2).delete()


def delete_an_entry_and_mend_the_log() -> None:
    lines = [bytes(line) for line in Entry.objects.exclude(n=2).order_by("n").values_list("line", flat=True)]
    _write_the_book(lines)


def reorder_two_entries() -> None:
    lines = [bytes(line) for line in Entry.objects.order_by("n").values_list("line", flat=True)]
    lines[1], lines[2] = lines[2], lines[1]
    _write_the_book(lines)


def reorder_two_entries_and_renumber_them() -> None:
    entries = [json.loads(bytes(line)) for line in Entry.objects.order_by("n").values_list("line", flat=True)]
    entries[1], entries[2] = entries[2], entries[1]
    for n, entry in enumerate(entries):
        entry["n"] = n
    _write_the_book([canonical(entry) for entry in entries])


def truncate_the_log() -> None:
    lines = [bytes(line) for line in Entry.objects.order_by("n").values_list("line", flat=True)]
    _write_the_book(lines[:-1])


def change_a_word_in_an_entry() -> None:
    entry = json.loads(bytes(Entry.objects.get(n=1).line))
    entry["payload"]["title"] = "Operator's works"
    Entry.objects.filter(n=1).update(line=canonical(entry))


def forge_an_election() -> None:
    """A whole new entry, hashed and all: the operator elects a friend to the control commission by nobody's votes."""
    lines = [bytes(line) for line in Entry.objects.order_by("n").values_list("line", flat=True)]
    last = json.loads(lines[-1])
    count = {
        "unit": 2, "body": "district congress", "for_unit": 1, "part": "", "office": "", "entitled": 3, "present": 3, "cast": 3, "invalid": 0,
        "votes": [{"candidate": 9, "votes": 3}], "elected": [9], "tellers": [11, 12], "lot": None, "closed": last["at"],
    }  # fmt: skip
    forged = {
        "act": "house.DeclareElection", "at": last["at"], "by": {"member": 11}, "form": 1, "law": last["law"], "n": len(lines),
        "payload": {"count": count}, "virtue": {"article": "Art. 8 (district congress: elected)"},
    }  # fmt: skip
    _write_the_book([*lines, canonical(forged)])


def appoint_by_forged_entry() -> None:
    """An act that there is no such thing as: appointment from above."""
    lines = [bytes(line) for line in Entry.objects.order_by("n").values_list("line", flat=True)]
    last = json.loads(lines[-1])
    _write_the_book(
        [*lines, canonical(last | {"act": "house.Appoint", "n": len(lines), "payload": {"member": 9, "seat": 1}})]
    )


def backdate_the_checkpoint() -> None:
    """Sign, with the true key, a checkpoint that claims to be older than what it covers."""
    note = Path(sys.argv[2]) / "checkpoint"
    true = read_unverified(note.read_text())
    note.write_text(
        sign_checkpoint(Checkpoint(true.origin, true.size, true.root, true.time - timedelta(days=400)), signer())
    )


def _write_the_book(lines: list[bytes]) -> None:
    """Replace the whole book by these lines, with hashes and head that fit."""
    known = {bytes(entry.line): entry for entry in Entry.objects.all()}
    some = next(iter(known.values()))
    frontier = Frontier()
    Entry.objects.all().delete()
    for n, line in enumerate(lines):
        was = known.get(line, some)
        frontier.append(leaf_hash(line))
        Entry.objects.create(n=n, at=was.at, act=was.act, line=line, leaf=leaf_hash(line), once=None)
    Head.objects.filter(pk=1).update(size=len(lines), frontier=frontier.to_bytes())


with acting("an operator with the database open"):
    globals()[sys.argv[1]]()
