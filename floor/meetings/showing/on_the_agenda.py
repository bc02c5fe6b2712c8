"""An agenda as a page shows it: each item with its motions, and how each came out. Two queries, whatever the number of items."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import F, QuerySet

from floor.meetings.models import Item, Meeting, Motion

#: More than so many motions of one meeting are on the pages of their items.
MOST_MOTIONS = 300
GOOD, WAITING, BAD = (
    ("carried",),
    ("moved", "open", "put", "waiting"),
    ("lost", "not put", "failed", "fallen", "lapsed"),
)


@dataclass(frozen=True, slots=True)
class MotionTold:
    """A motion on the agenda: what it asks, and the hands or papers for and against it, if it was counted."""

    motion: Motion
    hands: dict[str, int] | None
    hanging: list[MotionTold] = field(default_factory=list)
    """Amendments and alternatives to it."""

    @property
    def tag(self) -> str:
        """The colour its state is written in."""
        state = self.motion.state
        return "good" if state in GOOD else "wait" if state in WAITING else "alarm" if state in BAD else ""


@dataclass(frozen=True, slots=True)
class ItemTold:
    """An item with the motions on it."""

    item: Item
    motions: list[MotionTold]


def agenda_of(meeting: Meeting) -> list[ItemTold]:
    """The whole agenda in its order."""
    told = motions_told(Motion.objects.filter(meeting=meeting))
    items = meeting.items.defer("votes").order_by("place", "pk")
    return [ItemTold(item, [one for one in told if one.motion.item_id == item.pk]) for item in items]


def motions_told(motions: QuerySet[Motion]) -> list[MotionTold]:
    """Motions in the order in which they were moved; what hangs on one stands under it. One query."""
    rows = list(with_counts(motions).order_by("pk")[:MOST_MOTIONS])
    told = {one.pk: MotionTold(one, hands_of(one)) for one in rows}
    top: list[MotionTold] = []
    for one in rows:
        under = told.get(one.amends_id) if one.amends_id else None
        (under.hanging if under else top).append(told[one.pk])
    return top


def with_counts(motions: QuerySet[Motion]) -> QuerySet[Motion]:
    """Motions with what was counted on each, and without the whole accounts of their polls."""
    return motions.annotate(counted_parts=F("poll__outcome__parts")).defer("asks", "parts")


def hands_of(motion: Motion) -> dict[str, int] | None:
    """For, against and abstaining, where one question was counted; where it was divided the result says more."""
    parts = motion.counted_parts  # type: ignore[attr-defined]
    if not isinstance(parts, list) or len(parts) != 1:
        return None
    return {word: parts[0].get(word, 0) for word in ("for", "against", "abstaining")}
