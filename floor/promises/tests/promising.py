"""Promises to test with: made, reported, disputed and due by the same acts, doors and clock as any other."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from datetime import timedelta
from typing import Any

from floor.book.act import CLOCK, Refusal
from floor.book.doing import do
from floor.book.ticking import DUE
from floor.house.counted_question import QuestionCount
from floor.house.counting import Votes
from floor.promises.acts.demanding import AnswerDemand, Demanded, PutDemands
from floor.promises.acts.sending import PapersCounted, SendOnMission
from floor.promises.acts.undertaking import ReportDone, ReportNotDone, UndertakeFor
from floor.promises.models import Demand, DemandList, Mission, Undertaking
from tests.world import CHAIR, FACTORY, SECRETARY, TELLERS, World

#: Holds no mandate, and belongs to the nail shop.
ORDINARY = 8
PROMISES_DUE = [due for due in DUE if due.__module__.startswith("floor.promises")]
COMMITTEE, MEETING = "factory committee", "general meeting"


def let_fall_due(world: World) -> int:
    """The clock does what is due about promises now, as often as there is something."""
    done = 0
    for _ in range(50):
        before = done
        for due in PROMISES_DUE:
            for act in due(world.now):
                with suppress(Refusal):
                    do(act, CLOCK, at=world.now)
                    done += 1
        if done == before:
            break
    return done


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def promise(world: World, by: int = SECRETARY, **wanted: Any) -> Undertaking:
    """The committee promises the general meeting something within ten days, or what is wanted."""
    given: dict[str, Any] = {
        "unit": FACTORY, "what": "Repair the roof of the nail shop", "who": COMMITTEE, "promised_to": MEETING, "due": world.now + timedelta(days=10),
    } | wanted  # fmt: skip
    world.say(UndertakeFor(**given), by)
    return Undertaking.objects.order_by("-pk")[0]


def report_done(world: World, undertaking: Undertaking, by: int = CHAIR, text: str = "The roof was repaired.") -> None:
    world.say(ReportDone(undertaking=undertaking.pk, text=sha(text)), by, attach=(text,))
    undertaking.refresh_from_db()


def report_not_done(world: World, undertaking: Undertaking, by: int = CHAIR, text: str = "No money for it.") -> None:
    world.say(ReportNotDone(undertaking=undertaking.pk, text=sha(text)), by, attach=(text,))
    undertaking.refresh_from_db()


def count(world: World, votes_for: int = 8, against: int = 1, **wanted: Any) -> QuestionCount:
    """Hands of the general meeting: twelve entitled, ten present."""
    given: dict[str, Any] = {
        "entitled": 12, "present": 10, "votes_for": votes_for, "against": against, "tellers": TELLERS, "closed": world.now,
    } | wanted  # fmt: skip
    return QuestionCount(**given)


def papers(world: World, votes: dict[int, int], **wanted: Any) -> PapersCounted:
    """Papers of the general meeting; the most voted for are elected."""
    given: dict[str, Any] = {
        "entitled": 12, "present": 10, "cast": 10, "elected": list(votes), "tellers": TELLERS, "closed": world.now,
    } | wanted  # fmt: skip
    return PapersCounted(votes=[Votes(candidate=number, votes=cast) for number, cast in votes.items()], **given)


def send(world: World, by: int = TELLERS[0], **wanted: Any) -> Mission:
    """The general meeting sends three to a trial; they report in three weeks."""
    given: dict[str, Any] = {
        "unit": FACTORY, "body": MEETING, "what": "Attend the trial of the strikers", "report_due": world.now + timedelta(days=21),
        "count": papers(world, {5: 9, 6: 8, 7: 6}),
    } | wanted  # fmt: skip
    world.say(SendOnMission(**given), by)
    return Mission.objects.order_by("-pk")[0]


def put_demands(world: World, *what: str, by: int = SECRETARY, **wanted: Any) -> DemandList:
    """The general meeting puts these demands to the management, to be answered in a week."""
    given: dict[str, Any] = {
        "unit": FACTORY, "body": MEETING, "title": "Demands of the works", "addressed_to": "management", "count": count(world),
        "items": [Demanded(what=one) for one in what or ("A room for meetings", "Hot water", "Night shift of seven hours")],
        "answer_due": world.now + timedelta(days=7),
    } | wanted  # fmt: skip
    world.say(PutDemands(**given), by)
    return DemandList.objects.order_by("-pk")[0]


def answer(
    world: World, demand: Demand, how: str, text: str = "So it is answered.", by: int = SECRETARY, **wanted: Any
) -> Demand:
    due = {} if how == "refused" else {"due": world.now + timedelta(days=30)}
    world.say(AnswerDemand(demand=demand.pk, answer=how, text=sha(text), **(due | wanted)), by, attach=(text,))
    demand.refresh_from_db()
    return demand
