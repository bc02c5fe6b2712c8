"""Sentences for calling a meeting, its agenda, and what stood in its way."""

from __future__ import annotations

from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from floor.book.telling import Names, tells

from .meeting_names import Payload, figure, hands, item_in, meeting_in


def _moment(written: str) -> str:
    return date_format(datetime.fromisoformat(written), "DATETIME_FORMAT")


def _unit(payload: Payload, names: Names) -> str:
    return names.get(("unit", payload["unit"])) or _("unit %(number)s") % {"number": payload["unit"]}


@tells("meetings.CallMeeting")
def _called(payload: Payload, names: Names) -> str:
    return _("A meeting was called: %(body)s, %(unit)s, for %(when)s, %(place)s.") % {
        "body": payload["body"] or _("mass meeting"), "unit": _unit(payload, names), "when": _moment(payload["starts"]),
        "place": payload["place"],
    }  # fmt: skip


@tells("meetings.MoveMeeting")
def _moved(payload: Payload, names: Names) -> str:
    return _("A meeting was moved to %(when)s: %(meeting)s. The reason: %(why)s") % {
        "when": _moment(payload["starts"]), "meeting": meeting_in(payload, names), "why": payload["why"],
    }  # fmt: skip


@tells("meetings.FixHour")
def _hour(payload: Payload, names: Names) -> str:
    return _("The hour of a meeting called by petition was fixed, %(when)s: %(meeting)s. The reason: %(why)s") % {
        "when": _moment(payload["starts"]), "meeting": meeting_in(payload, names), "why": payload["why"],
    }  # fmt: skip


@tells("meetings.ChangePlace")
def _place(payload: Payload, names: Names) -> str:
    return _("A meeting has another place, %(place)s: %(meeting)s. The reason: %(why)s") % {
        "place": payload["place"], "meeting": meeting_in(payload, names), "why": payload["why"],
    }  # fmt: skip


@tells("meetings.CallOff")
def _off(payload: Payload, names: Names) -> str:
    return _("A meeting was called off by who had called it: %(meeting)s. The reason: %(why)s") % {
        "meeting": meeting_in(payload, names), "why": payload["why"],
    }  # fmt: skip


@tells("meetings.TryToCallOff")
def _try(payload: Payload, names: Names) -> str:
    return _("Somebody who had not called a meeting wanted it called off; it takes place: %(meeting)s. The reason they gave: %(why)s") % {
        "meeting": meeting_in(payload, names), "why": payload["why"],
    }  # fmt: skip


@tells("meetings.NoteHindrance")
def _hindered(payload: Payload, names: Names) -> str:
    where = meeting_in(payload, names) if payload["meeting"] is not None else _unit(payload, names)
    kinds = {
        "room refused": _("A room was refused by %(who)s: %(where)s. %(why)s"),
        "order from outside": _("An order from outside was noted, without effect, from %(who)s: %(where)s. %(why)s"),
        "called off": _("A try to call off a meeting was noted, without effect, by %(who)s: %(where)s. %(why)s"),
        "tumult": _("A disturbance was noted, by %(who)s: %(where)s. %(why)s"),
    }
    return kinds[payload["kind"]] % {"who": payload["who"], "where": where, "why": payload["why"]}


@tells("meetings.ProposeItem")
def _proposed(payload: Payload, names: Names) -> str:
    return _("An item was proposed, “%(title)s”: %(meeting)s.") % {
        "title": payload["item"]["title"], "meeting": meeting_in(payload, names),
    }  # fmt: skip


@tells("meetings.WithdrawItem")
def _withdrawn(payload: Payload, names: Names) -> str:
    return _("An item was taken back, “%(title)s”: %(meeting)s.") % {
        "title": item_in(payload, names), "meeting": meeting_in(payload, names, "item"),
    }  # fmt: skip


@tells("meetings.ObjectToItem")
def _objected(payload: Payload, names: Names) -> str:
    grounds = {
        "what was said in a meeting": _("Somebody says that “%(title)s” is about what was said in a meeting: %(meeting)s."),
        "several persons at once": _("Somebody says that “%(title)s” is about several persons at once: %(meeting)s."),
    }  # fmt: skip
    return grounds[payload["ground"]] % {"title": item_in(payload, names), "meeting": meeting_in(payload, names, "item")}  # fmt: skip


@tells("meetings.DecideObjection")
def _decided(payload: Payload, names: Names) -> str:
    said = {"title": item_in(payload, names)} | hands(payload["out_of_order"])
    return _("Whether “%(title)s” is out of order: %(for)s for, %(against)s against, %(abstaining)s abstaining.") % said


@tells("meetings.BeginPetition")
def _petition(payload: Payload, names: Names) -> str:
    said = {"title": payload["title"], "body": payload["body"], "unit": _unit(payload, names)}
    if payload["kind"] == "meeting":
        return _("A petition was opened for a meeting of the %(body)s, %(unit)s: “%(title)s”.") % said
    return _("A petition was opened to the %(body)s, %(unit)s: “%(title)s”.") % said


def _title(payload: Payload, names: Names) -> str:
    return names.get(("petition for a meeting", payload["petition"])) or _("a petition")


@tells("meetings.CallByPetition")
def _called_by(payload: Payload, names: Names) -> str:
    return _("A petition has enough signatures, %(number)s, and its meeting is called: “%(title)s”.") % {
        "number": figure(payload["signatures"]), "title": _title(payload, names),
    }  # fmt: skip


@tells("meetings.PutPetition")
def _put(payload: Payload, names: Names) -> str:
    return _("A petition has enough signatures, %(number)s, and an answer is due: “%(title)s”.") % {
        "number": figure(payload["signatures"]), "title": _title(payload, names),
    }  # fmt: skip


@tells("meetings.AnswerPetition")
def _answered(payload: Payload, names: Names) -> str:
    return _("A petition was answered: “%(title)s”.") % {"title": _title(payload, names)}


@tells("meetings.NotePetitionUnanswered")
def _overdue(payload: Payload, names: Names) -> str:
    return _("The answer to a petition is overdue: “%(title)s”.") % {"title": _title(payload, names)}


@tells("meetings.EndPetition")
def _ended(payload: Payload, names: Names) -> str:
    return _("A petition came to nothing: “%(title)s”.") % {"title": _title(payload, names)}


@tells("meetings.CallOffByPetitioners")
def _called_off(payload: Payload, names: Names) -> str:
    return _("A meeting was called off: so many who signed for it took their signatures back that too few are left, “%(title)s”.") % {
        "title": _title(payload, names)
    }  # fmt: skip
