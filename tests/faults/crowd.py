"""200 acts on one body from 8 processes at once. Prints what the book says afterwards."""

from __future__ import annotations

import json
import os
import sys

import django

django.setup()

from django.db import connections  # noqa: E402

from tests.faults.stream import work  # noqa: E402

PROCESSES, EACH = int(sys.argv[1]), int(sys.argv[2])
reading, writing = os.pipe()
connections.close_all()
children = []
for child in range(PROCESSES):
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        try:
            work(f"p{child}", writing, EACH, only_instructions=True)
        finally:
            connections.close_all()
            os._exit(0)
    children.append(pid)
os.close(writing)
with os.fdopen(reading) as acknowledged:
    keys = acknowledged.read().split()
for pid in children:
    os.waitpid(pid, 0)

from floor.book.models import Entry, Head  # noqa: E402
from floor.house.models import Instruction  # noqa: E402

numbers = list(Entry.objects.order_by("n").values_list("n", flat=True))
print(
    json.dumps(
        {
            "acknowledged": len(set(keys)),
            "in the book": Entry.objects.filter(once__in=keys).count(),
            "instructions": Instruction.objects.values("question").distinct().count(),
            "without gaps": numbers == list(range(len(numbers))),
            "size": Head.objects.get().size,
        }
    )
)
