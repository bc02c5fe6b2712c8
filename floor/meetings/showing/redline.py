"""What an amendment changes, word by word: struck, put in, left. Pure, and the same in every place that shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
#: Fewer words between two changes than this, and the passage is shown as one change: nobody reads a text in shreds.
_SHREDS = 3


@dataclass(frozen=True, slots=True)
class Change:
    """A piece of the text: the same in both, struck from the old, or put into the new."""

    what: str
    """same, struck, put in"""
    text: str


def redline(old: str, new: str) -> list[Change]:
    """The way from the old text to the new: without what was struck it is the new one, without what was put in the old one."""
    return _joined(_without_shreds(list(_changes(old, new))))


def as_plain_text(changes: list[Change]) -> str:
    """A redline where there is no colour: struck words in [-...-], new ones in {+...+}."""
    signs = {"same": "{}", "struck": "[-{}-]", "put in": "{{+{}+}}"}
    return "".join(signs[change.what].format(change.text) for change in changes)


def _changes(old: str, new: str) -> Iterator[Change]:
    """First by paragraphs, then by words inside those that changed: a long text with a small change costs next to nothing."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Change("same", "".join(before[i:j]))
        else:
            yield from _by_words("".join(before[i:j]), "".join(after[k:m]))


def _by_words(old: str, new: str) -> Iterator[Change]:
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=len(before) > 5000).get_opcodes():
        if tag == "equal":
            yield Change("same", "".join(before[i:j]))
            continue
        if i < j:
            yield Change("struck", "".join(before[i:j]))
        if k < m:
            yield Change("put in", "".join(after[k:m]))


def _without_shreds(changes: list[Change]) -> list[Change]:
    """A space or a comma left between two changed passages belongs to both."""
    told = []
    for at, change in enumerate(changes):
        between = 0 < at < len(changes) - 1 and "same" not in (changes[at - 1].what, changes[at + 1].what)
        if change.what == "same" and between and len(_WORDS.findall(change.text)) < _SHREDS:
            told += [Change("struck", change.text), Change("put in", change.text)]
        else:
            told.append(change)
    return told


def _joined(changes: list[Change]) -> list[Change]:
    """Neighbours of one kind as one piece; in each changed passage what was struck before what was put in."""
    told: list[Change] = []
    struck = put_in = ""
    for change in [*changes, Change("same", "")]:
        if change.what == "struck":
            struck += change.text
        elif change.what == "put in":
            put_in += change.text
        else:
            told += [one for one in (Change("struck", struck), Change("put in", put_in)) if one.text]
            struck = put_in = ""
            if told and told[-1].what == "same":
                told[-1] = Change("same", told[-1].text + change.text)
            elif change.text:
                told.append(change)
    return told
