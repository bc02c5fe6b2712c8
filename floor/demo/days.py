"""Let days pass: the clock strikes whenever a poll opens or closes, and people do their part: they stand, accept and vote."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from django.db.models import Max, Min, Q

from floor.book.act import CLOCK, Act, Scene, by_member
from floor.book.doing import do, statutes_in_force
from floor.book.ticking import tick
from floor.house.models import Member
from floor.house.standing import mandates_in
from floor.polls.acts.nominating import AcceptNomination, Nominate
from floor.polls.electing.eligibility import why_not
from floor.polls.laws import law_of
from floor.polls.models import Candidacy, Poll, RollLine
from floor.polls.rolls import electorate_of
from floor.polls.urn.casting import cast
from floor.polls.urn.paper import KINDS

from .leanings import leanings_in

#: In an electorate of so few, everybody votes.
_FEW = 12


@dataclass
class Expected:
    """What is special about one poll: how many stand, how many vote, how they answer."""

    stand: int | None = None
    turnout: float | None = None
    yes: float = 0.62


@dataclass
class Days:
    """A moment of the past that moves forward."""

    now: datetime
    random: Random
    expected: dict[int, Expected] = field(default_factory=dict)
    #: Who holds back, so that whoever signs in with their card finds something to do.
    holding_back: frozenset[int] = frozenset()
    _called: set[int] = field(default_factory=set)
    _voted_in: set[int] = field(default_factory=set)

    def say(self, act: Act, by: int, *attach: str) -> None:
        """A member does an act now."""
        do(act, by_member(by), at=self.now, attach=attach)

    def called(self, act: Act, by: int, *attach: str, stand: int | None = None, turnout: float | None = None) -> Poll:
        """A member calls a poll now: which one it is. How many will stand and vote, if it is not left to chance."""
        self.say(act, by, *attach)
        poll = self.expect(Poll.objects.order_by("-pk")[0], Expected(stand, turnout))
        self._take_part()
        return poll

    def expect(self, poll: Poll, expected: Expected) -> Poll:
        self.expected[poll.pk] = expected
        return poll

    def pass_by(self, **time: float) -> None:
        self.until(self.now + timedelta(**time))

    def until(self, moment: datetime) -> None:
        """Every moment at which a poll opens or closes up to this one, and this one."""
        while (due := self._next_due(moment)) is not None:
            self.now = due
            self.strike()
        self.now = max(self.now, moment)
        self.strike()

    def strike(self) -> None:
        """The clock does what is due now, then people do what they can."""
        tick(self.now)
        self._take_part()

    def _take_part(self) -> None:
        for poll in Poll.objects.filter(kind="election", state="announced").exclude(pk__in=self._called).order_by("pk"):
            self._called.add(poll.pk)
            self._stand(poll)
        for poll in Poll.objects.filter(state="open", ballot="secret").exclude(pk__in=self._voted_in).order_by("pk"):
            self._voted_in.add(poll.pk)
            self._vote(poll)

    def _next_due(self, until: datetime) -> datetime | None:
        opening = Q(state="announced", opens__gt=self.now, opens__lt=until)
        closing = Q(state="open", closes__gt=self.now, closes__lt=until)
        opens = Poll.objects.filter(opening).aggregate(first=Min("opens"))["first"]
        closes = Poll.objects.filter(closing).aggregate(first=Min("closes"))["first"]
        return min((moment for moment in (opens, closes) if moment), default=None)

    def _stand(self, poll: Poll) -> None:
        """Some stand of their own will, others are proposed and accept. Lists are proposed by those who make them."""
        if KINDS[poll.method] == "lists":
            return
        expected = self.expected.get(poll.pk, Expected())
        wanted = poll.seats + 2 if expected.stand is None else expected.stand
        for at, member in enumerate(self.who_can_stand(poll, wanted)):
            others = () if at % 2 else self._electors(poll)
            proposer = next((one for one in others if one != member), None)
            if proposer is None:
                self.say(Nominate(poll=poll.pk, member=member), member)
                continue
            self.say(Nominate(poll=poll.pk, member=member), proposer)
            candidacy = Candidacy.objects.aggregate(last=Max("pk"))["last"]
            self.say(AcceptNomination(candidacy=candidacy), member)

    def who_can_stand(self, poll: Poll, many: int) -> list[int]:
        """So many electors, drawn by lot, whom nothing in the statutes keeps from standing."""
        scene = Scene(0, self.now, CLOCK, statutes_in_force(self.now))
        found: list[int] = []
        for member in self._electors(poll):
            if len(found) == many:
                break
            if member not in self.holding_back and not why_not(poll, member, scene):
                found.append(member)
        return found

    def _electors(self, poll: Poll) -> list[int]:
        """The electors of a poll, in an order drawn by lot."""
        unit = poll.unit
        if electorate_of(law_of(poll), unit, poll.electors).everyone:
            below = Q(unit__path__startswith=unit.path) | Q(unit__place_path__startswith=unit.path)
            found = set(Member.objects.filter(below, left=None).values_list("pk", flat=True))
        else:
            found = set(mandates_in(unit, poll.electors, self.now).values_list("holder", flat=True))
        numbers = sorted(found)
        return self.random.sample(numbers, len(numbers))

    def _vote(self, poll: Poll) -> None:
        expected = self.expected.get(poll.pk, Expected())
        roll = RollLine.objects.filter(poll=poll, reason="").order_by("member").values_list("member", "unit")
        lines = [(member, unit) for member, unit in roll if member not in self.holding_back]
        turnout = expected.turnout or self.random.uniform(0.52, 0.8)
        many = len(lines) if len(lines) <= _FEW else round(len(lines) * turnout)
        leanings = leanings_in(poll, self.random, expected.yes)
        for member, unit in self.random.sample(lines, many):
            cast(poll.pk, member, leanings.paper(unit), at=self.now)
