"""Sentences for candidates and lists: proposed, supported, struck and added, what they say, who watches for them, who follows them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from floor.book.telling import LOOK_UPS, Names, tells
from floor.polls.models import Contest, Slate

from .elections import about, look_up

Payload = dict[str, Any]


def look_up_through(payloads: list[Payload]) -> Names:
    """Polls that payloads speak of through a list or a contest of theirs."""
    names: Names = {}
    polls: set[int] = set()
    for what, model in (("slate", Slate), ("contest", Contest)):
        wanted = {row[what] for row in payloads if isinstance(row.get(what), int)}
        for pk, poll in model._default_manager.filter(pk__in=wanted).values_list("pk", "poll") if wanted else ():
            names[f"poll of {what}", pk] = str(poll)
            polls.add(poll)
    return names | look_up([{"poll": poll} for poll in polls]) if polls else names


LOOK_UPS.append(look_up_through)


def about_its(what: str, payload: Payload, names: Names) -> str:
    """The poll of a candidacy, a list or a contest that a payload names."""
    poll = names.get((f"poll of {what}", payload[what])) if payload.get(what) is not None else None
    return about({"poll": int(poll)}, names) if poll else _("a poll")


def _of_either(payload: Payload, names: Names) -> str:
    return about_its("slate" if payload.get("slate") is not None else "candidacy", payload, names)


@tells("polls.ProposeList")
def _proposed(payload: Payload, names: Names) -> str:
    return _("A list was proposed, “%(title)s”, with %(number)s names: %(poll)s.") % {
        "title": payload["title"], "number": len(payload["people"]), "poll": about(payload, names),
    }  # fmt: skip


@tells("polls.SupportList")
def _supported(payload: Payload, names: Names) -> str:
    return _("Somebody joined those who propose a list: %(poll)s.") % {"poll": about_its("slate", payload, names)}


@tells("polls.WithdrawList")
def _withdrawn(payload: Payload, names: Names) -> str:
    return _("One of those who proposed a list stepped back: %(poll)s.") % {"poll": about_its("slate", payload, names)}


@tells("polls.StrikeName")
def _struck(payload: Payload, names: Names) -> str:
    return _("The meeting struck a name from a list, by %(for)s to %(against)s: %(poll)s.") % {
        "for": payload["count"]["votes_for"], "against": payload["count"]["against"],
        "poll": about_its("candidacy", payload, names),
    }  # fmt: skip


@tells("polls.AddName")
def _added(payload: Payload, names: Names) -> str:
    return _("The meeting added member %(number)s to a list, by %(for)s to %(against)s: %(poll)s.") % {
        "number": payload["member"], "for": payload["count"]["votes_for"], "against": payload["count"]["against"],
        "poll": about_its("slate", payload, names),
    }  # fmt: skip


@tells("polls.SayForOneself")
def _said(payload: Payload, names: Names) -> str:
    if payload.get("slate") is not None:
        return _("A list published what it stands for: %(poll)s.") % {"poll": _of_either(payload, names)}
    return _("A candidate published what they stand for: %(poll)s.") % {"poll": _of_either(payload, names)}


@tells("polls.SendScrutineer")
def _sent(payload: Payload, names: Names) -> str:
    if payload.get("member") is None:
        return _("Nobody watches the count any more for a candidate or a list: %(poll)s.") % {
            "poll": _of_either(payload, names)
        }
    return _("Member %(number)s was sent to watch the count: %(poll)s.") % {
        "number": payload["member"], "poll": _of_either(payload, names),
    }  # fmt: skip


@tells("polls.SeatSubstitute")
def _substitute(payload: Payload, names: Names) -> str:
    return _("Member %(number)s follows in a vacant seat, as the runner-up of the same count: %(poll)s.") % {
        "number": payload["member"], "poll": about(payload, names),
    }  # fmt: skip
