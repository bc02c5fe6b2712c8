"""How the delegates of the body that asked voted on the question themselves, beside the members they stand for. Reads only."""

from __future__ import annotations

from dataclasses import dataclass

from floor.polls.asking.reconsidering import Wording, latest_of
from floor.polls.models import Poll, RollCallVote

from .carrying import Figures
from .models import Referral
from .returns import Return

#: So many names stand on one page.
MOST = 300


@dataclass(frozen=True, slots=True)
class Row:
    """A delegate whose name was called, and what came back from the unit that sent them."""

    sender: int
    vote: RollCallVote
    members: Figures

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
    """The vote of the body itself: in sum, and by name where the roll was called."""

    poll: Poll
    votes_for: int
    against: int
    abstaining: int
    rows: tuple[Row, ...]


def delegates_beside(referral: Referral, found: Return) -> Beside | None:
    """None where the body itself has not decided on the question. Two queries."""
    poll = latest_of(Wording(referral.unit, referral.body, referral.title, referral.text), ("counted",))
    if poll is None:
        return None
    parts = poll.outcome.get("parts") or [{}]
    called = poll.roll_call.filter(part=1).select_related("mandate__seat", "mandate__result", "mandate__holder")
    rows = tuple(_row(vote, found) for vote in called.order_by("mandate__seat__sent_by", "pk")[:MOST])
    return Beside(poll, parts[0].get("for", 0), parts[0].get("against", 0), parts[0].get("abstaining", 0), rows)


def _row(vote: RollCallVote, found: Return) -> Row:
    sender = vote.mandate.seat.sent_by_id or vote.mandate.result.unit_id
    return Row(sender, vote, found.of(sender))
