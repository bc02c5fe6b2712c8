"""The front page: what this organisation is, in figures and in the last lines of its book."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import render

from floor.book.telling import told
from floor.house.reading import figures, latest_entries
from floor.law.templates import describe, names


def front(request: Any) -> HttpResponse:
    house = request.house
    if house.organisation is None:
        return render(request, "site/not_founded.html", {"statutes": [describe(name) for name in names()]})
    # Counted again whenever something was done, and a minute later at most: refusals are no acts.
    counted = cache.get_or_set(f"figures-{house.root}-{house.at:%Y%m%d}", lambda: figures(house), 60)
    return render(request, "site/front.html", {"figures": counted, "entries": told(latest_entries()), "law": house.law})
