"""What falls due about petitions for recall: enough have signed, the time is over, the mandate has ended meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from floor.book.act import Act
from floor.book.ticking import falls_due
from floor.house.models import Mandate
from floor.house.standing import live
from floor.polls.acts.petitioning import CallOffRecall, CompletePetition, LapsePetition
from floor.polls.models import Poll
from floor.polls.recalling.petitions import open_petitions, reached


@falls_due
def fall_due(moment: datetime) -> Iterator[Act]:
    yield from petitions_that_are_over(moment)
    yield from petitions_that_are_complete(moment)
    yield from recalls_of_what_has_ended(moment)


def petitions_that_are_over(moment: datetime) -> Iterator[LapsePetition]:
    running = Mandate.objects.filter(live(moment)).values("pk")
    late = open_petitions().filter(lapses__lte=moment) | open_petitions().exclude(mandate__in=running)
    for number in list(late.order_by("pk").values_list("pk", flat=True)):
        yield LapsePetition(petition=number)


def petitions_that_are_complete(moment: datetime) -> Iterator[CompletePetition]:
    """Mostly noticed by the last signature itself; this is for an electorate that has become smaller since."""
    waiting = open_petitions().select_related("mandate__seat", "unit").order_by("pk")
    for petition in list(waiting):
        signatures = reached(petition, moment)
        if signatures is not None:
            yield CompletePetition(petition=petition.pk, signatures=signatures)


def recalls_of_what_has_ended(moment: datetime) -> Iterator[CallOffRecall]:
    running = Mandate.objects.filter(live(moment)).values("pk")
    polls = Poll.objects.filter(kind="recall", state__in=("announced", "open")).exclude(mandate__in=running)
    for number in list(polls.order_by("pk").values_list("pk", flat=True)):
        yield CallOffRecall(poll=number)
