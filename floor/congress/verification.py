"""What a replayed book must show between the levels: nobody below was left out, and every figure is that of the tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db.models import Q

from floor.book.claims import Claim, broken, holds
from floor.book.doing import statutes_by_hash
from floor.book.verifying import checks_the_tables
from floor.congress.returns.adding_up import outcome_of, return_of
from floor.congress.seats.merged_units import went_over_differently, without_those_that_came_since
from floor.congress.seats.register_at import members_at
from floor.congress.seats.sharing_out import seed_of, shared_out
from floor.count.shares import NotVotes
from floor.house.models import Unit

from .models import ApportionedSeats, Apportionment, Referral


@checks_the_tables("R3")
def everyone_below_was_asked() -> Iterator[Claim]:
    """Each unit of the level that stood below when the question was sent, and still stands, was asked (R3)."""
    name, stray, units = "a question that went down was put to every unit", 0, 0
    for referral in Referral.objects.exclude(state="going down").select_related("unit").order_by("pk"):
        top = referral.unit
        below = Q(path__startswith=top.path) | Q(place_path__startswith=top.path)
        there = Unit.objects.filter(
            below, level=referral.level, line=referral.line, opened__lte=referral.sent, closed=None
        )
        not_asked = there.exclude(pk=top.pk).exclude(asked_in__referral=referral)
        missed = len(without_those_that_came_since(not_asked, referral.sent))
        units += referral.asked
        if missed or referral.asked_units.count() != referral.asked:
            stray += 1
            yield broken(name, f"question {referral.pk} passed over {missed} units; it says {referral.asked} were asked", referral.entry)  # fmt: skip
    if not stray:
        yield holds(name, f"{units} units were asked")


@checks_the_tables("R4")
def returns_are_those_of_the_tables() -> Iterator[Claim]:
    """Each declared return is what the polls below say; where one was annulled or counted again since, that one is not compared."""
    name, stray, compared = "returns are what the units decided", 0, 0
    for referral in Referral.objects.filter(state="returned").select_related("unit").order_by("pk"):
        since = Q(poll__result__closed__gt=referral.returned) | Q(poll__contests__ruled__gt=referral.returned)
        if referral.asked_units.filter(since).exists():
            continue
        compared += 1
        if outcome_of(referral, return_of(referral).total) != referral.outcome:
            stray += 1
            yield broken(name, f"the return of question {referral.pk} is not what its units decided", referral.entry)
    if not stray:
        yield holds(name, f"{compared} returns were added up again")


@checks_the_tables("R4", "R8")
def apportionments_are_those_of_the_cut_off() -> Iterator[Claim]:
    """The members by whom seats were shared out are those who stood on the register at the cut-off, as joining and leaving tell;
    and shared out again by the rule of the statutes they give the same seats."""
    name, stray, rows = "seats were shared out by the register at the cut-off", 0, 0
    for made in Apportionment.objects.filter(replaced=None).order_by("pk"):
        shared = list(made.rows.select_related("unit").order_by("pk"))
        rows += len(shared)
        there = members_at(made.cut_off, [row.unit for row in shared])
        if wrong := [row.unit_id for row in shared if there[row.unit_id] != row.members]:
            stray += 1
            yield broken(name, f"unit {wrong[0]} had {there[wrong[0]]} members then, which is not what was counted", made.entry)  # fmt: skip
        elif differs := went_over_differently(made, shared) or shared_out_differently(made, shared):
            stray += 1
            yield broken(name, differs, made.entry)
    if not stray:
        yield holds(name, f"{rows} electing units were counted again")


def shared_out_differently(made: Apportionment, rows: Sequence[ApportionedSeats]) -> str:
    """What the rule of the statutes, done again, gives otherwise; nothing if it gives the same."""
    if "went over" in made.account:
        return ""
    rule = statutes_by_hash(made.statutes).on(made.set_on.date()).elections_of(made.body)[made.part].seats
    before = Apportionment.objects.filter(unit=made.unit_id, body=made.body, part=made.part, pk__lt=made.pk).count()
    seed = seed_of(made.statutes, made.unit_id, made.body, made.part, before)
    try:
        again = shared_out(rule, [row.unit_id for row in rows], [row.members for row in rows], seed)
    except NotVotes as fault:
        return str(fault)
    for at, (row, seats) in enumerate(zip(rows, again.seats, strict=True)):
        if (row.seats, row.lifted) != (seats, at in again.lifted):
            return f"unit {row.unit_id} has {row.seats} seats; shared out again it has {seats}"
    return "" if again.account == made.account else "the account of how it was shared out is not that of its figures"
