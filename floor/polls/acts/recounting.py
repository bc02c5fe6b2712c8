"""A recount of papers: whoever could vote can ask for one, two other tellers do it, and both results stand side by side."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from floor.book.act import Act, Authority, Refusal, Scene
from floor.book.entries import read_at, written_at
from floor.polls.acts.calling import poll_called
from floor.polls.acts.sheets import check_found, electors_of_paper, recount_under_way
from floor.polls.asking.deciding import decide
from floor.polls.authority import by_the_clock
from floor.polls.counting import outcome_of
from floor.polls.laws import consequences_of, rules_of
from floor.polls.models import Poll, RollLine, Sheets
from floor.polls.on_paper.entered import ON_PAPER
from floor.polls.urn.paper import Form

#: How long a recount can be asked for where the statutes give no time for contests.
USUAL_TIME = timedelta(days=7)


class AskRecount(Act):
    """Ask that the papers of a poll be counted again, by two other tellers.

    Open to everyone on its roll and to those who stood, for as long as the result can be contested. Two counts that agree
    settle it; after one that differed, another can be asked for. Seats change only by a contest that is upheld.
    """

    serves = ("R4",)
    poll: int

    def guard(self, scene: Scene) -> Authority:
        poll = poll_called(self.poll)
        if poll.ballot not in ON_PAPER:
            raise Refusal(
                poll.article, "The papers of this poll are published: anyone can count them again, with any program."
            )
        if poll.state not in ("counted", "failed"):
            raise Refusal(poll.article, "There is no count of this poll that could be done again.")
        until = (poll.contest_until or poll.counted + USUAL_TIME) if poll.counted else scene.at
        if scene.at >= until:
            raise Refusal(poll.article, f"A recount could be asked for until {until:%d %B %Y}.")
        if recount_under_way(poll):
            raise Refusal(poll.article, "The papers are being counted again already.")
        recounts = poll.outcome["recounts"]
        if recounts and recounts[-1]["same"]:
            raise Refusal(poll.article, "The papers were counted again, and both counts agree.")
        if not self._took_part(poll, scene):
            raise Refusal(poll.article, "A recount is asked for by somebody on the roll, or who stood.", "R4")
        return Authority(poll.article)

    def _took_part(self, poll: Poll, scene: Scene) -> bool:
        if scene.by.kind != "member":
            return False
        stood = poll.candidacies.filter(member=scene.by.member, withdrawn=None).exists()
        return stood or RollLine.objects.filter(poll=poll, member=scene.by.member, reason="").exists()

    def apply(self, scene: Scene) -> None:
        poll = poll_called(self.poll)
        poll.outcome["recounts"].append({"asked": written_at(scene.at)})
        poll.save(update_fields=["outcome"])


class RecordRecount(Act):
    """Record what two other tellers found when they counted again, beside what was found first.

    Done by the clock. Nothing follows from it by itself: who finds that it should, contests the result.
    """

    serves = ("R4", "R25")
    open_to = "nobody"
    poll: int
    recount: int = Field(ge=1)
    urn: Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{64})?$")]
    papers: int = Field(ge=0)
    invalid: int = Field(ge=0)
    marked: int = Field(ge=0)
    sheets: list[int]
    fault: Annotated[str, StringConstraints(max_length=300)] = ""

    def guard(self, scene: Scene) -> Authority:
        poll = poll_called(self.poll)
        authority = by_the_clock(scene, poll.article, "records a recount")
        if self.recount != recount_under_way(poll):
            raise Refusal(poll.article, "No recount of this poll is under way.", "R3")
        check_found(self, poll, scene, self.recount, asked_on(poll))
        return authority

    def apply(self, scene: Scene) -> None:
        poll = poll_called(self.poll)
        poll.outcome["recounts"][-1] |= self._found(poll, scene) | {"recorded": written_at(scene.at)}
        poll.save(update_fields=["outcome"])
        Sheets.objects.filter(pk__in=self.sheets).update(count=self.papers + self.invalid)

    def _found(self, poll: Poll, scene: Scene) -> dict[str, Any]:
        told: dict[str, Any] = {"papers": self.papers, "invalid": self.invalid, "marked": self.marked}
        urn = scene.found.get("urn")
        if urn is None:
            return told | {"fault": self.fault, "same": False}
        rules = rules_of(poll, tuple(poll.outcome["incumbents"]))
        standing = poll.candidacies.filter(withdrawn=None, number__gt=0).count()
        electors = electors_of_paper(poll, self)
        outcome = outcome_of(rules, Form.from_data(poll.form), urn, electors, standing)
        if poll.kind != "election" and poll.counted:
            # A lot that fell for a tie falls again in the same way.
            outcome = decide(outcome, rules, consequences_of(poll), poll.counted, electors.papers).outcome
        outcome["figures"]["invalid"] = self.invalid
        before = poll.outcome["figures"]["invalid"], poll.voted
        return told | {
            "urn": self.urn,
            "outcome": outcome,
            "same": self.urn == poll.urn and before == (self.invalid, self.marked),
            "same_result": all(
                outcome.get(what) == poll.outcome.get(what) for what in ("elected", "carried", "failed")
            ),
        }

    def attachments(self) -> tuple[str, ...]:
        return (self.urn,) if self.urn else ()


def asked_on(poll: Poll) -> datetime:
    """When the last recount was asked for."""
    return read_at(poll.outcome["recounts"][-1]["asked"])
