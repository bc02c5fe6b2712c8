"""A meeting's page, for everyone: where and when, about what, who called it by what right, who came, what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from floor.house.pages.finding import founded
from floor.meetings.authority import OVER, RUNNING, as_one_of_them
from floor.meetings.conveners import as_caller, caller
from floor.meetings.laws import law_of
from floor.meetings.models import Meeting, MeetingOffice
from floor.meetings.showing.attendance import attendance_at
from floor.meetings.showing.on_the_agenda import ItemTold, MotionTold, agenda_of
from floor.meetings.showing.timeline import stations_of
from floor.polls.showing.timeline import time_left
from floor.promises.models import Undertaking
from floor.promises.pages.finding import may

from .door_codes import picture_of
from .finding import head_of, meeting_or_404

MOST_COUNTS, MOST_UNDERTAKINGS = 12, 60


@dataclass(frozen=True, slots=True)
class Doing:
    """Something that whoever is here can do about the meeting: its words and where."""

    what: str
    address: str


@founded
def meeting(request: Any, number: int) -> HttpResponse:
    """One meeting."""
    here, at = meeting_or_404(number), request.house.at
    law, minutes = law_of(here), getattr(here, "minutes", None)
    agenda = agenda_of(here)
    quorum = _quorum(here, law)
    came = attendance_at(here)
    offices = list(here.offices.select_related("member").order_by("pk")[:40])
    context = head_of(here) | {
        "agenda": agenda, "stations": stations_of(here, at, minutes), "minutes": minutes, "came": came if here.opened else None,
        "quorum": quorum, "needed": quorum.needed(here.entitled) if quorum and here.entitled else None, "running": here.state in RUNNING,
        "left": time_left(here.starts, at) if here.state == "called" else "", "over": here.state in OVER,
        "hindrances": list(here.hindrances.order_by("pk")[:60]), "offices": offices, "parts": _parts_of(request.member, offices),
        "counts": list(here.head_counts.order_by("-pk")[:MOST_COUNTS]) if here.opened else [], "made": _made_here(agenda),
        "links": _links(here), "doings": _doings(request, here), "small_room": bool(here.body) and came.share is None,
        "sent": bool((rule := law.body.get(here.body)) and not rule.sits),
    }  # fmt: skip
    return render(request, "meetings/meeting.html", context)


@founded
def agenda(request: Any, number: int) -> HttpResponse:
    """The call and the agenda on one page, to print and hang up."""
    here = meeting_or_404(number)
    address = request.build_absolute_uri(reverse("meeting", args=[number]))
    context = head_of(here, _("To hang up")) | {
        "items": here.items.exclude(state="withdrawn").order_by("place", "pk"), "address": address, "code": picture_of(address),
        "quorum": _quorum(here, law_of(here)),
    }  # fmt: skip
    return render(request, "meetings/agenda.html", context)


def _parts_of(member: Any, offices: list[MeetingOffice]) -> set[str]:
    """The parts of whoever is here in this meeting now: chair, secretary, teller."""
    return {one.office for one in offices if member is not None and one.member_id == member.pk and one.until is None}


def _quorum(here: Meeting, law: Any) -> Any:
    """As `quorum_of` finds it, from statutes that are read already."""
    rule = law.body.get(here.body)
    if rule is None:
        return None
    return rule.quorum_second if here.second_of_id and rule.quorum_second else rule.quorum


def _made_here(agenda: list[ItemTold]) -> list[Undertaking]:
    """The undertakings that motions of this meeting led to: one query, or none where nothing was moved."""
    moved = [motion.pk for item in agenda for told in item.motions for motion in _with_those_hanging(told)]
    found = Undertaking.objects.filter(source="resolution", source_number__in=moved).order_by("pk")
    return list(found[:MOST_UNDERTAKINGS]) if moved else []


def _with_those_hanging(told: MotionTold) -> list[Any]:
    return [told.motion, *(motion for one in told.hanging for motion in _with_those_hanging(one))]


def _links(here: Meeting) -> list[tuple[str, Meeting]]:
    """The meetings before and after this one that it hangs together with. One query."""
    before = [(_("The second meeting after"), here.second_of)] if here.second_of else []
    before += [(_("It goes on with what was left at"), here.continues)] if here.continues else []
    after = Meeting.objects.filter(Q(second_of=here) | Q(continues=here)).order_by("pk")[:6]
    return before + [
        (_("Called again for") if one.second_of_id == here.pk else _("What was left goes on at"), one) for one in after
    ]


def _doings(request: Any, here: Meeting) -> list[Doing]:
    """What the member who is here could do; what would be refused to them is not offered."""
    if request.member is None or here.state in OVER:
        return []
    doings = []
    sits = may(request, lambda scene: as_one_of_them(scene, here, "take part"))
    if here.state == "called":
        if sits and request.house.at <= here.items_until:
            doings.append(Doing(_("Propose an item"), "propose-item"))
        if may(request, lambda scene: as_caller(scene, here, "change it")):
            doings += [Doing(_("Move it to another day"), "move-meeting"), Doing(_("Give it another place"), "change-place"), Doing(_("Call it off"), "call-off-meeting")]  # fmt: skip
        else:
            if here.petition_id and may(request, lambda scene: caller(scene, here.unit, law_of(here).body.get(here.body), here.article)[0]):  # fmt: skip
                doings += [Doing(_("Fix its hour"), "fix-hour"), Doing(_("Give it another place"), "change-place")]
            doings.append(Doing(_("Say that it should not take place"), "try-to-call-off"))
    if sits:
        doings.append(Doing(_("Note what stands in its way"), "note-hindrance"))
    return [Doing(one.what, reverse(one.address, args=[here.pk])) for one in doings]
