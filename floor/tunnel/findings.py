"""A whole run of the tunnel: what is computed, what is drawn by lot, and what of it is worth changing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from floor.law.language import Law

from .comparing import Compared, compared
from .figures import Figures, figures_of
from .paradoxes import Paradox, of_a_rule, of_the_methods
from .power import Blocs, power_in
from .registers import Register
from .translation import Opinion, Translated, translate
from .worth_changing import Proposal, worth_changing

#: What is tried where nobody says which factions there are: two that are nearly equal, of one mind by chance or by unit, and three.
USUAL_OPINIONS = (
    Opinion((45, 55)),
    Opinion((45, 55), likeness=0.2),
    Opinion((40, 35, 25), likeness=0.2, turnout=0.6, uneven=0.1),
)
#: Sizes of lists with which methods are searched for paradoxes: those of the apportionment of 1790 in thousands of votes.
LISTS = (631, 476, 319, 278, 237, 206, 180, 142, 141, 86, 71, 68, 60, 56, 37)
#: Told while it runs: what is being done, and how far it is, from 0 to 1.
Told = Callable[[str, float], None]


@dataclass(frozen=True)
class Findings:
    """All that a run found."""

    figures: Figures
    power: Blocs | None
    paradoxes: tuple[tuple[str, Paradox], ...]
    translated: tuple[Translated, ...]
    proposals: tuple[Proposal, ...]
    versus: Compared | None
    trials: int
    seed: int


def run(
    law: Law,
    register: Register,
    *,
    top: str | None = None,
    versus: Law | None = None,
    opinions: tuple[Opinion, ...] = USUAL_OPINIONS,
    trials: int = 200,
    seed: int = 1,
    workers: int = 1,
    told: Told = lambda _what, _part: None,
) -> Findings:
    """Everything, on the same members; the same seed finds the same."""
    told("who wins with how few", 0.0)
    figures = figures_of(law, register, top)
    other = compared(figures, figures_of(versus, register, top)) if versus is not None else None
    told("who wins with how few", 1.0)
    translated = []
    for number, opinion in enumerate(opinions, start=1):
        what = f"elections with factions of {', '.join(f'{part:g}' for part in opinion.strengths)} ({number} of {len(opinions)})"
        done = 0

        def count(more: int, what: str = what) -> None:
            nonlocal done
            done += more
            told(what, done / trials)

        if trials:
            translated.append(translate(figures.pyramid, register, opinion, figures.top, trials, seed, workers, count))
    proposals = worth_changing(figures, told=lambda at, of: told("what is worth changing", at / of))
    return Findings(
        figures,
        power_in(figures.of_the_top.body),
        tuple(paradoxes_of(figures)),
        tuple(translated),
        tuple(proposals),
        other,
        trials,
        seed,
    )


def paradoxes_of(figures: Figures) -> list[tuple[str, Paradox]]:
    """Each with the body whose seats it is about; each kind once for each body."""
    found: list[tuple[str, Paradox]] = []
    for name, body in figures.pyramid.items():
        for groups in body.groups:
            if groups.rule.each_its_own:
                found += [(name, one) for one in of_a_rule(groups.rule.seats, groups.members)]
    return found + list(of_the_methods(figures.law, LISTS))
