"""The room on a member's own phone: where the meeting is, what it votes on, and what one can do now. It works without any script."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from floor.book.act import Refusal
from floor.book.addresses import words_in
from floor.house.pages.finding import for_members
from floor.meetings.acts.attending import seat_in
from floor.meetings.authority import of_delegates
from floor.meetings.consultative import has_a_voice_by_law
from floor.meetings.models import Presence, Ruling, SeatTaken, Speech
from floor.meetings.showing.motion_pages import motions_shown
from floor.meetings.showing.room_now import RoomNow
from floor.polls.models import Mark
from floor.polls.showing.reading import Own, own_line

from .acting import Data, do_once, done_just_now, fresh_key
from .door_codes import opens_door
from .in_the_room import head_of, now_anew, now_in, questions_of, scene_of
from .speaking import IN_THE_ROOM
from .touched import moments_of, unless_seen

#: A phone asks again after so many seconds, unless whoever reads it holds the page still.
AGAIN_AFTER = 15
STILL = "room_still"


class Mine:
    """How the member who is here stands to the meeting."""

    def __init__(self, request: Any, now: RoomNow) -> None:
        self.request, self.now, self.member = request, now, request.member.pk

    @cached_property
    def delegates(self) -> bool:
        return of_delegates(scene_of(self.request), self.now.meeting)

    @cached_property
    def seated(self) -> bool:
        taken = SeatTaken.objects.filter(meeting=self.now.meeting, mandate__holder=self.member, left=None)
        return self.delegates and taken.exists()

    @cached_property
    def has_a_seat(self) -> bool:
        return self.delegates and seat_in(scene_of(self.request), self.now.meeting) is not None

    @cached_property
    def has_a_voice(self) -> bool:
        """Whether the statutes give them a voice here without a vote."""
        return has_a_voice_by_law(self.now.meeting, self.member, self.now.at)

    @cached_property
    def kind(self) -> str:
        """As what they are in the room: entitled, guest, consultative, or not at all."""
        return in_by_card(self.request, self.now.meeting.pk) or ("entitled" if self.seated else "")

    @property
    def entitled(self) -> bool:
        return self.kind == "entitled"

    @cached_property
    def places(self) -> list[Speech]:
        """Their own places on the list, and their own speech if they have the floor."""
        return [one for one in self.now.speeches if one.who == self.member]

    @property
    def waits(self) -> list[tuple[Speech, int]]:
        """Each place of theirs with how many are called before."""
        order = [one.number for one in self.now.waiting]
        return [(one, order.index(one.pk)) for one in self.places if one.pk in order]

    @property
    def speaks(self) -> bool:
        return any(one.began is not None for one in self.places)

    @property
    def asked(self) -> bool:
        return any(one.kind == "speech" and one.began is None for one in self.places)

    @cached_property
    def line(self) -> Own | None:
        return own_line(self.now.poll, self.member) if self.now.poll is not None else None

    @property
    def can_vote(self) -> bool:
        poll = self.now.poll
        secret = poll is not None and poll.state == "open" and poll.ballot == "secret" and self.now.at < poll.closes
        return secret and self.line is not None and self.line.entitled and not self.line.voted


def in_by_card(request: Any, number: int) -> str:
    """As what the member who is here came in at the door; asked once for a page."""
    if "here_as" not in request.__dict__:
        found = Presence.objects.filter(meeting=number, member=request.member.pk).values_list("kind", flat=True)
        request.here_as = found.first() or ""
    return str(request.here_as)


@for_members
def room(request: Any, number: int) -> HttpResponse:
    """One meeting as a member in the room sees it."""
    if "still" in request.GET:
        return _hold_still(request.GET["still"] == "yes", number)
    if request.method == "GET" and not request.GET:
        return unless_seen(request, lambda: _draw(request, *_read(request, number)), *_known(request, number))
    now, mine = _read(request, number)
    return _do(request, now) if request.method == "POST" else _draw(request, now, mine)


def _read(request: Any, number: int) -> tuple[RoomNow, Mine]:
    now = now_in(request, number)
    return now, Mine(request, now)


def _known(request: Any, number: int) -> list[object]:
    """What one's own page depends on besides the book: who comes in by a card, votes, or runs out of time leaves no entry there."""
    member, moments = request.member.pk, moments_of(request, number)
    kind = in_by_card(request, number)
    voted = moments.secret_poll is not None and Mark.objects.filter(poll=moments.secret_poll, member=member).exists()
    return [request.COOKIES.get(STILL), member, kind, voted, *moments.passed_at(request.house.at, AGAIN_AFTER)]


def _hold_still(still: bool, number: int) -> HttpResponse:
    """Some read slowly, or by ear: for them the page changes only when they say so."""
    answer = redirect("meeting-room", number)
    if still:
        answer.set_cookie(STILL, "yes", max_age=86_400, samesite="Lax", httponly=True)
    else:
        answer.delete_cookie(STILL)
    return answer


def _do(request: Any, now: RoomNow) -> HttpResponse:
    named = IN_THE_ROOM.get(request.POST.get("do", ""))

    def deed(asked: Any, data: Data) -> Any:
        assert named is not None
        return named(asked, now, data)

    back = reverse("meeting-room", args=[now.meeting.pk])
    return do_once(
        request,
        deed if named else None,
        None,
        lambda refusal, status: _draw_anew(request, now.meeting.pk, refusal, status),
        back,
    )


def _draw_anew(request: Any, number: int, refusal: Refusal, status: int) -> HttpResponse:
    request.__dict__.pop("here_as", None)
    now = now_anew(request, number)
    return _draw(request, now, Mine(request, now), refusal, status)


def _draw(request: Any, now: RoomNow, mine: Mine, refusal: Refusal | None = None, status: int = 200) -> HttpResponse:
    item = now.item
    rulings = (
        list(Ruling.objects.filter(meeting=now.meeting, item=item, appealed=None).order_by("-pk")[:3]) if item else []
    )
    door = words_in(request.GET, "door", 200) or request.POST.get("door", "")[:200]
    context = head_of(now, _("In the room")) | {
        "refusal": refusal, "done": done_just_now(request), "mine": mine, "key_of_forms": fresh_key, "again_after": AGAIN_AFTER,
        "motions": motions_shown(now.motions), "rulings": rulings,
        "procedural": [one for one in now.motions if one.kind == "procedural" and one.state in ("moved", "open", "put")],
        "questions": questions_of(now.meeting), "door": door if door and opens_door(door, now.meeting.pk) else "", "stale_door": bool(door),
        "at_table": now.holds(request.member.pk, "chair", "secretary", "teller"), "address": reverse("meeting-room", args=[now.meeting.pk]),
    }  # fmt: skip
    asks_again = now.running and refusal is None and request.COOKIES.get(STILL) != "yes"
    answer = render(request, "meetings/room.html", context | {"asks_again": asks_again}, status=status)
    if asks_again:
        answer["Refresh"] = f"{AGAIN_AFTER}; url={context['address']}"
    return answer
