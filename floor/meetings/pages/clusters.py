"""A text that many units have moved: one page with its origin, how it spread, and what each unit said to it (M12)."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from floor.book.addresses import number_in
from floor.house.pages.finding import founded
from floor.house.reading import called
from floor.meetings.showing.clusters import cluster_of, page_of
from floor.promises.showing.texts import texts_of


@founded
def cluster(request: Any, text: str) -> HttpResponse:
    """One text in all units."""
    found = cluster_of(text)
    if found is None:
        raise Http404
    after = number_in(request.GET, "after") or 0
    rows, more = page_of(text, after)
    units = called({found.origin.unit_id, *(motion.unit_id for motion in rows)})
    most = max((month.carried for month in found.months), default=1)
    context = {
        "cluster": found, "words": texts_of([text]).get(text, ""), "rows": rows, "more": more, "after": after, "units": units,
        "origin_unit": units[found.origin.unit_id], "most": most, "crumbs": [(reverse("meetings"), _("Meetings")), ("", _("One text"))],
    }  # fmt: skip
    return render(request, "meetings/clusters.html", context)
