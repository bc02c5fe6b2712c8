"""Which units a question goes down to, and what already stands there on it. Reads only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from floor.book.act import Refusal, Scene
from floor.book.doing import statutes_by_hash
from floor.congress.models import Referral
from floor.house.models import Mandate, Unit
from floor.house.standing import live
from floor.law.language import Law
from floor.polls.asking.reconsidering import UNDECIDED, Wording, same_question
from floor.polls.models import Poll
from floor.polls.rolls import electorate_of

#: So many units are asked in one entry of the book.
PORTION = 500


def units_below(unit: Unit, level: str, line: str) -> QuerySet[Unit]:
    """The open units of a level below a unit, on either line, in the order of their numbers."""
    below = Q(path__startswith=unit.path) | Q(place_path__startswith=unit.path)
    return Unit.objects.filter(below, level=level, line=line, closed=None).exclude(pk=unit.pk).order_by("pk")


def next_to_ask(referral: Referral, portion: int = PORTION) -> list[Unit]:
    """The next units that a question goes down to; nobody chooses among them."""
    below = units_below(referral.unit, referral.level, referral.line)
    return list(below.filter(pk__gt=referral.reached)[:portion])


def law_of(referral: Referral) -> Law:
    """The law as it stood on the day the question was sent: it holds for all units, however late they are asked (R3)."""
    return statutes_by_hash(referral.statutes).on(referral.sent.date())


@dataclass(frozen=True, slots=True)
class Standing:
    """What a unit has on the question already."""

    answers: Poll | None = None
    """A poll that is running, or a decision that still stands (R7): it is not asked twice."""
    reopens: Poll | None = None
    """A decision that may come back by now: it is reopened."""
    nobody: bool = False
    """Nobody sits in the body that should be asked."""


def standing_in(referral: Referral, units: Sequence[Unit], scene: Scene) -> dict[int, Standing]:
    """What each of these units has on the question: two queries, whatever their number."""
    wording = Wording(referral.unit, referral.electors, referral.title, referral.text)
    polls = Poll.objects.filter(
        kind="question", procedural=False, state__in=(*UNDECIDED, "counted"), unit__in=units, electors=referral.electors
    )
    latest = {
        poll.unit_id: poll for poll in polls.defer("outcome", "form").order_by("pk") if same_question(poll, wording)
    }
    after = law_of(referral).reconsideration
    empty = (
        set() if is_of_everyone(referral) else {unit.pk for unit in units} - seated_in(units, referral.electors, scene)
    )
    found = {}
    for unit in units:
        poll = latest.get(unit.pk)
        stands = poll is not None and (
            poll.counted is None or (after is not None and scene.at < after.after.after(poll.counted))
        )
        found[unit.pk] = Standing(poll if stands else None, None if stands else poll, unit.pk in empty and not stands)
    return found


def is_of_everyone(referral: Referral) -> bool:
    return electorate_of(law_of(referral), referral.unit, referral.electors).everyone


def seated_in(units: Iterable[Unit], body: str, scene: Scene) -> set[int]:
    """The units in which somebody sits in a body now."""
    sitting = Mandate.objects.filter(live(scene.at), seat__unit__in=units, seat__body=body, seat__office="")
    return set(sitting.values_list("seat__unit", flat=True).distinct())


def lower_level(scene: Scene, unit: Unit, level: str, article: str) -> None:
    """Refuse to send a question anywhere but down."""
    levels = scene.law.levels
    if level not in levels:
        raise Refusal(article, f"There is no level “{level}”; the levels are {', '.join(levels)}.")
    if levels.index(level) >= levels.index(unit.level):
        raise Refusal(article, f"A question is sent down: a {level} does not stand below a {unit.level}.")
