"""The clock strikes: python -m tests.attacks.polls.close. Prints how the poll ended, and what is left of the urn.

With AHEAD seconds as argument, this server's clock is so much ahead of those that take the papers.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime, timedelta

import django

django.setup()

from floor.book.ticking import tick  # noqa: E402
from floor.polls.models import Mark, Poll, SealedPaper  # noqa: E402
from floor.polls.urn.keys import kept  # noqa: E402

ahead = timedelta(seconds=float(sys.argv[1])) if len(sys.argv) > 1 else timedelta(0)
for _ in range(3):
    tick(datetime.now(UTC) + ahead)
poll = Poll.objects.earliest("pk")
print(
    json.dumps(
        {
            "state": poll.state, "voted": poll.voted, "outcome": poll.outcome, "entitled": poll.entitled,
            "marks left": Mark.objects.count(), "papers left": SealedPaper.objects.count(), "keys left": len(kept()),
        }
    )
)  # fmt: skip
