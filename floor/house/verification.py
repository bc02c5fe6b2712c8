"""What a replayed book must show about power: every mandate goes back to the members, and none outlives its term (R1, R21)."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, F, Q, Sum

from floor.book.claims import Claim, broken, holds
from floor.book.doing import statutes_by_hash
from floor.book.models import StatutesVersion
from floor.book.verifying import checks_the_tables

from .models import Mandate, Member, Result, Seat, Unit
from .standing import live


@checks_the_tables
def every_mandate_traces_to_members() -> Iterator[Claim]:
    """Each mandate comes from a result of electors who are members, or who held mandates themselves when they elected."""
    name, untraced, checked = "every mandate traces to the members", 0, 0
    assemblies = _assemblies()
    for result in Result.objects.filter(kind="election").select_related("unit").order_by("closed", "id").iterator(chunk_size=500):
        checked += 1
        if result.electors in assemblies:
            continue
        sound = Mandate.objects.filter(
            live(result.closed), seat__unit=result.unit_id, seat__body=result.electors, result__pk__lt=result.pk
        ).exists()
        if not sound:
            untraced += 1
            yield broken(name, f"result {result.pk} was given by a {result.electors} that nobody had elected", result.entry)
    orphans = Mandate.objects.filter(~Q(result__kind="election")).count()
    if orphans:
        yield broken(name, f"{orphans} mandates come from no election")
    if not untraced and not orphans:
        yield holds(name, f"{Mandate.objects.count()} mandates from {checked} elections")


def _assemblies() -> set[str]:
    """The bodies where everyone sits, in any statutes this organisation has had: their roll is the register itself."""
    laws = [statutes_by_hash(version.sha256).on(version.in_force_from.date()) for version in StatutesVersion.objects.all()]
    return {"every member"} | {name for law in laws for name, body in law.body.items() if body.sits}


@checks_the_tables
def no_mandate_outlives_its_term() -> Iterator[Claim]:
    name = "terms end by themselves"
    late = Mandate.objects.filter(ended__gt=F("ends")).count()
    if late:
        yield broken(name, f"{late} mandates ended after their term")
    else:
        yield holds(name, "no mandate is recorded as lasting beyond its term")


@checks_the_tables
def one_holder_to_a_seat() -> Iterator[Claim]:
    name = "one holder to a seat"
    doubled = Mandate.objects.filter(ended=None).values("seat").annotate(holders=Count("pk")).filter(holders__gt=1).count()
    yield broken(name, f"{doubled} seats have two holders") if doubled else holds(name, f"{Seat.objects.count()} seats")


@checks_the_tables
def register_adds_up() -> Iterator[Claim]:
    """The counts of the units are the members on the register, no more and no fewer (R4, R18)."""
    name = "the register adds up"
    on_register = Member.objects.filter(left=None).count()
    counted = Unit.objects.aggregate(total=Sum("members_here"))["total"] or 0
    if counted != on_register:
        yield broken(name, f"the units count {counted} members, the register has {on_register}")
    else:
        yield holds(name, f"{on_register} members in {Unit.objects.count()} units")
