"""Sentences for missions: sent, what the delegation said, reported, overdue. By number of people, never by name (R17)."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from floor.book.telling import LOOK_UPS, Names, tells
from floor.promises.models import Mission

from .undertakings import Payload, count


def look_up(payloads: list[Payload]) -> Names:
    """The tasks of the missions that these payloads speak of: one query."""
    asked = {row["mission"] for row in payloads if isinstance(row.get("mission"), int)}
    found = Mission.objects.filter(pk__in=asked).values_list("pk", "what") if asked else ()
    return {("mission", pk): f"“{what}”" for pk, what in found}


LOOK_UPS.append(look_up)


def _task(payload: Payload, names: Names) -> str:
    return names.get(("mission", payload["mission"])) or _("mission %(number)s") % {"number": payload["mission"]}


@tells("promises.SendOnMission")
def _sent(payload: Payload, names: Names) -> str:
    number = len(payload["count"]["elected"])
    said = ngettext("The %(body)s of %(unit)s sent %(n)s person: “%(what)s”.", "The %(body)s of %(unit)s sent %(n)s people: “%(what)s”.", number)  # fmt: skip
    unit = names.get(("unit", payload["unit"])) or _("unit %(number)s") % {"number": payload["unit"]}
    return said % {"body": payload["body"], "unit": unit, "n": count(number), "what": payload["what"]}


@tells("promises.StateForDelegation")
def _stated(payload: Payload, names: Names) -> str:
    return _("The delegation made a statement to %(to)s: %(task)s.") % {
        "to": payload["addressed_to"],
        "task": _task(payload, names),
    }


@tells("promises.ReportFromMission")
def _reported(payload: Payload, names: Names) -> str:
    return _("A mission ended with its report: %(task)s.") % {"task": _task(payload, names)}


@tells("promises.NoteOverdueMissions")
def _overdue(payload: Payload, names: Names) -> str:
    number = len(payload["missions"])
    return ngettext(
        "The report of %(n)s mission is overdue.", "The reports of %(n)s missions are overdue.", number
    ) % {"n": count(number)}  # fmt: skip
