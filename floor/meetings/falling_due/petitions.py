"""What falls due about petitions: enough have signed, the time is over, too few are left, an answer is overdue."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from floor.book.act import Act
from floor.book.ticking import falls_due
from floor.meetings.acts.petitioning import (
    CallByPetition,
    CallOffByPetitioners,
    EndPetition,
    NotePetitionUnanswered,
    PutPetition,
)
from floor.meetings.models import Petition, PetitionSignature
from floor.meetings.petitioning.petitions import open_petitions, signatures_that_count


@falls_due
def fall_due(moment: datetime) -> Iterator[Act]:
    yield from complete(moment)
    for number in list(open_petitions().filter(lapses__lte=moment).order_by("pk").values_list("pk", flat=True)):
        yield EndPetition(petition=number)
    yield from called_off()
    overdue = Petition.objects.filter(reply_due__lte=moment, replied=None, overdue_since=None)
    for number in list(overdue.order_by("pk").values_list("pk", flat=True)):
        yield NotePetitionUnanswered(petition=number)


def complete(moment: datetime) -> Iterator[Act]:
    """Mostly noticed by the last signature itself; this is for a connection that was lost in between."""
    for petition in list(open_petitions().filter(lapses__gt=moment).select_related("unit").order_by("pk")):
        signatures = PetitionSignature.objects.filter(petition=petition.pk).count()
        if signatures >= petition.needed and (sound := signatures_that_count(petition, moment)) >= petition.needed:
            done = CallByPetition if petition.kind == "meeting" else PutPetition
            yield done(petition=petition.pk, signatures=sound)


def called_off() -> Iterator[Act]:
    """The same for signatures taken back."""
    for petition in list(Petition.objects.filter(meetings__state="called").distinct().order_by("pk")):
        left = PetitionSignature.objects.filter(petition=petition.pk).count()
        if left < petition.needed:
            yield CallOffByPetitioners(petition=petition.pk, signatures=left)
