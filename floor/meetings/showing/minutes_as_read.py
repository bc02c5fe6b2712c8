"""The text of minutes taken apart for a page or a sheet of paper: headings, lines, quoted words with what was struck and put in."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .redline import Change

_CHANGED = re.compile(r"\[-(.*?)-\]|\{\+(.*?)\+\}", re.DOTALL)
_SIGNS = (("### ", "item"), ("## ", "heading"), ("- ", "line"))


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the minutes."""

    kind: str
    """title, heading, item, line, text, quoted"""
    pieces: tuple[Change, ...]

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


def blocks_of(text: str) -> list[Block]:
    """In their order. The first line is the title; quoted lines that follow each other are one block."""
    blocks: list[Block] = []
    quoted: list[str] = []
    for line in [*text.splitlines(), ""]:
        if line == ">" or line.startswith("> "):
            quoted.append(line[2:])
            continue
        if quoted:
            blocks.append(Block("quoted", _pieces("\n".join(quoted))))
            quoted = []
        if line.strip():
            blocks.append(_block(line, first=not blocks))
    return blocks


def _block(line: str, first: bool) -> Block:
    if first:
        return Block("title", (Change("same", line),))
    sign, kind = next(((sign, kind) for sign, kind in _SIGNS if line.startswith(sign)), ("", "text"))
    return Block(kind, (Change("same", line[len(sign) :]),))


def _pieces(text: str) -> tuple[Change, ...]:
    pieces, last = [], 0
    for found in _CHANGED.finditer(text):
        pieces.append(Change("same", text[last : found.start()]))
        pieces.append(Change("struck", found[1]) if found[1] is not None else Change("put in", found[2]))
        last = found.end()
    pieces.append(Change("same", text[last:]))
    return tuple(piece for piece in pieces if piece.text)
