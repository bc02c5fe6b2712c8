"""What a replayed book must show about power: every mandate goes back to the members, and none outlives its term (R1, R21)."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, F, Q, Sum

from floor.book.claims import Claim, broken, holds
from floor.book.doing import statutes_by_hash
from floor.book.models import StatutesVersion
from floor.book.verifying import checks_the_tables

from ..models import Amendment, Mandate, Member, Result, Seat, Unit
from ..resting import REACH_UP, only_its_own_can_stand
from ..standing import live


@checks_the_tables("R1")
def every_mandate_traces_to_members() -> Iterator[Claim]:
    """Each mandate comes from a result of electors who are members, or who held mandates themselves when they elected."""
    name, untraced, checked = "every mandate traces to the members", 0, 0
    assemblies = _assemblies()
    for result in (
        Result.objects.filter(kind="election").select_related("unit").order_by("closed", "id").iterator(chunk_size=500)
    ):
        checked += 1
        if result.electors in assemblies:
            continue
        sound = Mandate.objects.filter(
            live(result.closed), seat__unit=result.unit_id, seat__body=result.electors, result__pk__lt=result.pk
        ).exists()
        if not sound:
            untraced += 1
            yield broken(
                name, f"result {result.pk} was given by a {result.electors} that nobody had elected", result.entry
            )
    orphans = Mandate.objects.filter(~Q(result__kind="election")).count()
    if orphans:
        yield broken(name, f"{orphans} mandates come from no election")
    if not untraced and not orphans:
        yield holds(name, f"{Mandate.objects.count()} mandates from {checked} elections")


def _assemblies() -> set[str]:
    """The bodies where everyone sits, in any statutes this organisation has had: their roll is the register itself."""
    laws = [
        statutes_by_hash(version.sha256).on(version.in_force_from.date()) for version in StatutesVersion.objects.all()
    ]
    return {"every member"} | {name for law in laws for name, body in law.body.items() if body.sits}


@checks_the_tables("R21", "R23")
def no_mandate_outlives_its_term() -> Iterator[Claim]:
    name = "terms end by themselves"
    late = Mandate.objects.filter(ended__gt=F("ends")).count()
    if late:
        yield broken(name, f"{late} mandates ended after their term")
    else:
        yield holds(name, "no mandate is recorded as lasting beyond its term")


@checks_the_tables("R1")
def one_holder_to_a_seat() -> Iterator[Claim]:
    name = "one holder to a seat"
    doubled = (
        Mandate.objects.filter(ended=None).values("seat").annotate(holders=Count("pk")).filter(holders__gt=1).count()
    )
    yield broken(name, f"{doubled} seats have two holders") if doubled else holds(name, f"{Seat.objects.count()} seats")


@checks_the_tables("R4", "R18")
def register_adds_up() -> Iterator[Claim]:
    """The counts of the units are the members on the register, no more and no fewer (R4, R18)."""
    name = "the register adds up"
    on_register = Member.objects.filter(left=None).count()
    counted = Unit.objects.aggregate(total=Sum("members_here"))["total"] or 0
    if counted != on_register:
        yield broken(name, f"the units count {counted} members, the register has {on_register}")
    else:
        yield holds(name, f"{on_register} members in {Unit.objects.count()} units")


#: The ways a mandate can end (R2). Nobody from above is among them. That each annulled one has an upheld contest, polls check;
#: an incompatible one ended as it began, because its holder had got another seat meanwhile that can't go with it (R20).
LAWFUL_ENDS = (
    "expired", "resigned", "recalled", "left", "moved away", "unit closed", "unit merged", "succeeded", "seat ended",
    "annulled", "incompatible",
)  # fmt: skip


@checks_the_tables("R2", "R21")
def nobody_was_removed_from_above() -> Iterator[Claim]:
    """Each mandate that ended did so by time, by its holder, by its electors, or with the seat it rested on."""
    name = "nobody was removed from above"
    ends = dict(Mandate.objects.exclude(ended=None).values_list("how_ended").annotate(Count("pk")))
    strange = {how: number for how, number in ends.items() if how not in LAWFUL_ENDS}
    for how, number in strange.items():
        yield broken(name, f"{number} mandates ended as “{how}”, which is no lawful end")
    if not strange:
        yield holds(name, f"{sum(ends.values())} mandates have ended, each in a lawful way")


@checks_the_tables("R2")
def nothing_outlives_what_it_rests_on() -> Iterator[Claim]:
    """Where only members of a body could be elected, nobody sits on who was recalled from it, resigned, or left it otherwise (R2)."""
    name, stray = "no seat outlives the one it rests on", 0
    laws = [
        (version.in_force_from, statutes_by_hash(version.sha256)) for version in StatutesVersion.objects.order_by("id")
    ]
    above = Mandate.objects.filter(
        Q(ended=None) | Q(ended__gt=F("holder__mandates__ended")),
        holder__mandates__how_ended__in=(*REACH_UP, "seat ended"), holder__mandates__seat__office="",
        holder__mandates__seat__unit=F("result__unit"), holder__mandates__seat__body=F("result__electors"),
        seat__office="", starts__lte=F("holder__mandates__ended"),
    ).annotate(fell=F("holder__mandates__ended"), below=F("holder__mandates")).select_related("seat", "result")  # fmt: skip
    for mandate in above.filter(Q(ends=None) | Q(ends__gt=F("fell"))).order_by("pk").iterator(chunk_size=500):
        law = next((law.on(mandate.fell.date()) for since, law in reversed(laws) if since <= mandate.fell), None)
        if law and mandate.pk != mandate.below and only_its_own_can_stand(law, mandate.seat.body, mandate.seat.part):
            stray += 1
            yield broken(name, f"mandate {mandate.pk} went on when mandate {mandate.below} below it ended", mandate.result.entry)  # fmt: skip
    if not stray:
        ends = Mandate.objects.filter(how_ended__in=REACH_UP).count()
        yield holds(name, f"{ends} mandates ended early, and with them all that rested on them")


@checks_the_tables("R24")
def statutes_changed_by_their_own_rule() -> Iterator[Claim]:
    """The first statutes were adopted by the founding meeting; every later version is a carried amendment's."""
    name = "statutes changed by their own rule"
    carried = set(Amendment.objects.filter(carried=True).values_list("sha256", flat=True))
    first, *later = StatutesVersion.objects.order_by("id").values_list("sha256", flat=True) or [None]
    adopted = Result.objects.filter(kind="adoption").count()
    stray = [sha256 for sha256 in later if sha256 not in carried]
    if first is not None and (adopted != 1 or stray):
        yield broken(name, f"{len(stray)} versions come from no carried amendment; {adopted} adoptions are on record")
    else:
        yield holds(name, f"1 adoption, {len(later)} amendments in force or to come")
