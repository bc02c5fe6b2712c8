"""The tutorial does what it says, from an empty folder to the operator who is caught."""

from __future__ import annotations

import socket
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from docs.tests.pages_that_run import Block, blocks_of, commands_of, run, same

TUTORIAL = Path(__file__).parents[1] / "tutorial.md"


def a_free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


@pytest.mark.timeout(600)
def test_the_tutorial_runs(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    port, meeting = a_free_port(), datetime.now(UTC).replace(microsecond=0) - timedelta(days=1)
    instead = {
        "floor serve": f"floor serve --port {port} --workers 1 --no-clock",
        "localhost:8000": f"localhost:{port}",
        # The founders' mandates would have run out one day if the meeting stayed where it is on the page.
        "2026-11-20T18:00:00Z": meeting.isoformat().replace("+00:00", "Z"),
        "2026-12-31": (meeting + timedelta(days=30)).date().isoformat(),
    }
    wrong = run(TUTORIAL, tmp_path, instead)
    assert not wrong, "\n".join(wrong)


def test_the_page_on_counting_counts(tmp_path):
    wrong = run(TUTORIAL.parent / "guides" / "count-it-yourself.md", tmp_path, {})
    assert not wrong, "\n".join(wrong)


def test_it_shows_every_step_of_the_way():
    typed = " ".join(
        command for block in blocks_of(TUTORIAL) if block.kind == "console" for _, command, _ in commands_of(block)
    )
    for command in ("new", "check", "found", "serve", "publish", "verify", "rebuild", "setup"):
        assert f"floor {command}" in typed


def test_what_a_page_promises_is_compared():
    assert same("4 entries; root ...\n", "4 entries; root abc\n")
    assert not same("4 entries\n", "5 entries\n")
    assert not same("", "a warning\n")


def test_a_page_that_promises_something_else_fails(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("```console\n$ echo one\ntwo\n```\n")
    assert run(page, tmp_path, {}) != []
    page.write_text("```python\n>>> 1 + 1\n3\n```\n")
    assert run(page, tmp_path, {}) != []
    page.write_text('```python title="one.py"\nprint(2)\n```\n```console\n$ python one.py\n1\n```\n')
    assert run(page, tmp_path, {}) != []
    page.write_text("```console\n$ export A=b\n```\n\n```console\n$ echo $A\nb\n```\n")
    assert run(page, tmp_path, {}) == []


def test_commands_over_several_lines_are_one_command():
    block = Block("console", "", "$ cat <<END\n> one\n> END\none\n$ true\n", 1)
    assert list(commands_of(block)) == [(1, "cat <<END\none\nEND\n", "one\n"), (5, "true\n", "")]
