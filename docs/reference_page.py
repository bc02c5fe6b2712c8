"""What every page of the reference is made of: the words kept in reference.toml, and the frame of a page."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
WRITTEN = (
    "<!-- Written from the code by `python -m docs.reference`. Change the code, or reference.toml, not this page. -->\n"
)
_used: set[tuple[str, str]] = set()
WORDS: dict[str, dict[str, Any]] = tomllib.loads((HERE / "reference.toml").read_text(encoding="utf-8"))


class NoWords(Exception):
    """Something has no words; says what, and where they belong."""


def words_for(kind: str, owner: str, name: str) -> str:
    """The words of a payload field or a column."""
    known = WORDS[kind]
    key = f"{owner}.{name}" if f"{owner}.{name}" in known else name
    if key not in known:
        raise NoWords(f"{owner}.{name} has no words: add it to [{kind}] in docs/reference.toml")
    _used.add((kind, key))
    return str(known[key])


def unused_words() -> list[str]:
    """Words for payload fields and columns that are no more, once all pages have been written."""
    return sorted(f"[{kind}] {key}" for kind in ("field", "column") for key in WORDS[kind] if (kind, key) not in _used)


def page(title: str, opening: str, parts: list[str]) -> str:
    return "\n\n".join([WRITTEN + f"\n# {title}", opening, *(part for part in parts if part)]) + "\n"
