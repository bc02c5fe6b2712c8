"""Sentences for the acts of an election: called, nominated, opened, closed."""

from __future__ import annotations

from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from floor.book.telling import LOOK_UPS, Names, tells
from floor.house.models import UnitName
from floor.polls.models import Candidacy, Poll

Payload = dict[str, Any]


def look_up(payloads: list[Payload]) -> Names:
    """What the polls and candidacies are about that these payloads speak of: three queries."""
    polls = {row["poll"] for row in payloads if isinstance(row.get("poll"), int)}
    candidacies = {row["candidacy"] for row in payloads if isinstance(row.get("candidacy"), int)}
    names: Names = {}
    if candidacies:
        for pk, poll in Candidacy.objects.filter(pk__in=candidacies).values_list("pk", "poll"):
            names["poll of candidacy", pk] = str(poll)
            polls.add(poll)
    if polls:
        found = list(Poll.objects.filter(pk__in=polls))
        units = dict(
            UnitName.objects.filter(unit__in={poll.unit_id for poll in found}, until=None).values_list("unit", "name")
        )
        for poll in found:
            names["poll", poll.pk] = words_for(poll, units.get(poll.unit_id, ""))
    return names


LOOK_UPS.append(look_up)


def words_for(poll: Poll, unit: str) -> str:
    """What a poll is about, in a few words."""
    if poll.kind == "recall":
        return _("the recall of a mandate: %(body)s, %(unit)s") % {"body": poll.office or poll.body, "unit": unit}
    if poll.kind == "question":
        return _("“%(title)s”, %(unit)s") % {"title": poll.title, "unit": unit}
    return _("the election of the %(body)s, %(unit)s") % {"body": poll.office or poll.body, "unit": unit}


def about(payload: Payload, names: Names) -> str:
    return names.get(("poll", payload["poll"])) or _("poll %(number)s") % {"number": payload["poll"]}


def _about_candidacy(payload: Payload, names: Names) -> str:
    poll = names.get(("poll of candidacy", payload["candidacy"]))
    return (names.get(("poll", int(poll))) if poll else None) or _("a poll")


def _n(number: int) -> str:
    return number_format(number, force_grouping=True)


@tells("polls.CallElection")
def _called(payload: Payload, names: Names) -> str:
    unit = names.get(("unit", payload["unit"])) or _("unit %(number)s") % {"number": payload["unit"]}
    return _("An election was called: %(seats)s, elected by %(unit)s.") % {
        "seats": f"{payload['office']}, {payload['body']}" if payload["office"] else payload["body"], "unit": unit,
    }  # fmt: skip


@tells("polls.MovePoll")
def _moved(payload: Payload, names: Names) -> str:
    return _("A poll was moved to a later day, %(poll)s: %(reason)s") % {
        "poll": about(payload, names),
        "reason": payload["reason"],
    }


@tells("polls.Nominate")
def _nominated(payload: Payload, names: Names) -> str:
    return _("Member %(number)s was proposed for %(poll)s.") % {
        "number": payload["member"],
        "poll": about(payload, names),
    }


@tells("polls.AcceptNomination")
def _accepted(payload: Payload, names: Names) -> str:
    return _("A nomination was accepted for %(poll)s.") % {"poll": _about_candidacy(payload, names)}


@tells("polls.WithdrawCandidacy")
def _withdrawn(payload: Payload, names: Names) -> str:
    return _("A candidacy was declined or withdrawn: %(poll)s.") % {"poll": _about_candidacy(payload, names)}


@tells("polls.OpenPoll")
def _opened(payload: Payload, names: Names) -> str:
    return _("A poll opened: %(poll)s. The roll is frozen.") % {"poll": about(payload, names)}


@tells("polls.ClosePoll")
def _closed(payload: Payload, names: Names) -> str:
    if payload.get("fault"):
        return _("A poll closed and is BROKEN, %(poll)s: %(fault)s.") % {
            "poll": about(payload, names),
            "fault": payload["fault"],
        }
    return _("A poll closed, %(poll)s: %(papers)s papers, as many as marks on the roll. The urn is published.") % {
        "poll": about(payload, names), "papers": _n(payload["papers"]),
    }  # fmt: skip


@tells("polls.ChangeRoll")
def _roll(payload: Payload, names: Names) -> str:
    return _("Somebody tried to change the roll of %(poll)s.") % {"poll": about(payload, names)}


@tells("polls.SubstituteList")
def _list(payload: Payload, names: Names) -> str:
    return _("Somebody tried to put other people in the place of those elected, %(poll)s.") % {
        "poll": about(payload, names)
    }


@tells("polls.ShowInterimResult")
def _interim(payload: Payload, names: Names) -> str:
    return _("Somebody asked how votes stand before the closing, %(poll)s.") % {"poll": about(payload, names)}
