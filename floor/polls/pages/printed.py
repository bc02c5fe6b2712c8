"""What can be printed of a poll, as PDF."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse

from floor.house.pages.finding import founded


@founded
def printed(request: Any, number: int, what: str) -> HttpResponse:
    """One document of a poll."""
    raise Http404
