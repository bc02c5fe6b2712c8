"""A crowd of browsers: many lines to a server, each sending its requests one after the other, all at the same time.

A browser here is a line that is kept open and bytes that were made before: two cores must do for the server and the crowd.
"""

from __future__ import annotations

import re
import socket
import time
from collections import Counter
from collections.abc import Sequence
from threading import Thread

_LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)


def send_all(port: int, requests: Sequence[bytes], lines: int) -> tuple[float, Counter[int]]:
    """How long it took until the last one was answered, and what the answers were."""
    answers: list[int] = []
    waiting = iter(requests)
    threads = [Thread(target=_send, args=(port, waiting, answers)) for _ in range(lines)]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - start, Counter(answers)


def _send(port: int, waiting, answers: list[int]) -> None:  # type: ignore[no-untyped-def]
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        # A list's iterator gives each request to one line only.
        for request in waiting:
            line.sendall(request)
            answers.append(_status(line))


def _status(line: socket.socket) -> int:
    """Read one answer to its end."""
    got = b""
    while b"\r\n\r\n" not in got:
        got += _some(line)
    head, _, body = got.partition(b"\r\n\r\n")
    length = _LENGTH.search(head)
    missing = (int(length[1]) if length else 0) - len(body)
    while missing > 0:
        missing -= len(_some(line))
    return int(head[9:12])


def _some(line: socket.socket) -> bytes:
    some = line.recv(65536)
    if not some:
        raise ConnectionError("the server hung up")
    return some


def post(path: str, body: str, cookies: str = "") -> bytes:
    """The bytes of a form that is sent."""
    return (
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookies}\r\nConnection: keep-alive\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n{body}"
    ).encode()


def get(path: str, cookies: str = "") -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookies}\r\nConnection: keep-alive\r\n\r\n".encode()
