"""A book on a web server: checked as in a folder, and a bad server is told from a bad book."""

import gzip
import threading
import tracemalloc
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from floor.book import sources
from floor.book.log_check import check_log
from floor.book.sources import Unreadable, WebSource
from floor.book.tests.published_books import ADA, everything_in, publish_entries, some_entries

VKEY = ADA.verifier.to_text()


class Server:
    """A small web server whose answers a test can spoil: path -> (status, headers, body)."""

    def __init__(self, files):
        self.answers = {f"/{path}": (200, {}, raw) for path, raw in files.items()}
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                status, headers, raw = outer.answers.get(self.path, (404, {}, b"not here"))
                self.send_response(status)
                for name, value in ({"Content-Length": str(len(raw))} | headers).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(raw)

            def log_message(self, *_):
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.http.server_port}"
        threading.Thread(target=self.http.serve_forever, args=(0.01,), daemon=True).start()


@pytest.fixture
def server(tmp_path):
    publish_entries(tmp_path, some_entries(300))
    publish_entries(tmp_path, some_entries(600))
    server = Server(everything_in(tmp_path))
    yield server
    server.http.shutdown()
    server.http.server_close()


def test_a_book_on_the_web_is_checked_like_one_in_a_folder(server):
    check = check_log(server.address + "/", vkey=VKEY, since=server.answers["/checkpoints/300"][2].decode())
    assert not check.broken
    assert {claim.name for claim in check if claim.verdict == "not checked"} == {"older checkpoints"}


def test_packed_answers_are_unpacked(server):
    for path, (status, _, raw) in list(server.answers.items()):
        server.answers[path] = (status, {"Content-Encoding": "gzip"}, b"")
        packed = gzip.compress(raw)
        server.answers[path] = (status, {"Content-Encoding": "gzip", "Content-Length": str(len(packed))}, packed)
    assert not check_log(server.address, vkey=VKEY).broken


def test_a_missing_file_is_a_fault_of_the_book(server):
    del server.answers["/tile/entries/001"]
    assert [claim.name for claim in check_log(server.address, vkey=VKEY).broken] == ["entries"]


def test_an_altered_file_is_a_fault_of_the_book(server):
    status, headers, raw = server.answers["/tile/entries/001"]
    server.answers["/tile/entries/001"] = (status, headers, raw.replace(b"foundry", b"Foundry", 1))
    assert {claim.name for claim in check_log(server.address, vkey=VKEY).broken} == {"root", "hash tiles"}


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ((500, {}, b""), "answered 500"),
        ((403, {}, b""), "answered 403"),
        ((302, {"Location": "ftp://127.0.0.1/x"}, b""), "cannot be read|answered 302"),
        ((302, {"Location": "file:///etc/passwd"}, b""), "cannot be read|answered 302"),
        ((200, {"Content-Length": "99999999"}, b"cut off"), "cannot be read"),
        ((200, {"Content-Encoding": "gzip"}, b"not packed"), "does not open"),
        (
            (200, {"Content-Encoding": "gzip", "Content-Length": "60"}, gzip.compress(bytes(30_000_000))[:60]),
            "longer than|does",
        ),
        ((200, {}, bytes(17_000_000)), "longer than"),
    ],
)
def test_a_server_that_fails_says_nothing_about_the_book(server, answer, sentence):
    server.answers["/tile/entries/001"] = answer
    with pytest.raises(Unreadable, match=sentence):
        check_log(server.address, vkey=VKEY)


@pytest.mark.parametrize("packed", [True, False])
def test_no_file_can_fill_the_memory(server, packed):
    bomb = bytes(20_000_000)
    answer = (200, {"Content-Encoding": "gzip"}, gzip.compress(bomb)) if packed else (200, {}, bomb)
    server.answers["/tile/0/000"] = answer
    tracemalloc.start()
    try:
        with pytest.raises(Unreadable, match="longer than the 8,192 bytes"):
            WebSource(server.address).read("tile/0/000", 8192)
        assert tracemalloc.get_traced_memory()[1] < 2_000_000
    finally:
        tracemalloc.stop()


def test_a_server_that_is_not_there_is_said_to_be_so():
    with pytest.raises(Unreadable, match="cannot be read"):
        WebSource("http://127.0.0.1:1").read("checkpoint", 100)


def test_a_server_that_drips_is_not_waited_for(server, monkeypatch):
    monkeypatch.setattr(sources, "_SECONDS_FOR_A_FILE", -1.0)
    with pytest.raises(Unreadable, match="did not answer in time"):
        check_log(server.address)
