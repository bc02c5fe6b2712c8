"""Seats that became vacant before their time, and the runner-up of the same count who takes them. Reads only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from floor.book.act import Scene
from floor.house.models import Mandate
from floor.house.standing import live, seats_of
from floor.law.language import Election
from floor.polls.acts.closing import urn_called
from floor.polls.counting import without_units
from floor.polls.effects import sent_by
from floor.polls.laws import law_of, rules_of, seat_rule
from floor.polls.models import Poll
from floor.polls.urn.paper import Form

from .eligibility import why_not
from .succession import elected_without, next_in

#: The ends after which the runner-up follows. A term that ran out or a count that was annulled is followed by an election.
EARLY = ("resigned", "recalled", "left", "moved away", "incompatible")
RUNNING = ("announced", "open", "counting")


@dataclass(frozen=True, slots=True)
class Substitute:
    """Who follows in a vacant seat, by the count of which poll."""

    poll: int
    vacated: int
    member: int


def vacated_early(at: datetime) -> Iterator[tuple[Poll, Mandate]]:
    """Mandates from a poll that ended before their time, whose seat nobody has taken since: one query, whatever the size."""
    later = Mandate.objects.filter(seat=OuterRef("seat"), pk__gt=OuterRef("pk"))
    ended = (
        Mandate.objects.filter(Q(ends=None) | Q(ends__gt=at), ~Exists(later), how_ended__in=EARLY, seat__abolished=None)
        .filter(seat__unit__closed=None, result__polls__state="counted")
        .select_related("seat__unit", "result")
        .order_by("ended", "pk")
    )
    polls: dict[int, Poll] = {}
    for mandate in list(ended):
        if mandate.result_id not in polls:
            polls[mandate.result_id] = Poll.objects.select_related("unit", "for_unit").get(result=mandate.result_id)
        poll = polls[mandate.result_id]
        if runner_up_follows(poll):
            yield poll, mandate


def runner_up_follows(poll: Poll) -> bool:
    """Whether the statutes of its day give a vacant seat to the runner-up, and there are papers to count again."""
    rule = seat_rule(law_of(poll), poll.body, poll.part, poll.office)
    return isinstance(rule, Election) and rule.substitutes == "runner-up" and bool(poll.urn) and poll.kind == "election"


def substitute_for(poll: Poll, vacated: Mandate, scene: Scene) -> Substitute | None:
    """The next of the same count who can still stand; None if nobody is left, or an election of these seats runs."""
    if _being_elected(poll):
        return None
    numbers = dict(poll.candidacies.filter(withdrawn=None, number__gt=0).values_list("member", "number"))
    member_of = {number: member for member, number in numbers.items()}
    papers = without_units(urn_called(poll, poll.urn))
    rules, form = rules_of(poll), Form.from_data(poll.form)
    assert poll.for_unit is not None
    places = seats_of(poll.for_unit, poll.body, poll.part, poll.office, sent_by(poll))
    holders = Mandate.objects.filter(live(scene.at), seat__in=places).values_list("holder", flat=True)
    sitting = {numbers[holder] for holder in holders if holder in numbers}
    served = Mandate.objects.filter(result=poll.result_id).exclude(ended=None).values_list("holder", flat=True)
    gone = {numbers[holder] for holder in served} - sitting
    same_list = next((people for people in rules.lists if numbers[vacated.holder_id] in people), ())
    # Each turn finds somebody or shows one more who can't: as many turns as people at most, and nearly always one.
    for _ in range(len(numbers)):
        elected = elected_without(rules, form, papers, len(numbers), gone)
        number = next_in(elected, sitting, same_list)
        if number is None:
            return None
        if not why_not(poll, member_of[number], scene):
            return Substitute(poll.pk, vacated.pk, member_of[number])
        gone.add(number)
    return None


def _being_elected(poll: Poll) -> bool:
    same = Poll.objects.filter(kind="election", for_unit=poll.for_unit_id, body=poll.body, office=poll.office)
    return same.filter(unit=poll.unit_id, part=poll.part, state__in=RUNNING).exists()
