"""Hold every election that the statutes provide for and that can be held now, from the shop up to the top."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from floor.book.act import by_member
from floor.book.doing import do
from floor.house.acts.elections import DeclareElection
from floor.house.counting import TellersCount, Votes, roll_of
from floor.house.models import Mandate, Member, Unit
from floor.house.standing import live, mandates_in, seats_of
from floor.law.language import Body, Election, Law, Office


@dataclass
class Assembling:
    """The elections of one spring: who stands and how many come is drawn from `random`."""

    law: Law
    now: datetime
    random: Random
    #: Bodies, by unit, that are elected in another way.
    left_out: frozenset[tuple[int, str]] = frozenset()
    not_standing: frozenset[int] = frozenset()
    held: int = 0
    _done: set[tuple[int, str, str, str, int]] = field(default_factory=set)

    def elect_everybody(self) -> int:
        """Round after round, until no further election can be held."""
        while self._one_round():
            self.now += timedelta(days=14)
        return self.held

    def _one_round(self) -> int:
        before = self.held
        for level in self.law.levels:
            for unit in Unit.objects.filter(level=level, closed=None).order_by("pk"):
                for name, body in self.law.body.items():
                    here = body.at == level and body.line == unit.line and not body.sits
                    if here and (unit.pk, name) not in self.left_out:
                        self._fill(unit, name, body)
        return self.held - before

    def _fill(self, unit: Unit, name: str, body: Body) -> None:
        for part, rule in self.law.elections_of(name).items():
            for sender in self._senders(unit, rule):
                self._hold(unit, name, part, "", rule, sender)
        for office, rule_of_office in body.offices.items():
            electors = name if rule_of_office.elected_by == "itself" else rule_of_office.elected_by
            if mandates_in(unit, name, self._closed).exists() and (electors in self.law.body):
                self._hold(unit, name, "", office, rule_of_office, unit)

    @property
    def _closed(self) -> datetime:
        """When the count of the next election was closed."""
        return self.now - timedelta(hours=2)

    def _senders(self, unit: Unit, rule: Election) -> list[Unit]:
        """The units whose electors fill these seats: the unit itself, or those below that send delegates."""
        names = [rule.by] if isinstance(rule.by, str) else rule.by
        found: list[Unit] = []
        for name in names:
            body = self.law.body.get(name)
            if body is None or (body.at == unit.level and body.line == unit.line):
                return [unit]
            here = Unit.objects.filter(level=body.at, line=body.line, closed=None)
            found += [each for each in here if f"/{unit.pk}/" in each.path or f"/{unit.pk}/" in each.place_path]
        return found

    def _hold(self, unit: Unit, name: str, part: str, office: str, rule: Election | Office, sender: Unit) -> None:
        key = (unit.pk, name, part, office, sender.pk)
        electors = self._electors(rule, name, sender)
        entitled, _ = roll_of(_Moment(self.law, self.now), sender, electors, self._closed)  # type: ignore[arg-type]
        seats = rule.seats.number_for(sender.members_below) if isinstance(rule, Election) else 1
        places = seats_of(unit, name, part, office, None if sender == unit else sender)
        seats -= Mandate.objects.filter(live(self.now), seat__in=places).count()
        if key in self._done or entitled < 2 or seats < 1:
            return
        candidates = self._candidates(rule, name, office, sender, electors, seats + (1 if seats < 4 else 3))
        if not candidates:
            return
        self._done.add(key)
        seats = min(seats, len(candidates))
        self._declare(unit, name, part, office, rule, sender, entitled, candidates, seats)

    def _declare(
        self, unit: Unit, name: str, part: str, office: str, rule: Election | Office, sender: Unit, entitled: int, candidates: list[int], seats: int
    ) -> None:  # fmt: skip
        # A general meeting is never full; in a small committee nearly everybody comes.
        present = entitled if entitled < 12 else round(entitled * self.random.uniform(0.58, 0.93))
        invalid = present // 40
        valid = present - invalid
        ranked = rule.method not in ("plurality", "block", "approval", "limited", "cumulative")
        votes = self._votes(valid, len(candidates), spread=ranked or seats == 1)
        inside = (
            Member.objects.filter(left=None, unit__path__startswith=sender.path)
            if sender.line == "union"
            else Member.objects.filter(left=None)
        )
        tellers = list(inside.exclude(pk__in=candidates).order_by("pk").values_list("pk", flat=True)[:40])
        self.random.shuffle(tellers)
        count = TellersCount(
            unit=sender.pk, body=name, for_unit=unit.pk, part=part, office=office, entitled=entitled, present=present, cast=present, invalid=invalid,
            votes=[Votes(candidate=number, votes=cast) for number, cast in zip(candidates, votes, strict=True)],
            elected=candidates[:seats], tellers=sorted(tellers[:3]), closed=self._closed,
        )  # fmt: skip
        do(DeclareElection(count=count), by_member(sorted(tellers[:3])[0]), at=self.now)
        self.held += 1
        self.now += timedelta(minutes=self.random.randint(7, 90))

    def _votes(self, valid: int, candidates: int, spread: bool) -> list[int]:
        """Falling numbers without a tie: shares of one paper each, or of several choices on a paper."""
        if spread:
            weights = sorted((self.random.uniform(1, 4) for _ in range(candidates)), reverse=True)
            votes = [int(valid * weight / sum(weights)) for weight in weights]
        else:
            votes = sorted((self.random.randint(max(1, valid // 4), valid) for _ in range(candidates)), reverse=True)
        for at in range(candidates - 2, -1, -1):
            votes[at] = max(votes[at], votes[at + 1] + 1)
        over = max(0, max(votes) - valid, sum(votes) - valid if spread else 0)
        return (
            votes
            if not over
            else [max(0, vote - over) for vote in votes]
            if not spread
            else self._few(valid, candidates)
        )

    @staticmethod
    def _few(valid: int, candidates: int) -> list[int]:
        """So few papers that only the first names get any, each one more than the next where possible."""
        votes = [0] * candidates
        votes[0] = valid
        return votes

    def _electors(self, rule: Election | Office, name: str, sender: Unit) -> str:
        if isinstance(rule, Office):
            return name if rule.elected_by == "itself" else rule.elected_by
        names = [rule.by] if isinstance(rule.by, str) else rule.by
        fits = [
            each
            for each in names
            if each in self.law.body
            and self.law.body[each].at == sender.level
            and self.law.body[each].line == sender.line
        ]
        return fits[0] if fits else names[0]

    def _candidates(
        self, rule: Election | Office, name: str, office: str, sender: Unit, electors: str, wanted: int
    ) -> list[int]:
        if office or getattr(rule, "eligible", "") == "members of the electing body":
            body = name if office else electors
            pool = list(
                mandates_in(sender, body, self._closed).order_by("holder").values_list("holder", flat=True).distinct()
            )
            if office:
                taken = Mandate.objects.filter(live(self.now), seat__unit=sender, seat__body=name).exclude(
                    seat__office=""
                )
                pool = [number for number in pool if number not in set(taken.values_list("holder", flat=True))] or pool
                wanted = 1 if len(pool) < 4 else 2
        else:
            below = Member.objects.filter(left=None).order_by("pk")
            pool = list(
                (below.filter(unit__path__startswith=sender.path) if sender.line == "union" else below).values_list(
                    "pk", flat=True
                )
            )
        barred = set(self.law.body[name].not_with) | {
            other for other, body in self.law.body.items() if name in body.not_with
        }
        held = Mandate.objects.filter(live(self.now), seat__body__in=[*barred, name] if not office else barred)
        outside = set(held.values_list("holder", flat=True))
        if not office:
            outside |= self.not_standing
        pool = [number for number in pool if number not in outside]
        return self.random.sample(pool, min(wanted, max(0, len(pool) - 2) if not office else len(pool)))


@dataclass(frozen=True)
class _Moment:
    """What `roll_of` looks at."""

    law: Law
    at: datetime
