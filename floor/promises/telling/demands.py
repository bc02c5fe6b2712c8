"""Sentences for demands: put, answered, not answered, withdrawn."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from floor.book.telling import LOOK_UPS, Names, tells
from floor.promises.models import Demand, DemandList
from floor.promises.showing.words import ANSWERS, said

from .undertakings import Payload, count, day


def look_up(payloads: list[Payload]) -> Names:
    """The demands and lists that these payloads speak of: two queries."""
    demands = {row["demand"] for row in payloads if isinstance(row.get("demand"), int)}
    lists = {row["list"] for row in payloads if isinstance(row.get("list"), int)}
    names: Names = {}
    for pk, number, what, title in Demand.objects.filter(pk__in=demands).values_list("pk", "number", "what", "list__title") if demands else ():  # fmt: skip
        names["demand", pk] = f"{title}, {number}: “{what[:120]}”"
    for pk, title in DemandList.objects.filter(pk__in=lists).values_list("pk", "title") if lists else ():
        names["demand list", pk] = f"“{title}”"
    return names


LOOK_UPS.append(look_up)


@tells("promises.PutDemands")
def _put(payload: Payload, names: Names) -> str:
    number = len(payload["items"])
    sentence = ngettext(
        "%(n)s demand was put to %(to)s, to be answered by %(due)s: “%(title)s”.",
        "%(n)s demands were put to %(to)s, to be answered by %(due)s: “%(title)s”.",
        number,
    )
    return sentence % {"n": count(number), "to": payload["addressed_to"], "due": day(payload["answer_due"]), "title": payload["title"]}  # fmt: skip


@tells("promises.AnswerDemand")
def _answered(payload: Payload, names: Names) -> str:
    demand = names.get(("demand", payload["demand"])) or _("demand %(number)s") % {"number": payload["demand"]}
    return _("Answered, %(how)s: %(demand)s.") % {"how": said(ANSWERS, payload["answer"]), "demand": demand}


@tells("promises.NoteUnanswered")
def _unanswered(payload: Payload, names: Names) -> str:
    number = len(payload["demands"])
    return ngettext("%(n)s demand was not answered.", "%(n)s demands were not answered.", number) % {"n": count(number)}


@tells("promises.WithdrawDemands")
def _withdrawn(payload: Payload, names: Names) -> str:
    put = names.get(("demand list", payload["list"])) or _("list %(number)s") % {"number": payload["list"]}
    return _("A list of demands was withdrawn by those who put it: %(list)s.") % {"list": put}
