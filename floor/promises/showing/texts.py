"""The texts that stand behind hashes, read together."""

from __future__ import annotations

from collections.abc import Iterable

from floor.book.models import Attachment


def texts_of(hashes: Iterable[str]) -> dict[str, str]:
    """Public texts by their SHA-256: one query, or none where there is nothing to read."""
    wanted = {one for one in hashes if one}
    return dict(Attachment.objects.filter(pk__in=wanted).values_list("pk", "content")) if wanted else {}
