"""The front page: what this organisation is, in figures and in the last lines of its book."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from floor.book.telling import told
from floor.house.reading import figures, latest_entries
from floor.law.templates import describe, names


def front(request: Any) -> HttpResponse:
    house = request.house
    if house.organisation is None:
        return render(request, "site/not_founded.html", {"statutes": [describe(name) for name in names()]})
    return render(
        request, "site/front.html", {"figures": figures(house), "entries": told(latest_entries()), "law": house.law}
    )
