"""Everybody votes at the same time, from several processes, some twice: python -m tests.attacks.polls.crowd PROCESSES VOTERS

With CUT as third argument the lines to the database are cut all the time (PostgreSQL); who gets no clear answer comes again.
Prints what was acknowledged, and what lies in the urn.
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

from django.db import connection, connections  # noqa: E402

from floor.book.act import NotWritten, Refusal  # noqa: E402
from floor.polls.models import Mark, Poll, SealedPaper  # noqa: E402
from floor.polls.urn.casting import AlreadyVoted, PerhapsTaken, cast  # noqa: E402

PROCESSES, VOTERS = int(sys.argv[1]), int(sys.argv[2])
CUT = "CUT" in sys.argv
KINDS = ("taken", "already", "refused", "not written", "perhaps")
poll = Poll.objects.earliest("pk")
connections.close_all()


def vote(process: int, told: int) -> None:
    """Each voter is tried by two processes, in an order of each process's own."""
    chance = random.Random(process)
    mine = [n for n in range(1, VOTERS + 1) if n % PROCESSES in (process, (process + 1) % PROCESSES)]
    chance.shuffle(mine)
    for voter in mine:
        said = hand_in(voter)
        while CUT and said in ("not written", "perhaps"):
            os.write(told, f"{voter} {said}\n".encode())
            connections.close_all()
            said = hand_in(voter)
        os.write(told, f"{voter} {said}\n".encode())


def hand_in(voter: int) -> str:
    try:
        cast(poll.pk, voter, (1 + voter % 5,))
    except AlreadyVoted:
        return "already"
    except NotWritten:
        return "not written"
    except PerhapsTaken:
        return "perhaps"
    except Refusal:
        return "refused"
    return "taken"


def cut_lines() -> None:
    """End every connection but its own, again and again."""
    others = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"""
    while True:
        with connection.cursor() as cursor:
            cursor.execute(others)
        time.sleep(0.1)


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
cutter = os.fork() if CUT else 0
if CUT and cutter == 0:
    os.close(reading)
    cut_lines()
with os.fdopen(reading) as pipe:
    answers = [line.split(" ", 1) for line in pipe.read().splitlines()]
for pid in children:
    os.waitpid(pid, 0)
if cutter:
    os.kill(cutter, signal.SIGKILL)
    os.waitpid(cutter, 0)

taken = [int(voter) for voter, said in answers if said == "taken"]
marked = set(Mark.objects.filter(poll=poll.pk).values_list("member", flat=True))
print(
    json.dumps(
        {
            "taken": len(taken), "doubled": len(taken) - len(set(taken)), "lost": len(set(taken) - marked),
            "marks": len(marked), "papers": SealedPaper.objects.filter(poll=poll.pk).count(),
            "answers": {said: sum(told == said for _, told in answers) for said in KINDS},
        }
    )
)  # fmt: skip
