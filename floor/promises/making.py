"""Making an undertaking: called from the `apply` of acts, here and in other rooms, when something is decided that somebody must do."""

from __future__ import annotations

from datetime import datetime

from floor.book.act import Scene
from floor.house.models import Mandate, Unit

from .models import Undertaking


def undertake(
    scene: Scene, *, unit: Unit, decided_by: str, source: str, source_number: int | None, what: str, who: str, due: datetime,
    text: str = "", outside: bool = False, holder: Mandate | None = None,
) -> Undertaking:  # fmt: skip
    """Write down a promise with who and by when (R13)."""
    return Undertaking.objects.create(
        id=Undertaking.next_id(), entry=scene.n, unit=unit, decided_by=decided_by, source=source, source_number=source_number,
        what=what, text=text, who=who, outside=outside, holder=holder, made=scene.at, due=due,
    )  # fmt: skip
