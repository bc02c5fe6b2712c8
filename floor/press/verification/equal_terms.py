"""Nothing was kept back without a listed reason, and every platform had the same (R8)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from django.db.models import Q

from floor.book.claims import Claim, broken, holds
from floor.book.verifying import checks_the_tables
from floor.press.acts.editing import Reason
from floor.press.acts.mailing import MAILINGS, WITHIN
from floor.press.models import Letter, Mailing


@checks_the_tables("R8")
def letters_are_kept_back_for_listed_reasons_only() -> Iterator[Claim]:
    """Each letter is on the board, waits for its week, or was refused for a reason from the list."""
    name = "letters are kept back for listed reasons only"
    stray = Letter.objects.filter(
        Q(state="refused") & ~Q(refused_for__in=get_args(Reason))
        | Q(state="waiting", appears=None) | Q(state="published", published=None)
    ).order_by("pk")[:20]  # fmt: skip
    found = list(stray)
    for letter in found:
        yield broken(name, f"letter {letter.pk} is kept back for no listed reason", letter.entry)
    if not found:
        yield holds(name, f"{Letter.objects.count()} letters")


@checks_the_tables("R8")
def platforms_mail_on_the_same_terms() -> Iterator[Claim]:
    """No platform sent more mailings in thirty days than every other may."""
    name, number = "platforms mail on the same terms", 0
    sent: dict[int, list[Mailing]] = {}
    for mailing in Mailing.objects.order_by("sent", "pk").iterator(500):
        number += 1
        recent = [one for one in sent.get(mailing.platform_id, []) if one.sent > mailing.sent - WITHIN]
        sent[mailing.platform_id] = [*recent, mailing]
        if len(recent) >= MAILINGS:
            yield broken(name, f"platform {mailing.platform_id} sent more than its share", mailing.entry)
            return
    yield holds(name, f"{number} mailings")
