"""Many shops that have decided, written straight into the tables: for figures and times, never for what acts allow."""

from __future__ import annotations

from django.db.models import F

from floor.book.act import CLOCK
from floor.book.doing import do
from floor.book.protected import acting
from floor.congress.falling_due.questions import portions_of
from floor.congress.models import AskedUnit, Referral
from floor.house.acts.units import EnterUnits, NewUnit
from floor.house.models import Result, Unit
from floor.polls.models import Poll
from tests.world import FACTORY, SECRETARY, World

#: Results of polls made here are numbered from there.
AFTER_ALL_OTHERS = 1_000_000


def open_shops(works: World, number: int) -> None:
    """More shops in the factory, opened by its secretary in portions."""
    for first in range(0, number, 500):
        rows = [
            NewUnit(level="shop", title=f"Shop {n}", parent=FACTORY) for n in range(first, min(first + 500, number))
        ]
        works.say(EnterUnits(under=FACTORY, first=Unit.next_id(), units=rows), SECRETARY)


def ask_all(works: World, referral: int) -> int:
    """The question is put to all of them; in how many portions."""
    return sum(1 for act in portions_of(referral) if do(act, CLOCK, at=works.now))


def let_all_decide(works: World, referral: Referral) -> None:
    """Every third shop is against, every seventh has not decided; votes and members differ from shop to shop."""
    with acting("a test that needs many polls"):
        AskedUnit.objects.filter(referral=referral).update(members=F("pk") % 40 + 1)
        decided = [one for one in AskedUnit.objects.filter(referral=referral).order_by("pk") if one.pk % 7]
        Result.objects.bulk_create((_result(one, works) for one in decided), batch_size=1000)
        polls = Poll.objects.filter(
            pk__in=Result.objects.filter(kind="question").values(poll=F("pk") - AFTER_ALL_OTHERS)
        )
        polls.update(state="counted", result_id=F("pk") + AFTER_ALL_OTHERS)


def answered(asked: AskedUnit) -> tuple[int, int, int]:
    """For, against and abstaining in a shop."""
    few, many = asked.pk % 5, asked.pk % 5 + asked.pk % 11 + 1
    return (few, many, 1) if asked.pk % 3 == 0 else (many, few, 0)


def _result(asked: AskedUnit, works: World) -> Result:
    votes_for, against, abstaining = answered(asked)
    cast = votes_for + against + abstaining
    figures = {"for": votes_for, "against": against, "abstaining": abstaining, "carried": votes_for > against}
    return Result(
        id=asked.poll_id + AFTER_ALL_OTHERS, entry=1, kind="question", unit_id=asked.unit_id, for_unit_id=asked.unit_id, electors="shop meeting",
        article="", method="yes or no", ballot="show of hands", entitled=max(cast, asked.members), present=cast, cast=cast,
        figures=figures, tellers=[], closed=works.now,
    )  # fmt: skip
