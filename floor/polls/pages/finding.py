"""What the pages of the polls are about, found by the number in the address; and what every one of them says at its head."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from floor.book.act import CLOCK, Scene, by_member
from floor.book.asked import Asked
from floor.house import reading as house_reading
from floor.polls.models import Poll
from floor.polls.showing.headings import heading_of, kind_of

#: So much of a heading fits beside the other steps on a phone.
SHORT_HEADING = 28

_poll_with = Asked(
    lambda pk: Poll.objects.select_related("unit", "for_unit", "result", "mandate__holder", "mandate__seat").filter(
        pk=pk
    )
)


def poll_or_404(number: int) -> Poll:
    poll = _poll_with.first(pk=number)
    if poll is None:
        raise Http404
    return poll


def scene_of(request: Any) -> Scene:
    """The scene as an act of the member who is here would find it now."""
    house = request.house
    by = by_member(request.member.pk) if request.member is not None else CLOCK
    return Scene(house.size, house.at, by, house.statutes)


def head_of(poll: Poll, last: str = "") -> dict[str, Any]:
    """Heading, units and the way here; one query."""
    numbers = {poll.unit_id, poll.for_unit_id or poll.unit_id}
    units = house_reading.called(numbers)
    heading = heading_of(poll)
    # The heading itself stands right below: on the way here a few of its words are enough.
    short = Truncator(heading).chars(SHORT_HEADING)
    crumbs = [(reverse("polls"), _("Polls"))]
    crumbs += [(reverse("poll", args=[poll.pk]), short), ("", last)] if last else [("", short)]
    return {
        "poll": poll, "heading": heading, "kind": kind_of(poll), "unit": units[poll.unit_id],
        "for_unit": units[poll.for_unit_id or poll.unit_id], "crumbs": crumbs,
    }  # fmt: skip
