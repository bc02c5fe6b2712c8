"""One motion: its words and what changed in them, who moved it, how it was counted, what those say who lost, what came of it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from floor.book.act import Refusal
from floor.house.pages.finding import founded
from floor.meetings.acts.minority import FILED_WITHIN
from floor.meetings.deciding.motions import COUNTED
from floor.meetings.deciding.reasons import REASONS
from floor.meetings.deciding.signing import sign_statement, take_signature_back
from floor.meetings.models import MinoritySignature, Motion, Ruling
from floor.meetings.showing.minorities import told
from floor.meetings.showing.motion_pages import counts_of, motion_shown
from floor.meetings.showing.motions import is_unproven, statements_that_go_with
from floor.meetings.showing.results import results_beside
from floor.meetings.showing.room_now import RUNNING, RoomNow
from floor.promises.models import Undertaking

from .acting import Data, do_once, done_just_now, fresh_key
from .in_the_room import head_of
from .motion_found import motion_or_404
from .speaking import IN_THE_ROOM

#: The buttons of this page that are done in the room, too.
ON_A_MOTION = ("second", "withdraw", "keep", "divide", "secret", "appeal")


@founded
def motion(request: Any, number: int) -> HttpResponse:
    """The page of a motion; the buttons are for members."""
    here = motion_or_404(number)
    if request.method == "POST" and request.member is not None:
        return _do(request, here)
    return _draw(request, here)


def _do(request: Any, here: Motion) -> HttpResponse:
    name, now = request.POST.get("do", ""), RoomNow(here.meeting, request.house.at)
    doings: dict[str, Any] = {name: IN_THE_ROOM[name] for name in ON_A_MOTION} | {
        "sign": lambda asked, _now, data: sign_statement(data["about"] or 0, asked.member.pk),
        "take back": lambda asked, _now, data: take_signature_back(data["about"] or 0, asked.member.pk),
    }
    doing = doings.get(name)

    def deed(asked: Any, data: Data) -> Any:
        assert doing is not None
        return doing(asked, now, data)

    back = reverse("motion", args=[here.pk])
    return do_once(
        request, deed if doing else None, None, lambda refusal, status: _draw(request, here, refusal, status), back
    )


def _draw(request: Any, here: Motion, refusal: Refusal | None = None, status: int = 200) -> HttpResponse:
    at, member = request.house.at, request.member
    hanging = list(Motion.objects.filter(amends=here).select_related("amends", "poll").order_by("pk"))
    hanging += list(Motion.objects.filter(amends__in=[one.pk for one in hanging if one.kind == "amendment"]).select_related("amends__amends", "poll").order_by("pk")) if hanging else []  # fmt: skip
    statements = statements_that_go_with(here)
    signed = set(MinoritySignature.objects.filter(member=member.pk, statement__in=[one.pk for one in statements]).values_list("statement", flat=True)) if member and statements else set()  # fmt: skip
    rulings = list(Ruling.objects.filter(motion=here).order_by("pk"))
    can_be_filed = (
        here.kind != "procedural"
        and here.state in COUNTED
        and here.ended is not None
        and at < here.ended + FILED_WITHIN
    )
    context = head_of(RoomNow(here.meeting, at), _("Motion %(n)s") % {"n": here.pk}) | {
        "motion": here, "shown": motion_shown(here, hanging), "refusal": refusal, "done": done_just_now(request), "key_of_forms": fresh_key,
        "alternatives": [one for one in hanging if one.kind == "alternative"], "procedural": [one for one in hanging if one.kind == "procedural"],
        "counts": counts_of(here), "figures": here.poll.outcome.get("figures") if here.poll else None, "beside": results_beside(here),
        "statements": [(one, said, one.pk in signed, one.counted is None and at < one.sign_until) for one, said in zip(statements, told(statements), strict=True)],
        "rulings": [(one, REASONS[one.reason].told if one.reason in REASONS else one.reason) for one in rulings],
        "conditions": list(here.conditions.select_related("on_poll", "on_motion", "settled_by").order_by("pk")),
        "unproven": is_unproven(here), "why_not_put": REASONS[here.why_ended].told if here.why_ended in REASONS else here.why_ended,
        "undertakings": list(Undertaking.objects.filter(source="resolution", source_number=here.pk).order_by("pk")[:20]),
        "under_way": here.state in ("moved", "open") and here.meeting.state in (*RUNNING, "called"), "can_be_filed": can_be_filed,
        "mine": member is not None and member.pk == here.mover_id, "keeps": member is not None and member.pk == here.seconder_id,
    }  # fmt: skip
    return render(request, "meetings/motion.html", context, status=status)
