"""What a counted question decides: carried or lost, which option, what becomes of a tie, until when it holds. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from floor.count.ties import drawn
from floor.law.values import Duration, Majority
from floor.polls.counting import Electors, Rules, answers_of, question_outcome, quorum_conditions
from floor.polls.urn.paper import Form, form_for

YES_OR_NO = "yes or no"
#: How one of several options can be chosen.
FOR_OPTIONS = ("plurality", "approval", "two-round", "instant run-off", "schulze")
COUNTED, FAILED = "counted", "failed"


@dataclass(frozen=True, slots=True)
class Consequences:
    """What the statutes attach to the result of a question."""

    tie: str = "not carried"
    refers_to: str = ""
    notice: Duration | None = None
    valid_for: Duration | None = None
    repeated: bool = False
    """It is a repeat already: what is tied twice is not carried, or a question would be asked without end."""


@dataclass(frozen=True, slots=True)
class Decided:
    """The outcome with all that follows from it."""

    outcome: dict[str, Any]
    state: str
    again: bool = False


def form_of_question(method: str, parts: int, divided: bool) -> Form:
    """The paper of a question: one answer, or one for each part where it was divided; or the options to choose from."""
    if method != YES_OR_NO:
        return form_for(method, parts, 1)
    answers = parts if divided and parts else 1
    return Form("question", answers, answers)


def outcome_by_voice(
    rules: Rules, tallies: Sequence[Mapping[str, int]], people: Electors, votes: Electors, invalid: int = 0
) -> dict[str, Any]:
    """The outcome of a show of hands or a roll call. `people` make up the quorum; `votes` are more where seats are weighed."""
    found = question_outcome(rules, tallies, votes)
    return _outcome(rules, found, people, votes, invalid)


def choice_by_hands(rules: Rules, hands: Sequence[int], people: Electors, invalid: int = 0) -> dict[str, Any]:
    """The outcome of a show of hands between options, where each has one hand."""
    most = max(hands)
    first = [at for at, number in enumerate(hands, start=1) if number == most and most]
    elected, tie = first[:1], first if len(first) > 1 else []
    if tie:
        elected = [one for one in drawn(rules.seed, len(hands)) if one in tie][:1] if rules.tie == "lot" else []
    settled = (
        [{"among": tie, "places": 1, "favoured": elected, "for": "seat", "how": "lot", "round": 1}]
        if tie and elected
        else []
    )
    found = {"elected": elected, "votes": list(hands), "ties": settled, "open_tie": [] if elected else tie}
    return _outcome(rules, found, people, people, invalid)


def _outcome(rules: Rules, found: dict[str, Any], people: Electors, votes: Electors, invalid: int) -> dict[str, Any]:
    figures = {
        "entitled": votes.entitled, "present": votes.present, "papers": votes.papers, "blank": 0,
        "valid": votes.papers - invalid, "invalid": invalid,
    }  # fmt: skip
    conditions = [*quorum_conditions(rules, people), *found.pop("conditions", [])]
    failed = any(not condition["met"] for condition in conditions if condition["what"] == "quorum")
    return {"figures": figures} | found | {"conditions": conditions, "failed": failed, "units": []}


def decide(outcome: dict[str, Any], rules: Rules, follows: Consequences, at: datetime, took_part: int) -> Decided:
    """What the count means under the statutes. `took_part` are all who voted, blank and invalid papers too."""
    if outcome["failed"]:
        # Too few for a quorum: nothing was decided, so that it can be asked again at any time (R7).
        return Decided(outcome | {"carried": False}, FAILED)
    decided = _parts(outcome, rules, follows) if "parts" in outcome else _options(outcome, rules, follows, took_part)
    return Decided(decided.outcome | _times(decided.outcome, follows, at), decided.state, decided.again)


def _parts(outcome: dict[str, Any], rules: Rules, follows: Consequences) -> Decided:
    parts = [dict(part) for part in outcome["parts"]]
    tied = [part for part in parts if part["tied"]]
    for part in tied:
        part["tie"] = follows.tie
        if follows.tie == "lot":
            part["carried"] = drawn(rules.seed, 2)[0] == 1
    told = outcome | {"parts": parts, "carried": all(part["carried"] for part in parts)}
    if tied and follows.tie == "again" and len(parts) == 1 and not follows.repeated:
        return Decided(told, FAILED, again=True)
    return Decided(told | _referred(bool(tied), follows), COUNTED)


def _options(outcome: dict[str, Any], rules: Rules, follows: Consequences, took_part: int) -> Decided:
    """One of several options. A rule stricter than more than half binds it, too; else it is told whether it has a majority."""
    option = outcome["elected"][0] if outcome["elected"] else None
    told = outcome | {"chosen": option, "carried": False}
    if option is None:
        again = bool(outcome["open_tie"]) and follows.tie == "again" and not follows.repeated
        return Decided(told | _referred(bool(outcome["open_tie"]), follows), FAILED if again else COUNTED, again)
    figures, votes = outcome["figures"], outcome["votes"][option - 1]
    tally = {"for": votes, "against": figures["valid"] - votes, "abstaining": figures["blank"]}
    people = Electors(figures["entitled"], figures["present"], took_part)
    conditions = answers_of(rules, tally, people)["conditions"]
    turnout = question_outcome(rules, [tally], people)["conditions"]
    binding = [*turnout, *(each for each in conditions if each["what"] != "majority" or rules.majority != Majority())]
    majority = next(each for each in conditions if each["what"] == "majority")
    carried = all(each["met"] for each in binding)
    told |= {
        "carried": carried,
        "chosen": option if carried else None,
        "has_majority": majority["met"],
        "conditions": [*outcome["conditions"], *turnout, *conditions],
    }
    return Decided(told, COUNTED)


def _referred(tied: bool, follows: Consequences) -> dict[str, Any]:
    return {"referred_to": follows.refers_to} if tied and follows.tie == "refer" and follows.refers_to else {}


def _times(outcome: Mapping[str, Any], follows: Consequences, at: datetime) -> dict[str, str]:
    """When a carried result can be acted on at the earliest, if the other side has notice to get, and at the latest."""
    if not outcome["carried"]:
        return {}
    found = {}
    if follows.notice:
        found["notice_until"] = follows.notice.after(at).isoformat()
    if follows.valid_for:
        found["valid_until"] = follows.valid_for.after(at).isoformat()
    return found


def figures_for_result(outcome: Mapping[str, Any]) -> dict[str, Any]:
    """The figures as they stand with all other results of the house (R4)."""
    if "parts" not in outcome:
        return {"votes": outcome["votes"], "chosen": outcome.get("chosen"), "carried": outcome["carried"]}
    parts = [{word: part[word] for word in ("for", "against", "abstaining", "carried")} for part in outcome["parts"]]
    several = {"parts": parts} if len(parts) > 1 else {}
    return parts[0] | several | {"carried": outcome["carried"]}
