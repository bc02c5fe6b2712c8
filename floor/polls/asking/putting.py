"""Putting a question, whoever puts it: the rule it falls under, the ballot, the parts, the time. All of it is fixed here (R3).

An officer does it for a poll of some days; the chair of a meeting does it for those in the room. The same checks hold for both.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from floor.book.act import Refusal, Scene
from floor.house.models import Member, Unit
from floor.house.standing import mandates_in
from floor.law.language import Body, Vote
from floor.polls.asking.deciding import FOR_OPTIONS, YES_OR_NO
from floor.polls.asking.reconsidering import Wording, check_may_be_put, same_question
from floor.polls.asking.when import SECRET, usual_closing, usual_of_question
from floor.polls.electing.dates import SHORTEST, too_late
from floor.polls.models import Poll
from floor.polls.rolls import electorate_of

#: Votes that are secret whatever the ballot in the statutes (R5).
ALWAYS_SECRET = ("strike", "expulsion")
MOST_PARTS = 50
#: The shortest time for papers in a meeting: everyone who votes is in the room and knows it.
SHORTEST_IN_A_ROOM = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, of whom, and how, as far as whoever puts it says so."""

    unit: Unit
    title: str
    text: str = ""
    vote: str = ""
    electors: str = ""
    parts: tuple[str, ...] = ()
    method: str = YES_OR_NO
    ballot: str | None = None
    about_member: int | None = None
    opens: datetime | None = None
    closes: datetime | None = None
    tellers: tuple[int, ...] = ()
    beside: int | None = None
    reconsiders: int | None = None
    meeting: int | None = None
    divided: bool = False
    procedural: bool = False
    terms: dict[str, str] = field(default_factory=dict)

    @property
    def is_bundle(self) -> bool:
        return self.method == YES_OR_NO and len(self.parts) > 1 and not self.divided


@dataclass(frozen=True, slots=True)
class Under:
    """The rule a question falls under, who is asked by it, and where that stands."""

    rule: Vote | Body
    electors: str
    article: str
    everyone: bool


@dataclass(frozen=True, slots=True)
class Fixed:
    """Everything about a question that can't change any more."""

    under: Under
    ballot: str
    opens: datetime
    closes: datetime
    beside: int | None


def rule_for(scene: Scene, asked: Question) -> Under:
    """The rule a question falls under; a Refusal if there is none, or nobody to ask."""
    rule: Vote | Body | None = scene.law.vote.get(asked.vote) if asked.vote else None
    if asked.vote and rule is None:
        raise Refusal(scene.cite("vote"), f"The statutes know no vote called “{asked.vote}”.", "R3")
    article = scene.cite("vote", asked.vote) if asked.vote else scene.cite("body", asked.electors)
    electors = rule.of if isinstance(rule, Vote) else asked.electors
    if asked.electors not in ("", electors):
        raise Refusal(article, f"By the statutes this vote is of {electors}, not of {asked.electors}.", "R3")
    body = scene.law.body.get(electors)
    if body is None and not (asked.vote and electors == "every member"):
        raise Refusal(article, "The statutes have no rule for this. Name the body that is asked, or the vote it falls under.", "R3")  # fmt: skip
    if body is not None and (body.at, body.line) != (asked.unit.level, asked.unit.line):
        raise Refusal(article, f"The {electors} sits at a {body.at}, not at this {asked.unit.level}.", "R3")
    found = rule or body
    assert found is not None
    everyone = electorate_of(scene.law, asked.unit, electors).everyone
    if not everyone and not mandates_in(asked.unit, electors, scene.at).exists():
        raise Refusal(article, f"Nobody sits in the {electors} of unit {asked.unit.pk}; there is nobody to ask.", "R1")
    return Under(found, electors, article, everyone)


def fix(scene: Scene, asked: Question, under: Under) -> Fixed:
    """Check all of a question and fix it; a Refusal says what is not in order."""
    ballot = ballot_of(scene, asked, under)
    check_parts(asked, ballot, under.article)
    opens, closes = dates_of(scene, asked, under, ballot)
    wording = Wording(asked.unit, under.electors, asked.title, asked.text)
    if not asked.procedural:
        check_may_be_put(scene, wording, asked.reconsiders, under.article)
    return Fixed(under, ballot, opens, closes, first_of_those_beside(asked, wording, under.article))


def write(scene: Scene, asked: Question, fixed: Fixed) -> Poll:
    """Write the poll of a question that has been fixed. Called from the `apply` of acts."""
    assert scene.statutes is not None
    return Poll.objects.create(
        id=Poll.next_id(), entry=scene.n, kind="question", title=asked.title, text=asked.text, parts=list(asked.parts),
        unit=asked.unit, electors=fixed.under.electors, vote=asked.vote, statutes=scene.statutes.sha256,
        article=fixed.under.article, method=asked.method, ballot=fixed.ballot, announced=scene.at, opens=fixed.opens,
        closes=fixed.closes, tellers=list(asked.tellers), state="announced", beside_id=fixed.beside, divided=asked.divided,
        reconsiders_id=asked.reconsiders, meeting=asked.meeting, procedural=asked.procedural, terms=dict(asked.terms),
    )  # fmt: skip


def ballot_of(scene: Scene, asked: Question, under: Under) -> str:
    """How votes are cast: as the statutes have it, or more secret; about persons always in secret."""
    rule, article = under.rule, under.article
    by_law = rule.ballot if isinstance(rule, Vote) else None
    person = asked.about_member is not None
    if person and not Member.objects.filter(pk=asked.about_member).exists():
        raise Refusal(article, f"There is no member {asked.about_member}.")
    ballot = asked.ballot or (by_law if by_law and not person else None) or ("secret" if person else "show of hands")
    kind = scene.law.kind_of(asked.vote) if asked.vote else "other"
    if (person or kind in ALWAYS_SECRET) and ballot not in SECRET:
        raise Refusal(article, f"About persons, strikes and expulsions votes are secret, not by {ballot}.", "R5")
    if by_law and ballot != by_law and not (by_law == "show of hands" and ballot in SECRET):
        raise Refusal(article, f"The statutes have this vote by {by_law}; it can't be made {ballot}.", "R3")
    if ballot == "roll call" and under.everyone:
        raise Refusal(article, "Names are called of delegates alone: how a member votes, no list says.", "R17")
    if isinstance(rule, Vote) and rule.weighed == "members represented" and ballot != "roll call":
        raise Refusal(article, "Delegates vote here for the members they represent; that takes a roll call.", "R3")
    return ballot


def check_parts(asked: Question, ballot: str, article: str) -> None:
    options, parts = asked.method != YES_OR_NO, asked.parts
    if options and asked.method not in FOR_OPTIONS:
        raise Refusal(article, f"One of several options is chosen by {', '.join(FOR_OPTIONS)}.", "R3")
    if options and len(parts) < 2:
        raise Refusal(article, "To choose there must be two options at least.")
    if len(parts) == 1 or len(parts) > MOST_PARTS or len(set(parts)) != len(parts):
        raise Refusal(article, f"A question has no parts, or from 2 to {MOST_PARTS} different ones.")
    if asked.about_member is not None and parts:
        raise Refusal(article, "Persons are voted on one by one; put a question about each.", "R22")
    if options and (ballot == "roll call" or (ballot == "show of hands" and asked.method != "plurality")):
        raise Refusal(article, f"By {ballot} the method {asked.method} can't be counted; hands choose by plurality, papers by any.", "R3")  # fmt: skip


def dates_of(scene: Scene, asked: Question, under: Under, ballot: str) -> tuple[datetime, datetime]:
    """When it opens and closes. In a meeting at once: whoever would have it divided could say so since it was moved."""
    in_a_room = asked.meeting is not None
    first = scene.at + SHORTEST if asked.is_bundle and not in_a_room else scene.at
    opens = asked.opens or first
    if opens < scene.at:
        raise Refusal(under.article, "A question is put before it opens, not afterwards.", "R3")
    if opens < first:
        raise Refusal(under.article, "A question of several parts is announced an hour before it opens, so that any elector can demand that it be divided.", "R22")  # fmt: skip
    closes = asked.closes or usual_closing(under.rule, ballot, opens)
    if in_a_room and ballot in SECRET and closes - opens < SHORTEST_IN_A_ROOM:
        raise Refusal(under.article, "In a meeting papers are taken for two minutes at least.", "R3")
    if closes <= opens or (not in_a_room and ballot in SECRET and closes - opens < SHORTEST):
        raise Refusal(
            under.article, "A poll on papers is open for an hour at least, and any other closes after it opens.", "R3"
        )
    if fault := too_late(opens, closes, usual_of_question(under.rule, ballot, scene.at)):
        raise Refusal(under.article, fault, "R6")
    return opens, closes


def first_of_those_beside(asked: Question, wording: Wording, article: str) -> int | None:
    """The first of the polls that ask the same in other electorates."""
    if asked.beside is None:
        return None
    other = Poll.objects.filter(pk=asked.beside, kind="question").first()
    if other is None or not same_question(other, wording):
        raise Refusal(article, f"Poll {asked.beside} does not ask the same; only the same question stands side by side.", "R4")  # fmt: skip
    if (other.unit_id, other.electors) == (wording.unit.pk, wording.electors):
        raise Refusal(article, f"Poll {asked.beside} asks the same electors.", "R7")
    return other.beside_id or other.pk
