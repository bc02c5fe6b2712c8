"""Platforms whose time to find supporters is over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from floor.book.act import Act
from floor.book.ticking import falls_due
from floor.press.acts.platforms import LapsePlatforms
from floor.press.models import Platform

_PORTION = 200


@falls_due
def platforms(moment: datetime) -> Iterator[Act]:
    over = list(
        Platform.objects.filter(state="gathering", lapses__lte=moment)
        .order_by("pk")
        .values_list("pk", flat=True)[:5000]
    )
    for start in range(0, len(over), _PORTION):
        yield LapsePlatforms(platforms=over[start : start + _PORTION])
