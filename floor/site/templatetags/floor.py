"""How things are written on a page: moments, people, articles, bars and dots. Available in every template."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from floor.law.guarantees import GUARANTEES

register = template.Library()

_CITED = re.compile(r"Art\. (\d+)|\b(R(?:1\d|2[0-5]|[1-9]))\b")


@register.filter
def day(moment: datetime | None) -> SafeString | str:
    """3 March 2026, with the machine's form beside it."""
    if moment is None:
        return "–"
    local = timezone.localtime(moment) if isinstance(moment, datetime) and timezone.is_aware(moment) else moment
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), date_format(local, "j F Y"))


@register.filter
def moment(at: datetime | None) -> SafeString | str:
    """3 March 2026, 18:05."""
    if at is None:
        return "–"
    local = timezone.localtime(at)
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), date_format(local, "j F Y, H:i"))


@register.filter
def plain(number: object) -> str:
    """A number as a name: no separators. Member 12345, entry 1234."""
    return str(number)


@register.filter
def count(number: int | None) -> str:
    """A number as a quantity: 12,345."""
    return "–" if number is None else number_format(number, use_l10n=True, force_grouping=True)


@register.filter
def short(value: bytes | memoryview | str) -> str:
    """The beginning and the end of a hash, enough to compare by eye."""
    written = value if isinstance(value, str) else bytes(value).hex()
    return f"{written[:8]} … {written[-8:]}"


@register.filter
def hexed(value: bytes | memoryview) -> str:
    return bytes(value).hex()


@register.filter
def capital(text: str) -> str:
    """The same text with a capital at its head, and nothing else changed."""
    return text[:1].upper() + text[1:]


@register.filter
def cited(text: str) -> SafeString:
    """A sentence in which articles and guarantees are links to where they stand."""
    statutes, guarantees = reverse("statutes"), reverse("guarantees")
    parts, last = [], 0
    for found in _CITED.finditer(text):
        parts.append(conditional_escape(text[last : found.start()]))
        target = f"{statutes}#art-{found[1]}" if found[1] else f"{guarantees}#{found[2]}"
        parts.append(format_html('<a href="{}">{}</a>', target, found[0]))
        last = found.end()
    parts.append(conditional_escape(text[last:]))
    return mark_safe("".join(parts))


@register.simple_tag(takes_context=True)
def who(context: dict[str, Any], member: Any) -> str:
    """A holder of a seat: by name to members of the organisation, by number to everyone else, and once they have left."""
    if member is None:
        return "–"
    if context.get("member") is not None and member.name and member.left is None:
        return str(member.name)
    return _("member %(number)s") % {"number": member.pk}


@register.simple_tag
def guarantee_title(number: str) -> str:
    """The name of a guarantee: R2 is Recall."""
    return _(GUARANTEES[number].title) if number in GUARANTEES else ""


@register.simple_tag
def few(number: int, small: int, total: int | None = None) -> str:
    """A count of people, or that they, or those left over, are too few to be counted in public (R17)."""
    if 0 < number < small:
        return _("fewer than %(small)s") % {"small": count(small)}
    if total is not None and 0 < total - number < small:
        return _("more than %(least)s") % {"least": count(max(0, total - small))}
    return count(number)


@register.simple_tag
def bar(part: float, whole: float, alarm: bool = False) -> SafeString:
    """A share as a bar. It is decoration: the figures stand beside it in words."""
    width = 0 if not whole else max(0.0, min(100.0, 100 * part / whole))
    return format_html(
        '<svg class="bar{}" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true"><rect width="{}" height="1"/></svg>',
        " alarm" if alarm else "", f"{width:.2f}",
    )  # fmt: skip


@register.simple_tag
def dots(filled: int, total: int) -> SafeString:
    """Seats as dots, filled and vacant, up to thirty; the figures in words always."""
    vacant = total - filled
    words = ngettext("%(filled)s of %(total)s seat filled", "%(filled)s of %(total)s seats filled", total) % {
        "filled": count(filled), "total": count(total),
    }  # fmt: skip
    drawn: SafeString | str = ""
    if total <= 30:
        marks = [("dot filled",)] * filled + [("dot",)] * vacant
        drawn = format_html_join("", '<span class="{}" aria-hidden="true"></span>', marks)
    return format_html('<span class="dots">{}<span class="small">{}</span></span>', drawn, words)


@register.inclusion_tag("site/parts/field.html")
def field(bound: Any, kind: str = "") -> dict[str, Any]:
    """One field of a form: label, hint, mistake, input, tied together for those who cannot see them."""
    described = [f"{bound.auto_id}_hint"] if bound.help_text else []
    described += [f"{bound.auto_id}_wrong"] if bound.errors else []
    attrs = {"aria-describedby": " ".join(described)} if described else {}
    if bound.errors:
        attrs["aria-invalid"] = "true"
    widget = bound.field.widget
    return {
        "field": bound, "kind": kind, "input": bound.as_widget(attrs=attrs), "check": getattr(widget, "input_type", "") == "checkbox",
    }  # fmt: skip
