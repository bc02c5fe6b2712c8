"""The rules a poll was announced under: the statutes of that day, whatever has become of them since."""

from __future__ import annotations

from typing import Any

from floor.book.doing import statutes_by_hash
from floor.house.models import Mandate
from floor.law.language import Body, Election, Law, Office, Publication, Recall, Vote
from floor.law.statutes import Statutes
from floor.law.values import Duration, Majority, Share
from floor.polls.asking.deciding import Consequences

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


def incompatible_with(law: Law, body: str) -> set[str]:
    """The bodies whose members can't sit in this one at the same time, whichever of the two says so (R20)."""
    return set(law.body[body].not_with) | {name for name, other in law.body.items() if body in other.not_with}


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
        return Rules(poll.method, poll.seats, tie, poll.seed, incumbents, quorum, **_of_those_standing(poll, rule))
    if poll.kind == "recall":
        recall = recall_rule(law, poll.body, poll.part, poll.office)
        assert recall is not None
        return Rules(poll.method, majority=recall.majority, turnout=recall.turnout, seed=poll.seed)
    if poll.terms.get("quorum"):
        quorum = Share.parse(poll.terms["quorum"])
    if law.vote.get(poll.vote):
        vote = law.vote[poll.vote]
        return Rules(
            poll.method, tie=vote.tie, seed=poll.seed, quorum=quorum if body and not body.sits else None,
            majority=vote.majority, turnout=vote.turnout, support=vote.support, reopening=reopening(poll, law),
        )  # fmt: skip
    assert body is not None
    majority = Majority.parse(poll.terms["majority"]) if poll.terms.get("majority") else body.majority
    tie = "not carried" if poll.procedural else body.tie
    return Rules(poll.method, tie=tie, seed=poll.seed, quorum=quorum, majority=majority, reopening=reopening(poll, law))


def reopening(poll: Poll, law: Law) -> Majority | None:
    """What it takes, besides, to decide anew what has been decided (R7)."""
    return law.reconsideration.majority if poll.reconsiders_id and law.reconsideration else None


def consequences_of(poll: Poll) -> Consequences:
    """What the statutes attach to the result of a question; of a recall only that a tie leaves the holder in the seat."""
    law = law_of(poll)
    rule = question_rule(law, poll) if poll.kind == "question" else None
    if rule is None:
        return Consequences()
    body = law.body.get(poll.electors)
    refers_to = (body.tie_goes_to if body else None) or ""
    repeated = poll.again_of_id is not None
    if poll.procedural:
        # How a meeting goes on is not asked twice, and nobody else is asked: what is tied is not carried.
        return Consequences(repeated=repeated)
    if isinstance(rule, Vote):
        return Consequences(rule.tie, refers_to, rule.notice, rule.valid_for, repeated)
    return Consequences(rule.tie, refers_to, repeated=repeated)


def weighed(poll: Poll) -> bool:
    """Whether delegates have as many votes in it as members stand behind their seats."""
    vote = law_of(poll).vote.get(poll.vote)
    return vote is not None and vote.weighed == "members represented"


def declared_within(law: Law) -> Duration:
    """How long tellers have to declare what they counted (R12)."""
    return law.publication.results_within if law.publication else Publication.model_fields["results_within"].default  # type: ignore[no-any-return]


def _of_those_standing(poll: Poll, rule: Election | Office | None) -> dict[str, Any]:
    """What the count must know of the people on the paper: who is on which list, who can take a reserved seat."""
    people = list(
        poll.candidacies.filter(withdrawn=None, number__gt=0)
        .order_by("number")
        .values_list("number", "slate__number", "reserved_as")
    )
    lists = max((slate or 0 for _, slate, _ in people), default=0)
    return {
        "lists": tuple(tuple(one for one, slate, _ in people if slate == at) for at in range(1, lists + 1)),
        "threshold": getattr(rule, "threshold", None),
        "reserved": sum(poll.reserved.values()),
        "of_category": frozenset(one for one, _, category in people if category in poll.reserved),
    }


def small_group(law: Law) -> int:
    return law.publication.small_group if law.publication else SMALL_GROUP


def contest_within(poll: Poll) -> Duration | None:
    """How long a result can be contested. The statutes say it of seats; for offices it is the usual time."""
    rule = seat_rule(law_of(poll), poll.body, poll.part, poll.office)
    usual: Duration = Election.model_fields["contest_within"].default
    return rule.contest_within if isinstance(rule, Election) else usual


def electors_of(mandate: Mandate) -> tuple[int, str]:
    """The unit and the name of the electorate that gave a mandate: the same that can take it back."""
    return mandate.result.unit_id, mandate.result.electors
