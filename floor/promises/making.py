"""Making an undertaking and writing down what becomes of it: called from the `apply` of acts, here and in other rooms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from floor.book.act import Scene
from floor.house.models import Mandate, Result, Unit
from floor.house.standing import around

from .models import Undertaking, UndertakingFigure, UndertakingStep
from .standing import unit_of_body

#: Unit, who decided, who must act, state.
Kind = tuple[int, str, str, str]


def undertake(
    scene: Scene, *, unit: Unit, decided_by: str, source: str, source_number: int | None, what: str, who: str, due: datetime,
    text: str = "", outside: bool = False, holder: Mandate | None = None, every: str = "", until: datetime | None = None,
    follows: Undertaking | None = None,
) -> Undertaking:  # fmt: skip
    """Write down a promise with who and by when (R13). With `every` it comes again by itself, until a day."""
    made = follows.due if follows else scene.at
    acts_at = None if outside else unit_of_body(scene.law, who, unit) or unit
    undertaking = Undertaking.objects.create(
        id=Undertaking.next_id(), entry=scene.n, unit=unit, decided_by=decided_by, source=source, source_number=source_number,
        what=what, text=text, who=who, outside=outside, acts_at=acts_at, holder=holder, made=made, due=due, breaks=due + (due - made),
        every=every, until=until, follows=follows,
    )  # fmt: skip
    _count(Counter(dict.fromkeys(_kinds(undertaking, "open"), 1)))
    return undertaking


def becomes(
    scene: Scene, numbers: Iterable[int], state: str, step: str, *, text: str = "", mandate: int | None = None, result: Result | None = None,
    **also: Any,
) -> None:  # fmt: skip
    """Put undertakings into a state and write down the step that did it. `also` are further columns of theirs."""
    numbers = list(numbers)
    changes: Counter[Kind] = Counter()
    for one in Undertaking.objects.select_related("unit").filter(pk__in=numbers).order_by("pk"):
        changes.subtract(_kinds(one, one.state))
        changes.update(_kinds(one, state))
    Undertaking.objects.filter(pk__in=numbers).update(state=state, **also)
    _count(changes)
    first = UndertakingStep.next_id()
    UndertakingStep.objects.bulk_create(
        UndertakingStep(
            id=first + at, undertaking_id=number, entry=scene.n, at=scene.at, what=step, text=text, mandate=mandate, result=result
        )
        for at, number in enumerate(numbers)
    )  # fmt: skip


def _kinds(undertaking: Undertaking, state: str) -> list[Kind]:
    """Every figure an undertaking counts in: that of its unit, and of each unit above it on either line."""
    who = "" if undertaking.outside else undertaking.who
    return [(unit, undertaking.decided_by, who, state) for unit in around(undertaking.unit)]


def _count(changes: Counter[Kind]) -> None:
    """Add what has changed to the figures, in the order of their kinds, so that a rebuilt house has the same ones."""
    changed = {kind: number for kind, number in sorted(changes.items()) if number}
    units, states = {kind[0] for kind in changed}, {kind[3] for kind in changed}
    known = {
        (row.unit_id, row.decided_by, row.who, row.state): row
        for row in UndertakingFigure.objects.filter(unit__in=units, state__in=states)
    }
    for kind, number in changed.items():
        if kind in known:
            known[kind].number += number
    UndertakingFigure.objects.bulk_update(
        [known[kind] for kind in changed if kind in known], ["number"], batch_size=100
    )
    first = UndertakingFigure.next_id()
    new = [(kind, number) for kind, number in changed.items() if kind not in known]
    UndertakingFigure.objects.bulk_create(
        UndertakingFigure(id=first + at, unit_id=unit, decided_by=decided_by, who=who, state=state, number=number)
        for at, ((unit, decided_by, who, state), number) in enumerate(new)
    )
