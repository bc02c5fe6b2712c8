"""Setting in type: values and a template in, a PDF out. The same values always give the same bytes.

Values reach a template as data and are set as text, letter for letter; they are never part of its source.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

#: A word without end in a script that writes spaces. Other scripts have their own rules for breaking lines, and typst has them.
_LONG_WORD = re.compile(r"[!-~\u00a1-\u06ff]{25,}")
_SOFT_HYPHEN, _BREAK = "\u00ad", "\u200b"
#: Direction overrides could make a name print as another one; other control characters print as nothing at all.
_UNPRINTABLE = {0xAD, 0x200B, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)}
_NO_LETTER = re.compile(r'the text `?"?(.+?)"?`? could not be displayed')


class Exactly(str):
    """A text to be set letter for letter and broken by its template: a command, a checkpoint, an address."""

    __slots__ = ()


class CannotPrint(Exception):
    """The document could not be set. Says why, and what would help."""


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """Looked for once: the fonts that come with typst, and those of the system for further scripts."""
    return typst.Fonts()


def set_in_type(
    folder: Path, template: str, values: Mapping[str, Any], language: str, *, every_letter: bool = False
) -> bytes:
    """Set a template of a folder with values, as a PDF that a screen reader can read (PDF/UA-1).

    Where no font has a letter, an empty box stands in its place; with `every_letter` that is refused, because on a ballot
    paper it would be unfair to whoever bears the name.
    """
    data = {"language": _language(language), "from_the_right": _from_the_right(language), **values}
    inputs = {"data": json.dumps(printable(data), ensure_ascii=False)}
    try:
        return _compiled(folder, template, inputs, accessible=True)
    except typst.TypstError as fault:
        missing = _NO_LETTER.search(str(fault))
        if missing is None:
            raise CannotPrint(_("The document could not be set: %(fault)s") % {"fault": fault}) from fault
        if every_letter:
            raise CannotPrint(
                _(
                    "No font on this computer has the letters “%(letters)s”, so a name on this paper could not be read. "
                    "Ask whoever runs the server to install a font for them, and print again."
                )
                % {"letters": missing[1]}
            ) from fault
    try:
        # A letter without a glyph is the one fault that the standard for accessible documents forbids and paper bears.
        return _compiled(folder, template, inputs, accessible=False)
    except typst.TypstError as fault:
        raise CannotPrint(_("The document could not be set: %(fault)s") % {"fault": fault}) from fault


def _compiled(folder: Path, template: str, inputs: dict[str, str], *, accessible: bool) -> bytes:
    standards: list[Any] = ["ua-1"] if accessible else []
    made = typst.Compiler(
        str(folder / f"{template}.typ"), root=str(folder), font_paths=_fonts(), sys_inputs=inputs
    ).compile(format="pdf", pdf_standards=standards, timestamp=0)
    if not isinstance(made, bytes):
        raise CannotPrint(_("The document came out in several pieces."))
    return made


def printable(value: Any) -> Any:
    """The value with every text in it made fit for print: no control characters, and a place to break in endless words."""
    if isinstance(value, str):
        return _without_controls(value) if isinstance(value, Exactly) else _with_breaks(_without_controls(value))
    if isinstance(value, Mapping):
        return {key: printable(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [printable(part) for part in value]
    return value


def _without_controls(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    composed = unicodedata.normalize("NFC", text.replace("\t", " ").replace("\r\n", "\n"))
    return "".join(
        letter
        for letter in composed
        if letter == "\n" or not (ord(letter) in _UNPRINTABLE or unicodedata.category(letter) in ("Cc", "Cs"))
    )


def _with_breaks(text: str) -> str:
    return text if len(text) < 25 else _LONG_WORD.sub(_broken, text)


def _broken(word: re.Match[str]) -> str:
    """A name breaks with a hyphen; an address or a code without one, for a hyphen there would be read as a part of it."""
    breaks = _SOFT_HYPHEN if word[0].isalpha() else _BREAK
    return "".join(letter if unicodedata.combining(letter) else breaks + letter for letter in word[0]).removeprefix(
        breaks
    )


def _language(code: str) -> str:
    plain = code.replace("_", "-").split("-")[0].lower()
    return plain if plain.isascii() and plain.isalpha() and len(plain) in (2, 3) else "en"


def _from_the_right(code: str) -> bool:
    try:
        return bool(get_language_info(_language(code))["bidi"])
    except KeyError:
        return False
