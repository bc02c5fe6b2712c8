"""Kill -9 at random instants, over and over, during a stream of acts. Prints what was lost or doubled: nothing."""

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

from tests.faults.stream import work  # noqa: E402

ROUNDS, SEED = int(sys.argv[1]), int(sys.argv[2])
chance = random.Random(SEED)
acknowledged: list[str] = []
for round_ in range(ROUNDS):
    reading, writing = os.pipe()
    connections.close_all()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        work(f"r{round_}", writing)
        os._exit(1)
    os.close(writing)
    heard = b""
    if round_ % 2:
        # Every other round waits for the first act, so that a slow machine is killed in the middle of acts, too.
        heard = os.read(reading, 4096)
        time.sleep(chance.uniform(0, 0.04))
    else:
        time.sleep(chance.uniform(0.003, 0.09))
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    with os.fdopen(reading) as pipe:
        acknowledged += (heard.decode() + pipe.read()).split("\n")[:-1]

from floor.book.models import Entry, Head  # noqa: E402

there = set(Entry.objects.filter(once__isnull=False).values_list("once", flat=True))
print(
    json.dumps(
        {
            "rounds": ROUNDS,
            "acknowledged": len(acknowledged),
            "lost": len(set(acknowledged) - there),
            "unacknowledged": len(there - set(acknowledged)),
            "entries": Entry.objects.count(),
            "size": Head.objects.get().size,
        }
    )
)
