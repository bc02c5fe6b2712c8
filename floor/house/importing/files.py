"""A file from somebody's computer, read as lines of text: in the right encoding or not at all, in pieces, never whole.

Nothing is guessed silently: a byte that does not fit is named with its line, and so is what to do about it.
"""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .faults import CannotImport

PIECE = 1 << 20
#: A line longer than this is no row of a register, and is not kept.
LONGEST_LINE = PIECE

#: How an encoding may be declared, and what it is called here.
ENCODINGS = {
    "utf-8": "utf-8", "utf8": "utf-8", "utf-16": "utf-16", "utf16": "utf-16",
    "windows-1252": "cp1252", "cp1252": "cp1252", "western": "cp1252", "latin1": "cp1252", "iso-8859-1": "cp1252",
    "windows-1251": "cp1251", "cp1251": "cp1251", "cyrillic": "cp1251",
}  # fmt: skip
_SAID = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "cp1252": "Windows-1252",
    "cp1251": "Windows-1251",
}

_SAVE_AS = "Open it in a spreadsheet program and save it as “CSV UTF-8”."
_NOT_TEXT = {
    b"PK\x03\x04": "a spreadsheet (xlsx or ods) or another packed file",
    b"\xd0\xcf\x11\xe0": "an old spreadsheet (xls)",
    b"%PDF": "a PDF",
    b"\x1f\x8b": "a gzip archive",
    b"SQLite f": "a database",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}


class Overlong(str):
    """Stands in the place of a line that was too long to keep."""

    __slots__ = ()


@dataclass
class Lines:
    """Some lines of the file that follow each other."""

    first: int
    """The number of the first of them in the file, from 1."""
    texts: list[str]
    quoted: bool
    """Whether a quotation mark occurs in them at all."""
    whole: bool
    """Whether all were kept whole."""


class TextFile:
    """A text file, read once from the beginning to the end. Afterwards `sha256` is known."""

    def __init__(self, path: Path, encoding: str | None = None) -> None:
        self.path = path
        if path.is_dir():
            raise CannotImport(f"{path} is a folder. Give the file in it.")
        try:
            self.size = path.stat().st_size
            with path.open("rb") as file:
                start = file.read(4096)
        except OSError as fault:
            raise CannotImport(f"{path} can't be read: {fault.strerror or fault}.") from None
        if not start.strip():
            raise CannotImport(f"{path.name} is empty.")
        self.encoding, self._bom = _encoding_of(start, encoding, path.name)
        self._hash, self._read = hashlib.sha256(), 0
        # Reads along as UTF-8 where something else was declared, to see whether that was a mistake.
        self._utf8 = codecs.getincrementaldecoder("utf-8")("strict") if self.encoding.startswith("cp") else None
        self._accents = False

    @property
    def done(self) -> int:
        """How many bytes have been read."""
        return self._read

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()

    def lines(self) -> Iterator[Lines]:
        """The file's lines, piece by piece."""
        number, carried, cut = 1, "", False
        for text in self._texts():
            texts = (carried + text).split("\n")
            carried, whole = texts.pop(), True
            # Only the first line can be longer than a piece: it began in an earlier one.
            if texts and (cut or len(texts[0]) > LONGEST_LINE):
                texts[0], cut, whole = Overlong(), False, False
            if cut or len(carried) > LONGEST_LINE:
                carried, cut = "", True
            yield Lines(number, texts, '"' in text or '"' in "".join(texts[:1]), whole)
            number += len(texts)
        if carried or cut:
            yield Lines(number, [Overlong() if cut else carried], True, not cut)
        self._not_double()

    def _texts(self) -> Iterator[str]:
        """The text in pieces, every kind of line end turned into one."""
        decoder = codecs.getincrementaldecoder(self.encoding)("strict")
        line, held = 1, ""
        with self.path.open("rb") as file:
            self._hash.update(file.read(self._bom))
            self._read = file.seek(self._bom)
            while True:
                raw = file.read(PIECE)
                text = held + self._decoded(decoder, raw, line)
                self._hash.update(raw)
                self._read += len(raw)
                held = "\r" if text.endswith("\r") and raw else ""
                text = text[: len(text) - len(held)]
                if "\r" in text:
                    text = text.replace("\r\n", "\n").replace("\r", "\n")
                line += text.count("\n")
                yield text
                if not raw:
                    return

    def _decoded(self, decoder: codecs.IncrementalDecoder, raw: bytes, line: int) -> str:
        waiting = len(decoder.getstate()[0])
        if self._utf8 is not None:
            self._accents |= not raw.isascii()
            try:
                self._utf8.decode(raw, not raw)
            except UnicodeDecodeError:
                self._utf8 = None
        try:
            return decoder.decode(raw, not raw)
        except UnicodeDecodeError as fault:
            good = fault.object[: fault.start].decode(self.encoding, errors="ignore")
            place = self._read - waiting + fault.start
            lines = line + good.replace("\r\n", "\n").replace("\r", "\n").count("\n")
            byte = fault.object[fault.start : fault.start + 1].hex().upper() or "?"
            raise CannotImport(_does_not_fit(self.path.name, self.encoding, byte, place + 1, lines)) from None

    def _not_double(self) -> None:
        """Every file of bytes can be read as Windows-1251; one that is all good UTF-8 was hardly meant so."""
        if self._utf8 is not None and self._accents:
            said = _SAID[self.encoding]
            raise CannotImport(
                f"{self.path.name} was declared as {said}, but it is UTF-8; read as {said} every name with an accent would be "
                "garbled. Leave the encoding out."
            )


def _encoding_of(start: bytes, declared: str | None, name: str) -> tuple[str, int]:
    """The encoding of a file and the length of its mark, by what it begins with and what was declared."""
    for mark, what in _NOT_TEXT.items():
        if start.startswith(mark):
            raise CannotImport(f"{name} is {what}, not a CSV file. {_SAVE_AS}")
    wanted = None
    if declared is not None and (wanted := ENCODINGS.get(declared.strip().casefold().replace("_", "-"))) is None:
        raise CannotImport(
            f"The encoding “{declared}” is not known here; write utf-8, utf-16, windows-1252 or windows-1251."
        )
    if start.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        raise CannotImport(f"{name} is in UTF-32. {_SAVE_AS}")
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if start.startswith(mark):
            if wanted and not encoding.startswith(wanted):
                raise CannotImport(
                    f"{name} was declared as {_SAID[wanted]}, but it is marked as {_SAID[encoding]}. Leave the encoding out."
                )
            return encoding, len(mark)
    if wanted == "utf-16" or start.count(0) * 4 > len(start):
        raise CannotImport(
            f"{name} looks like UTF-16 without the mark at its beginning that tells the order of the bytes. {_SAVE_AS}"
        )
    return wanted or "utf-8", 0


def _does_not_fit(name: str, encoding: str, byte: str, place: int, line: int) -> str:
    said = f"{name} is not in {_SAID[encoding]}: byte {place:,} ({byte}), in line {line:,}, does not fit."
    if encoding == "utf-8":
        return (
            f"{said} If it comes from an older program, say which encoding it is in: windows-1252 for western languages, "
            f"windows-1251 for Cyrillic. Or: {_SAVE_AS[0].lower()}{_SAVE_AS[1:]}"
        )
    if encoding.startswith("utf-16"):
        return f"{said} It is damaged or was cut off. {_SAVE_AS}"
    return f"{said} The declared encoding is not the one it was saved in."
