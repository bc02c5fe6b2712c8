"""A register from a CSV file. First `preview_members`, which writes nothing; then `enter_members`, by acts."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from typing import Any, Literal

from floor.book.act import By, Refusal
from floor.book.doing import Receipt, do
from floor.book.models import Entry
from floor.house.acts.members import EnterMembers
from floor.house.models import Member

from .acting import acts_for, entries_done, scene_of
from .comparing import find_look_alikes
from .faults import CannotImport, Progress, silent
from .reading_register import RegisterReader
from .register_preview import RegisterPreview
from .sheets import Reading
from .spool import BAD, DONE, ON_REGISTER, TWIN, portions_of

#: What is done with rows that look like the same person as another.
LookAlikes = Literal["refuse", "enter", "leave out"]

_LARGEST = 20
#: So often an act is sent again because somebody joined between two portions.
_TRIES = 20


def preview_members(
    path: Path,
    by: By,
    *,
    under: int | None = None,
    how: Reading | None = None,
    at: datetime | None = None,
    progress: Progress = silent,
) -> RegisterPreview:
    """Read a register and say what entering it would do, and everything that is wrong with it. Writes nothing.

    Raises CannotImport where the file as a whole can't be read, and Refusal where `by` may not admit members.
    """
    scene = scene_of(by, at)
    article = scene.cite("membership", "admitted-by")
    under = acts_for(scene, scene.law.membership.admitted_by, article, "admit members", under)
    preview = RegisterPreview(Path(path).name, under)
    try:
        RegisterReader(preview, scene).read(Path(path), how, progress)
        _plan(preview)
        find_look_alikes(preview, progress)
        _sum_up(preview)
    except BaseException:
        preview.close()
        raise
    return preview


def _plan(preview: RegisterPreview) -> None:
    """Cut the rows into portions, and see which of them are in the book already."""
    spool = preview.spool
    preview.order = spool.by_unit()
    preview.portions = portions_of(spool, preview.order)
    keys = {preview.key(number): number for number in range(len(preview.portions))}
    done = entries_done(keys)
    preview.done = frozenset(keys[key] for key in done)
    if not done:
        return
    for number in preview.done:
        portion = preview.portions[number]
        for place in preview.order[portion.start : portion.stop]:
            spool.flags[place] |= DONE
    # What was wrong with a row that is entered, or was left out then, is no longer in the way.
    preview.faults.forget(lambda fault: spool.is_done(fault.row), spool.count(BAD | DONE))
    for line in Entry.objects.filter(n__in=done.values()).values_list("line", flat=True).iterator(chunk_size=50):
        preview.already += sum(count for _, count in json.loads(bytes(line))["payload"]["units"])
    preview.left_out_earlier = spool.count(DONE) - preview.already


def _sum_up(preview: RegisterPreview) -> None:
    """Count what would be entered, in how many units, and where most."""
    spool = preview.spool
    preview.bad_rows += spool.count(BAD) - spool.count(BAD | DONE)
    counts = Counter(place for place, flag in zip(spool.units, spool.flags, strict=True) if not flag)
    per_unit: Counter[int] = Counter()
    for place, count in counts.items():
        if (unit := preview.found[place]) is not None:
            per_unit[unit.pk] += count
    known = {unit.pk: unit for unit in preview.found if unit is not None}
    preview.to_enter, preview.units = per_unit.total(), len(per_unit)
    preview.largest = [(known[pk], count) for pk, count in per_unit.most_common(_LARGEST)]


@dataclass(frozen=True, slots=True)
class Entered:
    """What an import has done: how many people, in how many acts, and where in the book."""

    people: int
    acts: int
    first_entry: int | None
    last_entry: int | None


def enter_members(
    preview: RegisterPreview,
    by: By,
    *,
    confirmed: bool,
    skip_bad_rows: bool = False,
    look_alikes: LookAlikes = "refuse",
    at: datetime | None = None,
    progress: Progress = silent,
) -> Entered:
    """Enter the people of a file that was looked at, by one act for each thousand of them.

    `confirmed` says that each of them joined by their own consent (R18). Cut off at any moment and begun again with the
    same file, it goes on where it stopped: nobody is doubled and nobody lost. Raises CannotImport where the file has
    faults that are not to be skipped, and Refusal where an act is refused.
    """
    if preview.faults and not skip_bad_rows:
        raise CannotImport(
            f"{preview.bad_rows:,} rows of {preview.file} are not right, so nobody was entered. Correct them, or leave those rows out."
        )
    if preview.look_alikes and look_alikes == "refuse":
        raise CannotImport(
            f"{preview.look_alikes.total:,} rows of {preview.file} look like the same person as another, so nobody was entered. "
            "Say whether they are to be entered or left out."
        )
    without = BAD | (TWIN | ON_REGISTER if look_alikes == "leave out" else 0)
    left = sum(not flag & (without | DONE) for flag in preview.spool.flags)
    entered, places = 0, []
    for number, portion in enumerate(preview.portions):
        if number in preview.done:
            continue
        rows = [
            place for place in preview.order[portion.start : portion.stop] if not preview.spool.flags[place] & without
        ]
        if not rows:
            continue
        receipt = _enter(_act_of(preview, rows, confirmed), by, preview.key(number), at)
        places.append(receipt.n)
        entered += len(rows)
        progress("entering", entered, left)
    return Entered(entered, len(places), places[0] if places else None, places[-1] if places else None)


def _act_of(preview: RegisterPreview, rows: list[int], confirmed: bool) -> dict[str, Any]:
    """The payload of the act that enters these rows; the first number is given when it is done."""
    spool, kinds = preview.spool, preview.categories or [{}]
    units = [preview.found[spool.units[place]] for place in rows]
    days = [spool.paid[place] for place in rows]
    return {
        "under": preview.under,
        "units": [(unit.pk, sum(1 for _ in run)) for unit, run in groupby(units) if unit is not None],
        "people": [
            {"name": name, "contact": contact, "categories": kinds[int(kind)]}
            for name, contact, kind in spool.people(rows)
        ],
        "paid": [(date.fromordinal(d) if d else None, sum(1 for _ in run)) for d, run in groupby(days)]
        if any(days)
        else [],
        "confirmed": confirmed,
    }


def _enter(payload: dict[str, Any], by: By, key: str, at: datetime | None) -> Receipt:
    for tried in range(_TRIES):
        first = Member.next_id()
        try:
            return do(EnterMembers.model_validate(payload | {"first": first}), by, once=key, at=at)
        except Refusal:
            # Somebody joined between the look and the act: the next number is another one now.
            if tried + 1 == _TRIES or Member.next_id() == first:
                raise
    raise AssertionError("unreachable")
