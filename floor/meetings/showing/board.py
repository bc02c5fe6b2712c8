"""What meetings have for the noticeboard: when and where, the agenda, what stood in the way, what was decided, open questions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, Q
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from floor.house.board import Event, Line, on_the_board, way_to
from floor.house.models import Unit
from floor.meetings.models import Hindrance, Item, Meeting, Motion, Petition, Question

#: How long after its hour a meeting that was called off still hangs there, so that nobody comes in vain.
SHOWN_AFTER = timedelta(days=14)
_NEAR = ("called", "open", "paused", "called off", "not held")
#: How much of an agenda the board shows.
_ITEMS = 12
#: What a motion can come to that the board tells.
ENDED = ("carried", "lost", "tied", "waiting", "lapsed")

#: What other rooms hang beside the meetings to come, which are read here once.
BESIDE_MEETINGS: list[Callable[[Sequence[Meeting], datetime], list[Line]]] = []


@on_the_board
def meetings(unit: Unit, moment: datetime, limit: int) -> list[Line]:
    """Meetings to come, running, called off or not held, with agenda and what stood in the way; and minutes: three queries."""
    here = Meeting.objects.filter(unit=unit)
    to_come = Q(state__in=("called", "open", "paused"))
    fell_out = Q(state__in=("called off", "not held"), starts__gt=moment - SHOWN_AFTER)
    near = here.filter(to_come | fell_out).order_by("starts", "pk").values("pk")[:limit]
    told = here.filter(minutes__isnull=False).order_by("-starts", "-pk").values("pk")[: max(1, limit // 4)]
    both = Meeting.objects.filter(Q(pk__in=near) | Q(pk__in=told)).select_related("minutes").order_by("starts", "pk")
    found, lines = [], []
    for one in both:
        if one.state in _NEAR:
            found.append(one)
        elif hasattr(one, "minutes"):
            lines.append(_minutes(one))
    items = Item.objects.filter(meeting__in=found, place__lte=_ITEMS).exclude(state__in=("withdrawn", "struck"))
    agendas = _by_meeting(items.order_by("meeting", "place") if found else ())
    refused_before = Q(unit=unit, meeting=None, noted__gt=moment - SHOWN_AFTER)
    hindered = _by_meeting(Hindrance.objects.filter(Q(meeting__in=found) | refused_before).order_by("pk"))
    lines += [_meeting(one, agendas.get(one.pk, []), hindered.get(one.pk, [])) for one in found]
    lines += [line for beside in BESIDE_MEETINGS for line in beside(found, moment)]
    return lines + [
        Line("open", one.noted, hindrance_in_words(one), mood="alarm") for one in hindered.get(None, [])[-limit:]
    ]


def _by_meeting(rows: Iterable[Any]) -> dict[int | None, list[Any]]:
    found: dict[int | None, list[Any]] = {}
    for row in rows:
        found.setdefault(row.meeting_id, []).append(row)
    return found


def _minutes(meeting: Meeting) -> Line:
    held = _("Held on %(day)s") % {"day": date_format(meeting.starts, "j F Y")}
    name = _("Minutes: %(meeting)s") % {"meeting": name_of(meeting)}
    return Line(
        "decided",
        meeting.minutes.published,
        name,
        way_to("minutes", meeting.pk),
        (held,),
        tag=_("minutes"),
        mood="good",
    )


def _meeting(meeting: Meeting, items: list[Item], hindrances: list[Hindrance]) -> Line:
    off = meeting.state in ("called off", "not held")
    said = [meeting.place, *(f"{item.place}. {item.title}" for item in items)]
    said += [hindrance_in_words(one) for one in hindrances]
    changed = sum(one.had_effect for one in hindrances)
    event = Event(
        f"meeting-{meeting.pk}", meeting.starts, meeting.ends_by, meeting.place, changed + off,
        max([meeting.called, *(one.noted for one in hindrances)]), off,
    )  # fmt: skip
    tags = {"called off": _("called off"), "not held": _("not held"), "open": _("going on"), "paused": _("going on")}
    return Line(
        "coming", meeting.starts, name_of(meeting), way_to("meeting", meeting.pk), tuple(words for words in said if words),
        tag=tags.get(meeting.state, ""), mood="alarm" if off else "good", event=event,
    )  # fmt: skip


def name_of(meeting: Meeting) -> str:
    said = meeting.title or meeting.body or _("Mass meeting")
    return _capital(said)


def hindrance_in_words(one: Hindrance) -> str:
    """What stood in the way of a meeting, who did it and why (R10)."""
    if one.kind == "called off" and not one.had_effect:
        return _("%(who)s tried to call it off, in vain: %(why)s") % {"who": _capital(one.who), "why": one.why}
    said = {
        "room refused": _("The room was refused by %(who)s: %(why)s"),
        "moved": _("Moved by %(who)s: %(why)s"),
        "other place": _("Another place, by %(who)s: %(why)s"),
        "called off": _("Called off by %(who)s: %(why)s"),
    }.get(one.kind, _("In its way, by %(who)s: %(why)s"))
    return said % {"who": one.who, "why": one.why}


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


@on_the_board
def decisions(unit: Unit, moment: datetime, limit: int) -> list[Line]:
    """What meetings here decided, carried and lost alike, so that neither can be left out (R12): one query."""
    found = (
        Motion.objects.filter(unit=unit, state__in=ENDED, kind__in=("main", "alternative"))
        .annotate(parts_counted=F("poll__outcome__parts")).order_by(F("ended").desc(nulls_last=True), "-pk")[:limit]
    )  # fmt: skip
    words = {"carried": _("carried"), "lost": _("lost"), "tied": _("tied"), "waiting": _("carried, waits for others"), "lapsed": _("lapsed")}  # fmt: skip
    return [
        Line("decided", one.ended or one.moved, one.title, way_to("motion", one.pk), _who_acts(one),
             tag=words[one.state], mood="good" if one.state == "carried" else "wait", figures=_figures(one.parts_counted))
        for one in found
    ]  # fmt: skip


def _who_acts(motion: Motion) -> tuple[str, ...]:
    if motion.state != "carried" or not motion.who or motion.by_when is None:
        return ()
    return (_("Must act: %(who)s, by %(day)s") % {"who": motion.who, "day": date_format(motion.by_when, "j F Y")},)


def _figures(parts: Any) -> tuple[tuple[str, int], ...]:
    if not isinstance(parts, list) or len(parts) != 1 or not {"for", "against"} <= set(parts[0]):
        return ()
    (one,) = parts
    return ((_("for"), int(one["for"])), (_("against"), int(one["against"])), (_("abstaining"), int(one.get("abstaining", 0))))  # fmt: skip


@on_the_board
def questions(unit: Unit, moment: datetime, limit: int) -> list[Line]:
    """Questions that wait for an answer, the oldest first (R9): one query."""
    found = Question.objects.filter(meeting__unit=unit, state="open").order_by("pk")[:limit]
    return [
        Line("question", one.entered, one.text, way_to("question", one.pk), (_("To: %(whom)s") % {"whom": one.to_whom},) if one.to_whom else (),
             tag=_("overdue") if one.overdue_since or (one.answer_due and one.answer_due <= moment) else "", mood="alarm")
        for one in found
    ]  # fmt: skip


@on_the_board
def petitions(unit: Unit, moment: datetime, limit: int) -> list[Line]:
    """Petitions that can be signed here. How many have signed stands on their own page, where it can't give anyone away."""
    found = Petition.objects.filter(unit=unit, completed=None, lapsed=None, lapses__gt=moment).order_by("lapses", "pk")[:limit]  # fmt: skip
    return [
        Line("open", one.lapses, one.title, way_to("meeting-petition", one.pk),
             (_("Needs %(n)s signatures") % {"n": number_format(one.needed, force_grouping=True)},), tag=_("can be signed"), mood="wait")
        for one in found
    ]  # fmt: skip
