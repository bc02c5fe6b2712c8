"""Votes in the open: tellers enter a show of hands, or how each delegate answered when the roll was called."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict, Field

from floor.book.act import Act, Authority, Refusal, Scene
from floor.house.models import Mandate, Member
from floor.house.rules import Figures, fault_in_figures, fault_in_question
from floor.house.standing import officer_or_teller
from floor.polls.acts.calling import poll_called
from floor.polls.asking.deciding import YES_OR_NO, choice_by_hands, outcome_by_voice
from floor.polls.asking.in_the_room import the_room
from floor.polls.asking.members_behind import called_in
from floor.polls.authority import by_the_clock
from floor.polls.counting import Electors
from floor.polls.effects import carry_out, decide_question, tell_it_is_decided
from floor.polls.laws import declared_within, law_of, rules_of
from floor.polls.models import Poll, RollCallVote

IN_THE_OPEN = ("show of hands", "roll call")


class Hands(BaseModel):
    """The hands counted on one question, or on one part of it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    votes_for: int = Field(ge=0)
    against: int = Field(ge=0)
    abstaining: int = Field(ge=0)

    @property
    def raised(self) -> int:
        return self.votes_for + self.against + self.abstaining

    def as_tally(self) -> dict[str, int]:
        return {"for": self.votes_for, "against": self.against, "abstaining": self.abstaining}


class CountHands(Act):
    """Enter the count of a show of hands: everyone present, and for each part how many were for, against and abstained.

    Two tellers count; one of them enters it, or an officer of the unit, while the poll is open or within the time for
    declaring results. The figures must agree. Whether it was carried, or unanimous, is worked out from them, never entered.
    """

    serves = ("R4", "R12", "R20")
    poll: int
    present: int = Field(ge=0)
    hands: list[Hands] = []
    options: list[int] = []
    """Where one of several options is chosen: the hands for each."""
    invalid: int = Field(default=0, ge=0)
    tellers: list[int]

    def guard(self, scene: Scene) -> Authority:
        poll = poll_to_be_counted(self.poll, "show of hands", scene)
        check_who_counted(poll, self.tellers)
        figures = Figures(poll.entitled, self.present, self._cast(poll), self.invalid)
        check_the_room(poll, self.present)
        expected = poll.form["options"]
        given = self.hands if poll.method == YES_OR_NO else self.options
        if len(given) != expected or (self.hands and self.options):
            raise Refusal(poll.article, f"Counts of hands needed: {expected}; given: {len(given)}.", "R4")
        if any(number < 0 for number in self.options):
            raise Refusal(poll.article, "A figure is below nothing.", "R4")
        faults = [fault_in_figures(figures)]
        for each in self.hands:
            raised = Figures(poll.entitled, self.present, each.raised + self.invalid, self.invalid)
            faults.append(fault_in_question(raised, each.votes_for, each.against, each.abstaining))
        for fault in filter(None, faults):
            raise Refusal(poll.article, fault, "R4")
        return who_enters(scene, poll, self.tellers)

    def _cast(self, poll: Poll) -> int:
        raised = max((each.raised for each in self.hands), default=0) if poll.method == YES_OR_NO else sum(self.options)
        return raised + self.invalid

    def apply(self, scene: Scene) -> None:
        poll = poll_called(self.poll)
        people, rules = Electors(poll.entitled, self.present, self._cast(poll)), rules_of(poll)
        if poll.method == YES_OR_NO:
            tallies = [each.as_tally() for each in self.hands]
            poll.outcome = outcome_by_voice(rules, tallies, people, people, self.invalid)
        else:
            poll.outcome = choice_by_hands(rules, self.options, people, self.invalid)
        finish(poll, people.papers, self.tellers, scene)


class Answer(BaseModel):
    """How one delegate answered. With votes for the members behind the seat, these can be split."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    mandate: int
    part: int = Field(default=1, ge=1)
    votes_for: int = Field(ge=0)
    against: int = Field(ge=0)
    abstaining: int = Field(ge=0)

    @property
    def votes(self) -> int:
        return self.votes_for + self.against + self.abstaining


class CallRoll(Act):
    """Enter how each delegate answered when the roll was called. By name: those whom a delegate represents may know it (M18).

    Each delegate who held a seat when the poll opened answers once, with one vote, or with as many as members stand behind
    the seat where the statutes weigh votes so. Who did not answer was absent.
    """

    serves = ("R4", "R12", "R13")
    poll: int
    answers: list[Answer]
    tellers: list[int]

    def guard(self, scene: Scene) -> Authority:
        poll = poll_to_be_counted(self.poll, "roll call", scene)
        check_who_counted(poll, self.tellers)
        votes_of, seen = called_in(poll), set()
        sat = the_room().sat(poll.meeting, poll.opens) if poll.meeting is not None else None
        for answer in self.answers:
            if answer.mandate not in votes_of:
                raise _without_a_vote(poll, answer.mandate)
            if sat is not None and answer.mandate not in sat:
                raise Refusal(poll.article, f"Mandate {answer.mandate} has not taken a seat in this meeting; nobody votes for who is absent.", "R4")  # fmt: skip
            if answer.part > poll.form["options"]:
                raise Refusal(poll.article, f"This question has no part {answer.part}.", "R4")
            if (answer.mandate, answer.part) in seen:
                raise Refusal(poll.article, f"Mandate {answer.mandate} is called twice.", "R4")
            seen.add((answer.mandate, answer.part))
            if answer.votes != votes_of[answer.mandate]:
                raise Refusal(poll.article, f"Mandate {answer.mandate} has {votes_of[answer.mandate]} votes; {answer.votes} are entered.", "R4")  # fmt: skip
        return who_enters(scene, poll, self.tellers)

    def apply(self, scene: Scene) -> None:
        poll = poll_called(self.poll)
        votes_of = called_in(poll)
        present = {answer.mandate for answer in self.answers}
        tallies = [_sum_of(self.answers, part) for part in range(1, poll.form["options"] + 1)]
        people = Electors(len(votes_of), len(present), len(present))
        votes = Electors(
            sum(votes_of.values()),
            sum(votes_of[mandate] for mandate in present),
            max(sum(tally.values()) for tally in tallies),
        )
        poll.outcome = outcome_by_voice(rules_of(poll), tallies, people, votes)
        poll.outcome["delegates"] = {"entitled": people.entitled, "present": people.present}
        first = RollCallVote.next_id()
        RollCallVote.objects.bulk_create(
            RollCallVote(
                id=first + at, poll=poll, mandate_id=answer.mandate, part=answer.part, votes_for=answer.votes_for,
                against=answer.against, abstaining=answer.abstaining,
            )
            for at, answer in enumerate(self.answers)
        )  # fmt: skip
        finish(poll, people.present, self.tellers, scene)


class LeaveUncounted(Act):
    """Note that nobody counted a vote in the open in time. It decided nothing, and can be asked again. Done by the clock."""

    serves = ("R4", "R12")
    open_to = "nobody"
    poll: int

    def guard(self, scene: Scene) -> Authority:
        poll = poll_called(self.poll)
        authority = by_the_clock(scene, poll.article, "notes what was not counted")
        if poll.ballot not in IN_THE_OPEN or poll.state != "open":
            raise Refusal(poll.article, "This poll is not waiting for the count of its tellers.")
        if scene.at < declared_within(law_of(poll)).after(poll.closes):
            raise Refusal(poll.article, "The tellers have time yet to declare what they counted.", "R12")
        return authority

    def apply(self, scene: Scene) -> None:
        poll = poll_called(self.poll)
        figures = {"entitled": poll.entitled, "present": 0, "papers": 0, "blank": 0, "valid": 0, "invalid": 0}
        outcome = {
            "figures": figures,
            "conditions": [],
            "failed": True,
            "carried": False,
            "uncounted": True,
            "units": [],
        }
        answers = {"parts": []} if poll.method == YES_OR_NO else {"elected": [], "votes": []}
        poll.state, poll.outcome, poll.counted = "failed", outcome | answers, scene.at
        poll.save(update_fields=["state", "outcome", "counted"])
        tell_it_is_decided(poll, scene)


def poll_to_be_counted(number: int, ballot: str, scene: Scene) -> Poll:
    poll = poll_called(number)
    if poll.kind != "question" or poll.ballot != ballot:
        raise Refusal(poll.article, f"This poll is by {poll.ballot}; no {ballot} can stand for it.", "R3")
    if poll.state != "open" or scene.at < poll.opens:
        raise Refusal(poll.article, "What is counted is entered once, after the poll has opened.", "R3")
    within = declared_within(law_of(poll))
    if scene.at >= within.after(poll.closes):
        raise Refusal(poll.article, f"Results are declared within {within} after the closing.", "R12")
    return poll


def check_who_counted(poll: Poll, tellers: Sequence[int]) -> None:
    """Two tellers at least, different people, on the register; those who were named in the call, if any were."""
    if len(set(tellers)) < 2 or len(set(tellers)) != len(tellers):
        raise Refusal(poll.article, "At least two tellers count; name them.", "R4")
    if Member.objects.filter(pk__in=tellers, left=None).count() != len(tellers):
        raise Refusal(poll.article, "A teller is not on the register.", "R4")
    if poll.tellers and not set(tellers) <= set(poll.tellers):
        raise Refusal(poll.article, "The tellers who count are those who were named when the question was put.", "R4")


def finish(poll: Poll, voted: int, tellers: list[int], scene: Scene) -> None:
    """Write what was counted and let it do what it says."""
    poll.voted, poll.counted, poll.tellers = voted, scene.at, tellers
    decide_question(poll, scene, voted)
    poll.save()
    if poll.state == "counted":
        carry_out(poll, scene)
    tell_it_is_decided(poll, scene)


def check_the_room(poll: Poll, present: int) -> None:
    """In a meeting nobody is present who was not counted in the room (R4, R11)."""
    if poll.meeting is None:
        return
    inside = the_room().present(poll.meeting, poll.unit_id)
    if present > inside:
        raise Refusal(poll.article, f"{inside} were in the room when it was last counted; {present} are entered. Count the room first.", "R4")  # fmt: skip


def _without_a_vote(poll: Poll, mandate: int) -> Refusal:
    """Why a mandate is not called: it is of a body that has a voice and no vote, or of none that is asked here."""
    other = Mandate.objects.filter(pk=mandate).values_list("seat__body", flat=True).first()
    asked = law_of(poll).body.get(poll.electors)
    if asked is not None and other in asked.consultative:
        return Refusal(poll.article, f"Mandate {mandate} is of the {other}, which has a consultative voice in the {poll.electors}: it speaks there and does not vote.", "R11")  # fmt: skip
    return Refusal(poll.article, f"Mandate {mandate} had no seat in the {poll.electors} when the poll opened.", "R3")


def who_enters(scene: Scene, poll: Poll, tellers: list[int]) -> Authority:
    """One of those who counted, or an officer of the unit; in a meeting its chair and its tellers, who hold their parts from it."""
    if poll.meeting is not None and scene.by.member in the_room().who_enters(poll.meeting):
        return Authority(poll.article)
    return officer_or_teller(scene, tellers, [poll.unit], poll.article)


def _sum_of(answers: Sequence[Answer], part: int) -> dict[str, int]:
    own = [answer for answer in answers if answer.part == part]
    return {
        "for": sum(answer.votes_for for answer in own),
        "against": sum(answer.against for answer in own),
        "abstaining": sum(answer.abstaining for answer in own),
    }
