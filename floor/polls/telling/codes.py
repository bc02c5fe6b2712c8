"""Sentences for voting codes: that they were issued and to how many, never what they are or who used theirs."""

from __future__ import annotations

from django.utils.translation import ngettext

from floor.book.telling import Names, tells

from .elections import Payload, about


@tells("polls.IssueVotingCodes")
def _codes(payload: Payload, names: Names) -> str:
    number = len(payload["members"])
    return ngettext(
        "A voting code was issued to one person for %(poll)s.",
        "Voting codes were issued to %(number)s people for %(poll)s.",
        number,
    ) % {"number": number, "poll": about(payload, names)}
