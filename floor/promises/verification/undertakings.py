"""Undertakings stand as what was reported of them: none is done without a report, and none has disappeared (R13)."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, F, OuterRef, Q, Subquery, Sum

from floor.book.claims import Claim, broken, holds
from floor.book.verifying import checks_the_tables
from floor.house.models import Unit
from floor.promises.models import Undertaking, UndertakingFigure, UndertakingStep
from floor.promises.showing.carried_out import made_in

#: What each state is the outcome of, by the last thing that was said or became of an undertaking.
OUTCOME_OF = {
    "done": ("reported done", "found done"),
    "overdue": ("overdue", "disputed"),
    "broken": ("broken", "reported not done", "found not done", "taken back"),
}


@checks_the_tables("R13")
def undertakings_stand_as_reported() -> Iterator[Claim]:
    """Each undertaking that is not open has a step that made it so, and each one that is done has a report in words."""
    name = "undertakings stand as was reported of them"
    last = UndertakingStep.objects.filter(undertaking=OuterRef("pk")).order_by("-pk").values("what")[:1]
    sound = Q(state="open", last=None) | Q(state="open", last="disputed")
    for state, outcomes in OUTCOME_OF.items():
        sound |= Q(state=state, last__in=outcomes)
    undertakings = Undertaking.objects.annotate(last=Subquery(last))
    stray = list(undertakings.exclude(sound).order_by("pk")[:20]) if undertakings.exists() else []
    stray += list(Undertaking.objects.filter(Q(state="done", report="") | Q(due__lte=F("made"))).order_by("pk")[:20])
    for one in stray:
        yield broken(name, f"undertaking {one.pk} stands as {one.state}, and nothing in the book made it so", one.entry)
    if not stray:
        yield holds(name, f"{Undertaking.objects.count()} undertakings and {UndertakingStep.objects.count()} steps")


@checks_the_tables("R13")
def figures_add_up() -> Iterator[Claim]:
    """The figures of each unit at the top are those that come out when its undertakings are counted one by one."""
    name, stray = "figures of what was carried out add up", 0
    for top in Unit.objects.filter(parent=None).order_by("pk"):
        kept = dict(
            UndertakingFigure.objects.filter(unit=top, number__gt=0).values_list("state").annotate(n=Sum("number"))
        )
        counted = dict(made_in(top, below=True, many=False).values_list("state").annotate(n=Count("pk")))
        if kept != counted:
            stray += 1
            yield broken(name, f"unit {top.pk} shows {kept}, and {counted} are counted")
    if not stray:
        yield holds(name, f"{UndertakingFigure.objects.count()} figures")
