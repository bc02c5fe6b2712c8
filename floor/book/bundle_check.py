"""The check of one bundle of entries: 256 at a time, so that several processes can share a large book."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from .canonical import NotCanonical, read_canonical, read_many
from .claims import Claim, broken
from .merkle import leaf_hashes, perfect_root
from .tiles import TILE_WIDTH, DamagedTile, Files, read_bundle, read_tile_bytes, split_tile

ENTRIES = "entries"
HASH_TILES = "hash tiles"
CANONICAL = "canonical entries"
NUMBERS = "entry numbers"
TIMES = "entry times"

_AT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z")


@dataclass(frozen=True, slots=True)
class BundleTask:
    """Which bundle to check. `wanted`: counts of entries of it after which somebody needs the root and the time."""

    index: int
    width: int
    wanted: tuple[int, ...] = ()
    read_entries: bool = True


@dataclass(slots=True)
class BundleReport:
    """What was found in one bundle. Small, because it may travel between processes."""

    task: BundleTask
    root: bytes | None = None  # of a full bundle
    leaves: list[bytes] = field(default_factory=list)  # only where the root alone is not enough
    first_at: str | None = None
    last_at: str | None = None
    wanted_at: dict[int, str | None] = field(default_factory=dict)
    faults: list[Claim] = field(default_factory=list)
    missing: bool = False


def check_bundle(files: Files, task: BundleTask) -> BundleReport:
    """Hash the entries, compare them with their tile, and read them unless told not to."""
    report, first = BundleReport(task), task.index * TILE_WIDTH
    try:
        entries = read_bundle(files, task.index, task.width)
    except DamagedTile as fault:
        report.missing = True
        report.faults.append(broken(ENTRIES, str(fault), first))
        return report
    leaves = leaf_hashes(entries)
    report.faults += _tile_faults(files, task, leaves)
    if task.width == TILE_WIDTH:
        report.root = perfect_root(leaves)
    if task.wanted or task.width < TILE_WIDTH:
        report.leaves = leaves
    if task.read_entries:
        _read_entries(entries, first, report)
    return report


def _tile_faults(files: Files, task: BundleTask, leaves: list[bytes]) -> list[Claim]:
    try:
        tile = read_tile_bytes(files, 0, task.index, task.width)
    except DamagedTile as fault:
        return [broken(HASH_TILES, str(fault), task.index * TILE_WIDTH)]
    if tile == b"".join(leaves):  # in one piece, which is ten times faster than hash by hash
        return []
    return [
        broken(HASH_TILES, "The published hash is not that of the entry.", n)
        for n, (published, computed) in enumerate(
            zip(split_tile(tile, task.width), leaves, strict=True), task.index * TILE_WIDTH
        )
        if published != computed
    ]


def _read_entries(entries: list[bytes], first: int, report: BundleReport) -> None:
    values = read_many(entries)
    if values is None:
        values = [_read_entry(entry, n, report) for n, entry in enumerate(entries, first)]
    ats: list[str | None] = []
    for n, value in enumerate(values, first):
        at = None
        if value is not None:
            at = _check_entry(value, n, report)
        if at is not None:
            if report.last_at is not None and at < report.last_at:
                report.faults.append(backwards(n, at, report.last_at))
            report.first_at = report.first_at or at
            report.last_at = at
        ats.append(at)
    report.wanted_at = {count: ats[count - 1] for count in report.task.wanted}


def _read_entry(entry: bytes, n: int, report: BundleReport) -> Any:
    try:
        return read_canonical(entry)
    except NotCanonical as fault:
        report.faults.append(broken(CANONICAL, str(fault), n))
        return None


def _check_entry(value: Any, n: int, report: BundleReport) -> str | None:
    """Check what every entry must have; returns its time, if it has a proper one."""
    if type(value) is not dict:
        report.faults.append(broken(CANONICAL, "This is JSON, but not an object with names in it.", n))
        return None
    number = value.get("n")
    if number != n or type(number) is not int:
        says = "has no number" if number is None else f"says that it is number {number!r:.40}"
        report.faults.append(broken(NUMBERS, f"The entry {says}; it stands at {n}.", n))
    at = value.get("at")
    if at == report.last_at and at is not None:  # many acts share a moment when they are done in bulk
        return report.last_at
    if type(at) is not str or not _is_time(at):
        report.faults.append(broken(TIMES, f"{at!r:.60} is not a time in the form of the book.", n))
        return None
    return at


def _is_time(text: str) -> bool:
    if not _AT.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text)  # the form is right; is there such a day?
    except ValueError:
        return False
    return True


def backwards(n: int, at: str, before: str) -> Claim:
    return broken(TIMES, f"It is dated {at}, before the entry in front of it ({before}).", n)
