"""How the delegates of the body that asked voted on the question themselves, beside the members they stand for. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from floor.congress.models import Referral
from floor.congress.returns.adding_up import DECIDED, Return
from floor.congress.returns.carrying import Figures
from floor.house.models import Mandate
from floor.polls.asking.members_behind import called_in, shared_out
from floor.polls.asking.reconsidering import Wording, latest_of
from floor.polls.models import Poll, RollCallVote

#: So many names stand on one page.
MOST = 300


@dataclass(frozen=True, slots=True)
class Sides:
    """For, against and abstaining: in votes, or in the members behind them."""

    votes_for: int = 0
    against: int = 0
    abstaining: int = 0

    @property
    def all(self) -> int:
        return self.votes_for + self.against + self.abstaining

    def share(self, part: int) -> float:
        """A part of all, of a hundred: how far a bar is filled."""
        return round(100 * part / self.all, 2) if self.all else 0.0

    @property
    def bar(self) -> tuple[tuple[str, float, float], ...]:
        """Each side with where it begins and how long it is, of a hundred."""
        said, found, at = (("for", self.votes_for), ("abstaining", self.abstaining), ("against", self.against)), [], 0.0
        for side, part in said:
            found.append((side, round(at, 2), self.share(part)))
            at += self.share(part)
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Row:
    """A delegate whose name was called, and what came back from the unit that sent them."""

    sender: int
    vote: RollCallVote
    members: Figures
    stands_for: int = 0
    """Members of that unit, shared among the delegates it had."""

    @property
    def differs(self) -> bool:
        """Whether the delegate voted one way, and most of those behind the seat the other."""
        for_it, against = self.vote.votes_for > self.vote.against, self.vote.votes_for < self.vote.against
        below_for, below_against = (
            self.members.votes_for > self.members.against,
            self.members.votes_for < self.members.against,
        )
        return (for_it and below_against) or (against and below_for)


@dataclass(frozen=True, slots=True)
class Beside:
    """The vote of the body itself: in sum, in the members behind it, and by name where the roll was called."""

    poll: Poll
    delegates: Sides
    below: Sides
    """The votes of the members themselves, in the units that decided."""
    rows: tuple[Row, ...]
    standing_for: Sides | None = None
    """The members whom the delegates on each side stand for; nobody knows where no names were called."""
    unheard: int = 0
    """Members whose delegates did not answer."""

    @property
    def differing(self) -> int:
        return sum(row.differs for row in self.rows)


def delegates_beside(referral: Referral, found: Return) -> Beside | None:
    """None where the body itself has not decided on the question. Four queries at most."""
    poll = latest_of(Wording(referral.unit, referral.body, referral.title, referral.text), ("counted",))
    if poll is None:
        return None
    poll.refresh_from_db(fields=["outcome", "form"])
    part = (poll.outcome.get("parts") or [{}])[0]
    delegates = Sides(part.get("for", 0), part.get("against", 0), part.get("abstaining", 0))
    below = Sides(found.total.votes_for, found.total.against, found.total.abstaining)
    if poll.ballot != "roll call":
        return Beside(poll, delegates, below, ())
    sender_of = _senders(called_in(poll))
    figures = _figures_of(referral, found, set(sender_of.values()))
    behind = _behind(sender_of, figures)
    called = poll.roll_call.filter(part=1).select_related("mandate__holder").order_by("mandate__seat__sent_by", "pk")
    rows = [_row(vote, sender_of, figures, behind) for vote in called]
    heard = sum(row.stands_for for row in rows)
    return Beside(poll, delegates, below, tuple(rows[:MOST]), _standing_for(rows), sum(behind.values()) - heard)


def _senders(mandates: Iterable[int]) -> dict[int, int]:
    """The unit that sent each delegate; of a seat of no unit in particular, the one whose electors gave the mandate."""
    found = Mandate.objects.filter(pk__in=list(mandates)).order_by("seat__sent_by", "seat__number", "pk")
    return {pk: sent_by or unit for pk, sent_by, unit in found.values_list("pk", "seat__sent_by", "result__unit")}


def _figures_of(referral: Referral, found: Return, senders: set[int]) -> dict[int, Figures]:
    """What came back from below each of these units; of one that was asked itself, its own answer."""
    asked = referral.asked_units.filter(unit__in=senders - found.by_unit.keys()).select_related("poll__result")
    return {sender: found.of(sender) for sender in senders} | {one.unit_id: _answer(one) for one in asked}


def _answer(asked: object) -> Figures:
    poll, members = asked.poll, asked.members  # type: ignore[attr-defined]
    if poll is None or poll.state not in DECIDED or poll.result is None:
        return Figures(asked=1, asked_members=members)
    said = poll.result.figures
    carried = bool(said.get("carried"))
    return Figures(
        asked=1, asked_members=members, decided=1, decided_members=members, carried=int(carried), carried_members=members * carried,
        votes_for=said.get("for", 0), against=said.get("against", 0), abstaining=said.get("abstaining", 0),
    )  # fmt: skip


def _behind(sender_of: dict[int, int], figures: dict[int, Figures]) -> dict[int, int]:
    """The members of each unit, shared among the delegates it had, to whole people."""
    sent: dict[int, list[int]] = defaultdict(list)
    for mandate, sender in sender_of.items():
        sent[sender].append(mandate)
    return {
        mandate: members
        for sender, mandates in sent.items()
        for mandate, members in zip(mandates, shared_out(figures[sender].asked_members, len(mandates)), strict=True)
    }


def _row(vote: RollCallVote, sender_of: dict[int, int], figures: dict[int, Figures], behind: dict[int, int]) -> Row:
    sender = sender_of.get(vote.mandate_id, 0)
    return Row(sender, vote, figures.get(sender, Figures()), behind.get(vote.mandate_id, 0))


def _standing_for(rows: Iterable[Row]) -> Sides:
    """A delegate who may split votes stands with all members on the side with most of them."""
    told = {"for": 0, "against": 0, "abstaining": 0}
    for row in rows:
        side = "for" if row.vote.votes_for > row.vote.against else "against" if row.vote.against > row.vote.votes_for else "abstaining"  # fmt: skip
        told[side] += row.stands_for
    return Sides(told["for"], told["against"], told["abstaining"])
