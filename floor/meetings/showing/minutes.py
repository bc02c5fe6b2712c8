"""The minutes of a meeting, written from the tables: the same tables give the same text, letter for letter (R12).

The text is plain: "## " before a heading, "- " before a line of a list, "> " before words that are quoted. It is in English and in
UTC whatever anyone's browser asks for, because its hash stands in the book. No name stands in it: parts of the meeting are told
by their office, speeches by their side. A change here changes the text, so it needs a form of its own: add one, keep the old.
"""

from __future__ import annotations

from collections.abc import Callable

from floor.house.models import Unit, UnitName
from floor.meetings.laws import quorum_of
from floor.meetings.models import Meeting
from floor.promises.models import Undertaking

from .minutes_of_credentials import credentials_told
from .minutes_of_items import items_told
from .minutes_of_questions import questions_told
from .minutes_wording import day, many, moment, of_hundred, one_line, time

Lines = list[str]


def minutes_of(meeting: Meeting, form: int) -> str:
    """The minutes as they follow from the tables at this moment."""
    return FORMS[form](meeting)


def _first_form(meeting: Meeting) -> str:
    return _written(meeting, [])


def _second_form(meeting: Meeting) -> str:
    """The first one, and of a meeting of delegates its credentials."""
    return _written(meeting, credentials_told(meeting))


def _written(meeting: Meeting, credentials: Lines) -> str:
    lines = [f"Minutes of meeting {meeting.pk}", f"{_body(meeting)}, {_units(meeting)}", _title(meeting)]
    lines += ["", "## The call", *_call(meeting)]
    lines += ["", "## Who was there", *_attendance(meeting)]
    lines += ["", "## Credentials", *credentials] if credentials else []
    lines += ["", "## Who presided", *_offices(meeting)]
    lines += ["", "## The agenda", *items_told(meeting)]
    lines += ["", "## Questions", *questions_told(meeting)]
    lines += ["", "## Undertakings made", *_undertakings(meeting)]
    lines += ["", "## What stood in its way", *_hindrances(meeting)]
    lines += ["", "## The end", *_end(meeting)]
    return "\n".join(line for line in lines if line is not None).strip() + "\n"


#: Every form in which minutes were ever published. A book is checked with the form that its entry names.
FORMS: dict[int, Callable[[Meeting], str]] = {1: _first_form, 2: _second_form}
FORM = max(FORMS)


def _body(meeting: Meeting) -> str:
    return meeting.body.capitalize() if meeting.body else "Mass meeting"


def _units(meeting: Meeting) -> str:
    numbers = [meeting.unit_id, *meeting.with_units]
    names = dict(UnitName.objects.filter(unit__in=numbers, until=None).values_list("unit", "name"))
    return " and ".join(names.get(number, f"unit {number}") for number in numbers)


def _title(meeting: Meeting) -> str:
    return f"“{one_line(meeting.title)}”" if meeting.title else f"Held at: {one_line(meeting.place)}"


def _call(meeting: Meeting) -> Lines:
    lines = [
        f"Called on {day(meeting.called)} by: {meeting.called_by}. {meeting.article}.",
        f"Called for {moment(meeting.first_called_for)}. Place: {one_line(meeting.place)}.",
    ]
    if meeting.starts != meeting.first_called_for:
        lines.append(f"Moved to {moment(meeting.starts)}.")
    if meeting.second_of_id:
        lines.append(f"It repeats meeting {meeting.second_of_id}, which had no quorum.")
    if meeting.opened:
        lines.append(f"Opened: {moment(meeting.opened)}.")
    return lines


def _attendance(meeting: Meeting) -> Lines:
    quorum, units = quorum_of(meeting), Unit.objects.filter(pk__in=[int(unit) for unit in meeting.by_unit])
    share = f", {of_hundred(meeting.most_present, meeting.entitled)} of those entitled" if meeting.entitled else ""
    lines = [
        f"Entitled: {meeting.entitled}. Present at most: {meeting.most_present}{share}.",
        f"Quorum: {quorum} of those entitled." if quorum else "It needs no quorum.",
        "Guests and consultative voices are counted apart and have no vote.",
    ]
    names = dict(UnitName.objects.filter(unit__in=units, until=None).values_list("unit", "name"))
    for unit, (entitled, here) in sorted(meeting.by_unit.items(), key=lambda one: int(one[0])):
        lines.append(f"- {names.get(int(unit), unit)}: {here} of {entitled}")
    lines += _counts_of_the_room(meeting)
    closed = f", closed to: {', '.join(one_line(kind) for kind in meeting.closed_to)}" if meeting.closed_to else ""
    lines.append(f"Doors: {meeting.access}{closed}.")
    for asked in meeting.admissions.order_by("pk"):
        answer = {None: "not answered", True: "let in", False: "not let in"}[asked.admitted]
        lines.append(f"- Asked by {one_line(asked.asked_by)} to let in {one_line(asked.who)} ({asked.kind}): {answer}{_hands(asked.votes)}")  # fmt: skip
    return lines


def _counts_of_the_room(meeting: Meeting) -> Lines:
    """The first, the last and the highest: a room whose cards are counted as people come has hundreds."""
    counts = list(meeting.head_counts.order_by("pk"))
    if not counts:
        return []
    highest = max(counts, key=lambda count: count.present)
    told = {count.pk: count for count in (counts[0], highest, counts[-1])}
    return [
        f"- {time(count.at)}: {count.present} present, {count.guests} guests, {count.consultative} consultative "
        f"({'by the cards at the door' if count.how == 'cards' else 'heads, by two tellers'})"
        for count in counts
        if count.pk in told
    ] + [f"Counted {many(len(counts), 'time')}; every count is in the book."]


def _hands(votes: dict[str, int]) -> str:
    return f"; {votes['for']} for, {votes['against']} against, {votes['abstaining']} abstaining" if votes else ""


def _offices(meeting: Meeting) -> Lines:
    lines = []
    for held in meeting.offices.order_by("pk"):
        hands = [cast for _, cast in held.votes]
        others = f"; the others proposed had {', '.join(str(one) for one in hands[1:])}" if hands[1:] else ""
        how = f"chosen with {many(hands[0], 'hand')}{others}" if hands else "who opened the meeting"
        lines.append(f"- {held.office.capitalize()} from {time(held.since)}: {how}")
    return lines or ["Nobody."]


def _undertakings(meeting: Meeting) -> Lines:
    made = Undertaking.objects.filter(source="resolution", source_number__in=meeting.motions.values("pk"))
    return [
        f"- {one_line(one.what)} — {one.who}, by {day(one.due)} (undertaking {one.pk})" for one in made.order_by("pk")
    ] or ["None."]


def _hindrances(meeting: Meeting) -> Lines:
    return [
        f"- {moment(one.noted)}: {one.kind}, {one_line(one.who)}: {one_line(one.why)}{'' if one.had_effect else ' It had no effect.'}"
        for one in meeting.hindrances.order_by("pk")
    ] or ["Nothing that anyone noted."]  # fmt: skip


def _end(meeting: Meeting) -> Lines:
    lines = [f"Closed: {moment(meeting.closed)} ({meeting.how_closed})."] if meeting.closed else ["It is not closed."]
    if meeting.why_closed:
        lines.append(f"The reason given: {one_line(meeting.why_closed)}")
    left = meeting.items.filter(state__in=("open", "passed on")).order_by("place").values_list("title", flat=True)
    lines += [f"- Not reached, passes to the next meeting: {one_line(title)}" for title in left]
    return lines
