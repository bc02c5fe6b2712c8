"""Sentences for questions: put, divided, counted in the open, tied."""

from __future__ import annotations

from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from floor.book.telling import Names, tells

from .elections import about

Payload = dict[str, Any]


def _n(number: int) -> str:
    return number_format(number, force_grouping=True)


@tells("polls.PutQuestion")
def _put(payload: Payload, names: Names) -> str:
    unit = names.get(("unit", payload["unit"])) or _("unit %(number)s") % {"number": payload["unit"]}
    said = {"title": payload["title"], "unit": unit}
    if payload.get("reconsiders"):
        return _("A decided question was put again: “%(title)s”, %(unit)s.") % said
    return _("A question was put: “%(title)s”, %(unit)s.") % said


@tells("polls.DemandDivision")
def _divided(payload: Payload, names: Names) -> str:
    return _("An elector demanded that the parts be voted on one by one: %(poll)s.") % {"poll": about(payload, names)}


@tells("polls.DemandSecretBallot")
def _secret(payload: Payload, names: Names) -> str:
    return _("An elector demanded a secret ballot: %(poll)s.") % {"poll": about(payload, names)}


@tells("polls.CountHands")
def _hands(payload: Payload, names: Names) -> str:
    said = {"poll": about(payload, names), "present": _n(payload["present"])}
    if len(payload["hands"]) != 1:
        return _("Hands were counted, %(present)s present: %(poll)s.") % said
    hands = payload["hands"][0]
    said |= {"for": _n(hands["votes_for"]), "against": _n(hands["against"]), "abstaining": _n(hands["abstaining"])}
    return (
        _(
            "Hands were counted, %(present)s present: %(for)s for, %(against)s against, %(abstaining)s abstaining, %(poll)s."
        )
        % said
    )


@tells("polls.CallRoll")
def _roll_call(payload: Payload, names: Names) -> str:
    delegates = {answer["mandate"] for answer in payload["answers"]}
    return _("The roll of delegates was called, %(number)s answered: %(poll)s.") % {
        "number": _n(len(delegates)), "poll": about(payload, names),
    }  # fmt: skip


@tells("polls.LeaveUncounted")
def _uncounted(payload: Payload, names: Names) -> str:
    return _("Nobody counted a vote in the open in time; it decided nothing: %(poll)s.") % {
        "poll": about(payload, names)
    }


@tells("polls.AskAgain")
def _again(payload: Payload, names: Names) -> str:
    return _("A question that was tied is put again: %(poll)s.") % {"poll": about(payload, names)}
