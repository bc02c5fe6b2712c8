"""Enter people in the house at hand and open a poll for them: python -m tests.attacks.polls.prepare PEOPLE [SECONDS]

With SECONDS the poll closes so long from now; else in three days. With the word "cards" instead, the twelve who founded it get
membership cards and two of them voting codes. Prints what was prepared, as JSON.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

import django

django.setup()

from floor.book.act import by_member  # noqa: E402
from floor.book.doing import do  # noqa: E402
from floor.book.protected import acting  # noqa: E402
from floor.house.acts.cards import IssueCard  # noqa: E402
from floor.house.acts.members import EnterMembers, Person  # noqa: E402
from floor.house.models import Card  # noqa: E402
from floor.polls.acts.codes import IssueVotingCodes  # noqa: E402
from floor.polls.models import Poll  # noqa: E402
from floor.site.cards import lock_for  # noqa: E402
from tests.polling import call_election, open_poll, stand  # noqa: E402
from tests.world import FACTORY, NAILS, SECRETARY, World  # noqa: E402

CODE, VOTING = "K7QM-2WXP-9RTD", "T4HN-6VBC-3SJF"


def a_poll(people: int, closing: timedelta) -> Poll:
    world = World(datetime.now(UTC) - timedelta(minutes=50))
    if people > 12:
        some = [Person(name=f"Person {n}") for n in range(13, people + 1)]
        world.say(
            EnterMembers(under=FACTORY, first=13, units=[(NAILS, len(some))], people=some, confirmed=True), SECRETARY
        )
    poll = call_election(world)
    stand(world, poll, 5, 6, 7, 8, 9)
    with acting("a test that has no fortnight to wait"):
        Poll.objects.filter(pk=poll.pk).update(
            opens=world.now + timedelta(minutes=1), closes=datetime.now(UTC) + closing
        )
    return open_poll(world, poll)


def cards_and_codes(poll: Poll) -> dict[str, Any]:
    now, lock, votes = datetime.now(UTC), lock_for(CODE), lock_for(VOTING)
    for member in range(1, 13):
        do(IssueCard(member=member, lock=lock, expires=now + timedelta(days=99)), by_member(SECRETARY), at=now)
    do(IssueVotingCodes(poll=poll.pk, members=[9, 10], locks=[votes, votes]), by_member(SECRETARY), at=now)
    cards = dict(Card.objects.filter(withdrawn=None).values_list("member", "pk"))
    return {"code": CODE, "voting": VOTING, "cards": cards}


people, *words = sys.argv[1:]
seconds = [float(word) for word in words if word != "cards"]
poll = a_poll(int(people), timedelta(seconds=seconds[0]) if seconds else timedelta(days=3))
prepared: dict[str, Any] = {"poll": poll.pk, "key": poll.key}
if "cards" in words:
    prepared |= cards_and_codes(poll)
print(json.dumps(prepared))
