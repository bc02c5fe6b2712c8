"""Reading urns: BLT, CSV and PrefLib files, recognised by their ending and, where that says nothing, by what is in them."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from ..papers import NotPapers
from .blt import read_blt
from .preflib import read_preflib
from .tables import read_table
from .text import text_of
from .urn import Urn

__all__ = ["NotPapers", "Urn", "read_file", "read_urn"]

#: Ending of the file's name -> how it is read.
READERS: dict[str, Callable[[BinaryIO], Urn]] = {
    ".blt": read_blt,
    ".csv": lambda stream: read_table(text_of(stream.read())),
    ".tsv": lambda stream: read_table(text_of(stream.read())),
    **{
        ending: lambda stream: read_preflib(text_of(stream.read()), categories=False)
        for ending in (".soc", ".soi", ".toc", ".toi")
    },
    ".cat": lambda stream: read_preflib(text_of(stream.read()), categories=True),
}


def read_file(file: Path) -> Urn:
    """The urn in a file. Raises NotPapers with a sentence that names the line, or OSError."""
    with file.open("rb") as stream:
        return read_urn(stream, file.suffix.casefold())


def read_urn(stream: BinaryIO | bytes, ending: str = "") -> Urn:
    """The urn in an open file (one that can be read twice) or in bytes; `ending` says which kind of file, "" to find out."""
    if isinstance(stream, bytes):
        stream = io.BytesIO(stream)
    reader = READERS.get(ending)
    if reader is None:
        reader = READERS[_looks_like(stream.read(4096))]
        stream.seek(0)
    return reader(stream)


def _looks_like(beginning: bytes) -> str:
    text = text_of(beginning)
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    if "# ALTERNATIVE NAME" in text.upper() or "# NUMBER ALTERNATIVES" in text.upper():
        return ".cat" if "# NUMBER CATEGORIES" in text.upper() else ".toi"
    words = first.partition("#")[0].split()
    if first.startswith("#") or (len(words) == 2 and all(word.isdigit() for word in words)):
        return ".blt"
    if first.isdigit():
        return ".toi"
    return ".csv"
