"""Cards for everyone and codes for two, printed as JSON: python -m tests.attacks.polls.ways_in"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import django

django.setup()

from floor.book.act import by_member  # noqa: E402
from floor.book.doing import do  # noqa: E402
from floor.house.acts.cards import IssueCard  # noqa: E402
from floor.house.models import Card  # noqa: E402
from floor.polls.acts.codes import IssueVotingCodes  # noqa: E402
from floor.polls.models import Poll  # noqa: E402
from floor.site.cards import lock_for  # noqa: E402
from tests.world import SECRETARY  # noqa: E402

CODE, VOTING = "K7QM-2WXP-9RTD", "T4HN-6VBC-3SJF"
now, lock, votes = datetime.now(UTC), lock_for(CODE), lock_for(VOTING)
for member in range(1, 13):
    do(IssueCard(member=member, lock=lock, expires=now + timedelta(days=99)), by_member(SECRETARY), at=now)
poll = Poll.objects.earliest("pk")
do(IssueVotingCodes(poll=poll.pk, members=[9, 10], locks=[votes, votes]), by_member(SECRETARY), at=now)
cards = dict(Card.objects.filter(withdrawn=None).values_list("member", "pk"))
print(json.dumps({"poll": poll.pk, "code": CODE, "voting": VOTING, "cards": cards, "key": poll.key}))
