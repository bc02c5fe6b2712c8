"""Polls and units that merge: a merger waits while people vote, and what they decided here needs no other count."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from floor.book.act import Scene
from floor.house import merging
from floor.house.models import Merger, Result, Unit
from floor.house.standing import around

from .models import Candidacy, Poll


def polls_run_there(unit: Unit, into: Unit, scene: Scene) -> str | None:
    """Units don't merge while their members vote, or while those who sit above are being elected: rolls and numbers stand (R3).

    An election for which nobody stands yet is no hindrance: it would be called again and again, and no day would be free of it.
    """
    theirs = Q(unit__in=(unit, into)) | Q(for_unit__in=(unit, into))
    beside = Q(kind="election", for_unit__in=around(unit), unit__level=unit.level, unit__line=unit.line)
    stands = Exists(Candidacy.objects.filter(poll=OuterRef("pk"), withdrawn=None))
    begun = Q(state__in=("open", "counting")) | (Q(state="announced") & (~Q(kind="election") | stands))
    found = Poll.objects.filter(theirs | beside, begun).order_by("pk").first()
    return (
        found
        and f"Poll {found.pk} is running, with the units as they stood when it was called. They merge when it is over."
    )


def nobody_votes_where_nobody_is_left(merger: Merger, scene: Scene) -> None:
    """Elections in the unit that ended are called off, and none is called again: its electors elect with the others now."""
    there = Poll.objects.filter(Q(unit=merger.unit_id) | Q(for_unit=merger.unit_id))
    there.filter(state="announced").update(state="called off", counted=scene.at)
    there.filter(again=True).update(again=False)


def result_of_a_poll(unit: Unit, into: Unit, where: Unit, scene: Scene) -> Result | None:
    """The result of the last poll in which a unit decided on this merger, if it carried it and that is not long ago."""
    asked = Poll.objects.filter(kind="question", vote=merging.VOTE, unit=where, title=merging.question_of(unit, into))
    last = asked.filter(state="counted").select_related("result").order_by("-pk").first()
    result = last.result if last is not None else None
    if result is None or not result.figures.get("carried") or merging.LEEWAY.after(result.closed) < scene.at:
        return None
    return result


merging.HINDRANCES.append(polls_run_there)
merging.MERGED.append(nobody_votes_where_nobody_is_left)
merging.POLLED.append(result_of_a_poll)
