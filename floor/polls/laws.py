"""The rules a poll was announced under: the statutes of that day, whatever has become of them since."""

from __future__ import annotations

from floor.book.doing import statutes_by_hash
from floor.house.models import Mandate
from floor.law.language import Body, Election, Law, Office, Recall, Vote
from floor.law.statutes import Statutes
from floor.law.values import Duration

from .counting import Rules
from .models import Petition, Poll

#: Where the statutes do not say how soon small numbers may be shown.
SMALL_GROUP = 5


def statutes_of(poll: Poll | Petition) -> Statutes:
    return statutes_by_hash(poll.statutes)


def law_of(poll: Poll | Petition) -> Law:
    day = poll.announced if isinstance(poll, Poll) else poll.opened
    return statutes_of(poll).on(day.date())


def seat_rule(law: Law, body: str, part: str, office: str) -> Election | Office | None:
    """The rule that fills these seats."""
    table = law.body.get(body)
    if table is None:
        return None
    return table.offices.get(office) if office else law.elections_of(body).get(part)


def recall_rule(law: Law, body: str, part: str, office: str) -> Recall | None:
    """The rule by which these seats are taken back: the office's own, the part's, or the body's."""
    table = law.body.get(body)
    own = table.offices.get(office) if table and office else None
    return (own.recall if own else None) or (law.recall_of(body, part) if table else None)


def question_rule(law: Law, poll: Poll) -> Vote | Body | None:
    """The rule of a question: the vote of the statutes it falls under, or what carries a motion in the body."""
    return law.vote.get(poll.vote) if poll.vote else law.body.get(poll.electors)


def rules_of(poll: Poll, incumbents: tuple[int, ...] = ()) -> Rules:
    law = law_of(poll)
    body = law.body.get(poll.electors)
    quorum = body.quorum if body else None
    if poll.kind == "election":
        rule = seat_rule(law, poll.body, poll.part, poll.office)
        tie = (rule.tie if rule else None) or "lot"
        return Rules(poll.method, poll.seats, tie, poll.seed, incumbents, quorum)
    if poll.kind == "recall":
        recall = recall_rule(law, poll.body, poll.part, poll.office)
        assert recall is not None
        return Rules(poll.method, majority=recall.majority, turnout=recall.turnout, seed=poll.seed)
    if law.vote.get(poll.vote):
        vote = law.vote[poll.vote]
        return Rules(
            poll.method, tie=vote.tie, seed=poll.seed, quorum=quorum if body and not body.sits else None,
            majority=vote.majority, turnout=vote.turnout, support=vote.support,
        )  # fmt: skip
    assert body is not None
    return Rules(poll.method, tie=body.tie, seed=poll.seed, quorum=quorum, majority=body.majority)


def small_group(law: Law) -> int:
    return law.publication.small_group if law.publication else SMALL_GROUP


def contest_within(poll: Poll) -> Duration | None:
    rule = seat_rule(law_of(poll), poll.body, poll.part, poll.office)
    return rule.contest_within if isinstance(rule, Election) else None


def electors_of(mandate: Mandate) -> tuple[int, str]:
    """The unit and the name of the electorate that gave a mandate: the same that can take it back."""
    return mandate.result.unit_id, mandate.result.electors
