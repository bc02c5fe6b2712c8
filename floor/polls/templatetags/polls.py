"""How results are written on a page: cells beside their heads, and a bar with the line that had to be reached."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from floor.house.reading import Called
from floor.polls.showing.reading import petition_on
from floor.polls.showing.rows import as_they_are_for, open_for, polls_here

register = template.Library()


@register.filter
def beside(values: Sequence[Any], names: Sequence[str]) -> list[tuple[str, str]]:
    """Values, each with the head of its column."""
    said = [number_format(value, force_grouping=True) if isinstance(value, int) else str(value) for value in values]
    return list(zip(said, names, strict=False))


@register.filter
def electors_named(body: str) -> str:
    """The electors of a poll in a sentence: "the members of ...", "the general meeting of ..."."""
    return _("members") if body == "every member" else body


@register.simple_tag
def needle(reached: int, need: int, of: int) -> SafeString:
    """A share as a bar, with a line where it had to come to. Decoration: the figures stand beside it."""
    part, line = (max(0.0, min(100.0, 100 * one / of)) if of else 0.0 for one in (reached, need))
    return format_html(
        '<svg class="bar needle" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"><rect width="{}" height="4"/><line x1="{}" x2="{}" y1="0" y2="4"/></svg>',
        f"{part:.2f}", f"{line:.2f}", f"{line:.2f}",
    )  # fmt: skip


@register.inclusion_tag("polls/here.html", takes_context=True)
def polls_of(context: dict[str, Any], unit: int, body: str = "") -> dict[str, Any]:
    """The polls about a unit or one of its bodies, on their pages; with a way to call an election for members."""
    here = context.get("here")
    member, rows = (
        context.get("member"),
        polls_here(unit, body, here if isinstance(here, Called) and here.pk == unit else None),
    )
    if member is not None:
        rows = as_they_are_for(member, context["house"].at, rows)
    # Whoever is here sees first what they can vote on now.
    rows.sort(key=lambda row: not row.can_vote)
    return {"rows": rows, "unit": unit, "about": body, "member": member}


@register.inclusion_tag("polls/to_vote_on.html", takes_context=True)
def to_vote_on(context: dict[str, Any]) -> dict[str, Any]:
    """What the member who is here can vote on now, and where their paper lies already. Nothing for strangers."""
    member = context.get("member")
    rows = open_for(member, context["house"].at) if member is not None else []
    return {
        "waiting": [row for row in rows if row.can_vote], "done": [row for row in rows if row.voted], "member": member,
    }  # fmt: skip


@register.inclusion_tag("polls/petition_of.html", takes_context=True)
def petition_of(context: dict[str, Any], mandate: int) -> dict[str, Any]:
    """The open petition for the recall of a mandate, or the way to begin one."""
    return {"petition": petition_on(mandate), "mandate": mandate, "member": context.get("member")}
