"""Every answer to a demand is there, and each list was adopted by a count (M8, R4)."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F, OuterRef, Q, Subquery

from floor.book.claims import Claim, broken, holds
from floor.book.verifying import checks_the_tables
from floor.promises.models import Demand, DemandAnswer, DemandList


@checks_the_tables("R13", "R25")
def demands_keep_their_answers() -> Iterator[Claim]:
    """What stands beside a demand is the last of its answers, and what was granted is a promise."""
    name = "demands keep their answers"
    last = DemandAnswer.objects.filter(demand=OuterRef("pk")).order_by("-pk").values("answer")[:1]
    demands = Demand.objects.annotate(last=Subquery(last))
    stray = list(
        demands.filter(~Q(answer=F("last")), ~Q(answer="", last=None)).order_by("pk")[:20]
    ) + list(demands.filter(Q(last=None) & ~Q(answer="")).order_by("pk")[:20])  # fmt: skip
    for one in stray:
        yield broken(name, f"demand {one.pk} stands as “{one.answer}”, which is not the last answer it was given")
    loose = DemandAnswer.objects.filter(answer__in=("granted", "partly"), undertaking=None).count()
    if loose:
        yield broken(name, f"{loose} answers granted something that nobody promised")
    if not stray and not loose:
        yield holds(name, f"{DemandAnswer.objects.count()} answers to {Demand.objects.count()} demands")


@checks_the_tables("R4")
def lists_were_adopted() -> Iterator[Claim]:
    """Each list of demands has a carried count of the body that put it."""
    name, stray = "lists of demands were adopted by a count", 0
    for put in DemandList.objects.select_related("result").order_by("pk").iterator(500):
        result = put.result
        if result is None or (result.unit_id, result.electors) != (put.unit_id, put.body) or not result.figures.get("carried"):  # fmt: skip
            stray += 1
            yield broken(name, f"list {put.pk} was adopted by no count of the {put.body}", put.entry)
    if not stray:
        yield holds(name, f"{DemandList.objects.count()} lists")
