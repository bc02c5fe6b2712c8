"""The poll closes while everybody hands in papers: python -m tests.attacks.polls.closing_time PROCESSES VOTERS AHEAD

The voters' servers and the clock all start so that the poll closes in a moment; the clock is AHEAD seconds before the others.
Prints what was acknowledged to voters, and how the poll ended.
"""

from __future__ import annotations

import json
import os
import sys
import time
from datetime import datetime, timedelta

import django

django.setup()

from django.db import connections  # noqa: E402

from floor.book.act import NotWritten, Refusal  # noqa: E402
from floor.book.ticking import tick  # noqa: E402
from floor.polls.models import Mark, Poll, SealedPaper  # noqa: E402
from floor.polls.urn import casting  # noqa: E402

PROCESSES, VOTERS, AHEAD = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
poll = Poll.objects.earliest("pk")
connections.close_all()
start = time.monotonic() + 0.7 + AHEAD


def moment() -> datetime:
    """The time on the voters' servers."""
    return poll.closes + timedelta(seconds=time.monotonic() - start)


def vote(process: int, told: int) -> None:
    casting.now = moment
    for voter in range(1 + process, VOTERS + 1, PROCESSES):
        try:
            casting.cast(poll.pk, voter, (1 + voter % 5,))
            said = "taken"
        except NotWritten:
            said = "not written"
        except Refusal:
            said = "refused"
        os.write(told, f"{voter} {said}\n".encode())
        # So that on a quick machine, too, people are still coming when it closes.
        time.sleep(0.005)


reading, writing = os.pipe()
children = []
for process in range(PROCESSES):
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        try:
            vote(process, writing)
        finally:
            connections.close_all()
            os._exit(0)
    children.append(pid)
os.close(writing)
while Poll.objects.get(pk=poll.pk).state == "open":
    tick(moment() + timedelta(seconds=AHEAD))
    time.sleep(0.002)
with os.fdopen(reading) as pipe:
    answers = [line.split(" ", 1)[1] for line in pipe.read().splitlines()]
for pid in children:
    os.waitpid(pid, 0)
poll.refresh_from_db()
print(
    json.dumps(
        {
            "state": poll.state, "voted": poll.voted, "outcome": poll.outcome,
            "answers": {said: answers.count(said) for said in ("taken", "refused", "not written")},
            "marks left": Mark.objects.count(), "papers left": SealedPaper.objects.count(),
        }
    )
)  # fmt: skip
