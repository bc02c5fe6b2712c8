"""Kill -9 at random instants while people vote: python -m tests.attacks.polls.kills ROUNDS SEED

Each round a process hands in papers for voters of its own until it is killed. Prints whether marks and papers still agree.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time

import django

django.setup()

from django.db import connections  # noqa: E402

from floor.polls.models import Mark, Poll, RollLine, SealedPaper  # noqa: E402
from floor.polls.urn.casting import cast  # noqa: E402

ROUNDS, SEED = int(sys.argv[1]), int(sys.argv[2])
chance = random.Random(SEED)
poll = Poll.objects.earliest("pk")
waiting = list(RollLine.objects.filter(poll=poll, reason="").values_list("member", flat=True))
acknowledged: list[int] = []
differed = 0
for round_ in range(ROUNDS):
    marked = set(Mark.objects.filter(poll=poll.pk).values_list("member", flat=True))
    waiting = [member for member in waiting if member not in marked]
    connections.close_all()
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        for member in waiting:
            cast(poll.pk, member, (1 + member % 5,))
            os.write(writing, f"{member}\n".encode())
        os._exit(1)
    os.close(writing)
    heard = b""
    if round_ % 2:
        # Every other round waits for the first paper, so that a slow machine is killed in the middle of papers, too.
        heard = os.read(reading, 4096)
        time.sleep(chance.uniform(0, 0.02))
    else:
        time.sleep(chance.uniform(0.002, 0.05))
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    with os.fdopen(reading) as pipe:
        acknowledged += [int(line) for line in (heard.decode() + pipe.read()).split("\n")[:-1]]
    if round_ % 20 == 0:
        differed += Mark.objects.filter(poll=poll.pk).count() != SealedPaper.objects.filter(poll=poll.pk).count()

# A server whose client was killed may still be carrying out its last word.
time.sleep(0.5)
marked = set(Mark.objects.filter(poll=poll.pk).values_list("member", flat=True))
print(
    json.dumps(
        {
            "acknowledged": len(acknowledged), "lost": len(set(acknowledged) - marked),
            "doubled": len(acknowledged) - len(set(acknowledged)), "marks": len(marked),
            "papers": SealedPaper.objects.filter(poll=poll.pk).count(), "differed": differed,
        }
    )
)  # fmt: skip
