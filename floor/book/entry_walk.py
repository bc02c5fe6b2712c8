"""One walk over all entries of a published book, from which everything else in the check follows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime

from .bundle_check import HASH_TILES, BundleReport, BundleTask, backwards
from .checking_in_parallel import check_bundles
from .checkpoint_check import Seen
from .claims import Claim, broken
from .merkle import EMPTY_ROOT, Frontier, perfect_root
from .published_log import PublishedLog
from .tiles import TILE_HEIGHT, TILE_WIDTH, DamagedTile, levels_of, read_tile, tiles_of

_MOST_BUNDLES_MISSING = 16  # then the rest is not worth looking for: the checkpoint may speak of billions


class EntryWalk:
    """Reads every bundle once, in order; keeps the faults, and the root and time after each of `sizes` entries."""

    def __init__(self, log: PublishedLog, sizes: Iterable[int], read_entries: bool, processes: int | None) -> None:
        self._log, self._read_entries, self._processes = log, read_entries, processes
        self._wanted: defaultdict[int, set[int]] = defaultdict(set)
        for size in {*sizes, log.size}:
            if 0 < size <= log.size:
                bundle, rest = divmod(size - 1, TILE_WIDTH)
                self._wanted[bundle].add(rest + 1)
        self.seen = Seen({0: EMPTY_ROOT}, {})
        self.faults: list[Claim] = []
        self.read = 0
        self._frontier: Frontier | None = Frontier()
        self._last_at: str | None = None
        self._roots: list[bytes | None] = []  # of the full bundles, for the tiles above

    @property
    def unread(self) -> int:
        return self._log.size - self.read

    def go(self) -> None:
        size = self._log.size
        missing = 0
        # Hashing alone is done before other processes have started; reading is worth sharing.
        processes = self._processes or (None if self._read_entries else 1)
        reports = check_bundles(self._log.source, self._tasks(), -(-size // TILE_WIDTH), processes)
        for report in reports:
            self._take(report)
            missing += report.missing
            if missing > _MOST_BUNDLES_MISSING:
                break
        else:
            self._check_higher_tiles()

    def _tasks(self) -> Iterator[BundleTask]:
        for index, width in tiles_of(self._log.size, 0):
            wanted = self._wanted.get(index, ())
            yield BundleTask(index, width, tuple(sorted(wanted)), self._read_entries)

    def _take(self, report: BundleReport) -> None:
        self.faults += report.faults
        if report.task.width == TILE_WIDTH:
            self._roots.append(report.root)
        if report.missing:
            self._frontier = None  # no root can be known from here on
            return
        self.read += report.task.width
        self._take_times(report)
        self._take_roots(report)

    def _take_times(self, report: BundleReport) -> None:
        start = report.task.index * TILE_WIDTH
        if report.first_at is not None:
            if self._last_at is not None and report.first_at < self._last_at:
                self.faults.append(backwards(start, report.first_at, self._last_at))
            self._last_at = report.last_at
        for count, at in report.wanted_at.items():
            if at is not None:
                self.seen.times[start + count] = datetime.fromisoformat(at)

    def _take_roots(self, report: BundleReport) -> None:
        if self._frontier is None:
            return
        start, done, edge = self._frontier.size, 0, self._frontier.copy()
        for count in report.task.wanted:
            edge.extend(report.leaves[done:count])
            self.seen.roots[start + count] = edge.root()
            done = count
        if report.root is not None:
            self._frontier.append_perfect(report.root, TILE_HEIGHT)
        else:
            self._frontier.extend(report.leaves)

    def _check_higher_tiles(self) -> None:
        """Compare the tiles above the leaves with what the bundles add up to."""
        row = self._roots
        for level in levels_of(self._log.size)[1:]:
            above: list[bytes | None] = []
            for index, width in tiles_of(self._log.size, level):
                computed = row[index * TILE_WIDTH : index * TILE_WIDTH + width]
                self._check_tile(level, index, computed)
                if width == TILE_WIDTH:
                    known = [each for each in computed if each is not None]
                    above.append(perfect_root(known) if len(known) == TILE_WIDTH else None)
            row = above

    def _check_tile(self, level: int, index: int, computed: list[bytes | None]) -> None:
        try:
            published = read_tile(self._log.source, level, index, len(computed))
        except DamagedTile as fault:
            self.faults.append(broken(HASH_TILES, str(fault)))
            return
        for place, (theirs, ours) in enumerate(zip(published, computed, strict=True), index * TILE_WIDTH):
            if ours is not None and theirs != ours:
                first = place << (TILE_HEIGHT * level)
                detail = (
                    f"The published hash above the entries from {first} on (level {level}) is not what they add up to."
                )
                self.faults.append(broken(HASH_TILES, detail, first))
