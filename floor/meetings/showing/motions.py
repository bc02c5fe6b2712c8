"""What a page or the minutes say of one motion: its words with their changes, its order, its reasons. Reads only."""

from __future__ import annotations

from django.db.models import Q

from floor.meetings.deciding.motions import text_called, wording_of
from floor.meetings.deciding.replacing import replaced
from floor.meetings.models import MinorityStatement, Motion

from .redline import Change, redline


def changes_by(amendment: Motion) -> list[Change]:
    """What an amendment does to the words of its motion: as it would now, or as it did."""
    assert amendment.amends is not None
    if amendment.state == "carried" or amendment.amends.state not in ("moved", "open", "put"):
        return redline(amendment.asks["old"], amendment.asks["new"])
    words = wording_of(amendment.amends)
    new = replaced(words, amendment.asks["old"], amendment.asks["new"])
    return redline(words, new) if new is not None else redline(amendment.asks["old"], amendment.asks["new"])


def changes_since_moved(motion: Motion) -> list[Change]:
    """From the words as they were moved to the words as they stand."""
    if motion.kind == "amendment":
        return redline(motion.asks.get("moved", motion.asks["new"]), motion.asks["new"])
    return redline(text_called(motion.first_text) if motion.first_text else motion.title, wording_of(motion))


def is_unproven(motion: Motion) -> bool:
    """Whether it says something of another meeting's decision without the count (R12)."""
    return bool(motion.claim) and motion.cites_poll_id is None


def statements_that_go_with(motion: Motion) -> list[MinorityStatement]:
    """What minorities want read with a motion: on itself, and on the decision of another body that it brings here (R8). One query."""
    beside = Q(motion=motion)
    if motion.cites_poll_id:
        beside |= Q(motion__poll=motion.cites_poll_id)
    return list(MinorityStatement.objects.filter(beside).select_related("motion").order_by("pk"))
