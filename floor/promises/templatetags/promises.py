"""How undertakings are written on a page: states in words, the bar, and what stands on the pages of units, bodies and members."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from floor.house.models import Unit
from floor.house.reading import called
from floor.promises.showing.carried_out import Figures
from floor.promises.showing.here import standing_here
from floor.promises.showing.owed import owed_by
from floor.promises.showing.words import ANSWERS, SOURCES, STATES, STEPS, said

register = template.Library()


@register.filter
def state_said(state: str) -> str:
    return said(STATES, state)


@register.filter
def source_said(source: str) -> str:
    return said(SOURCES, source)


@register.filter
def step_said(step: str) -> str:
    return said(STEPS, step)


@register.filter
def answer_said(answer: str) -> str:
    return said(ANSWERS, answer)


@register.filter
def named(names: dict[int, Any], number: int) -> str:
    """The name of a unit from those that were looked up."""
    return names[number].name if number in names else _("unit %(number)s") % {"number": number}


@register.filter
def text_in(texts: dict[str, str], name: str) -> str:
    """The text behind a hash from those that were looked up."""
    return texts.get(name, "")


@register.simple_tag
def carried_bar(figures: Figures) -> SafeString:
    """The bar of these figures: done, open, overdue, broken. It is decoration: the figures stand beside it in words."""
    parts = format_html_join(
        "", '<rect class="{}" x="{}" width="{}" height="1"/>', ((state, at, width) for state, at, width in figures.parts if width)
    )  # fmt: skip
    return format_html(
        '<svg class="bar carried" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">{}</svg>', parts
    )


@register.inclusion_tag("promises/here.html", takes_context=True)
def undertakings_of(context: dict[str, Any], unit: Unit, body: str = "") -> dict[str, Any]:
    """On the page of a unit or a body: what was carried out, which reports are due, and the ways to everything else."""
    return {
        "here": standing_here(unit, body, context["house"].at), "unit": unit.pk, "body": body, "member": context.get("member"), "house": context["house"],
    }  # fmt: skip


@register.inclusion_tag("promises/mine.html", takes_context=True)
def owed_by_me(context: dict[str, Any]) -> dict[str, Any]:
    """On one's own page: what I must report."""
    owed = owed_by(context["member"], context["house"].at)
    units = {one.unit_id for one in [*owed.reports, *owed.undertakings]}
    return {"owed": owed, "names": called(units) if units else {}, "house": context["house"]}
