"""Checking many bundles at once: by processes for files on a disk, by threads for files that come over a network."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from itertools import islice

from .bundle_check import BundleReport, BundleTask, check_bundle
from .sources import FolderSource, Source

_BUNDLES_PER_TASK = 8
_FEWEST_BUNDLES_WORTH_A_PROCESS = 100  # below 25,000 entries starting processes costs more than it saves
_THREADS_ON_A_NETWORK = 8


def check_bundles(
    source: Source, tasks: Iterable[BundleTask], count: int, processes: int | None
) -> Iterator[BundleReport]:
    """Check the bundles and report in their order, with the means that fit the source and the machine."""
    if isinstance(source, FolderSource):
        workers = processes or (_processors() if count >= _FEWEST_BUNDLES_WORTH_A_PROCESS else 1)
        if workers == 1 or not _may_fork():
            yield from (check_bundle(source, task) for task in tasks)
            return
        executor: Executor = ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("fork"))
    else:
        workers = _THREADS_ON_A_NETWORK
        executor = ThreadPoolExecutor(workers)
    try:
        yield from _in_order(executor, source, iter(tasks), ahead=2 * workers)
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def _in_order(executor: Executor, source: Source, tasks: Iterator[BundleTask], ahead: int) -> Iterator[BundleReport]:
    # Never far ahead: a forged checkpoint may speak of more entries than any memory holds.
    running: deque[Future[list[BundleReport]]] = deque()
    while batch := list(islice(tasks, _BUNDLES_PER_TASK)):
        running.append(executor.submit(_check_batch, source, batch))
        if len(running) > ahead:
            yield from running.popleft().result()
    while running:
        yield from running.popleft().result()


def _check_batch(source: Source, batch: list[BundleTask]) -> list[BundleReport]:
    return [check_bundle(source, task) for task in batch]


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _may_fork() -> bool:
    """A fork copies locks but not the threads that would release them, so only a lone thread may."""
    return "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1
