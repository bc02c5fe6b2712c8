"""Between the levels: what a return of 100,000 shops on seven levels costs, and how soon a recall in a shop is felt in the nation.

    .venv/bin/python bench/congress.py [SHOPS] [OTHER MANDATES] [--on=sqlite|postgresql]

The shops, their members and how they decided are laid straight into the tables; they are asked by the acts of the clock, as anywhere.
"""

from __future__ import annotations

import resource
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.figures import figure, timed
from bench.houses import each_kind, house

#: How many stand below each unit, from the nation down: five regions, and twenty shops in each factory.
BELOW = {"region": 5, "province": 5, "county": 5, "district": 5, "factory": 8, "shop": 20}
LOOKS = 20


def main(kind: str, shops: int, mandates: int) -> None:
    with house(kind):
        world = founded()
        recall(mandates)
        returned(world, shops)


def founded() -> Any:
    """Seven levels and two unions, one delegate from a shop up to the nation; nothing of it is asked to rebuild."""
    from floor.congress.tests.seven_levels import send_to_the_top, seven_levels
    from tests.world import World

    world = World(datetime(2026, 3, 1, 18, 0, tzinfo=UTC))
    seven_levels(world).__enter__()
    send_to_the_top(world)
    return world


# ------------------------------------------------------------------------------------------------------------- a recall


def recall(others: int) -> None:
    """The seat in the shop ends, and with it seven storeys of seats; before and after there are many other mandates."""
    ends_in_the_shop()
    alone = median(timed(ends_in_the_shop) for _ in range(LOOKS))
    lay_mandates(others)
    among = median(timed(ends_in_the_shop) for _ in range(LOOKS))
    figure(f"a recall felt seven levels up, among {others:,} mandates", among * 1_000, "ms", among / alone, "of alone", aim="100")  # fmt: skip
    one = median(timed(one_mandate) for _ in range(LOOKS))
    figure("the same, against finding one mandate", among * 1_000, "ms", among / one, "looks")


def ends_in_the_shop() -> None:
    """End the delegate's seat in the shop, count what fell, and take it back."""
    from django.db import transaction

    from floor.book.act import CLOCK, Scene
    from floor.book.doing import statutes_in_force
    from floor.book.protected import acting
    from floor.congress.tests.seven_levels import SENT
    from floor.house.mandating import end_mandates
    from floor.house.models import Mandate

    at = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
    with transaction.atomic(), acting("a bench"):
        seat = Mandate.objects.select_related("seat").filter(holder=SENT, seat__body="shop council", seat__office="")
        end_mandates(seat, Scene(10**9, at, CLOCK, statutes_in_force(at)), "recalled")
        assert not Mandate.objects.filter(holder=SENT, ended=None).exists()
        transaction.set_rollback(True)


def one_mandate() -> None:
    from floor.congress.tests.seven_levels import SENT
    from floor.house.models import Mandate

    Mandate.objects.select_related("seat").get(holder=SENT, seat__body="nation council", seat__office="")


def lay_mandates(number: int) -> None:
    """As many more people, each with a seat in a council of the county: a storey as broad as it comes."""
    from floor.book.protected import acting
    from floor.house.models import Mandate, Member, Seat

    pattern = Mandate.objects.select_related("seat", "holder").get(seat__body="county council", seat__office="")
    first_seat, first = Seat.next_id(), Mandate.next_id()
    with acting("a bench"):
        for model, rows in (
            (Member, (copy(pattern.holder, 1_000 + at, "number") for at in range(number))),
            (Seat, (copy(pattern.seat, first_seat + at, number=2 + at) for at in range(number))),
            (Mandate, (copy(pattern, first + at, seat_id=first_seat + at, holder_id=1_000 + at) for at in range(number))),
        ):  # fmt: skip
            model.objects.bulk_create(rows, batch_size=500)


def copy(row: Any, own: int, key: str = "id", /, **other: Any) -> Any:
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return type(row)(**values | {key: own} | other)


# ------------------------------------------------------------------------------------------------------------- a return


def returned(world: Any, shops: int) -> None:
    """A question of the nation to all shops, and its return from the tables, beside the barest sum of the same rows."""
    from floor.book.protected import acting
    from floor.congress.models import AskedUnit, Referral
    from floor.congress.returns.adding_up import levels_of, return_of
    from floor.congress.tests.asking import sending
    from floor.congress.tests.many_shops import ask_all, let_all_decide
    from floor.congress.tests.seven_levels import LEVELS, NATION, SENT
    from floor.polls.models import Poll

    lay_units(shops)
    world.say(sending(world, unit=NATION, body="nation council", closes=world.now + timedelta(days=3)), SENT)
    took = timed(lambda: ask_all(world, 1))
    figure("a question goes down", Poll.objects.count() / took, "shops/s")
    referral = Referral.objects.select_related("unit").get()
    let_all_decide(world, referral)
    with acting("a bench"):
        AskedUnit.objects.update(members=10)
    bare = median(timed(bare_sum) for _ in range(3))
    before = memory()
    took = median(timed(lambda: levels_of(return_of(referral), LEVELS)) for _ in range(3))
    found = return_of(referral)
    assert found.total.asked == AskedUnit.objects.count() and len(levels_of(found, LEVELS)) == len(LEVELS) - 1
    name = f"the return of {found.total.asked:,} shops, {found.total.asked_members:,} members"
    figure(name, took * 1_000, "ms", bare / took, "of a bare sum", aim="5,000")
    figure("memory of the whole process, and what the return added", memory(), "MB", memory() - before, "MB", aim="2,000")  # fmt: skip


def lay_units(shops: int) -> None:
    """A tree of all levels below the nation, ten members to a shop."""
    from floor.book.protected import acting
    from floor.congress.tests.seven_levels import NATION
    from floor.house.models import Unit

    opened = Unit.objects.get(pk=NATION).opened
    above, number = [Unit.objects.get(pk=NATION)], Unit.next_id()
    for level, below in BELOW.items():
        rows = []
        for parent in above:
            for _ in range(below if level != "shop" else -(-shops // len(above))):
                rows.append(Unit(id=number, level=level, parent=parent, path=f"{parent.path}{number}/", opened=opened, members_here=0, members_below=10 if level == "shop" else 0))  # fmt: skip
                number += 1
        with acting("a bench"):
            Unit.objects.bulk_create(rows, batch_size=500)
        above = rows


def bare_sum() -> None:
    """What the same rows cost in the barest question to the database: no level, no unit, one line."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            'SELECT COUNT(*), SUM(asked."members") FROM "congress_askedunit" asked JOIN "polls_poll" poll ON poll."id" = asked."poll_id" '
            'JOIN "house_result" result ON result."id" = poll."result_id"'
        )
        cursor.fetchall()


def memory() -> float:
    """The most this process has held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:] if not word.startswith("--on=")]
    on = [word.removeprefix("--on=") for word in sys.argv[1:] if word.startswith("--on=")]
    if on:
        main(on[0], *(given + [100_000, 100_000][len(given) :]))
    else:
        each_kind(__file__, [str(number) for number in given])
