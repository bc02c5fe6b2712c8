"""Entries in plain words. Each room registers a sentence for its acts; an act without one is told by its docstring."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from .act import ACTS
from .models import Entry

#: What a sentence may look up: names of units, what a mandate is for. Filled once for a whole page of entries.
Names = dict[tuple[str, int], str]
Sentence = Callable[[dict[str, Any], Names], str]

SENTENCES: dict[str, Sentence] = {}
#: Each room's way to fill the names for a list of payloads, in a bounded number of queries.
LOOK_UPS: list[Callable[[list[dict[str, Any]]], Names]] = []


def tells(act: str) -> Callable[[Sentence], Sentence]:
    """Register the sentence for an act."""

    def enter(sentence: Sentence) -> Sentence:
        SENTENCES[act] = sentence
        return sentence

    return enter


@dataclass(frozen=True, slots=True)
class Told:
    """One entry as a page shows it."""

    n: int
    at: datetime
    act: str
    sentence: str
    by: str
    article: str


def told(entries: Iterable[Entry]) -> list[Told]:
    """Entries in words, in the order they come."""
    read = [(entry, json.loads(bytes(entry.line))) for entry in entries]
    names: Names = {}
    for look_up in LOOK_UPS:
        names |= look_up([line["payload"] for _, line in read])
    return [
        Told(entry.n, entry.at, entry.act, sentence_of(entry.act, line["payload"], names), by_whom(line["by"]), line["virtue"]["article"])
        for entry, line in read
    ]  # fmt: skip


def sentence_of(act: str, payload: dict[str, Any], names: Names) -> str:
    """What an entry says. A payload of an older form must never break a page, so it falls back to what the act is."""
    if sentence := SENTENCES.get(act):
        try:
            return sentence(payload, names)
        except (KeyError, TypeError, ValueError):
            pass
    return summary_of(act)


def summary_of(act: str) -> str:
    """The first line of an act's docstring: what kind of thing it is."""
    kind = ACTS.get(act)
    return ((kind.__doc__ or "").strip().splitlines() or [act])[0] if kind else act


def by_whom(by: dict[str, Any]) -> str:
    if "member" in by:
        return _("by member %(number)s") % {"number": by["member"]}
    return _("by the founding meeting") if "founding" in by else _("by the clock")


@tells("book.RecordRefusal")
def _refusal(payload: dict[str, Any], names: Names) -> str:
    return _("Refused, because of %(guarantee)s: %(reason)s") % payload
