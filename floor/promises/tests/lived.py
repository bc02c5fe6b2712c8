"""A works of today in which everything about promises has happened once, to look at."""

from __future__ import annotations

from datetime import timedelta

from floor.promises.acts.demanding import Demanded
from floor.promises.acts.disputing import DecideDispute
from floor.promises.doors import ask_for_report, dispute_report, state_for_delegation
from floor.site.tests.visiting import ORDINARY
from tests.world import BOLTS, TELLERS, World

from .promising import answer, count, let_fall_due, promise, put_demands, report_done, report_not_done, send


def everything_once(world: World) -> World:
    """Promises kept, refused, disputed and overdue; demands with a shop's own list; a mission; reports due and asked for."""
    world.now -= timedelta(days=12)
    let_fall_due(world)
    kept, refused = promise(world, what="Repair the roof"), promise(world, what="Open a reading room")
    promise(world, what="Hot water for all")
    promise(world, what="Pay on the 20th", who="management", outside=True)
    promise(world, what="Sweep the shop", unit=BOLTS, promised_to="shop meeting")
    report_done(world, kept)
    report_not_done(world, refused, text="There is no money for books.")
    dispute_report(kept.pk, ORDINARY, "It still rains in on my bench.", at=world.now)
    world.wait(minutes=1)
    world.say(DecideDispute(undertaking=kept.pk, count=count(world, 7, 2)), TELLERS[0])
    demands = put_demands(world, items=[Demanded(what="A room for meetings"), Demanded(what="Hot water", for_units=[BOLTS], people=439), Demanded(what="Leave")])  # fmt: skip
    answer(world, demands.items.get(number=1), "granted", "From May on.")
    answer(world, demands.items.get(number=2), "refused", "The boiler is too old.")
    hands = count(world, 3, 0, entitled=4, present=4, tellers=[4, 7])
    put_demands(world, "A fan for the furnace", by=4, unit=BOLTS, body="shop meeting", title="List of the bolt shop", count=hands, appended_to=demands.pk)  # fmt: skip
    mission = send(world)
    state_for_delegation(mission.pk, 6, "the owner", "We ask for the release of all three.", at=world.now)
    ask_for_report(3, ORDINARY, "What became of the baths?", at=world.now)
    world.wait(days=11)
    let_fall_due(world)
    return world
