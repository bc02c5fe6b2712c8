"""Translation: what becomes of factions of members on their way up, election by election, over many trials.

Each trial draws how each unit is minded and how many of it vote; then every body on the way is elected from below. No person is
simulated, only the sums of units: so the cost grows with the units. Trials are drawn in portions, each from a seed of its own: the
same seed gives the same trials, however many work on them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from itertools import starmap

import numpy as np
from numpy.typing import NDArray

from .chain import Chain, chain_to
from .drawing import Drawn, drawn
from .pyramid import Body
from .registers import Numbers, Register

#: So many units are kept busy at a time: enough to be quick, few enough to stay near the processor.
UNITS_AT_A_TIME = 10_000
MOST_AT_A_TIME = 50


@dataclass(frozen=True, slots=True)
class Opinion:
    """How strong factions are among all members, and how alike those of one unit think."""

    strengths: tuple[float, ...]
    likeness: float = 0.0
    """0: every unit is minded like the whole. Towards 1: each unit is nearly of one mind."""
    turnout: float = 1.0
    uneven: float = 0.0
    """How much turnout differs between units, on the same scale as likeness."""


@dataclass(frozen=True)
class Translated:
    """What came out of the trials: a line for each trial, a column for each faction."""

    opinion: Opinion
    bodies: tuple[str, ...]
    levels: tuple[str, ...]
    shares: dict[str, NDArray[np.float64]]
    """The share of each faction in all seats of a body, all its sittings together."""
    majority: Numbers
    """The faction with more than half of the seats of the body at the top; -1 where none has it."""

    @property
    def trials(self) -> int:
        return len(self.majority)

    @cached_property
    def chances(self) -> tuple[float, ...]:
        """How often each faction has the majority at the top."""
        return tuple(float((self.majority == at).mean()) for at in range(len(self.opinion.strengths)))

    def middle(self, body: str, faction: int, part: float = 0.5) -> float:
        """The share that a faction does not exceed in this part of the trials."""
        return float(np.quantile(self.shares[body][:, faction], part))


@dataclass(frozen=True)
class _Portion:
    """Trials that are drawn together."""

    chain: Chain
    opinion: Opinion
    factions: tuple[Drawn, ...]
    turnout: Drawn

    def run(self, seed: np.random.SeedSequence, trials: int) -> tuple[NDArray[np.float64], Numbers]:
        """The shares by body, trial and faction, and who has the majority at the top."""
        dice = np.random.Generator(np.random.SFC64(seed))
        found = self.chain.elect(self.votes(dice), dice)
        times, factions = self.chain.times, len(self.opinion.strengths)
        shares = np.empty((len(self.chain.bodies), times, factions))
        for at, name in enumerate(self.chain.bodies):
            seats = found[name].reshape(factions, times, -1).sum(axis=2)
            shares[at] = (seats / np.maximum(seats.sum(axis=0), 1)).T
        top = found[self.chain.bodies[-1]].reshape(factions, times, -1).sum(axis=2)
        first = np.argmax(top, axis=0)
        majority = np.where(2 * top.max(axis=0) > top.sum(axis=0), first, -1)
        return shares[:, :trials], majority[:trials]

    def votes(self, dice: np.random.Generator) -> Numbers:
        """The votes of each faction (rows) in each lowest unit: one faction after the other from those that are left."""
        left = self.turnout.of(self.chain.sizes, dice)
        found = np.empty((len(self.opinion.strengths), len(left)), dtype=np.int64)
        for at, draw in enumerate(self.factions):
            found[at] = draw.of(left, dice)
            left = left - found[at]
        found[-1] = left
        return found


def translate(
    pyramid: dict[str, Body],
    register: Register,
    opinion: Opinion,
    top: str,
    trials: int,
    seed: int = 1,
    workers: int = 1,
    told: Callable[[int], None] = lambda _: None,
) -> Translated:
    """Run so many trials up to a body. `told` hears how many are done."""
    times = max(1, min(MOST_AT_A_TIME, UNITS_AT_A_TIME // max(len(register.members), 1)))
    portion = portion_of(pyramid, register, opinion, top, times)
    seeds = np.random.SeedSequence(seed).spawn(-(-trials // times))
    work = [(one, min(times, trials - at * times)) for at, one in enumerate(seeds)]
    shares: list[NDArray[np.float64]] = []
    majority: list[Numbers] = []
    for one, two in _done(portion, work, workers):
        shares.append(one)
        majority.append(two)
        told(len(two))
    together = np.concatenate(shares, axis=1)
    bodies = portion.chain.bodies
    return Translated(
        opinion,
        bodies,
        tuple(pyramid[name].level for name in bodies),
        dict(zip(bodies, together, strict=True)),
        np.concatenate(majority),
    )


def portion_of(pyramid: dict[str, Body], register: Register, opinion: Opinion, top: str, times: int) -> _Portion:
    """Everything that all trials share."""
    chain = chain_to(pyramid, register, top, times)
    largest = int(register.members.max(initial=0))
    strengths = [share / sum(opinion.strengths) for share in opinion.strengths]
    factions = []
    for at in range(len(strengths) - 1):
        rest = sum(strengths[at:])
        # Of those left over by the factions before, alike in the same way: a beta share of the rest.
        factions.append(drawn(strengths[at] / rest if rest else 0.0, _of_the_rest(opinion.likeness, rest), largest))
    return _Portion(chain, opinion, tuple(factions), drawn(opinion.turnout, opinion.uneven, largest))


def _of_the_rest(likeness: float, rest: float) -> float:
    """The likeness among those left, so that all factions together are drawn as by one Dirichlet distribution."""
    return 1 / ((1 / likeness - 1) * rest + 1) if likeness and rest else 0.0


Work = list[tuple[np.random.SeedSequence, int]]


def _done(portion: _Portion, work: Work, workers: int) -> Iterator[tuple[NDArray[np.float64], Numbers]]:
    if workers < 2 or len(work) < 2:
        yield from starmap(portion.run, work)
        return
    with ProcessPoolExecutor(workers, initializer=_begin, initargs=(portion,)) as pool:
        yield from pool.map(_run, work, chunksize=max(1, len(work) // (workers * 8)))


#: In a worker: what all its trials share, sent once.
_shared: list[_Portion] = []


def _begin(portion: _Portion) -> None:
    _shared[:] = [portion]


def _run(work: tuple[np.random.SeedSequence, int]) -> tuple[NDArray[np.float64], Numbers]:
    return _shared[0].run(*work)
