"""Sentences for results that are contested, ruled on and counted again."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from floor.book.telling import Names, tells

from .candidates import about_its
from .elections import about

Payload = dict[str, Any]


@tells("polls.ContestResult")
def _contested(payload: Payload, names: Names) -> str:
    return _("A result was contested (%(ground)s): %(poll)s.") % {
        "ground": payload["ground"],
        "poll": about(payload, names),
    }


@tells("polls.RuleOnContest")
def _ruled(payload: Payload, names: Names) -> str:
    said = {
        "for": payload["votes_for"], "against": payload["against"], "abstaining": payload["abstaining"],
        "poll": about_its("contest", payload, names),
    }  # fmt: skip
    if payload["upheld"]:
        return (
            _(
                "A contest was upheld, %(for)s to %(against)s with %(abstaining)s abstaining: %(poll)s is annulled and held again."
            )
            % said
        )
    return _("A contest was dismissed, %(for)s to %(against)s with %(abstaining)s abstaining: %(poll)s stands.") % said


@tells("polls.Recount")
def _recounted(payload: Payload, names: Names) -> str:
    return _("Published papers were counted again: %(poll)s.") % {"poll": about(payload, names)}
