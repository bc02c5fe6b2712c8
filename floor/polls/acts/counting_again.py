"""A recount of an urn that is published: the same papers, counted again by the rules of their day, both results side by side."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime, timedelta
from typing import Any

from floor.book.act import Act, Authority, Refusal, Scene
from floor.book.canonical import canonical
from floor.book.entries import read_at, written_at
from floor.polls.acts.calling import poll_called
from floor.polls.acts.closing import urn_called
from floor.polls.asking.in_the_room import present_at
from floor.polls.counting import Electors, outcome_of
from floor.polls.laws import rules_of
from floor.polls.models import Poll, RollLine
from floor.polls.urn.paper import Form

#: Nobody can keep the count busy: what came out is on view, and anyone can count the published file at home as often as they like.
ONCE_IN = timedelta(days=1)
#: What is the result, apart from what was added to it later.
_NOT_OF_THE_COUNT = ("recounts", "incumbents")


class Recount(Act):
    """Have the published papers of a secret poll counted again. What comes out is recorded beside the first result, equal or not.

    Open to everyone on the roll and to who stood, for as long as the result can be contested. Seats change only by a contest that
    is upheld. Papers on paper are counted again by two other tellers (AskRecount).
    """

    serves = ("R4", "R7", "R25")
    poll: int

    def guard(self, scene: Scene) -> Authority:
        poll = poll_called(self.poll)
        if poll.ballot != "secret":
            raise Refusal(poll.article, "These papers are on paper: ask for a recount by two other tellers.")
        if poll.kind != "election" or poll.state not in ("counted", "failed") or not poll.urn:
            raise Refusal(poll.article, "There is no count of this poll that could be done again.")
        if poll.contest_until is None or scene.at >= poll.contest_until:
            raise Refusal(
                poll.article, "The time for a recount in the book is over. The papers are published for good."
            )
        if not self._took_part(poll, scene):
            raise Refusal(poll.article, "A recount is asked for by somebody on the roll, or who stood.", "R4")
        if (last := _last(poll)) and last + ONCE_IN > scene.at:
            raise Refusal(poll.article, f"These papers were counted again on {last:%d %B %Y at %H:%M} UTC.")
        scene.found["again"] = counted_again(poll)
        return Authority(poll.article)

    def _took_part(self, poll: Poll, scene: Scene) -> bool:
        if scene.by.kind != "member":
            return False
        stood = poll.candidacies.filter(member=scene.by.member, withdrawn=None).exists()
        return stood or RollLine.objects.filter(poll=poll, member=scene.by.member, reason="").exists()

    def apply(self, scene: Scene) -> None:
        poll, again = poll_called(self.poll), scene.found["again"]
        found = {
            "recorded": written_at(scene.at), "entry": scene.n, "papers": again["figures"]["papers"], "outcome": again,
            "sha256": digest_of(again), "same": digest_of(again) == digest_of(poll.outcome),
        }  # fmt: skip
        Poll.objects.filter(pk=poll.pk).update(
            outcome=poll.outcome | {"recounts": [*poll.outcome.get("recounts", []), found]}
        )


def counted_again(poll: Poll) -> dict[str, Any]:
    """The outcome as it comes out of the published papers now; ties are broken as they were then."""
    rules = rules_of(poll, tuple(poll.outcome.get("incumbents", ())))
    standing = poll.candidacies.filter(withdrawn=None, number__gt=0).count()
    papers = poll.outcome["figures"]["papers"]
    # Who could vote is not counted again: the roll is what it was.
    units = {row["unit"]: row["entitled"] for row in poll.outcome["units"] if "entitled" in row}
    electors = Electors(poll.entitled, present_at(poll, poll.voted), papers, units)
    outcome = outcome_of(rules, Form.from_data(poll.form), urn_called(poll, poll.urn), electors, standing)
    # As it is kept: with lists for tuples and texts for the names of figures, so that like is compared with like.
    return dict(json.loads(json.dumps(outcome)))


def digest_of(outcome: dict[str, Any]) -> str:
    """One line for a whole outcome: alike only if every figure of the count is."""
    of_the_count = {key: value for key, value in outcome.items() if key not in _NOT_OF_THE_COUNT}
    return hashlib.sha256(canonical(of_the_count)).hexdigest()


def _last(poll: Poll) -> datetime | None:
    recounts = poll.outcome.get("recounts", [])
    return read_at(recounts[-1]["recorded"]) if recounts else None
