"""Sentences for minutes: published, corrected, approved, and the attempt to hold them back."""

from __future__ import annotations

from django.utils.translation import gettext as _

from floor.book.telling import Names, tells

from .meeting_names import Payload, hands, meeting_in


@tells("meetings.PublishMinutes")
def _published(payload: Payload, names: Names) -> str:
    return _("The minutes of a meeting were published: %(meeting)s.") % {"meeting": meeting_in(payload, names)}


@tells("meetings.ReviseMinutes")
def _revised(payload: Payload, names: Names) -> str:
    return _("The minutes of a meeting were corrected, %(meeting)s. The reason: %(reason)s") % {
        "meeting": meeting_in(payload, names), "reason": payload["reason"],
    }  # fmt: skip


@tells("meetings.ApproveMinutes")
def _approved(payload: Payload, names: Names) -> str:
    said = hands(payload["hands"]) | {"meeting": meeting_in(payload, names)}
    if payload["hands"]["votes_for"] > payload["hands"]["against"]:
        return _("The minutes of a meeting were approved, %(meeting)s: %(for)s for, %(against)s against, %(abstaining)s abstaining.") % said  # fmt: skip
    return _("The minutes of a meeting were not approved, %(meeting)s: %(for)s for, %(against)s against, %(abstaining)s abstaining.") % said  # fmt: skip


@tells("meetings.HoldBackMinutes")
def _held(payload: Payload, names: Names) -> str:
    return _("Somebody tried to hold back the minutes of a meeting: %(meeting)s.") % {"meeting": meeting_in(payload, names)}  # fmt: skip
