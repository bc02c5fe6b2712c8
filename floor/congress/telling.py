"""What the entries of the congress say in plain words."""

from __future__ import annotations

from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from floor.book.telling import LOOK_UPS, Names, tells
from floor.congress.models import Referral

Payload = dict[str, Any]


def look_up(payloads: list[Payload]) -> Names:
    """The titles of the questions that these payloads speak of: one query."""
    asked = {row["referral"] for row in payloads if isinstance(row.get("referral"), int)}
    found = Referral.objects.filter(pk__in=asked).values_list("pk", "title") if asked else ()
    return {("referral", pk): f"“{title}”" for pk, title in found}


LOOK_UPS.append(look_up)


def _title(payload: Payload, names: Names) -> str:
    number = payload["referral"]
    return names.get(("referral", number)) or _("question %(number)s") % {"number": number}


@tells("congress.SendDown")
def _sent(payload: Payload, names: Names) -> str:
    return _("The %(body)s sent a question down to every %(level)s for decision: “%(title)s”.") % {
        "body": payload["body"],
        "level": payload["level"],
        "title": payload["title"],
    }


@tells("congress.AskUnits")
def _asked(payload: Payload, names: Names) -> str:
    number = len(payload["units"])
    said = ngettext("The question %(title)s was put to %(n)s unit.", "The question %(title)s was put to %(n)s units.", number)  # fmt: skip
    return said % {"title": _title(payload, names), "n": number_format(number, force_grouping=True)}


@tells("congress.DeclareReturn")
def _returned(payload: Payload, names: Names) -> str:
    return _("The return came back from below on the question %(title)s.") % {"title": _title(payload, names)}


@tells("congress.SetApportionment")
def _apportioned(payload: Payload, names: Names) -> str:
    return _("The seats of the %(body)s were shared out by the register of %(day)s.") % {
        "body": payload["body"],
        "day": payload["cut_off"][:10],
    }
