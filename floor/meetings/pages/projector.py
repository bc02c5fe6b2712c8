"""The screen on the wall: what the meeting is at, who speaks for how long still, the words of the motion, the vote, its result.

It says nobody's name, and shows nothing that everyone in the hall may not see. A small script keeps the clock going and asks for
what is new; without it the page loads itself again.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from floor.house.pages.finding import founded
from floor.meetings.showing.motion_pages import counts_of, motions_shown, options_of
from floor.meetings.showing.room_now import RoomNow, whose_turn
from floor.meetings.showing.speaking import seconds_by_side
from floor.site.headers import POLICY

from .door_codes import room_picture
from .in_the_room import head_of, now_in
from .touched import moments_of, unless_seen

#: The one page with a script, and it may only load that and ask this server.
WITH_OWN_SCRIPT = f"{POLICY}; script-src 'self'; connect-src 'self'"
AGAIN_AFTER = 5
#: The script runs the clock itself; longer than this no speech lasts.
WHOLE_SPEECH = 86_400
#: So much of a motion's text is read from a wall.
MOST_WORDS = 900


@founded
def projector(request: Any, number: int) -> HttpResponse:
    """The whole screen, 1920 by 1080 and any other."""

    def draw() -> HttpResponse:
        context = _shown(now_in(request, number)) | {
            "picture": room_picture(request, number), "address": request.build_absolute_uri(reverse("meeting-room", args=[number])),
            "again_after": AGAIN_AFTER,
        }  # fmt: skip
        answer = render(request, "meetings/projector.html", context)
        answer["Content-Security-Policy"] = WITH_OWN_SCRIPT
        return answer

    return unless_seen(request, draw, *moments_of(request, number).passed_at(request.house.at, AGAIN_AFTER))


@founded
def now(request: Any, number: int) -> HttpResponse:
    """The part of the screen that changes, for the script: the same for everyone, and nearly always “still the same”."""
    known = moments_of(request, number).passed_at(request.house.at, WHOLE_SPEECH)
    return unless_seen(request, lambda: render(request, "meetings/now.html", _shown(now_in(request, number))), *known)


def _shown(now: RoomNow) -> dict[str, Any]:
    turn = (now.poll and next((one for one in now.motions if one.poll_id == now.poll.pk), None)) or whose_turn(
        now.motions
    )
    main = turn.amends if turn is not None and turn.kind == "amendment" and turn.amends is not None else turn
    shown = motions_shown(now.motions)
    return head_of(now) | {
        "motion": turn, "shown": next((one for one in shown if main is not None and one.motion.pk in (main.pk, main.amends_id)), None),
        "result": _result(now), "seconds": _time_of_sides(now), "most_words": MOST_WORDS,
        "amendment": next((each for one in shown for each in one.amendments if turn is not None and each.motion.pk == turn.pk), None),
    }  # fmt: skip


def _time_of_sides(now: RoomNow) -> list[tuple[str, str]]:
    """What each side has had when the one who speaks began, in minutes and seconds: written so, it does not change as one looks."""
    if now.speaks is None:
        return []
    had = seconds_by_side(now.meeting, now.speaks.speech.began or now.at)
    return [(side, f"{seconds // 60}:{seconds % 60:02}") for side, seconds in had.items() if seconds]


def _result(now: RoomNow) -> Any:
    """The last count, until something else is before the meeting."""
    if now.poll is not None:
        return None
    counted = [(one.ended, one.pk, one) for one in now.motions if one.ended and one.poll and one.poll.counted]
    if not counted:
        return None
    ended, _number, last = max(counted, key=lambda row: row[:2])
    if now.speaks is not None and now.speaks.speech.began is not None and now.speaks.speech.began > ended:
        return None
    return {
        "motion": last,
        "counts": counts_of(last),
        "options": options_of(last.poll),
        "poll": last.poll,
        "figures": last.poll.outcome.get("figures") if last.poll else {},
    }
