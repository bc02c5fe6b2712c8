"""Whether a question has been decided already, and when it may come back (R7).

The same question is one with the same text, or the same title whatever its capitals and stops, in the same electorate. Who puts
it in other words must be caught by people: then the mover names the decision that is reopened, and the same rule holds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from floor.book.act import Refusal, Scene
from floor.house.models import Unit
from floor.law.language import Reconsideration
from floor.polls.models import Poll, RollCallVote

#: Polls that may yet decide the question.
UNDECIDED = ("announced", "open", "counting")


@dataclass(frozen=True, slots=True)
class Wording:
    """What is asked, and whom."""

    unit: Unit
    electors: str
    title: str
    text: str


def plain(title: str) -> str:
    """A title as it is compared: small letters, no stops, single spaces."""
    return " ".join(re.sub(r"[\W_]+", " ", title.casefold()).split())


def same_question(one: Poll | Wording, other: Poll | Wording) -> bool:
    return plain(one.title) == plain(other.title) or bool(one.text and one.text == other.text)


def latest_of(asked: Wording, states: tuple[str, ...]) -> Poll | None:
    """The last poll on this question in this electorate that is in one of these states."""
    polls = Poll.objects.defer("outcome", "form").filter(
        kind="question", procedural=False, state__in=states, unit=asked.unit, electors=asked.electors
    )
    return next((poll for poll in polls.order_by("-pk").iterator(500) if same_question(poll, asked)), None)


def check_may_be_put(scene: Scene, asked: Wording, reopens: int | None, article: str) -> None:
    """Refuse a question that is being asked already, or that has been decided and can't come back yet or not in this way."""
    if running := latest_of(asked, UNDECIDED):
        raise Refusal(article, f"This question is before the same electors already: poll {running.pk}.", "R7")
    decided = latest_of(asked, ("counted",))
    named = decision_called(reopens, asked, article) if reopens is not None else None
    before = named if decided is None or (named and named.pk > decided.pk) else decided
    if before is None:
        return
    rule = scene.law.reconsideration
    article = scene.cite("reconsideration") if rule else article
    assert before.counted is not None
    said = f"This was decided on {before.counted:%d %B %Y}: {'carried' if before.outcome['carried'] else 'lost'}, poll {before.pk}."
    if rule and scene.at < rule.after.after(before.counted):
        until = rule.after.after(before.counted)
        raise Refusal(article, f"{said} A decision stands for {rule.after}, until {until:%d %B %Y}.", "R7")
    if named is None or named.pk != before.pk:
        raise Refusal(
            article, f"{said} To bring it back, name poll {before.pk} as the decision that is reopened.", "R7"
        )
    if rule and not _side_may_ask(rule, before, scene):
        raise Refusal(
            article, f"{said} By the statutes {rule.moved_by} may bring it back, and you did not vote with it.", "R7"
        )


def decision_called(number: int, asked: Wording, article: str) -> Poll:
    """A decision of the same electors, by the number of its poll."""
    poll = Poll.objects.filter(
        pk=number, kind="question", procedural=False, state="counted", unit=asked.unit, electors=asked.electors
    ).first()
    if poll is None:
        raise Refusal(article, f"Poll {number} is no decision of these electors that could be reopened.", "R7")
    return poll


def _side_may_ask(rule: Reconsideration, before: Poll, scene: Scene) -> bool:
    """Which side somebody was on is known of roll calls alone. How hands and papers were given nobody knows, so anyone may ask."""
    if rule.moved_by == "anyone" or before.ballot != "roll call":
        return True
    votes = RollCallVote.objects.filter(poll=before, mandate__holder=scene.by.member)
    sides = {side for vote in votes for side in ("votes_for", "against") if getattr(vote, side)}
    won = "votes_for" if before.outcome["carried"] else "against"
    return bool(sides) if rule.moved_by == "either side" else won in sides


def history_of(poll: Poll) -> list[Poll]:
    """The decisions on the same question, from the first to the last: each is linked to the one it reopened (R7)."""
    first = poll
    while first.reconsiders is not None:
        first = first.reconsiders
    line = [first]
    while following := line[-1].reconsidered_by.exclude(state="annulled").order_by("-pk").first():
        line.append(following)
    return line
