"""Other programs at the same count, run in their own environment by `counting.py`: seconds and memory as a line of JSON.

.venv-oracles/bin/python bench/counting_peers.py pyrankvote|votekit FILE
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

Papers = Iterator[tuple[int, list[str]]]
#: Seconds of the processor by what they were spent on, `wall` on the clock, `megabytes` at the peak, how many were elected.
Told = dict[str, float]


def read(file: Path) -> tuple[int, int, Papers]:
    lines = iter(file.open())
    candidates, seats = map(int, next(lines).split())

    def papers() -> Papers:
        for line in lines:
            weight, *choices = line.split()
            if not choices:
                return
            yield int(weight), choices[:-1]

    return candidates, seats, papers()


def pyrankvote(file: Path) -> Callable[[], int]:
    from pyrankvote import Ballot, Candidate, single_transferable_vote

    candidates, seats, papers = read(file)
    people = {str(number): Candidate(str(number)) for number in range(1, candidates + 1)}
    ballots = [Ballot(ranked_candidates=[people[one] for one in choices]) for _, choices in papers]
    return lambda: len(single_transferable_vote(list(people.values()), ballots, number_of_seats=seats).get_winners())


def votekit(file: Path) -> Callable[[], int]:
    from votekit import RankProfile
    from votekit.ballot import RankBallot
    from votekit.elections import FastSTV

    candidates, seats, papers = read(file)
    ballots = [
        RankBallot(ranking=tuple(frozenset([one]) for one in choices), weight=weight) for weight, choices in papers
    ]
    everyone = tuple(str(number) for number in range(1, candidates + 1))
    profile = RankProfile(ballots=tuple(ballots), candidates=everyone, max_ranking_length=candidates)
    return lambda: len(FastSTV(profile, n_seats=seats).get_elected())


PEERS = {"pyrankvote": pyrankvote, "votekit": votekit}


def told(load: Callable[[Path], Callable[[], int]], file: Path) -> None:
    """Load and count, and print what it took as JSON."""
    clock, begin = time.perf_counter(), time.process_time()
    count = load(file)
    loaded = time.process_time()
    elected = count()
    done = time.process_time()
    took: Told = {
        "load": loaded - begin, "count": done - loaded, "wall": time.perf_counter() - clock,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "elected": elected,
    }  # fmt: skip
    print(json.dumps(took))


if __name__ == "__main__":
    told(PEERS[sys.argv[1]], Path(sys.argv[2]))
