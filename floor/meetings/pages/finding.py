"""What the pages of meetings are about, found by the number in the address; and what every one of them says at its head."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from floor.book.addresses import number_in
from floor.house import reading
from floor.house.pages.finding import unit_or_404
from floor.house.reading import Called
from floor.meetings.models import Item, Meeting, Petition
from floor.meetings.showing.headings import body_of, heading_of

Row = TypeVar("Row", bound=Model)
#: So much of a heading fits beside the other steps on a phone.
SHORT_HEADING = 28


def meeting_or_404(number: int) -> Meeting:
    return _found(Meeting.objects.select_related("unit", "petition", "second_of", "continues", "minutes"), number)


def item_or_404(number: int) -> Item:
    return _found(Item.objects.select_related("meeting__unit"), number)


def petition_or_404(number: int) -> Petition:
    return _found(Petition.objects.select_related("unit"), number)


def _found(rows: QuerySet[Row], number: int) -> Row:
    found = rows.filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def unit_in(request: Any, name: str = "unit") -> Called | None:
    """The unit of the query, if one is named there."""
    number = number_in(request.GET, name)
    return unit_or_404(number) if number is not None else None


def head_of(meeting: Meeting, last: str = "") -> dict[str, Any]:
    """Heading, units and the way here; one query."""
    units = reading.called({meeting.unit_id, *meeting.with_units})
    here, heading = units[meeting.unit_id], heading_of(meeting)
    short = Truncator(heading).chars(SHORT_HEADING)
    crumbs = way_to(here)
    crumbs += [(reverse("meeting", args=[meeting.pk]), short), ("", last)] if last else [("", short)]
    return {
        "meeting": meeting, "heading": heading, "body": body_of(meeting), "here": here, "crumbs": crumbs,
        "together": [units[number] for number in meeting.with_units if number in units], "units": units,
    }  # fmt: skip


def way_to(here: Called | None) -> list[tuple[str, str]]:
    """The way to the meetings of a unit."""
    all_meetings = (reverse("meetings"), _("Meetings"))
    return [all_meetings, (f"{reverse('meetings')}?unit={here.pk}", here.name)] if here else [all_meetings]
