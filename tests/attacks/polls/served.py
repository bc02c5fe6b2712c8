"""The real server in front of a house, with everything it says kept."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults.house import ROOT, House


@contextmanager
def served(house: House, log: Path, workers: int = 2) -> Iterator[int]:
    """`floor serve`, without its clock; its port. Ends with the block."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with open(log, "wb") as said:
        server = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "floor.cli", "serve", "--port", str(port), "--workers", str(workers), "--no-clock"],
            env=house.environment, cwd=ROOT, stdout=said, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            _wait_until_it_answers(port, server)
            yield port
        finally:
            server.terminate()
            server.wait(timeout=30)


def _wait_until_it_answers(port: int, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server did not start")
