"""Sentences for undertakings: made, reported, disputed, overdue. Never who disputed (R17)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from floor.book.telling import LOOK_UPS, Names, tells
from floor.promises.models import Undertaking

Payload = dict[str, Any]


def look_up(payloads: list[Payload]) -> Names:
    """What the undertakings are about that these payloads speak of: one query."""
    asked = {row["undertaking"] for row in payloads if isinstance(row.get("undertaking"), int)}
    if not asked:
        return {}
    found = Undertaking.objects.filter(pk__in=asked).values_list("pk", "what", "who")
    return {("undertaking", pk): f"“{what}” ({who})" for pk, what, who in found}


LOOK_UPS.append(look_up)


def _about(payload: Payload, names: Names) -> str:
    number = payload["undertaking"]
    return names.get(("undertaking", number)) or _("undertaking %(number)s") % {"number": number}


def day(written: str) -> str:
    """A day of a payload, as pages write days."""
    return date_format(datetime.fromisoformat(written.replace("Z", "+00:00")), "j F Y")


def count(number: int) -> str:
    return number_format(number, force_grouping=True)


@tells("promises.UndertakeFor")
def _made(payload: Payload, names: Names) -> str:
    said = {"who": payload["who"], "what": payload["what"], "due": day(payload["due"])}
    if payload["every"]:
        said |= {"every": payload["every"]}
        return _("Promised by the %(who)s: “%(what)s”, by %(due)s for the first time, then %(every)s.") % said
    return _("Promised by the %(who)s: “%(what)s”, by %(due)s.") % said


@tells("promises.ReportDone")
def _done(payload: Payload, names: Names) -> str:
    return _("Reported as done: %(about)s.") % {"about": _about(payload, names)}


@tells("promises.ReportNotDone")
def _not_done(payload: Payload, names: Names) -> str:
    return _("Reported as not to be done: %(about)s.") % {"about": _about(payload, names)}


@tells("promises.DisputeReport")
def _disputed(payload: Payload, names: Names) -> str:
    return _("Somebody said that a report is not true: %(about)s.") % {"about": _about(payload, names)}


@tells("promises.DecideDispute")
def _decided(payload: Payload, names: Names) -> str:
    figures = payload["count"]
    if figures is None:
        return _("It was decided whether this was carried out, by result %(result)s: %(about)s.") % {
            "result": payload["result"], "about": _about(payload, names),
        }  # fmt: skip
    return _("On whether this was carried out, %(yes)s said yes and %(no)s no: %(about)s.") % {
        "yes": count(figures["votes_for"]), "no": count(figures["against"]), "about": _about(payload, names),
    }  # fmt: skip


@tells("promises.NoteOverdueUndertakings")
def _overdue(payload: Payload, names: Names) -> str:
    number = len(payload["undertakings"])
    return ngettext("%(n)s undertaking is overdue.", "%(n)s undertakings are overdue.", number) % {"n": count(number)}


@tells("promises.NoteBrokenUndertakings")
def _broken(payload: Payload, names: Names) -> str:
    number = len(payload["undertakings"])
    return ngettext(
        "%(n)s undertaking is broken: twice its time has passed.",
        "%(n)s undertakings are broken: twice their time has passed.",
        number,
    ) % {"n": count(number)}


@tells("promises.RepeatUndertaking")
def _again(payload: Payload, names: Names) -> str:
    return _("Due again: %(about)s.") % {"about": _about(payload, names)}
