"""A motion as a page shows it: its words with what changed in them, its amendments, what came of it. A fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from floor.book.models import Attachment
from floor.meetings.deciding.replacing import replaced
from floor.meetings.models import Motion
from floor.polls.models import Poll

from .redline import Change, redline

#: While these hold, what an amendment would do is shown in the words of its motion.
UNDER_WAY = ("moved", "open", "put")


@dataclass(frozen=True, slots=True)
class MotionShown:
    """A motion with its words."""

    motion: Motion
    text: str
    """As it stands now."""
    changes: tuple[Change, ...]
    """From the words as they were moved to the words as they stand; of an amendment, what it does. Empty where nothing changed."""
    amendments: tuple[MotionShown, ...] = ()
    parts: tuple[tuple[int, str, bool | None], ...] = ()
    """Number, words, and whether it was carried, where that was voted on by itself."""


@dataclass(frozen=True, slots=True)
class CountShown:
    """A count as bars: the figures stand beside each."""

    title: str
    votes_for: int
    against: int
    abstaining: int
    carried: bool
    tied: bool
    unanimous: bool
    name: str = ""

    @property
    def most(self) -> int:
        return max(1, self.votes_for, self.against, self.abstaining)


def motions_shown(motions: Sequence[Motion]) -> list[MotionShown]:
    """The main motions among these with what hangs on them. One query, for all their texts."""
    texts = _texts_of(motions)
    top = [one for one in motions if one.kind in ("main", "alternative")]
    return [_shown(one, motions, texts) for one in top]


def motion_shown(motion: Motion, hanging: Sequence[Motion]) -> MotionShown:
    """One motion of any kind. One query."""
    around = [motion, *hanging, *([motion.amends] if motion.amends else [])]
    return _shown(motion, around, _texts_of(around))


def _shown(motion: Motion, motions: Sequence[Motion], texts: Mapping[str, str]) -> MotionShown:
    amendments = [one for one in motions if one.kind == "amendment" and one.amends_id == motion.pk]
    text = words_of(motion, texts)
    return MotionShown(
        motion, text, tuple(_changes(motion, texts)), tuple(_shown(one, motions, texts) for one in amendments),
        tuple((at, part, at in motion.parts_carried if motion.parts_carried else None) for at, part in enumerate(motion.parts, start=1)),
    )  # fmt: skip


def words_of(motion: Motion, texts: Mapping[str, str]) -> str:
    if motion.kind == "amendment":
        return str(motion.asks.get("new", ""))
    return texts.get(motion.text, "") if motion.text else motion.title


def _changes(motion: Motion, texts: Mapping[str, str]) -> list[Change]:
    if motion.kind == "amendment":
        return _done_by(motion, texts)
    first = texts.get(motion.first_text, "") if motion.first_text else motion.title
    now = words_of(motion, texts)
    return redline(first, now) if first != now else []


def _done_by(amendment: Motion, texts: Mapping[str, str]) -> list[Change]:
    """What it would do to the words of its motion now, or did."""
    old, new = str(amendment.asks.get("old", "")), str(amendment.asks.get("new", ""))
    target = amendment.amends
    if target is None or amendment.state not in UNDER_WAY or target.state not in UNDER_WAY:
        return redline(old, new)
    words = words_of(target, texts)
    changed = replaced(words, old, new)
    return _around_the_change(redline(words, changed)) if changed is not None else redline(old, new)


#: So many characters before and after a change are shown with it; the whole text stands above.
AROUND = 160


def _around_the_change(changes: list[Change]) -> list[Change]:
    shown = []
    for at, change in enumerate(changes):
        text = change.text
        if change.what == "same" and len(text) > 2 * AROUND:
            head, tail = text[:AROUND] + " …", "… " + text[-AROUND:]
            text = tail if at == 0 else head if at == len(changes) - 1 else f"{text[:AROUND]} … {text[-AROUND:]}"
        shown.append(Change(change.what, text))
    return shown


def _texts_of(motions: Iterable[Motion]) -> dict[str, str]:
    wanted = {sha for one in motions for sha in (one.text, one.first_text) if sha}
    if not wanted:
        return {}
    return dict(Attachment.objects.filter(pk__in=wanted).values_list("pk", "content"))


@dataclass(frozen=True, slots=True)
class OptionShown:
    """One of several motions of which one was chosen."""

    name: str
    votes: int
    most: int
    chosen: bool


def options_of(poll: Poll | None) -> list[OptionShown]:
    """Where one of several was chosen: the votes of each. No query."""
    votes = list(poll.outcome.get("votes") or []) if poll is not None and poll.state in ("counted", "failed") else []
    chosen = poll.outcome.get("chosen") if poll is not None else None
    named = [str(one) for one in poll.parts] if poll is not None else []
    return [
        OptionShown(name, number, max(1, *votes), at == chosen)
        for at, (name, number) in enumerate(zip(named, votes, strict=False), start=1)
    ]


def counts_of(motion: Motion) -> list[CountShown]:
    """What was counted on it, part by part. No query: its poll has been read."""
    poll = motion.poll
    if poll is None or poll.state not in ("counted", "failed"):
        return []
    parts: list[dict[str, Any]] = poll.outcome.get("parts") or []
    named = [str(part) for part in poll.parts] if len(parts) > 1 else [""] * len(parts)
    return [
        CountShown(
            poll.title, part["for"], part["against"], part["abstaining"], bool(part["carried"]), bool(part.get("tied")), bool(part.get("unanimous")), name
        )
        for part, name in zip(parts, named, strict=False)
    ]  # fmt: skip
