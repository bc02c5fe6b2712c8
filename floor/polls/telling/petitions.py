"""Sentences for petitions: opened, answered, complete, lapsed. Never who asked, never who signed (R17)."""

from __future__ import annotations

from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from floor.book.telling import LOOK_UPS, Names, tells
from floor.house.models import Mandate, UnitName
from floor.polls.models import Petition

from .elections import about

Payload = dict[str, Any]


def look_up(payloads: list[Payload]) -> Names:
    """Whose recall these payloads speak of, by seat and unit: three queries."""
    petitions = {row["petition"] for row in payloads if isinstance(row.get("petition"), int)}
    mandates = {row["mandate"] for row in payloads if isinstance(row.get("mandate"), int)}
    of_petition: dict[int, int] = {}
    if petitions:
        of_petition = dict(Petition.objects.filter(pk__in=petitions).values_list("pk", "mandate"))
        mandates |= set(of_petition.values())
    if not mandates:
        return {}
    found = list(Mandate.objects.filter(pk__in=mandates).select_related("seat"))
    units = {mandate.seat.unit_id for mandate in found}
    called = dict(UnitName.objects.filter(unit__in=units, until=None).values_list("unit", "name"))
    seats = {
        mandate.pk: f"{mandate.seat.office or mandate.seat.body}, {called.get(mandate.seat.unit_id, '')}"
        for mandate in found
    }
    names: Names = {("seat of mandate", pk): seat for pk, seat in seats.items()}
    return names | {("seat of petition", pk): seats[of] for pk, of in of_petition.items() if of in seats}


LOOK_UPS.append(look_up)


def _seat(payload: Payload, names: Names) -> str:
    kind = "petition" if "petition" in payload else "mandate"
    return names.get((f"seat of {kind}", payload[kind])) or _("a seat")


@tells("polls.OpenPetition")
def _opened(payload: Payload, names: Names) -> str:
    return _("An elector opened a petition for recall: %(seat)s.") % {"seat": _seat(payload, names)}


@tells("polls.ReplyToPetition")
def _answered(payload: Payload, names: Names) -> str:
    return _("The holder answered the petition for their recall: %(seat)s.") % {"seat": _seat(payload, names)}


@tells("polls.CompletePetition")
def _complete(payload: Payload, names: Names) -> str:
    return _("A petition for recall is complete with %(number)s signatures, and the poll is called: %(seat)s.") % {
        "number": number_format(payload["signatures"], force_grouping=True), "seat": _seat(payload, names),
    }  # fmt: skip


@tells("polls.LapsePetition")
def _lapsed(payload: Payload, names: Names) -> str:
    return _("A petition for recall came to nothing: %(seat)s.") % {"seat": _seat(payload, names)}


@tells("polls.CallOffRecall")
def _called_off(payload: Payload, names: Names) -> str:
    return _("A poll was called off because the mandate had ended: %(poll)s.") % {"poll": about(payload, names)}


@tells("polls.RemoveHolder")
def _removed(payload: Payload, names: Names) -> str:
    return _("Somebody tried to remove a holder without the electors: %(seat)s.") % {"seat": _seat(payload, names)}
