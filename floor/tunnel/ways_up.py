"""Ways up: how long it takes by law from a petition below until the majority of a body above has changed. In days, with the articles.

Two ways lead there. Those who elected recall their delegates and elect others, level by level; or everybody waits for the terms to
end. The fastest way takes the least that each rule allows, the slowest the most. Days in which people only think are not counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from floor.law.bodies import Election, Recall
from floor.law.language import Law

from .pyramid import are_members

#: What a poll takes at least where statutes allow less.
_A_DAY = 1


@dataclass(frozen=True, slots=True)
class Leg:
    """One step on a way: what happens, how many days it takes, and where the statutes say so."""

    body: str
    what: str
    fewest: int
    most: int
    article: str


@dataclass(frozen=True, slots=True)
class Way:
    """A way up to a body, leg by leg."""

    body: str
    how: str
    """ "recall" or "terms"."""
    legs: tuple[Leg, ...]

    @property
    def fewest(self) -> int:
        return sum(leg.fewest for leg in self.legs)

    @property
    def most(self) -> int:
        return sum(leg.most for leg in self.legs)


_LegOf = Callable[[Law, str, str, Election], "list[Leg] | None"]


def ways_up(law: Law, body: str) -> tuple[Way, ...]:
    """The ways to a changed majority of a body; none where the statutes know no term and no recall."""
    found = []
    for how, leg_of in (("recall", _recalled), ("terms", _waited)):
        legs = _legs(law, body, leg_of, ())
        if legs is not None:
            found.append(Way(body, how, tuple(legs)))
    return tuple(found)


def fastest(law: Law, body: str) -> Way | None:
    return min(ways_up(law, body), key=lambda way: way.fewest, default=None)


def slowest(law: Law, body: str) -> Way | None:
    """The way that takes longest if every step takes all the time it may."""
    return max(ways_up(law, body), key=lambda way: way.most, default=None)


def _legs(law: Law, body: str, leg_of: _LegOf, seen: tuple[str, ...]) -> list[Leg] | None:
    """The legs up to a body: those to its electors first. Of several electorates or parts, the one that takes longest."""
    if body in seen:
        return None
    ways: list[list[Leg]] = []
    for part, rule in law.elections_of(body).items():
        own = leg_of(law, body, part, rule)
        if own is None:
            continue
        for by in rule.electors:
            below = [] if are_members(law, by) else _legs(law, by, leg_of, (*seen, body))
            if below is not None:
                ways.append([*below, *own])
    return max(ways, key=lambda legs: sum(leg.fewest for leg in legs), default=None)


def _recalled(law: Law, body: str, part: str, rule: Election) -> list[Leg] | None:
    """Those who elected sign, vote, and elect others."""
    recall = law.recall_of(body, part)
    if recall is None or (recall.by != "the electors" and recall.by not in rule.electors):
        return None
    whose, article = _named(body, part), _article(law, body, part)
    own = rule.recall is not None
    there = f"{article}.recall" if own else f'body."{body}".recall'
    legs = []
    if recall.not_before:
        legs.append(Leg(body, f"no recall of the {whose} may be asked yet", 0, recall.not_before.longest, there))
    legs.append(Leg(body, f"signatures against the {whose}: {recall.petition}", 0, recall.signed_within.longest, there))
    # A day for the hearing, then the poll; and it is over within the time of the statutes.
    soonest = max(_A_DAY, min(_A_DAY + recall.open_for.shortest, recall.within.shortest))
    legs.append(Leg(body, "they vote on the recall", soonest, max(soonest, recall.within.longest), there))
    return [*legs, *_elected_again(body, whose, article, rule)]


def _waited(_law: Law, body: str, part: str, rule: Election) -> list[Leg] | None:
    """Their terms end, and others are elected."""
    if rule.term is None:
        return None
    whose, article = _named(body, part), _article(_law, body, part)
    ends = Leg(body, f"the terms of the {whose} end", 0, rule.term.longest, article)
    return [ends, *_elected_again(body, whose, article, rule)]


def _elected_again(body: str, whose: str, article: str, rule: Election) -> Iterator[Leg]:
    notice = max([0, *(span.shortest for span in (rule.notice, rule.lists_due) if span)])
    notice_most = max([0, *(span.longest for span in (rule.notice, rule.lists_due) if span)])
    open_for = max(_A_DAY, rule.open_for.shortest)
    yield Leg(
        body,
        f"others are elected to the {whose}",
        notice + open_for,
        notice_most + max(_A_DAY, rule.open_for.longest),
        article,
    )


def _named(body: str, part: str) -> str:
    return f"{part} of the {body}" if part else body


def _article(law: Law, body: str, part: str) -> str:
    return f'body."{body}".parts."{part}".elected' if part else f'body."{body}".elected'


def deadlocks(law: Law) -> Iterator[str]:
    """Where the statutes can come to a stand: sentences."""
    yield from _majorities_out_of_reach(law)
    yield from _waiting_in_a_circle(law)
    yield from _recalls_never_possible(law)


def _majorities_out_of_reach(law: Law) -> Iterator[str]:
    for name, body in law.body.items():
        inside = [rule.seats.fixed for rule in law.elections_of(name).values()]
        outside = [part.seats.fixed for part in body.parts.values() if part.elected is None and part.seats is not None]
        if outside and None not in [*inside, *outside] and sum(map(_number, outside)) >= sum(map(_number, inside)):
            yield (
                f"No vote of the members can win a majority of the {name}: {sum(map(_number, outside))} of its "
                f"{sum(map(_number, [*inside, *outside]))} seats are filled from outside."
            )


def _number(seats: int | None) -> int:
    return seats or 0


def _waiting_in_a_circle(law: Law) -> Iterator[str]:
    """Elections that only elected bodies can run, each of which waits for the other: if all of them are empty, nobody begins."""
    told: set[frozenset[str]] = set()
    for start in law.body:
        circle: list[str] = []
        name: str | None = start
        while name and name not in circle and not law.body[name].sits:
            circle.append(name)
            runs = law.body[name].elections_run_by
            name = runs if runs in law.body else None
        if name and name in circle:
            waiting = circle[circle.index(name) :]
            if frozenset(waiting) not in told:
                told.add(frozenset(waiting))
                yield _of_the_circle(waiting)


def _of_the_circle(waiting: list[str]) -> str:
    if len(waiting) == 1:
        return f"The {waiting[0]} runs its own elections: if it is empty, nobody can fill it."
    names = ", ".join(f"the {name}" for name in waiting)
    return (
        f"The elections of {names} are run by one another: if all are empty at once, each waits for the other. "
        "Name a meeting of the members that can run them, too."
    )


def _recalls_never_possible(law: Law) -> Iterator[str]:
    for name in law.body:
        for part, rule in law.elections_of(name).items():
            recall = law.recall_of(name, part)
            if recall is not None:
                yield from _of_a_recall(law, _named(name, part), rule, recall)


def _of_a_recall(law: Law, whose: str, rule: Election, recall: Recall) -> Iterator[str]:
    if recall.not_before and rule.term and recall.not_before.shortest >= rule.term.longest:
        yield f"Nobody in the {whose} can ever be recalled: the term ends before a recall may be asked."
    if recall.petition.number is not None and not any(are_members(law, by) for by in rule.electors):
        seats = [_most_seats(law, by) for by in rule.electors]
        if all(number is not None for number in seats) and sum(map(_number, seats)) < recall.petition.number:
            yield (
                f"Nobody in the {whose} can ever be recalled: {recall.petition} must sign, "
                f"and those who elect it are {sum(map(_number, seats))}."
            )


def _most_seats(law: Law, name: str) -> int | None:
    numbers = [rule.seats.fixed for rule in law.elections_of(name).values() if not rule.each_its_own]
    return None if not numbers or None in numbers else sum(map(_number, numbers))
