"""What a member presses in the room: come in, ask for the floor, second, demand. Each is one act or one door."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from floor.book.act import Act, Refusal
from floor.book.doing import Receipt
from floor.house.pages.by_form import do_for
from floor.meetings.acts.attending import LeaveSeat, TakeSeat
from floor.meetings.acts.going_on import MoveProcedure
from floor.meetings.acts.moving import DivideMotion, KeepMotion, SecondMotion, WithdrawMotion
from floor.meetings.acts.ruling import AppealRuling
from floor.meetings.doors import come_in, go_out
from floor.meetings.showing.room_now import RoomNow
from floor.meetings.speakers.asking import ask_to_speak, leave_the_list

from .acting import Data
from .door_codes import opens_door

Deed = Callable[[Any, RoomNow, Data], Receipt | str | None]


def act(make: Callable[[RoomNow, Data], Act]) -> Deed:
    """The deed that is one act of whoever is here."""
    return lambda request, now, data: do_for(request, make(now, data))


def enter(request: Any, now: RoomNow, data: Data) -> None:
    """Come in by one's own phone: from anywhere where the meeting is held so, else from before its door."""
    meeting = now.meeting
    if not meeting.online and not opens_door(request.POST.get("door", ""), meeting.pk):
        raise Refusal(
            meeting.article,
            _("One comes in at the door: scan the code on its screen, which is a new one every few minutes, or show your card."),
            "R11",
        )  # fmt: skip
    come_in(meeting.pk, request.member.pk)


def with_a_voice(request: Any, now: RoomNow, data: Data) -> None:
    """Come in as one of those whom the statutes give a voice and no vote."""
    come_in(now.meeting.pk, request.member.pk, "consultative")


def leave(request: Any, now: RoomNow, data: Data) -> None:
    go_out(now.meeting.pk, request.member.pk)


def ask(request: Any, now: RoomNow, data: Data) -> None:
    side = request.POST.get("side", "")
    ask_to_speak(now.meeting.pk, request.member.pk, side=side if side in ("for", "against") else "neither")


def point_of_order(request: Any, now: RoomNow, data: Data) -> None:
    ask_to_speak(now.meeting.pk, request.member.pk, kind="point of order")


def off_the_list(request: Any, now: RoomNow, data: Data) -> None:
    leave_the_list(data["about"] or 0, request.member.pk)


def secret(now: RoomNow, data: Data) -> Act:
    return MoveProcedure(meeting=now.meeting.pk, procedure="secret ballot", motion=data["about"])


#: By the name of the button.
IN_THE_ROOM: dict[str, Deed] = {
    "come in": enter,
    "come with a voice": with_a_voice,
    "leave": leave,
    "take my seat": act(lambda now, data: TakeSeat(meeting=now.meeting.pk)),
    "leave my seat": act(lambda now, data: LeaveSeat(meeting=now.meeting.pk)),
    "ask": ask,
    "point of order": point_of_order,
    "off the list": off_the_list,
    "second": act(lambda now, data: SecondMotion(motion=data["about"])),
    "withdraw": act(lambda now, data: WithdrawMotion(motion=data["about"])),
    "keep": act(lambda now, data: KeepMotion(motion=data["about"])),
    "divide": act(lambda now, data: DivideMotion(motion=data["about"])),
    "secret": act(secret),
    "appeal": act(lambda now, data: AppealRuling(ruling=data["about"])),
}
