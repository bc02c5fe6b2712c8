"""Promises whose day has passed, whose time has passed twice, and those that come again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import F

from floor.book.act import Act
from floor.book.ticking import falls_due
from floor.promises.acts.falling_due import (
    NoteBrokenUndertakings,
    NoteOverdueUndertakings,
    RepeatUndertaking,
    comes_again_on,
)
from floor.promises.models import Undertaking

from .portions import portions


@falls_due
def fall_due(moment: datetime) -> Iterator[Act]:
    again = Undertaking.objects.filter(due__lte=moment, until__gt=F("due"), followed_by=None).exclude(every="")
    for one in list(again.order_by("pk")):
        if comes_again_on(one) is not None:
            yield RepeatUndertaking(undertaking=one.pk)
    late = Undertaking.objects.filter(state="open", due__lte=moment).order_by("pk").values_list("pk", flat=True)
    for numbers in portions(late):
        yield NoteOverdueUndertakings(undertakings=numbers)
    # Asked after the entries above were made: what is both is overdue first, and broken by the next look.
    broken = Undertaking.objects.filter(state="overdue", disputed=None, breaks__lte=moment)
    for numbers in portions(broken.order_by("pk").values_list("pk", flat=True)):
        yield NoteBrokenUndertakings(undertakings=numbers)
