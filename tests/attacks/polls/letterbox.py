"""A mail server that keeps every letter instead of delivering it."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Letterbox(socketserver.ThreadingTCPServer):
    """Its letters, as they came over the line."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Sender)
        self.letters: list[str] = []

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class Sender(socketserver.StreamRequestHandler):
    """As much SMTP as a letter needs."""

    server: Letterbox

    def handle(self) -> None:
        self.wfile.write(b"220 here\r\n")
        while word := self.rfile.readline()[:4].upper():
            if word == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                lines = list(iter(self.rfile.readline, b".\r\n"))
                self.server.letters.append(b"".join(lines).decode(errors="replace"))
            self.wfile.write(b"221 good-bye\r\n" if word == b"QUIT" else b"250 well\r\n")
            if word == b"QUIT":
                return


@contextmanager
def letterbox() -> Iterator[Letterbox]:
    box = Letterbox()
    threading.Thread(target=box.serve_forever, daemon=True).start()
    try:
        yield box
    finally:
        box.shutdown()
        box.server_close()
