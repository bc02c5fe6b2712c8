"""Changing the tree: units open, take names and close, by whoever the statutes name."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from floor.house.acts.units import CloseUnit, OpenUnit, RenameUnit

from .by_form import act_page
from .finding import for_members, unit_or_404
from .forms import OpenUnitForm, TitleForm


@for_members
def open_below(request: Any, number: int) -> HttpResponse:
    """Open a unit below this one."""
    here = unit_or_404(number)
    form = OpenUnitForm(request.POST or None, law=request.house.law, parent_level=here.unit.level)
    context = {
        "title": _("Open a unit in %(unit)s") % {"unit": here.name},
        "button": _("Open it"),
        "back": reverse("unit", args=[number]),
    }

    def make(data: dict[str, Any]) -> OpenUnit:
        return OpenUnit(
            level=data["level"],
            title=data["title"],
            line=data.get("line", "union"),
            parent=number,
            place=data.get("place"),
        )

    return act_page(request, form, "house/act.html", context, make)


@for_members
def rename(request: Any, number: int) -> HttpResponse:
    """Give a unit a new name; the old one is still found."""
    here = unit_or_404(number)
    context = {
        "title": _("Rename %(unit)s") % {"unit": here.name}, "button": _("Rename it"), "back": reverse("unit", args=[number]),
        "lede": _("The old name stays on record: a paper from before still finds its unit."),
    }  # fmt: skip
    return act_page(
        request,
        TitleForm(request.POST or None),
        "house/act.html",
        context,
        lambda data: RenameUnit(unit=number, title=data["title"]),
    )


@for_members
def close(request: Any, number: int) -> HttpResponse:
    """Close a unit that nobody belongs to any more."""
    here = unit_or_404(number)
    context = {
        "title": _("Close %(unit)s") % {"unit": here.name}, "button": _("Close it"), "back": reverse("unit", args=[number]), "confirm": True,
        "lede": _("Only an empty unit closes: nobody is taken off the register by closing one. Its names and results stay."),
    }  # fmt: skip
    return act_page(request, None, "house/act.html", context, lambda _data: CloseUnit(unit=number))
