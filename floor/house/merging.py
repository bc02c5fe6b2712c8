"""When two units merge: who decides it, until when the old bodies sit, what stands in its way. Reads only.

A merger ends mandates, so it must be no way round recall (R2): the members of both units decide it, each for themselves, and
nobody above can do it to them. Only units that stand below the same one merge. So every unit above has the same members
before and after, and nobody is counted in another part of the organisation than the one they elected in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from django.db.models import Q

from floor.book.act import Refusal, Scene
from floor.law.language import Election, Law, Vote
from floor.law.values import Duration

from .counted_question import QuestionCount, check_question, must_carry
from .models import Handover, Mandate, Merger, Result, Unit
from .standing import around, live

#: Why two units can't merge today: rooms above say theirs, such as a poll that runs.
HINDRANCES: list[Callable[[Unit, Unit, Scene], str | None]] = []
#: What the rooms above do when two units have merged. Called last, from the `apply` of the act.
MERGED: list[Callable[[Merger, Scene], None]] = []

#: What the members of a unit decided on a merger by a poll of their own: the unit that ends, the one that goes on, and which of them.
POLLED: list[Callable[[Unit, Unit, Unit, Scene], Result | None]] = []

#: The vote of the statutes that decides a merger, where they have one of this name.
VOTE = "merger"
#: Where the statutes give an election no notice; and how much longer than its dates the old bodies sit at most. As long as that
#: the result of a poll can be carried out: one from long ago is nobody's will today (R12).
USUAL_NOTICE, LEEWAY = Duration(days=7), Duration(months=1)


def check_side_by_side(unit: Unit, into: Unit, article: str) -> None:
    """Refuse to merge what does not stand side by side."""
    if unit.pk == into.pk:
        raise Refusal(article, "A unit merges into another one, not into itself.")
    if (unit.level, unit.line) != (into.level, into.line):
        raise Refusal(article, f"A {unit.level} merges into a {unit.level}; unit {into.pk} is a {into.level}.")
    if unit.parent_id is None or unit.parent_id != into.parent_id or unit.place_id != into.place_id:
        raise Refusal(
            article,
            f"Units {unit.pk} and {into.pk} do not stand below the same unit and lie in the same place: merging them would count "
            "members elsewhere than where they elected.",
            "R8",
        )
    if not unit.members_below:
        raise Refusal(article, f"Nobody belongs to unit {unit.pk}: it needs no merger, it can be closed.")


def electors_of_a_merger(law: Law, unit: Unit) -> str:
    """Who decides in a unit: the body the statutes name for it, if it sits there, or else every member."""
    rule = law.vote.get(VOTE)
    body = law.body.get(rule.of) if rule else None
    return rule.of if rule and body and (body.at, body.line) == (unit.level, unit.line) else "every member"


def question_of(unit: Unit, into: Unit) -> str:
    """The question as a poll puts it, in words that are always the same, so that nobody is asked one thing and told another."""
    return f"Shall unit {unit.pk} merge into unit {into.pk}?"


def polled(unit: Unit, into: Unit, where: Unit, scene: Scene) -> Result | None:
    """The result of the poll by which one of two units carried their merger, if it did."""
    found = (look(unit, into, where, scene) for look in POLLED)
    return next((result for result in found if result is not None), None)


def check_decided_in(scene: Scene, where: Unit, count: QuestionCount, article: str) -> None:
    """Refuse a count that is not sound, or does not carry: by the vote of the statutes, or else as these are amended."""
    electors, rule = electors_of_a_merger(scene.law, where), scene.law.vote.get(VOTE)
    check_question(scene, count, where, electors, article)
    turnout = rule.turnout if rule else scene.law.amendment.turnout
    if turnout and not turnout.reached(count.cast, count.entitled):
        raise Refusal(
            article,
            f"{count.cast} voted in unit {where.pk}; {turnout.needed(count.entitled)} are needed to decide a merger.",
            "R4",
        )
    if rule:
        _must_carry_by(rule, count, article)
    else:
        must_carry(scene, count, electors, article, "a merger")


def _must_carry_by(rule: Vote, count: QuestionCount, article: str) -> None:
    base = {"cast": count.votes_for + count.against, "present": count.present, "entitled": count.entitled}
    if not rule.majority.carried(count.votes_for, base[rule.majority.base]):
        raise Refusal(
            article,
            f"{count.votes_for} for and {count.against} against do not carry a merger ({rule.majority}).",
            "R4",
        )


def body_that_opens(scene: Scene, unit: Unit) -> tuple[str, Unit] | None:
    """The body that decides on units above this one, and where it sits, where the statutes name a body and not an officer."""
    who = scene.law.units.opened_by
    body = scene.law.body.get(who.body) if who and not who.office else None
    if who is None or body is None:
        return None
    near = Unit.objects.filter(pk__in=around(unit), level=body.at, line=body.line).order_by("pk").first()
    return (who.body, near) if near else None


def elected_anew_by(law: Law, unit: Unit, at: datetime) -> datetime:
    """Until when those sit at the latest whom the unit that goes on elected alone: as long as an election takes, and a month."""
    over = [_over(rule, at) for rule in _elections_in(law, unit)]
    return LEEWAY.after(max(over, default=USUAL_NOTICE.after(at)))


def _over(rule: Election, at: datetime) -> datetime:
    opens = (rule.notice or USUAL_NOTICE).after(at)
    return rule.open_for.after(max(opens, rule.lists_due.after(at)) if rule.lists_due else opens)


def _elections_in(law: Law, unit: Unit) -> Iterator[Election]:
    """The elections held in a unit of this kind: to its own bodies, and of those whom it sends."""
    here = {name for name, body in law.body.items() if (body.at, body.line) == (unit.level, unit.line)}
    for name in law.body:
        for rule in law.elections_of(name).values():
            if name in here or here & set(rule.electors):
                yield rule


def successor_in(handover: Handover, member: int | None, at: datetime) -> Mandate | None:
    """The mandate by which somebody follows in an office: in the same seat, or in that of the unit which this one merged into."""
    seat, unit = handover.mandate.seat, handover.mandate.seat.unit_id
    while merger := Merger.objects.filter(unit=unit).first():
        unit = merger.into_id
    follows = Q(seat=seat) | Q(seat__unit=unit, seat__body=seat.body, seat__office=seat.office)
    return Mandate.objects.filter(live(at), follows, holder=member).order_by("pk").first()
