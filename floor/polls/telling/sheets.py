"""Sentences for a poll on paper: voting ended, tellers named, sheets entered, counted, counted again."""

from __future__ import annotations

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from floor.book.telling import Names, tells

from .elections import Payload, about


def _n(number: int) -> str:
    return number_format(number, force_grouping=True)


@tells("polls.EndVoting")
def _ended(payload: Payload, names: Names) -> str:
    return _("Voting ended and the tellers count the papers: %(poll)s.") % {"poll": about(payload, names)}


@tells("polls.NameTellers")
def _tellers(payload: Payload, names: Names) -> str:
    members = ", ".join(str(number) for number in payload["tellers"])
    return _("Tellers were named for %(poll)s: members %(members)s.") % {
        "poll": about(payload, names),
        "members": members,
    }


@tells("polls.EnterSheets")
def _entered(payload: Payload, names: Names) -> str:
    if payload["recount"]:
        said = _("A teller entered the sheets of a recount of %(poll)s.") % {"poll": about(payload, names)}
    else:
        said = _("A teller entered the sheets of %(poll)s.") % {"poll": about(payload, names)}
    return f"{said} {_('Remark: %(remark)s') % {'remark': payload['remark']}}" if payload["remark"] else said


@tells("polls.CountSheets")
def _counted(payload: Payload, names: Names) -> str:
    if payload["fault"]:
        return _("The papers could not be counted, %(poll)s: %(fault)s. The poll is BROKEN.") % {
            "poll": about(payload, names), "fault": payload["fault"],
        }  # fmt: skip
    return _(
        "Two tellers found the same, sheet by sheet, %(poll)s: %(papers)s papers and %(invalid)s invalid ones, %(marked)s names "
        "ticked on the roll. The urn is published."
    ) % _figures(payload, names)


@tells("polls.AskRecount")
def _asked(payload: Payload, names: Names) -> str:
    return _("A recount was asked for: %(poll)s.") % {"poll": about(payload, names)}


@tells("polls.RecordRecount")
def _recounted(payload: Payload, names: Names) -> str:
    if payload["fault"]:
        return _("A recount of %(poll)s came to nothing: %(fault)s.") % {
            "poll": about(payload, names), "fault": payload["fault"],
        }  # fmt: skip
    return _(
        "Two other tellers counted again, %(poll)s: %(papers)s papers and %(invalid)s invalid ones, %(marked)s names ticked on "
        "the roll."
    ) % _figures(payload, names)


def _figures(payload: Payload, names: Names) -> dict[str, str]:
    return {"poll": about(payload, names)} | {name: _n(payload[name]) for name in ("papers", "invalid", "marked")}
