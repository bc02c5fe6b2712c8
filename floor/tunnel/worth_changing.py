"""The three things most worth changing: each change is made to the statutes, run, and kept only for what it does.

A proposal is one change to one rule on the way to the body at the top. It is judged by how many times harder it makes winning that
body with few votes, how many times sooner its majority can be changed from below, or how many times more alike voices weigh.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from floor.law.language import Law

from .capture import capture_all
from .changes import drafts_for
from .figures import Figures, only_the_way_to
from .pyramid import Body, pyramid_of
from .ways_up import ways_up
from .weight import weigh

#: A change that makes less of a difference is not worth a page.
LEAST = 1.1


@dataclass(frozen=True, slots=True)
class Measured:
    """What is compared: for the body at the top."""

    capture: float
    ratio: float
    days: int | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change to the statutes, and what it was found to do."""

    body: str
    key: str
    """The key of the statutes to change, and what to write."""
    kind: str
    what: str
    effect: str
    times: float
    """How many times better what it is for becomes."""
    law: Law


def worth_changing(
    figures: Figures, many: int = 3, told: Callable[[int, int], None] = lambda _d, _a: None
) -> list[Proposal]:
    """The changes with the largest effects, one for each rule, the largest first. `told` hears how many of how many are run."""
    here = measured(figures.law, figures.pyramid, figures.top)
    drafts = list(drafts_for(figures))
    found: list[Proposal] = []
    for done, (kind, (body, key, what, law)) in enumerate(drafts, start=1):
        pyramid = pyramid_of(law, figures.register)
        if figures.top in pyramid:
            then = measured(law, pyramid, figures.top)
            found += (Proposal(body, key, kind, what, *effect, law) for effect in effects_of(figures.top, here, then))
        told(done, len(drafts))
    return best_of_each_kind(found)[:many]


def best_of_each_kind(found: list[Proposal]) -> list[Proposal]:
    """The largest effects first, and no two changes of one kind: different things to talk about."""
    kept: list[Proposal] = []
    for one in sorted(found, key=lambda one: -one.times):
        if all(one.kind != other.kind for other in kept):
            kept.append(one)
    return kept


def measured(law: Law, pyramid: dict[str, Body], top: str) -> Measured:
    """Capture, weight and time of one body."""
    way = only_the_way_to(pyramid, top)
    largest = capture_all(way)[top].largest
    weighed = next(filter(None, (weigh(way[top], one) for one in way[top].groups)), None)
    recalled = next((one for one in ways_up(law, top) if one.how == "recall"), None)
    return Measured(
        float(largest.share) if largest.possible else 0.0,
        float(weighed.ratio) if weighed else 1.0,
        recalled.most if recalled else None,
    )


def effects_of(top: str, here: Measured, then: Measured) -> Iterator[tuple[str, float]]:
    """A change is named after the largest of its good effects, and not proposed if it makes capture easier."""
    if then.capture < here.capture * 0.995:
        return
    effects = [
        (
            then.capture / here.capture if here.capture else 1.0,
            f"the smallest share of members that wins a majority of the {top} rises from {percent(here.capture)} to {percent(then.capture)}",
        ),
        (
            (here.days or 0) / then.days if then.days and here.days else 1.0,
            f"the longest lawful way from a petition below to a changed majority of the {top} falls from {here.days} to {then.days} days",
        ),
        (
            (here.ratio / then.ratio) ** 0.5 if then.ratio else 1.0,
            f"in the {top}, one member's voice weighs {then.ratio:.1f} times another's at the most, instead of {here.ratio:.1f} times",
        ),
    ]
    if here.days is None and then.days is not None:
        effects.append(
            (10.0, f"those below can change the majority of the {top} in {then.days} days at the most; now they cannot")
        )
    good = sorted((one for one in effects if one[0] >= LEAST), key=lambda one: -one[0])
    if good:
        yield ", and ".join(effect for _, effect in good[:2]), good[0][0]


def percent(share: float) -> str:
    """A share with a digit behind the point, and two where it is small."""
    return f"{100 * share:.2f} %" if 0 < share < 0.01 else f"{100 * share:.1f} %"
