"""Sentences for what happens in the room: opened, counted, heard, closed. Who spoke is in none of them (R8, R17)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from floor.book.telling import Names, tells

from .meeting_names import Payload, figure, hands, item_in, meeting_in


@tells("meetings.OpenMeeting")
def _opened(payload: Payload, names: Names) -> str:
    return _("A meeting was opened: %(meeting)s.") % {"meeting": meeting_in(payload, names)}


@tells("meetings.ChooseOfficer")
def _chosen(payload: Payload, names: Names) -> str:
    offices = {
        "chair": _("A meeting chose its chair, member %(member)s, with %(hands)s hands: %(meeting)s."),
        "secretary": _("A meeting chose its secretary, member %(member)s, with %(hands)s hands: %(meeting)s."),
        "teller": _("A meeting chose a teller, member %(member)s, with %(hands)s hands: %(meeting)s."),
    }
    counted = dict(payload["hands"])
    return offices[payload["office"]] % {
        "member": payload["member"], "hands": figure(counted[payload["member"]]), "meeting": meeting_in(payload, names),
    }  # fmt: skip


@tells("meetings.TakeSeat")
def _seat(payload: Payload, names: Names) -> str:
    return _("A delegate took their seat: %(meeting)s.") % {"meeting": meeting_in(payload, names)}


@tells("meetings.LeaveSeat")
def _left(payload: Payload, names: Names) -> str:
    return _("A delegate left before the end: %(meeting)s.") % {"meeting": meeting_in(payload, names)}


@tells("meetings.CountRoom")
def _counted(payload: Payload, names: Names) -> str:
    return _("In the room: %(present)s who may vote; apart from them %(guests)s guests and %(voices)s consultative voices: %(meeting)s.") % {
        "present": figure(payload["present"]), "guests": figure(payload["guests"]), "voices": figure(payload["consultative"]),
        "meeting": meeting_in(payload, names),
    }  # fmt: skip


@tells("meetings.TakeUpItem")
def _taken_up(payload: Payload, names: Names) -> str:
    return _("A meeting took up “%(title)s”: %(meeting)s.") % {
        "title": item_in(payload, names), "meeting": meeting_in(payload, names, "item"),
    }  # fmt: skip


@tells("meetings.DecideAccess")
def _access(payload: Payload, names: Names) -> str:
    kinds = {
        "open": _("Whether a meeting is open to everyone: %(for)s for, %(against)s against, %(abstaining)s abstaining. %(meeting)s."),
        "members": _("Whether a meeting is for its members alone: %(for)s for, %(against)s against, %(abstaining)s abstaining. %(meeting)s."),
        "closed": _("Whether a meeting is closed to %(whom)s: %(for)s for, %(against)s against, %(abstaining)s abstaining. %(meeting)s."),
    }  # fmt: skip
    return kinds[payload["access"]] % (
        {"whom": ", ".join(payload["closed_to"]), "meeting": meeting_in(payload, names)} | hands(payload["hands"])
    )


@tells("meetings.AskAdmission")
def _asked(payload: Payload, names: Names) -> str:
    return _("A meeting was asked to let in %(who)s; who asked: %(by)s. %(meeting)s.") % {
        "who": payload["who"], "by": payload["asked_by"], "meeting": meeting_in(payload, names),
    }  # fmt: skip


@tells("meetings.AnswerAdmission")
def _answered(payload: Payload, names: Names) -> str:
    return _("Whether a meeting lets them in: %(for)s for, %(against)s against, %(abstaining)s abstaining. %(meeting)s.") % (
        {"meeting": meeting_in(payload, names, "admission")} | hands(payload["hands"])
    )  # fmt: skip


@tells("meetings.AskToSpeak")
def _wants(payload: Payload, names: Names) -> str:
    return _("Somebody asked for the floor: %(meeting)s.") % {"meeting": meeting_in(payload, names)}


@tells("meetings.NoteRaisedHand")
def _hand(payload: Payload, names: Names) -> str:
    return _("A raised hand was put on the speakers' list: %(meeting)s.") % {"meeting": meeting_in(payload, names)}


@tells("meetings.LeaveSpeakersList")
def _off_the_list(payload: Payload, names: Names) -> str:
    return _("Somebody left the speakers' list: %(meeting)s.") % {"meeting": meeting_in(payload, names, "speech")}


@tells("meetings.CallSpeaker")
def _called(payload: Payload, names: Names) -> str:
    return _("The next on the list has the floor: %(meeting)s.") % {"meeting": meeting_in(payload, names, "speech")}


@tells("meetings.EndSpeech")
def _ended(payload: Payload, names: Names) -> str:
    how = {
        "finished": _("A speaker finished: %(meeting)s."),
        "time over": _("The time of a speaker was over: %(meeting)s."),
        "broken off": _("A speech was broken off; the speaker has the rest of their time: %(meeting)s."),
    }
    return how[payload["how"]] % {"meeting": meeting_in(payload, names, "speech")}


@tells("meetings.StopClock")
def _stopped(payload: Payload, names: Names) -> str:
    why = {
        "interruption": _("A speaker was interrupted, and their clock stopped: %(meeting)s."),
        "other": _("The clock of a speech was stopped: %(meeting)s."),
    }
    return why[payload["why"]] % {"meeting": meeting_in(payload, names, "speech")}


@tells("meetings.RunClock")
def _runs(payload: Payload, names: Names) -> str:
    return _("The clock of a speech runs on: %(meeting)s.") % {"meeting": meeting_in(payload, names, "speech")}


@tells("meetings.ExtendSpeech")
def _longer(payload: Payload, names: Names) -> str:
    return _("Whether a speaker has %(seconds)s seconds more: %(for)s for, %(against)s against, %(abstaining)s abstaining. %(meeting)s.") % (
        {"seconds": figure(payload["seconds"]), "meeting": meeting_in(payload, names, "speech")} | hands(payload["hands"])
    )  # fmt: skip


@tells("meetings.CloseMeeting")
def _closed(payload: Payload, names: Names) -> str:
    how = {
        "agenda done": _("A meeting was closed, its agenda done: %(meeting)s."),
        "by vote": _("A meeting was closed by its own vote: %(meeting)s."),
        "time over": _("A meeting was closed because its time was over: %(meeting)s."),
        "tumult": _("A meeting broke up in tumult: %(meeting)s. %(why)s"),
        "no quorum": _("A meeting was closed because there was no quorum: %(meeting)s."),
    }
    return how[payload["how"]] % {"meeting": meeting_in(payload, names), "why": payload["why"]}


@tells("meetings.CloseForgottenMeeting")
def _forgotten(payload: Payload, names: Names) -> str:
    return _("A meeting that nobody opened, or nobody closed, is over: %(meeting)s.") % {
        "meeting": meeting_in(payload, names)
    }
