"""Papers over HTTP: a crowd that is signed in hands in papers at four workers, in turns with bare inserts behind the same server."""

from __future__ import annotations

import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from statistics import median
from typing import Any

from bench.bare_urn import NOBODY
from bench.crowd import get, post, send_all
from bench.figures import figure

WORKERS, LINES = 4, 16
#: The crowd and the bare inserts take turns of this length, so that whatever else the machine does meets both.
TURN = 250
TOKEN = "t" * 32


def over_http(poll: Any, members: range) -> None:
    """Each of these members hands in a paper."""
    cookies = signed_in(members)
    with (
        served("-m", "floor.cli", "serve", "--no-clock", "--port", "{port}", "--workers", str(WORKERS)) as port,
        served("-m", "bench.bare_urn", "{port}", str(WORKERS)) as bare_port,
    ):
        visit(port, poll, cookies[:20])
        casting, bare = [], []
        for first in range(20, len(members), TURN):
            some = range(first, min(first + TURN, len(members)))
            casting.append(hand_in(port, poll, [cookies[n] for n in some]) / len(some))
            requests = [post(f"/{NOBODY + n}", body()) for n in some]
            took, answers = send_all(bare_port, requests, LINES)
            assert answers == {302: len(some)}, answers
            bare.append(took / len(some))
        figure(f"bare inserts over HTTP, {WORKERS} workers", 1 / median(bare), "papers/s")
        figure(
            f"papers handed in over HTTP, {WORKERS} workers", 1 / median(casting), "papers/s",
            median(bare) / median(casting), "of bare", "0.33",
        )  # fmt: skip


def hand_in(port: int, poll: Any, cookies: list[str]) -> float:
    requests = [post(f"/polls/{poll.pk}/vote/", body(), cookie) for cookie in cookies]
    took, answers = send_all(port, requests, LINES)
    assert answers == {302: len(cookies)}, answers
    return took


def body() -> str:
    return f"csrfmiddlewaretoken={TOKEN}&paper=1+{secrets.choice('2345')}&hand-in=1"


def visit(port: int, poll: Any, cookies: list[str]) -> None:
    """The whole way: the empty paper, what it says, in the urn, the thanks. It also warms the workers up."""
    booth = f"/polls/{poll.pk}/vote/"
    for name, requests in (
        ("the empty paper", [get(booth, cookie) for cookie in cookies * 10]),
        ("what the paper says", [post(booth, f"csrfmiddlewaretoken={TOKEN}&mark=1", cookie) for cookie in cookies * 10]),
    ):  # fmt: skip
        took, answers = send_all(port, requests, LINES)
        assert answers == {200: len(requests)}, answers
        figure(f"{name}, {WORKERS} workers", len(requests) / took, "pages/s")
    hand_in(port, poll, cookies)


def signed_in(members: range) -> list[str]:
    """A session for each, as signing in by card makes it; the cards are laid into their table, since issuing is another bench."""
    from importlib import import_module

    from django.conf import settings
    from django.contrib.sessions.models import Session

    from floor.book.protected import acting
    from floor.house.models import Card
    from floor.site.standing import CARD, MEMBER

    store = import_module(settings.SESSION_ENGINE).SessionStore()
    first, now = Card.next_id(), _now()
    cards = [
        Card(id=first + n, member_id=member, lock="", issued=now, expires=now + timedelta(days=9))
        for n, member in enumerate(members)
    ]
    keys = [secrets.token_hex(16) for _ in members]
    rows = [
        Session(
            session_key=key,
            session_data=store.encode({MEMBER: card.member_id, CARD: card.pk}),
            expire_date=now + timedelta(hours=9),
        )
        for key, card in zip(keys, cards, strict=True)
    ]
    with acting("a bench"):
        Card.objects.bulk_create(cards, batch_size=500)
    Session.objects.bulk_create(rows, batch_size=500)
    return [f"sessionid={key}; csrftoken={TOKEN}" for key in keys]


def _now() -> Any:
    from floor.book.doing import now

    return now()


@contextmanager
def served(*command: str) -> Iterator[int]:
    """A server of our own in a process of its own; its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [word.format(port=port) for word in command]
    server = subprocess.Popen([sys.executable, "-W", "ignore", *words], env=os.environ, stdout=subprocess.DEVNULL)
    try:
        _wait_until_it_answers(port, server)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait_until_it_answers(port: int, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The server did not start.")
