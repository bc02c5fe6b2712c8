"""Sentences for questions: asked, taken out of the box, answered, refused, overdue."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from floor.book.telling import Names, tells

from .meeting_names import Payload, figure, meeting_in


@tells("meetings.AskQuestion")
def _asked(payload: Payload, names: Names) -> str:
    return _("A question was put in writing at a meeting, %(meeting)s: “%(text)s”") % {
        "meeting": meeting_in(payload, names),
        "text": payload["text"],
    }


@tells("meetings.NoteQuestion")
def _noted(payload: Payload, names: Names) -> str:
    said = {"meeting": meeting_in(payload, names), "text": payload["text"]}
    if payload["way"] == "spoken":
        return _("A question was asked aloud at a meeting, %(meeting)s: “%(text)s”") % said
    return _("A question was handed in at a meeting, %(meeting)s: “%(text)s”") % said


@tells("meetings.EnterQuestions")
def _entered(payload: Payload, names: Names) -> str:
    number = len(payload["questions"])
    said = {
        "meeting": meeting_in(payload, names),
        "number": figure(number),
        "unreadable": figure(payload["unreadable"]),
    }
    taken = ngettext(
        "%(number)s question without a name was taken out of the box of a meeting, %(meeting)s.",
        "%(number)s questions without a name were taken out of the box of a meeting, %(meeting)s.",
        number,
    )  # fmt: skip
    lost = _(" Slips that could not be read: %(unreadable)s.") if payload["unreadable"] else ""
    return (taken + lost) % said


@tells("meetings.GroupQuestions")
def _grouped(payload: Payload, names: Names) -> str:
    return _("Questions of a meeting, %(meeting)s, were put under one topic: “%(topic)s”, %(number)s of them.") % {
        "meeting": meeting_in(payload, names), "topic": payload["topic"], "number": figure(len(payload["questions"])),
    }  # fmt: skip


@tells("meetings.AnswerQuestion")
def _answered(payload: Payload, names: Names) -> str:
    return _("Question %(number)s was answered.") % {"number": figure(payload["question"])}


@tells("meetings.RefuseQuestion")
def _refused(payload: Payload, names: Names) -> str:
    said = {"number": figure(payload["question"]), "reason": payload["reason"]}
    return _("Question %(number)s was not answered, for a reason from the list: %(reason)s.") % said


@tells("meetings.NoteQuestionOverdue")
def _overdue(payload: Payload, names: Names) -> str:
    return _("Question %(number)s was not answered in the time the statutes give.") % {"number": figure(payload["question"])}  # fmt: skip


@tells("meetings.DeleteQuestion")
def _deleted(payload: Payload, names: Names) -> str:
    return _("Somebody tried to delete question %(number)s.") % {"number": figure(payload["question"])}
