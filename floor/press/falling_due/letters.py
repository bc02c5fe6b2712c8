"""The box of unsigned letters is emptied; letters that no editor handled appear."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from floor.book.act import Act
from floor.book.ticking import falls_due
from floor.press.acts.editing import LettersAppear
from floor.press.doors.letters import boxes_to_empty
from floor.press.models import Letter

#: So many letters appear with one act.
_PORTION = 200


@falls_due
def letters(moment: datetime) -> Iterator[Act]:
    yield from boxes_to_empty(moment)
    waited = list(
        Letter.objects.filter(state="waiting", appears__lte=moment).order_by("pk").values_list("pk", flat=True)[:5000]
    )
    for start in range(0, len(waited), _PORTION):
        yield LettersAppear(letters=waited[start : start + _PORTION])
