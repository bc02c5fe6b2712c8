"""Sentences for platforms, mailings and the digest."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from floor.book.telling import Names, tells

Payload = dict[str, Any]


@tells("press.OpenPlatform")
def _opened(payload: Payload, names: Names) -> str:
    return _("A platform gathers supporters in unit %(unit)s: “%(title)s”.") % payload


@tells("press.RegisterPlatform")
def _registered(payload: Payload, names: Names) -> str:
    return _("Platform %(platform)s is registered with %(supporters)s supporters.") % payload


@tells("press.WithdrawPlatform")
def _withdrawn(payload: Payload, names: Names) -> str:
    return _("Platform %(platform)s was withdrawn by its group.") % payload


@tells("press.LapsePlatforms")
def _lapsed(payload: Payload, names: Names) -> str:
    number = len(payload["platforms"])
    return ngettext("%(n)s platform found too few supporters in its time.", "%(n)s platforms found too few supporters in their time.", number) % {"n": number}  # fmt: skip


@tells("press.SendMailing")
def _mailed(payload: Payload, names: Names) -> str:
    return _("A mailing of platform %(platform)s: “%(title)s”.") % payload


@tells("press.SubscribeDigest")
def _asked(payload: Payload, names: Names) -> str:
    return _("Somebody asked for the digest of unit %(unit)s.") % payload


@tells("press.UnsubscribeDigest")
def _stopped(payload: Payload, names: Names) -> str:
    return _("Somebody gets the digest of unit %(unit)s no longer.") % payload


@tells("press.DenySpace")
def _denied(payload: Payload, names: Names) -> str:
    return _("Somebody tried to deny platform %(platform)s its space.") % payload


@tells("press.PrintConfession")
def _confession(payload: Payload, names: Names) -> str:
    return _("Somebody tried to put a confession on the board of unit %(unit)s.") % payload


@tells("press.ListParticipants")
def _listed(payload: Payload, names: Names) -> str:
    return _("Somebody tried to print who took part and who did not, in unit %(unit)s.") % payload
