"""A delegate of the nation is recalled in a factory, and every seat that rested on the factory's vote falls with it, up to the top."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count

from floor.demo.days import Days, Expected
from floor.house.models import Mandate, Member, Unit
from floor.house.reading import called
from floor.house.standing import live
from floor.law.language import Law
from floor.polls.models import Petition, Poll
from floor.polls.recalling.signing import begin_petition, sign

_WHY = (
    "At the Congress of Producers our delegate voted to put machines before bread. We had said bread first, in every shop of this "
    "factory. Nobody asked us again."
)
#: Between the congress and the first signature.
_LATER = timedelta(days=2)
_YES = 0.74


@dataclass(frozen=True, slots=True)
class Fallen:
    """A seat or an office that ended with the recall: where, how, and who sits there now."""

    level: str
    where: str
    what: str
    how: str
    followed_by: int | None
    by: str


def who_holds_most(body: str, days: Days) -> int:
    """Of those who sit in a body, whoever holds the most mandates: most rests on this one's factory."""
    there = Mandate.objects.filter(live(days.now), seat__body=body, seat__office="").values("holder")
    running = Mandate.objects.filter(live(days.now), holder__in=there)
    return int(running.values("holder").annotate(held=Count("pk")).order_by("-held", "holder")[0]["holder"])


def recall_from_below(delegate: int, days: Days) -> Poll:
    """The factory signs and votes on the mandate it gave: nobody above is asked."""
    days.pass_by(days=_LATER.days)
    mandate = Mandate.objects.get(live(days.now), holder=delegate, seat__body="district congress", seat__office="")
    factory = mandate.result.unit
    signers = _colleagues(factory, delegate, days)
    petition = begin_petition(mandate.pk, signers.pop(), _WHY, at=days.now)
    while Petition.objects.get(pk=petition.pk).completed is None:
        sign(petition.pk, signers.pop(), at=days.now)
    recall = days.expect(Poll.objects.get(petition=petition), Expected(turnout=0.7, yes=_YES))
    days.until(recall.closes)
    return Poll.objects.get(pk=recall.pk)


def _colleagues(factory: Unit, delegate: int, days: Days) -> list[int]:
    here = Member.objects.filter(unit__path__startswith=factory.path, left=None).exclude(pk=delegate)
    numbers = list(here.order_by("pk").values_list("pk", flat=True))
    return days.random.sample(numbers, len(numbers))


def let_others_follow(days: Days, latest: datetime) -> None:
    """The clock has called an election for each empty seat; they are held by those who elected before, each at its own time."""
    running = Poll.objects.filter(kind="election", state__in=("announced", "open"), closes__lte=latest)
    while (last := running.order_by("-closes").first()) is not None:
        days.until(last.closes)


def fallen_with(recall: Poll, law: Law) -> list[Fallen]:
    """Every mandate of the delegate that ended at that moment, from the top down, and who was elected in their place."""
    assert recall.mandate is not None
    ended = Mandate.objects.filter(holder=recall.mandate.holder_id, ended=recall.counted).select_related("seat__unit")
    rows = sorted(ended, key=lambda one: (-law.levels.index(one.seat.unit.level), one.pk))
    names = called(one.seat.unit_id for one in rows)
    after = {
        one.seat_id: one
        for one in Mandate.objects.filter(seat__in=[row.seat_id for row in rows], ended=None).select_related("result")
    }
    return [
        Fallen(
            row.seat.unit.level, names[row.seat.unit_id].name, row.seat.office or row.seat.body, row.how_ended,
            after[row.seat_id].holder_id if row.seat_id in after else None,
            after[row.seat_id].result.electors if row.seat_id in after else "",
        )
        for row in rows
    ]  # fmt: skip


def told(recall: Poll, fallen: list[Fallen]) -> list[str]:
    """The recall in words: what fell, and who follows."""
    assert recall.mandate is not None
    part = recall.outcome["parts"][0]
    lines = [
        f"Member {recall.mandate.holder_id} was recalled by those who sent them: {recall.voted:,} of {recall.entitled:,} voted in "
        f"the {recall.electors}, {part['for']:,} for, {part['against']:,} against. At that moment ended:"
    ]
    for one in fallen:
        after = f"member {one.followed_by} follows, elected by the {one.by}" if one.followed_by else "vacant"
        lines.append(f"  {one.level}: {one.what}, {one.where} ({one.how}); {after}")
    return lines
