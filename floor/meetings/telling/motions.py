"""Sentences for motions: moved, amended, put, ruled on, and what those who lost say."""

from __future__ import annotations

from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from floor.book.telling import Names, tells

Payload = dict[str, Any]


def _n(number: int) -> str:
    return number_format(number, force_grouping=True)


def _motion(payload: Payload) -> dict[str, Any]:
    return {"number": _n(payload["motion"])}


@tells("meetings.MoveMotion")
def _moved(payload: Payload, names: Names) -> str:
    said = {"title": payload["title"], "item": _n(payload["item"])}
    if payload.get("instead_of"):
        return _("An alternative was moved to motion %(motion)s: “%(title)s”.") % {"motion": _n(payload["instead_of"]), "title": payload["title"]}  # fmt: skip
    if payload.get("reconsiders"):
        return _("It was moved to decide anew what was decided: “%(title)s”, item %(item)s.") % said
    return _("A motion was moved: “%(title)s”, item %(item)s.") % said


@tells("meetings.SecondMotion")
def _seconded(payload: Payload, names: Names) -> str:
    return _("Motion %(number)s was seconded.") % _motion(payload)


@tells("meetings.WithdrawMotion")
def _withdrawn(payload: Payload, names: Names) -> str:
    return _("Motion %(number)s was withdrawn by its mover.") % _motion(payload)


@tells("meetings.KeepMotion")
def _kept(payload: Payload, names: Names) -> str:
    return _("Motion %(number)s, which was withdrawn, is kept by who seconded it.") % _motion(payload)


@tells("meetings.DivideMotion")
def _divided(payload: Payload, names: Names) -> str:
    return _("Somebody demanded that the parts of motion %(number)s be put one by one.") % _motion(payload)


@tells("meetings.Amend")
def _amended(payload: Payload, names: Names) -> str:
    said = _motion(payload) | {"title": payload["title"]}
    return _("An amendment to motion %(number)s was moved: “%(title)s”.") % said


@tells("meetings.MoveProcedure")
def _procedure(payload: Payload, names: Names) -> str:
    said = {"procedure": payload["procedure"], "meeting": _n(payload["meeting"])}
    if payload.get("motion"):
        return _("About motion %(motion)s it was moved: %(procedure)s.") % (said | {"motion": _n(payload["motion"])})
    return _("It was moved how meeting %(meeting)s goes on: %(procedure)s.") % said


@tells("meetings.ResumeMeeting")
def _resumed(payload: Payload, names: Names) -> str:
    return _("Meeting %(meeting)s goes on after a recess.") % {"meeting": _n(payload["meeting"])}


@tells("meetings.PutMotion")
def _put(payload: Payload, names: Names) -> str:
    return _("Motion %(number)s was put to the vote.") % _motion(payload)


@tells("meetings.NotPut")
def _not_put(payload: Payload, names: Names) -> str:
    return _("The chair ruled that motion %(number)s is not put (%(reason)s): %(said)s") % (
        _motion(payload) | {"reason": payload["reason"], "said": payload["said"]}
    )


@tells("meetings.RuleFromTheChair")
def _ruled(payload: Payload, names: Names) -> str:
    return _("The chair of meeting %(meeting)s ruled (%(what)s): %(said)s") % {
        "meeting": _n(payload["meeting"]), "what": payload["what"], "said": payload["said"],
    }  # fmt: skip


@tells("meetings.AppealRuling")
def _appealed(payload: Payload, names: Names) -> str:
    return _("Somebody appealed to the meeting against ruling %(number)s of the chair.") % {
        "number": _n(payload["ruling"])
    }


@tells("meetings.AskShopsBeside")
def _asked(payload: Payload, names: Names) -> str:
    return _("%(units)s units are asked the same as motion %(number)s, beside the meeting.") % (
        _motion(payload) | {"units": _n(len(payload["units"]))}
    )


@tells("meetings.FileMinorityStatement")
def _stated(payload: Payload, names: Names) -> str:
    return _("A minority statement was filed on motion %(number)s.") % _motion(payload)


@tells("meetings.CountMinoritySignatures")
def _signed(payload: Payload, names: Names) -> str:
    return _("%(signatures)s stand behind minority statement %(number)s.") % {
        "signatures": _n(payload["signatures"]), "number": _n(payload["statement"]),
    }  # fmt: skip


@tells("meetings.DeclareCarried")
def _declared(payload: Payload, names: Names) -> str:
    return _("Somebody tried to declare motion %(number)s carried without a count.") % _motion(payload)
