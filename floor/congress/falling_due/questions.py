"""What falls due between the levels: questions go down in portions, and their return is declared when all have decided."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from floor.book.act import Act
from floor.book.ticking import falls_due
from floor.congress.acts.sending_down import AskUnits, DeclareReturn, referral_called
from floor.congress.models import Referral
from floor.congress.returns.adding_up import is_settled
from floor.congress.returns.asking_below import next_to_ask


@falls_due
def fall_due(moment: datetime) -> Iterator[Act]:
    for number in list(Referral.objects.filter(state="going down").order_by("pk").values_list("pk", flat=True)):
        yield from portions_of(number)
    over = Referral.objects.filter(state="asked", closes__lte=moment).order_by("pk")
    for referral in list(over):
        if is_settled(referral):
            yield DeclareReturn(referral=referral.pk)


def portions_of(number: int) -> Iterator[AskUnits]:
    """One portion after the other, each asked for after the one before it was written; a refused one waits for the next look."""
    before = -1
    while (referral := referral_called(number)).state == "going down" and referral.reached != before:
        before = referral.reached
        yield AskUnits(referral=number, units=[unit.pk for unit in next_to_ask(referral)])
