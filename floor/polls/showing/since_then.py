"""Who sits by a result now, seat by seat: who was elected, who left and was followed, and who would follow next.

Whom the statutes let follow is counted again from the published papers, by the rule of the clock itself. For a page that is
only done where it is quick, and kept: the same papers without the same people always give the same answer.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.core.cache import cache

from floor.book.act import Refusal
from floor.house.models import Mandate, Seat
from floor.polls.acts.closing import urn_called
from floor.polls.counting import Rules, without_units
from floor.polls.electing.standing_for import Standing
from floor.polls.electing.substitutes import runner_up_follows
from floor.polls.electing.succession import elected_without, next_in
from floor.polls.laws import rules_of
from floor.polls.models import Candidacy, Poll
from floor.polls.urn.paper import Form, Paper

#: Up to so many seats and different papers, who follows is counted for a page.
MOST_SEATS, MOST_PAPERS = 9, 2_000
_KEPT_FOR = 86_400


@dataclass(frozen=True, slots=True)
class Place:
    """A seat with all who have held it by this result, and who would follow now."""

    seat: Seat
    before: tuple[Mandate, ...]
    now: Mandate | None
    next: Candidacy | None = None


def since_then(poll: Poll, stands: Standing) -> list[Place]:
    """The seats a result filled, as they stand now. Two queries and the statutes; one more where followers are counted."""
    if poll.kind != "election" or poll.result_id is None or poll.state != "counted":
        return []
    mandates = (
        Mandate.objects.filter(result=poll.result_id).select_related("seat", "holder").order_by("seat__number", "pk")
    )
    seats: dict[int, list[Mandate]] = {}
    for mandate in mandates:
        seats.setdefault(mandate.seat_id, []).append(mandate)
    places = [_place(held) for held in seats.values()]
    if not runner_up_follows(poll) or len(places) > MOST_SEATS:
        return places
    following = _following(poll, stands, places)
    return [Place(one.seat, one.before, one.now, following.get(one.seat.pk)) for one in places]


def _place(held: list[Mandate]) -> Place:
    now = held[-1] if held[-1].ended is None else None
    return Place(held[0].seat, tuple(one for one in held if one is not now), now)


def _following(poll: Poll, stands: Standing, places: list[Place]) -> dict[int, Candidacy]:
    """By seat, who would take it if its holder left today."""
    number_of = {one.member_id: one.number for one in stands.everyone if one.number}
    candidacy_of = {one.number: one for one in stands.everyone if one.number}
    sitting = {number_of[one.now.holder_id] for one in places if one.now and one.now.holder_id in number_of}
    gone = {number_of[m.holder_id] for one in places for m in one.before if m.holder_id in number_of} - sitting
    key = f"following-{poll.pk}-{'.'.join(map(str, sorted(sitting)))}-{'.'.join(map(str, sorted(gone)))}"
    if (known := cache.get(key)) is None:
        known = _counted_again(poll, len(number_of), sitting, gone)
        cache.set(key, known, _KEPT_FOR)
    found = {one.seat.pk: known.get(number_of.get(one.now.holder_id, 0)) for one in places if one.now}
    return {seat: candidacy_of[number] for seat, number in found.items() if number in candidacy_of}


def _counted_again(poll: Poll, standing: int, sitting: set[int], gone: set[int]) -> dict[int, int]:
    """For each who sits, by number on the paper, who would be next without them."""
    try:
        papers: dict[Paper, int] = without_units(urn_called(poll, poll.urn))
    except Refusal:
        # Without the file of papers nobody can say who follows; the page says everything else.
        return {}
    if len(papers) > MOST_PAPERS:
        return {}
    rules, form = rules_of(poll), Form.from_data(poll.form)
    found = {}
    for leaving in sorted(sitting):
        elected = elected_without(rules, form, papers, standing, gone | {leaving})
        number = next_in(elected, sitting - {leaving}, _list_of(rules, leaving))
        if number is not None:
            found[leaving] = number
    return found


def _list_of(rules: Rules, number: int) -> tuple[int, ...]:
    return next((people for people in rules.lists if number in people), ())
