"""How meetings are written on a page: states in words, shares in percent, and what stands on the pages of units, bodies and members."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from floor.meetings.models import Item, Meeting
from floor.meetings.showing import listed, words
from floor.meetings.showing.attendance_picture import percent_of
from floor.promises.showing.words import Words, said

register = template.Library()
#: What a filter is called, and the words it chooses from.
SAID = {
    "meeting_said": words.MEETING_STATES, "how_closed_said": words.HOW_CLOSED, "item_kind_said": words.ITEM_KINDS,
    "origin_said": words.ORIGINS, "objection_said": words.OBJECTIONS, "motion_said": words.MOTION_STATES, "motion_kind_said": words.MOTION_KINDS,
    "hindrance_said": words.HINDRANCES, "access_said": words.ACCESS, "meeting_office_said": words.OFFICES, "why_lapsed_said": words.WHY_LAPSED,
}  # fmt: skip


def _filter_of(among: Words) -> Any:
    return lambda key: said(among, key)


for _name, _among in SAID.items():
    register.filter(_name, _filter_of(_among))


@register.filter
def percent(share: float | None) -> str:
    """A share as whole percent, rounded down; a dash where nobody was entitled."""
    return "–" if share is None else _("%(n)s %%") % {"n": number_format(percent_of(share))}


@register.filter
def time_said(seconds: int) -> str:
    """5 minutes, or 90 seconds."""
    if seconds % 60:
        return ngettext("%(n)s second", "%(n)s seconds", seconds) % {"n": number_format(seconds)}
    return ngettext("%(n)s minute", "%(n)s minutes", seconds // 60) % {"n": number_format(seconds // 60)}


@register.filter
def item_said(item: Item, meeting: Meeting) -> str:
    """The state of an item. What is still open when a meeting is over was not reached."""
    over = meeting.state in listed.SECTIONS["past"]
    return said(words.ITEM_STATES, "not reached" if over and item.state == "open" else item.state)


@register.inclusion_tag("meetings/here.html", takes_context=True)
def meetings_of(context: dict[str, Any], unit: int, body: str = "") -> dict[str, Any]:
    """On the page of a unit or one of its bodies: what runs and is to come, and the last one held. One query."""
    rows = listed.waiting_and_last(unit, body)
    return {"rows": rows, "unit": unit, "body": body, "member": context.get("member"), "hide_unit": unit}


@register.inclusion_tag("meetings/to_come.html", takes_context=True)
def meetings_to_come(context: dict[str, Any]) -> dict[str, Any]:
    """For the member who is here: what runs or is to come where they belong. Nothing for strangers."""
    member = context.get("member")
    return {"rows": listed.for_a_member(member.unit) if member is not None else []}
