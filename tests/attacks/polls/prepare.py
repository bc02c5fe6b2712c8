"""Enter people in the house at hand and open a poll for them: python -m tests.attacks.polls.prepare PEOPLE [SECONDS]

With SECONDS the poll closes so long from now; else in three days. Prints the number of the poll.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta

import django

django.setup()

from floor.book.protected import acting  # noqa: E402
from floor.house.acts.members import EnterMembers, Person  # noqa: E402
from floor.polls.models import Poll  # noqa: E402
from tests.polling import call_election, open_poll, stand  # noqa: E402
from tests.world import FACTORY, NAILS, SECRETARY, World  # noqa: E402

PEOPLE = int(sys.argv[1])
SECONDS = float(sys.argv[2]) if len(sys.argv) > 2 else None

world = World(datetime.now(UTC) - timedelta(minutes=50))
if PEOPLE > 12:
    some = [Person(name=f"Person {n}") for n in range(13, PEOPLE + 1)]
    world.say(EnterMembers(under=FACTORY, first=13, units=[(NAILS, len(some))], people=some, confirmed=True), SECRETARY)
poll = call_election(world)
stand(world, poll, 5, 6, 7, 8, 9)
with acting("a test that has no fortnight to wait"):
    Poll.objects.filter(pk=poll.pk).update(
        opens=world.now + timedelta(minutes=1),
        closes=datetime.now(UTC) + timedelta(days=3 if SECONDS is None else 0, seconds=SECONDS or 0),
    )
poll = open_poll(world, poll)
print(poll.pk)
