"""A question goes down for decision, to all units of a level, and comes back up as a return that is counted from the tables."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, StringConstraints

from floor.book.act import Act, Authority, Refusal, Scene
from floor.book.models import Attachment
from floor.congress.models import AskedUnit, Referral
from floor.congress.returns.adding_up import is_settled, outcome_of, return_of
from floor.congress.returns.asking_below import PORTION, lower_level, next_to_ask, standing_in, units_below
from floor.house.models import Unit
from floor.house.standing import mandates_in, open_unit
from floor.law.words import Ballot
from floor.polls.asking.deciding import YES_OR_NO
from floor.polls.asking.putting import Question, Under, ballot_of, dates_of
from floor.polls.authority import by_the_clock, officer_near
from floor.polls.models import Poll
from floor.polls.rolls import electorate_of

Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=300)]


class SendDown(Act):
    """Send a question down for decision to all units of a lower level: shops, factories, districts.

    An officer of the body that asks sends it, or anyone who sits in it once the body has decided so: then the poll is named.
    Whom it goes to nobody chooses: every unit of the level below is asked, by one rule, with one text, until one day. What
    carries it in the end is fixed here, too: the votes of all units together, the units, or the members behind them (R3).
    """

    serves = ("R3", "R4", "R13")
    unit: int
    body: Annotated[str, StringConstraints(max_length=80)]
    level: Annotated[str, StringConstraints(max_length=80)]
    title: Title
    text: Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{64})?$")] = ""
    vote: Annotated[str, StringConstraints(max_length=80)] = ""
    electors: Annotated[str, StringConstraints(max_length=80)] = ""
    ballot: Ballot | None = None
    carried_by: Literal["votes", "units", "members"] = "votes"
    opens: AwareDatetime
    closes: AwareDatetime
    decided: int | None = None
    """The poll by which the body decided to ask, where it is not an officer who sends it."""

    def guard(self, scene: Scene) -> Authority:
        unit = open_unit(self.unit, scene.at)
        article = scene.cite("body", self.body)
        asking = scene.law.body.get(self.body)
        if asking is None or (asking.at, asking.line) != (unit.level, unit.line):
            raise Refusal(article, f"No {self.body} sits at this {unit.level}.")
        lower_level(scene, unit, self.level, article)
        authority = self._authority(scene, unit, article)
        under, line = self._rule(scene)
        sample = units_below(unit, self.level, line).first()
        if sample is None:
            raise Refusal(under.article, f"There is no {self.level} below unit {unit.pk} that could be asked.")
        if self.text and not Attachment.objects.filter(sha256=self.text).exists():
            raise Refusal(under.article, "The text is missing.")
        asked = Question(sample, self.title, self.text, self.vote, self.electors, (), YES_OR_NO, self.ballot, None, self.opens, self.closes)  # fmt: skip
        ballot = ballot_of(scene, asked, under)
        dates_of(scene, asked, under, ballot)
        running = Referral.objects.filter(unit=unit, level=self.level).exclude(state="returned")
        if running.filter(title=self.title).exists():
            raise Refusal(article, "This question is on its way already; its return comes first.", "R7")
        scene.found["sent"] = {"electors": under.electors, "article": under.article, "line": line, "ballot": ballot}
        return authority

    def _authority(self, scene: Scene, unit: Unit, article: str) -> Authority:
        """An officer, or somebody who sits in the body with its decision: no single delegate asks a hundred thousand shops."""
        if mandate := officer_near(scene, [unit]):
            return Authority(article, mandate)
        everyone = electorate_of(scene.law, unit, self.body).everyone
        seat = mandates_in(unit, self.body, scene.at).filter(holder=scene.by.member).order_by("pk").first()
        if scene.by.kind == "member" and (seat or everyone) and self.decided is not None:
            poll = Poll.objects.filter(pk=self.decided, kind="question", unit=unit, electors=self.body, state="counted")
            if (found := poll.first()) and found.outcome.get("carried") is True:
                return Authority(article, seat.pk if seat else None)
        raise Refusal(
            article,
            f"A question is sent down by an officer of the {self.body}, or by somebody who sits in it and names the poll by "
            "which it decided so.",
            "R1",
        )

    def _rule(self, scene: Scene) -> tuple[Under, str]:
        """The rule by which each unit decides, and the line its units stand on."""
        rule = scene.law.vote.get(self.vote) if self.vote else None
        if self.vote and rule is None:
            raise Refusal(scene.cite("vote"), f"The statutes know no vote called “{self.vote}”.", "R3")
        electors = rule.of if rule else self.electors
        article = scene.cite("vote", self.vote) if self.vote else scene.cite("body", electors)
        if self.electors not in ("", electors):
            raise Refusal(article, f"By the statutes this vote is of {electors}, not of {self.electors}.", "R3")
        body = scene.law.body.get(electors)
        if body is None and not (rule and electors == "every member"):
            raise Refusal(article, "Name the body that is asked in each unit, or the vote of the statutes it falls under.", "R3")  # fmt: skip
        if body is not None and body.at != self.level:
            raise Refusal(article, f"The {electors} sits at a {body.at}, not at a {self.level}.", "R3")
        everyone = electors == "every member" or bool(body and body.sits == "every member")
        found = rule or body
        assert found is not None
        return Under(found, electors, article, everyone), body.line if body else "union"

    def apply(self, scene: Scene) -> None:
        assert scene.statutes is not None
        Referral.objects.create(
            id=Referral.next_id(), entry=scene.n, unit_id=self.unit, body=self.body, title=self.title, text=self.text,
            level=self.level, vote=self.vote, carried_by=self.carried_by, statutes=scene.statutes.sha256, sent=scene.at,
            opens=self.opens, closes=self.closes, state="going down", **scene.found["sent"],
        )  # fmt: skip

    def attachments(self) -> tuple[str, ...]:
        return (self.text,) if self.text else ()


class AskUnits(Act):
    """Put a question that goes down to the next units, a portion at a time. Done by the clock.

    Where the same question is before a unit already, or was decided there and stands, that is its answer: nobody is asked
    twice (R7). Where nobody sits in the body that should answer, this is noted, and the unit counts as not decided.
    """

    serves = ("R3", "R7")
    open_to = "nobody"
    referral: int
    units: list[int] = Field(max_length=PORTION)

    def guard(self, scene: Scene) -> Authority:
        referral = referral_called(self.referral)
        authority = by_the_clock(scene, referral.article, "asks the units")
        if referral.state != "going down":
            raise Refusal(referral.article, "All units have been asked.", "R3")
        units = next_to_ask(referral)
        if [unit.pk for unit in units] != self.units:
            raise Refusal(referral.article, "Every unit of the level is asked, in the order of their numbers; none is left out.", "R3")  # fmt: skip
        scene.found["units"] = units
        return authority

    def apply(self, scene: Scene) -> None:
        referral, units = referral_called(self.referral), scene.found["units"]
        standing = standing_in(referral, units, scene)
        first = Poll.next_id()
        polls: list[Poll] = []
        for unit in units:
            stands = standing[unit.pk]
            if stands.answers is None and not stands.nobody and scene.at < referral.closes:
                polls.append(_poll(first + len(polls), referral, unit, stands.reopens, scene))
        Poll.objects.bulk_create(polls, batch_size=PORTION)
        answers = {unit: stands.answers.pk for unit, stands in standing.items() if stands.answers is not None}
        answers |= {poll.unit_id: poll.pk for poll in polls}
        number = AskedUnit.next_id()
        AskedUnit.objects.bulk_create(
            AskedUnit(id=number + at, referral=referral, unit=unit, poll_id=answers.get(unit.pk), members=unit.members_below)
            for at, unit in enumerate(units)
        )  # fmt: skip
        Referral.objects.filter(pk=referral.pk).update(
            asked=referral.asked + len(units),
            reached=units[-1].pk if units else referral.reached,
            state="going down" if len(units) == PORTION else "asked",
        )


def _poll(number: int, referral: Referral, unit: Unit, reopens: Poll | None, scene: Scene) -> Poll:
    return Poll(
        id=number, entry=scene.n, kind="question", title=referral.title, text=referral.text, unit=unit,
        electors=referral.electors, vote=referral.vote, statutes=referral.statutes, article=referral.article, method=YES_OR_NO,
        ballot=referral.ballot, announced=referral.sent, opens=referral.opens, closes=referral.closes, state="announced",
        reconsiders=reopens,
    )  # fmt: skip


class DeclareReturn(Act):
    """Declare what came back from below, once every unit has decided or will not. Done by the clock, from the tables.

    Nothing is counted for a unit that has not decided, and nobody enters a figure by hand (R4).
    """

    serves = ("R4", "R12", "R13")
    open_to = "nobody"
    referral: int

    def guard(self, scene: Scene) -> Authority:
        referral = referral_called(self.referral)
        authority = by_the_clock(scene, referral.article, "declares a return")
        if referral.state == "returned":
            raise Refusal(referral.article, "This return has been declared.", "R4")
        if scene.at < referral.closes or not is_settled(referral):
            raise Refusal(referral.article, "Units are still deciding; the return is declared when all have.", "R4")
        return authority

    def apply(self, scene: Scene) -> None:
        referral = referral_called(self.referral)
        outcome = outcome_of(referral, return_of(referral).total)
        Referral.objects.filter(pk=referral.pk).update(state="returned", returned=scene.at, outcome=outcome)


def referral_called(number: int) -> Referral:
    referral = Referral.objects.select_related("unit").filter(pk=number).first()
    if referral is None:
        raise Refusal("the register", f"There is no question {number} that was sent down.")
    return referral
