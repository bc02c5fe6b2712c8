"""Everybody votes at the same time, from several processes, some twice: python -m tests.attacks.polls.crowd PROCESSES VOTERS

With SLOW as third argument the clock of the voters' servers is behind: they take papers that the count has no place for any more.
Prints what was acknowledged, and what lies in the urn.
"""

from __future__ import annotations

import json
import os
import random
import sys

import django

django.setup()

from django.db import connections  # noqa: E402

from floor.book.act import NotWritten, Refusal  # noqa: E402
from floor.polls.models import Mark, Poll, SealedPaper  # noqa: E402
from floor.polls.urn.casting import AlreadyVoted, cast  # noqa: E402

PROCESSES, VOTERS = int(sys.argv[1]), int(sys.argv[2])
poll = Poll.objects.earliest("pk")
connections.close_all()


def vote(process: int, told: int) -> None:
    """Each voter is tried by two processes, in an order of each process's own."""
    chance = random.Random(process)
    mine = [n for n in range(1, VOTERS + 1) if n % PROCESSES in (process, (process + 1) % PROCESSES)]
    chance.shuffle(mine)
    for voter in mine:
        try:
            cast(poll.pk, voter, (1 + voter % 5,))
            said = "taken"
        except AlreadyVoted:
            said = "already"
        except NotWritten:
            said = "not written"
        except Refusal:
            said = "refused"
        os.write(told, f"{voter} {said}\n".encode())


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
with os.fdopen(reading) as pipe:
    answers = [line.split(" ", 1) for line in pipe.read().splitlines()]
for pid in children:
    os.waitpid(pid, 0)

taken = [int(voter) for voter, said in answers if said == "taken"]
marked = set(Mark.objects.filter(poll=poll.pk).values_list("member", flat=True))
print(
    json.dumps(
        {
            "taken": len(taken), "doubled": len(taken) - len(set(taken)), "lost": len(set(taken) - marked),
            "marks": len(marked), "papers": SealedPaper.objects.filter(poll=poll.pk).count(),
            "answers": {said: sum(told == said for _, told in answers) for said in ("taken", "already", "refused", "not written")},
        }
    )
)  # fmt: skip
