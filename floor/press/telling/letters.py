"""Sentences for letters, replies, corrections and notices."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from floor.book.telling import Names, tells

Payload = dict[str, Any]


@tells("press.WriteLetter")
def _written(payload: Payload, names: Names) -> str:
    return _("A letter to the board of unit %(unit)s: “%(title)s”.") % payload


@tells("press.EnterLetters")
def _entered(payload: Payload, names: Names) -> str:
    number = len(payload["letters"])
    sentence = ngettext(
        "%(n)s unsigned letter was taken out of the box of unit %(unit)s.",
        "%(n)s unsigned letters were taken out of the box of unit %(unit)s.",
        number,
    )
    return sentence % {"n": number, "unit": payload["unit"]}


@tells("press.PublishLetter")
def _published(payload: Payload, names: Names) -> str:
    return _("The editor put letter %(letter)s on the board.") % payload


@tells("press.RefuseLetter")
def _refused(payload: Payload, names: Names) -> str:
    return _("The editor refused letter %(letter)s: %(reason)s.") % payload


@tells("press.LettersAppear")
def _appeared(payload: Payload, names: Names) -> str:
    number = len(payload["letters"])
    return ngettext("%(n)s letter that nobody handled in a week is on the board.", "%(n)s letters that nobody handled in a week are on the board.", number) % {"n": number}  # fmt: skip


@tells("press.OverruleEditor")
def _overruled(payload: Payload, names: Names) -> str:
    count = payload["count"]
    return _("The meeting decided on the refusal of letter %(letter)s: %(for)s for printing it, %(against)s against.") % {
        "letter": payload["letter"], "for": count["votes_for"], "against": count["against"],
    }  # fmt: skip


@tells("press.ReplyToLetter")
def _replied(payload: Payload, names: Names) -> str:
    return _("A reply to letter %(letter)s was put beside it.") % payload


@tells("press.Correct")
def _corrected(payload: Payload, names: Names) -> str:
    if payload.get("letter") is not None:
        return _("Letter %(letter)s was corrected: %(reason)s.") % payload
    return _("Notice %(notice)s was corrected: %(reason)s.") % payload


@tells("press.PostNotice")
def _posted(payload: Payload, names: Names) -> str:
    return _("The %(body)s of unit %(unit)s posted a notice: “%(title)s”.") % payload


@tells("press.TakeDownNotice")
def _taken_down(payload: Payload, names: Names) -> str:
    return _("Notice %(notice)s was taken down by those who posted it: %(why)s.") % payload
