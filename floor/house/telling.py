"""What the acts of the house say in plain words. Only what the book itself says: numbers, never names (R17)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from floor.book.telling import LOOK_UPS, Names, tells

from .models import Handover, Mandate, UnitName

Payload = dict[str, Any]
_UNITS = ("unit", "for_unit", "to", "into", "parent", "under", "place")


def _numbers(payload: Payload, *keys: str) -> set[int]:
    return {payload[key] for key in keys if isinstance(payload.get(key), int)}


def look_up(payloads: list[Payload]) -> Names:
    """Names of the units, and what the mandates and handovers are for, that these payloads speak of: three queries."""
    mandates = set().union(*(_numbers(row, "mandate") for row in payloads)) if payloads else set()
    handovers = set().union(*(_numbers(row, "handover") for row in payloads)) if payloads else set()
    units = {number for row in payloads for number in _numbers(row, *_UNITS)}
    units |= {
        number for row in payloads if isinstance(row.get("count"), dict) for number in _numbers(row["count"], *_UNITS)
    }
    names: Names = {}
    if handovers:
        for handover in Handover.objects.filter(pk__in=handovers).select_related("mandate__seat"):
            names["handover", handover.pk] = _seat_words(handover.mandate)
    for mandate in Mandate.objects.filter(pk__in=mandates).select_related("seat") if mandates else ():
        names["mandate", mandate.pk] = _seat_words(mandate)
        names["unit of mandate", mandate.pk] = str(mandate.seat.unit_id)
        units.add(mandate.seat.unit_id)
    if units:
        for pk, name in UnitName.objects.filter(unit__in=units, until=None).values_list("unit", "name"):
            names["unit", pk] = name
    return names


LOOK_UPS.append(look_up)


def _seat_words(mandate: Mandate) -> str:
    seat = mandate.seat
    return f"{seat.office}, {seat.body}" if seat.office else f"{seat.body}, {seat.part}" if seat.part else seat.body


def _unit(names: Names, number: int | None) -> str:
    return names.get(("unit", number or 0)) or _("unit %(number)s") % {"number": number}


def _n(number: int) -> str:
    return number_format(number, force_grouping=True)


def _people(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:6]))
    more = len(numbers) - 6
    return shown if more <= 0 else _("%(shown)s and %(more)s more") % {"shown": shown, "more": more}


@tells("house.Found")
def _founded(payload: Payload, names: Names) -> str:
    adoption = payload["adoption"]
    return _("“%(title)s” was founded: %(people)s people met, %(votes)s of %(present)s present adopted the statutes, %(against)s voted against.") % {
        "title": payload["title"], "people": _n(len(payload["founders"])), "votes": _n(adoption["votes_for"]),
        "present": _n(adoption["present"]), "against": _n(adoption["against"]),
    }  # fmt: skip


@tells("house.Join")
def _joined(payload: Payload, names: Names) -> str:
    return _("Member %(number)s joined %(unit)s.") % {
        "number": payload["number"],
        "unit": _unit(names, payload["unit"]),
    }


@tells("house.EnterMembers")
def _entered(payload: Payload, names: Names) -> str:
    count = len(payload["people"])
    return ngettext("%(n)s member was entered under %(unit)s.", "%(n)s members were entered under %(unit)s.", count) % {
        "n": _n(count), "unit": _unit(names, payload["under"]),
    }  # fmt: skip


@tells("house.Move")
def _moved(payload: Payload, names: Names) -> str:
    return _("Member %(number)s moved to %(unit)s.") % {
        "number": payload["member"],
        "unit": _unit(names, payload["to"]),
    }


@tells("house.Leave")
def _left(payload: Payload, names: Names) -> str:
    return _("Member %(number)s left; it took effect at once.") % {"number": payload["member"]}


@tells("house.RecordDeath")
def _died(payload: Payload, names: Names) -> str:
    return _("Member %(number)s has died.") % {"number": payload["member"]}


@tells("house.RecordDues")
def _dues(payload: Payload, names: Names) -> str:
    return _("Dues of member %(number)s were recorded.") % {"number": payload["member"]}


@tells("house.CorrectPerson")
def _corrected(payload: Payload, names: Names) -> str:
    return _("What the register knows of member %(number)s was corrected.") % {"number": payload["member"]}


@tells("house.ErasePerson")
def _erased(payload: Payload, names: Names) -> str:
    return _("Everything personal about member %(number)s was erased; the book stays valid.") % {
        "number": payload["member"]
    }


@tells("house.IssueCard")
def _card(payload: Payload, names: Names) -> str:
    return _("A card was issued to member %(number)s.") % {"number": payload["member"]}


@tells("house.IssueFirstCards")
def _first_cards(payload: Payload, names: Names) -> str:
    count = len(payload["members"])
    return ngettext("The founding meeting handed out %(n)s first card.", "The founding meeting handed out %(n)s first cards.", count) % {"n": _n(count)}  # fmt: skip


@tells("house.WithdrawCard")
def _withdrawn(payload: Payload, names: Names) -> str:
    return _("Card %(number)s was withdrawn.") % {"number": payload["card"]}


@tells("house.OpenUnit")
def _opened(payload: Payload, names: Names) -> str:
    return _("“%(title)s” (%(level)s) was opened in %(unit)s.") % {
        "title": payload["title"], "level": payload["level"], "unit": _unit(names, payload["parent"]),
    }  # fmt: skip


@tells("house.EnterUnits")
def _units_entered(payload: Payload, names: Names) -> str:
    count = len(payload["units"])
    return ngettext("%(n)s unit was opened under %(unit)s.", "%(n)s units were opened under %(unit)s.", count) % {
        "n": _n(count), "unit": _unit(names, payload["under"]),
    }  # fmt: skip


@tells("house.RenameUnit")
def _renamed(payload: Payload, names: Names) -> str:
    return _("Unit %(number)s is now called “%(title)s”.") % {"number": payload["unit"], "title": payload["title"]}


@tells("house.CloseUnit")
def _closed(payload: Payload, names: Names) -> str:
    return _("%(unit)s was closed; its names and results stay.") % {"unit": _unit(names, payload["unit"])}


@tells("house.MergeUnits")
def _merged(payload: Payload, names: Names) -> str:
    return _("%(unit)s merged into %(into)s, as the members of both had decided.") % {
        "unit": _unit(names, payload["unit"]), "into": _unit(names, payload["into"]),
    }  # fmt: skip


@tells("house.DeclareElection")
def _elected(payload: Payload, names: Names) -> str:
    count = payload["count"]
    seats = f"{count['office']}, {count['body']}" if count.get("office") else count["body"]
    values = {
        "seats": seats, "unit": _unit(names, count.get("for_unit") or count["unit"]), "elected": _people(count["elected"]),
        "cast": _n(count["cast"]), "present": _n(count["present"]), "entitled": _n(count["entitled"]),
    }  # fmt: skip
    if not count["elected"]:
        return (
            _(
                "Election to the %(seats)s of %(unit)s: nobody was elected; %(cast)s votes of %(present)s present, %(entitled)s entitled."
            )
            % values
        )
    return (
        ngettext(
            "Elected to the %(seats)s of %(unit)s: member %(elected)s; %(cast)s votes of %(present)s present, %(entitled)s entitled.",
            "Elected to the %(seats)s of %(unit)s: members %(elected)s; %(cast)s votes of %(present)s present, %(entitled)s entitled.",
            len(count["elected"]),
        )
        % values
    )


def _mandate(payload: Payload, names: Names) -> dict[str, str]:
    number = payload["mandate"]
    unit = names.get(("unit of mandate", number))
    return {
        "seat": names.get(("mandate", number)) or _("mandate %(number)s") % {"number": number},
        "unit": _unit(names, int(unit)) if unit else "–",
    }


@tells("house.Resign")
def _resigned(payload: Payload, names: Names) -> str:
    return _("A mandate was resigned: %(seat)s of %(unit)s.") % _mandate(payload, names)


@tells("house.Instruct")
def _instructed(payload: Payload, names: Names) -> str:
    kinds = {"bound": _("bound"), "guided": _("guided"), "free": _("free")}
    return _("The %(seat)s of %(unit)s was instructed (%(kind)s) on “%(question)s”: %(for)s for, %(against)s against.") % {
        **_mandate(payload, names), "kind": kinds[payload["kind"]], "question": payload["question"],
        "for": _n(payload["votes_for"]), "against": _n(payload["against"]),
    }  # fmt: skip


@tells("house.InstructDelegates")
def _all_instructed(payload: Payload, names: Names) -> str:
    kinds = {"bound": _("bound"), "guided": _("guided"), "free": _("free")}
    number = len(payload["mandates"])
    said = ngettext(
        "%(n)s delegate was instructed (%(kind)s) on “%(question)s”: %(for)s for, %(against)s against.",
        "%(n)s delegates were instructed (%(kind)s) on “%(question)s”: %(for)s for, %(against)s against.",
        number,
    )
    return said % {
        "n": _n(number), "kind": kinds[payload["kind"]], "question": payload["question"], "for": _n(payload["count"]["votes_for"]),
        "against": _n(payload["count"]["against"]),
    }  # fmt: skip


@tells("house.HandOver")
def _handed_over(payload: Payload, names: Names) -> str:
    return _("Handed over with an inventory: %(seat)s.") % {
        "seat": names.get(("handover", payload["handover"]), payload["handover"])
    }


@tells("house.ReceiveHandover")
def _received(payload: Payload, names: Names) -> str:
    seat = names.get(("handover", payload["handover"]), payload["handover"])
    if payload.get("remark"):
        return _("The successor signed for what was handed over (%(seat)s), with a remark.") % {"seat": seat}
    return _("The successor signed for what was handed over (%(seat)s).") % {"seat": seat}


@tells("house.EndTerms")
def _ended(payload: Payload, names: Names) -> str:
    count = len(payload["mandates"])
    return ngettext("%(n)s mandate ran out.", "%(n)s mandates ran out.", count) % {"n": _n(count)}


@tells("house.NoteOverdueHandovers")
def _overdue(payload: Payload, names: Names) -> str:
    count = len(payload["handovers"])
    return ngettext("%(n)s handover is overdue.", "%(n)s handovers are overdue.", count) % {"n": _n(count)}


@tells("house.ProposeAmendment")
def _proposed(payload: Payload, names: Names) -> str:
    return _("New statutes were proposed; they keep every guarantee and have notice now.")


@tells("house.DecideAmendment")
def _decided(payload: Payload, names: Names) -> str:
    day = date_format(datetime.fromisoformat(payload["in_force_from"]), "j F Y")
    return _("The electorate decided on new statutes: %(for)s for, %(against)s against, %(abstaining)s abstaining. If carried, in force from %(day)s.") % {
        "for": _n(payload["votes_for"]), "against": _n(payload["against"]), "abstaining": _n(payload["abstaining"]), "day": day,
    }  # fmt: skip
