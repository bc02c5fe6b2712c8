"""Ask pages of an organisation that `grow` has built: python -m tests.scale.visit HOME ADDRESS ..."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from statistics import median

from .house import figures, open_house

TIMES = 7


def main(home: Path, addresses: list[str]) -> None:
    open_house(home)
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    seen = {}
    for address in addresses:
        with CaptureQueriesContext(connection) as asked:
            start = time.perf_counter()
            answer = client.get(address, headers={"host": "localhost"})
            first = time.perf_counter() - start
        queries = len(asked)
        # Of the processor: the database is a file, and others on the machine shall not count.
        seconds = []
        for _ in range(TIMES):
            start = time.process_time()
            client.get(address, headers={"host": "localhost"})
            seconds.append(time.process_time() - start)
        seen[address] = {"status": answer.status_code, "queries": queries, "first": first, "median": median(seconds)}
    sys.stdout.write(figures(**seen))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
