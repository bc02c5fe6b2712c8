"""Who stands in the booth of a poll: the member who is signed in, or whoever entered with a printed code.

A code is no sign-in. It opens the booth of one poll, for one paper, for a few minutes; with the paper the session ends, so
that whoever comes to the kiosk next finds nothing. Nobody learns from the door whether somebody is on the register, on the
roll, or has a code: only whoever holds the right code is told anything.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from floor.polls.models import Mark, Poll, VotingCode
from floor.site import limits
from floor.site.cards import opens

#: Wrong codes at one number, and from one address: a kiosk is one address for many.
CODE = limits.Limit("voting code", 8, timedelta(minutes=15))
KIOSK = limits.Limit("kiosk", 60, timedelta(minutes=15))
#: How long somebody can stand in the booth before the curtain opens again.
STAY = timedelta(minutes=15)
_BOOTH = "booth"


class NotLetIn(Exception):
    """Why the booth stays shut, in a sentence."""


class TooOften(NotLetIn):
    """The door was tried too often."""


@dataclass(frozen=True, slots=True)
class InBooth:
    """Whoever can hand in a paper here."""

    member: int
    by_code: bool


def who_stands_in(request: Any, poll: int) -> InBooth | None:
    """Who can hand in a paper of the poll with this number; a code that was entered at this kiosk goes before a sign-in."""
    entered = request.session.get(_BOOTH)
    if isinstance(entered, dict):
        member = _still_in(entered, poll)
        if member is not None:
            return InBooth(member, by_code=True)
        if entered.get("poll") == poll:
            leave(request)
    member = getattr(request, "member", None)
    return InBooth(member.pk, by_code=False) if member is not None else None


def _still_in(entered: dict[str, Any], poll: int) -> int | None:
    if entered.get("poll") != poll or entered.get("until", 0) <= time.time():
        return None
    held = VotingCode.objects.filter(pk=entered["code"], poll=poll, withdrawn=None)
    return held.values_list("member", flat=True).first()


def enter_with_code(request: Any, poll: Poll, number: str, code: str) -> InBooth:
    """Let in whoever has the code printed beside this number, or raise NotLetIn with a sentence for them.

    Whoever was signed in here is signed out: the paper is that of the code's holder, and nobody else's pages stay open.
    """
    now, pk = request.house.at, _number(number)
    doors = (CODE, f"{poll.pk} {pk}"), (KIOSK, limits.address_of(request))
    # Asked before a code is ground: who may not try costs no work, so that tries by the thousand are no attack.
    if wait := limits.wait_for(now, *doors):
        raise TooOften(_too_often(wait))
    found = VotingCode.objects.filter(poll=poll, member=pk, withdrawn=None).order_by("-pk").first()
    if not opens(found.lock if found else "", code) or found is None:
        limits.note_try(now, *doors)
        raise NotLetIn(_("The number and the code do not belong together. Look at the card and type both again."))
    if Mark.objects.filter(poll=poll.pk, member=pk).exists():
        raise NotLetIn(
            _("A paper was handed in with this code, or by the same person signed in. It opens nothing any more.")
        )
    limits.forget(CODE, f"{poll.pk} {pk}")
    request.session.flush()
    request.session[_BOOTH] = {"poll": poll.pk, "code": found.pk, "until": time.time() + STAY.total_seconds()}
    request.session.set_expiry(int(STAY.total_seconds()))
    request.member, request.card = None, None
    return InBooth(pk, by_code=True)


def leave(request: Any) -> None:
    """Leave the booth: the session of a code ends, that of a member who is signed in goes on."""
    if _BOOTH in request.session:
        request.session.flush()


def _number(text: str) -> int:
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0


def _too_often(wait: timedelta) -> str:
    minutes = max(1, -(-int(wait.total_seconds()) // 60))
    return ngettext(
        "This was tried too often. Wait %(minutes)s minute and try again.",
        "This was tried too often. Wait %(minutes)s minutes and try again.",
        minutes,
    ) % {"minutes": minutes}
