"""Whether anything has happened since a screen last asked: answered from the end of the book, without reading the meeting.

A hall of phones and a projector ask every few seconds. Nearly always nothing has happened, and they are told so (304).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from django.core.cache import cache
from django.db.models import Q
from django.http import HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers

from floor.book.models import Entry
from floor.meetings.showing.room_now import Moments

from .in_the_room import now_in

_SEEN = "entries-of-meetings-seen"
#: What changes a screen in a room: acts of meetings, and of the polls they put.
_OF_MEETINGS = Q(act__startswith="meetings.") | Q(act__startswith="polls.")


def last_touch(size: int) -> int:
    """How long the book was when an act of a meeting or a poll was last added. One query if the book has grown, else none."""
    seen, last = cache.get(_SEEN) or (0, size)
    if seen == size:
        return int(last)
    if seen > size or not seen:
        last = size
    else:
        grown = Entry.objects.filter(_OF_MEETINGS, n__gte=seen, n__lt=size).order_by("-n").values_list("n", flat=True)
        newest = grown.first()
        last = last if newest is None else newest + 1
    cache.set(_SEEN, (size, last), 3600)
    return int(last)


def moments_of(request: Any, number: int) -> Moments:
    """What time will change in a room, read once for all who ask until something is done. Else no query."""
    key = f"room-moments-{number}-{last_touch(request.house.size)}"
    known: Moments | None = cache.get(key)
    if known is None:
        known = now_in(request, number).moments()
        cache.set(key, known, 300)
    return known


def unless_seen(request: Any, draw: Callable[[], HttpResponse], *known: object) -> HttpResponse:
    """The page, or that it is still the same. `known` is what it depends on besides the book."""
    sign = repr(
        (
            request.path,
            request.META.get("QUERY_STRING", ""),
            last_touch(request.house.size),
            request.LANGUAGE_CODE,
            *known,
        )
    )
    tag = f'W/"{hashlib.sha256(sign.encode()).hexdigest()[:20]}"'
    if request.method in ("GET", "HEAD") and request.META.get("HTTP_IF_NONE_MATCH") == tag:
        answer: HttpResponse = HttpResponseNotModified()
    else:
        answer = draw()
    if answer.status_code in (200, 304):
        answer["ETag"] = tag
        # It may be kept, but is asked for each time: so that "still the same" can be the answer.
        answer["Cache-Control"] = "private, no-cache"
        patch_vary_headers(answer, ("Cookie", "Accept-Language"))
    return answer
