"""Putting a question: what is asked, of whom, by which rule, how and when. All of it is fixed in the call (R3)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated, Any

from pydantic import AwareDatetime, StringConstraints

from floor.book.act import Act, Authority, Refusal, Scene
from floor.house.models import Member, Unit
from floor.house.standing import mandates_in, open_unit
from floor.law.language import Body, Vote
from floor.law.words import Ballot
from floor.polls.acts.calling import SHORTEST, check_tellers
from floor.polls.asking.deciding import FOR_OPTIONS, YES_OR_NO
from floor.polls.asking.reconsidering import Wording, check_may_be_put, same_question
from floor.polls.authority import officer_near
from floor.polls.models import Poll
from floor.polls.rolls import electorate_of

Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=300)]
Part = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
#: Ballots in which nobody sees how another votes.
SECRET = ("secret", "paper", "postal")
#: Votes that are secret whatever the ballot in the statutes (R5).
ALWAYS_SECRET = ("strike", "expulsion")
MOST_PARTS = 50


class PutQuestion(Act):
    """Put a question to an electorate: everyone of a unit, or the delegates of a body.

    It is put by an officer of the unit, or of one above it, or by somebody who sits in the body that is asked. With the
    name of a vote of the statutes, the rule of that vote holds; otherwise the body's own rule for motions.

    Several `parts` are one question, for or against all of it, until an elector demands that it be divided (R22). With a
    method for options, the parts are options, of which one is chosen. A question about a person is secret, and about one
    person alone. What has been decided comes back under the rule for it (R7).
    """

    serves = ("R3", "R4", "R5", "R6", "R7", "R22")
    unit: int
    title: Title
    text: Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{64})?$")] = ""
    vote: Annotated[str, StringConstraints(max_length=80)] = ""
    electors: Annotated[str, StringConstraints(max_length=80)] = ""
    parts: list[Part] = []
    method: str = YES_OR_NO
    ballot: Ballot | None = None
    about_member: int | None = None
    opens: AwareDatetime | None = None
    closes: AwareDatetime | None = None
    tellers: list[int] = []
    beside: int | None = None
    reconsiders: int | None = None

    def guard(self, scene: Scene) -> Authority:
        unit = scene.found["unit"] = open_unit(self.unit, scene.at)
        rule, electors, article = self._rule(scene, unit)
        everyone = electorate_of(scene.law, unit, electors).everyone
        if not everyone and not mandates_in(unit, electors, scene.at).exists():
            raise Refusal(article, f"Nobody sits in the {electors} of unit {unit.pk}; there is nobody to ask.", "R1")
        authority = self._authority(scene, unit, electors, everyone, article)
        ballot = self._ballot(scene, rule, everyone, article)
        self._check_parts(ballot, article)
        check_tellers(self.tellers, article)
        opens, closes = self._dates(scene, rule, ballot, article)
        asked = Wording(unit, electors, self.title, self.text)
        check_may_be_put(scene, asked, self.reconsiders, article)
        scene.found["row"] = {
            "electors": electors, "article": article, "ballot": ballot, "opens": opens, "closes": closes,
            "beside": self._root(asked, article),
        }  # fmt: skip
        return authority

    def _rule(self, scene: Scene, unit: Unit) -> tuple[Vote | Body, str, str]:
        """The rule it falls under, who is asked by it, and where that stands."""
        rule: Vote | Body | None = scene.law.vote.get(self.vote) if self.vote else None
        if self.vote and rule is None:
            raise Refusal(scene.cite("vote"), f"The statutes know no vote called “{self.vote}”.", "R3")
        article = scene.cite("vote", self.vote) if self.vote else scene.cite("body", self.electors)
        electors = rule.of if isinstance(rule, Vote) else self.electors
        if self.electors not in ("", electors):
            raise Refusal(article, f"By the statutes this vote is of {electors}, not of {self.electors}.", "R3")
        body = scene.law.body.get(electors)
        if body is None and not (self.vote and electors == "every member"):
            raise Refusal(article, "The statutes have no rule for this. Name the body that is asked, or the vote it falls under.", "R3")  # fmt: skip
        if body is not None and (body.at, body.line) != (unit.level, unit.line):
            raise Refusal(article, f"The {electors} sits at a {body.at}, not at this {unit.level}.", "R3")
        found = rule or body
        assert found is not None
        return found, electors, article

    def _authority(self, scene: Scene, unit: Unit, electors: str, everyone: bool, article: str) -> Authority:
        mandate = officer_near(scene, [unit])
        if mandate is None and not everyone and scene.by.kind == "member":
            own = mandates_in(unit, electors, scene.at).filter(holder=scene.by.member)
            mandate = own.order_by("pk").values_list("pk", flat=True).first()
        if mandate is None:
            raise Refusal(article, "A question is put by an officer of the unit, or by somebody who sits in the body that is asked.", "R1")  # fmt: skip
        return Authority(article, mandate)

    def _ballot(self, scene: Scene, rule: Vote | Body, everyone: bool, article: str) -> str:
        by_law = rule.ballot if isinstance(rule, Vote) else None
        person = self.about_member is not None
        if person and not Member.objects.filter(pk=self.about_member).exists():
            raise Refusal(article, f"There is no member {self.about_member}.")
        ballot = self.ballot or (by_law if by_law and not person else None) or ("secret" if person else "show of hands")
        kind = scene.law.kind_of(self.vote) if self.vote else "other"
        if (person or kind in ALWAYS_SECRET) and ballot not in SECRET:
            raise Refusal(article, f"About persons, strikes and expulsions votes are secret, not by {ballot}.", "R5")
        if by_law and ballot != by_law and not (by_law == "show of hands" and ballot in SECRET):
            raise Refusal(article, f"The statutes have this vote by {by_law}; it can't be made {ballot}.", "R3")
        if ballot == "roll call" and everyone:
            raise Refusal(article, "Names are called of delegates alone: how a member votes, no list says.", "R17")
        if isinstance(rule, Vote) and rule.weighed == "members represented" and ballot != "roll call":
            raise Refusal(article, "Delegates vote here for the members they represent; that takes a roll call.", "R3")
        return ballot

    def _check_parts(self, ballot: str, article: str) -> None:
        options = self.method != YES_OR_NO
        if options and self.method not in FOR_OPTIONS:
            raise Refusal(article, f"One of several options is chosen by {', '.join(FOR_OPTIONS)}.", "R3")
        if options and len(self.parts) < 2:
            raise Refusal(article, "To choose there must be two options at least.")
        if len(self.parts) == 1 or len(self.parts) > MOST_PARTS or len(set(self.parts)) != len(self.parts):
            raise Refusal(article, f"A question has no parts, or from 2 to {MOST_PARTS} different ones.")
        if self.about_member is not None and self.parts:
            raise Refusal(article, "Persons are voted on one by one; put a question about each.", "R22")
        if options and (ballot == "roll call" or (ballot == "show of hands" and self.method != "plurality")):
            raise Refusal(article, f"By {ballot} the method {self.method} can't be counted; hands choose by plurality, papers by any.", "R3")  # fmt: skip

    def _dates(self, scene: Scene, rule: Vote | Body, ballot: str, article: str) -> tuple[datetime, datetime]:
        bundle = self.method == YES_OR_NO and len(self.parts) > 1
        first = scene.at + SHORTEST if bundle else scene.at
        opens = self.opens or first
        if opens < scene.at:
            raise Refusal(article, "A question is put before it opens, not afterwards.", "R3")
        if opens < first:
            raise Refusal(article, "A question of several parts is announced an hour before it opens, so that any elector can demand that it be divided.", "R22")  # fmt: skip
        closes = self.closes or usual_closing(rule, ballot, opens)
        if closes <= opens or (ballot in SECRET and closes - opens < SHORTEST):
            raise Refusal(
                article, "A poll on papers is open for an hour at least, and any other closes after it opens.", "R3"
            )
        return opens, closes

    def _root(self, asked: Wording, article: str) -> int | None:
        """The first of the polls that ask the same in other electorates."""
        if self.beside is None:
            return None
        other = Poll.objects.filter(pk=self.beside, kind="question").first()
        if other is None or not same_question(other, asked):
            raise Refusal(article, f"Poll {self.beside} does not ask the same; only the same question stands side by side.", "R4")  # fmt: skip
        if (other.unit_id, other.electors) == (asked.unit.pk, asked.electors):
            raise Refusal(article, f"Poll {self.beside} asks the same electors.", "R7")
        return other.beside_id or other.pk

    def apply(self, scene: Scene) -> None:
        row: dict[str, Any] = scene.found["row"]
        assert scene.statutes is not None
        Poll.objects.create(
            id=Poll.next_id(), entry=scene.n, kind="question", title=self.title, text=self.text, parts=self.parts,
            unit=scene.found["unit"], electors=row["electors"], vote=self.vote, statutes=scene.statutes.sha256,
            article=row["article"], method=self.method, ballot=row["ballot"], announced=scene.at, opens=row["opens"],
            closes=row["closes"], tellers=self.tellers, state="announced", beside_id=row["beside"],
            reconsiders_id=self.reconsiders,
        )  # fmt: skip

    def attachments(self) -> tuple[str, ...]:
        return (self.text,) if self.text else ()


def usual_closing(rule: Vote | Body, ballot: str, opens: datetime) -> datetime:
    """Where whoever asks names no time: the statutes', or an hour in a meeting and three days on papers."""
    if isinstance(rule, Vote):
        return rule.open_for.after(opens)
    return opens + (timedelta(days=3) if ballot in SECRET else SHORTEST)
