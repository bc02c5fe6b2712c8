"""Pages that run: what they type and the files they write, done in order in a folder of their own, as a reader would."""

from __future__ import annotations

import doctest
import os
import re
import signal
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_BLOCK = re.compile(r"^```(console|python|toml|csv)(?: title=\"(.+?)\")?\n(.*?)^```$", re.DOTALL | re.MULTILINE)
#: "..." stands for anything; how lines are broken depends on the width of the screen.
ALIKE = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
_ENDED = "the command has ended with"


@dataclass(frozen=True)
class Block:
    """One block of a page: its kind, the name of its file if it is one, the text, the line it stands on."""

    kind: str
    file: str
    text: str
    line: int


def blocks_of(page: Path) -> list[Block]:
    """The blocks that run. One with a title is a file; a toml or csv block without one is only to be read."""
    text = page.read_text(encoding="utf-8")
    found = [Block(hit[1], hit[2] or "", hit[3], text.count("\n", 0, hit.start()) + 2) for hit in _BLOCK.finditer(text)]
    return [block for block in found if block.kind in ("console", "python") or block.file]


def commands_of(block: Block) -> Iterator[tuple[int, str, str]]:
    """Line, command and promised output of everything typed in a console block."""
    typed: list[tuple[int, str, str]] = []
    for number, line in enumerate(block.text.splitlines(keepends=True), start=block.line):
        if line.startswith("$ "):
            typed.append((number, line[2:], ""))
        elif line.startswith("> "):
            typed[-1] = (typed[-1][0], typed[-1][1] + line[2:], "")
        else:
            typed[-1] = (*typed[-1][:2], typed[-1][2] + line)
    return iter(typed)


class Shell:
    """One bash for a whole page, so that what is exported and started lasts from block to block."""

    def __init__(self, folder: Path, surroundings: dict[str, str]) -> None:
        self._bash = subprocess.Popen(
            ["bash", "--norc"],
            cwd=folder,
            env=surroundings,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def say(self, command: str) -> str:
        """What a command prints, on both streams."""
        assert self._bash.stdin and self._bash.stdout
        self._bash.stdin.write(f"{command}\nprintf '\\n%s\\n' '{_ENDED}'\n")
        self._bash.stdin.flush()
        said = []
        for line in self._bash.stdout:
            if line.rstrip("\n") == _ENDED:
                return "".join(said)[:-1]
            said.append(line)
        raise AssertionError(f"the shell is gone after: {command}")

    def close(self) -> None:
        """End the shell and whatever a failed page left running in it."""
        with suppress(ProcessLookupError):
            os.killpg(self._bash.pid, signal.SIGTERM)
        self._bash.wait(timeout=30)


def same(promised: str, seen: str) -> bool:
    """Whether what was printed is what the page says, with ... for anything."""
    return doctest.OutputChecker().check_output(_tidied(promised), _tidied(seen), ALIKE)


def _tidied(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.splitlines() if line.strip()) + "\n"


def run(page: Path, folder: Path, instead: dict[str, str]) -> list[str]:
    """Do everything a page says; what came out differently. `instead` is put in the place of words on the page."""

    def changed(text: str) -> str:
        for word, other in instead.items():
            text = text.replace(word, other)
        return text

    binaries = Path(__file__).parents[2] / ".venv" / "bin"
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("FLOOR_", "DJANGO_", "PYTEST_"))}
    shell = Shell(folder, kept | {"PATH": f"{binaries}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8", "NO_COLOR": "1"})
    names: dict[str, Any] = {}
    wrong: list[str] = []
    try:
        for block in blocks_of(page):
            if block.file:
                (folder / block.file).write_text(changed(block.text), encoding="utf-8")
            elif block.kind == "python":
                wrong += _failed_examples(block, changed(block.text), names)
            else:
                for line, command, promised in commands_of(block):
                    seen = shell.say(changed(command))
                    if not same(changed(promised), seen):
                        wrong.append(f"line {line}: {command}promised:\n{promised}\nseen:\n{seen}")
            if wrong:
                break
    finally:
        shell.close()
    return wrong


def _failed_examples(block: Block, text: str, names: dict[str, Any]) -> list[str]:
    test = doctest.DocTestParser().get_doctest(text, names, "the page", None, block.line)
    told: list[str] = []
    doctest.DocTestRunner(optionflags=ALIKE).run(test, out=told.append, clear_globs=False)
    names |= test.globs
    return told
