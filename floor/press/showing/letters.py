"""Letters with their texts, replies and corrections, as pages and prints show them. Few queries, whatever the number of letters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from floor.book.models import Attachment
from floor.house.models import UnitName
from floor.press.models import Correction, Letter, Reply


@dataclass(frozen=True, slots=True)
class Said:
    """Something said beside a letter: a reply, or a correction with its reason."""

    what: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ShownLetter:
    """A letter as anyone reads it."""

    letter: Letter
    text: str
    by: str
    beside: tuple[Said, ...] = ()


def shown(letters: Iterable[Letter], *, reader_is_member: bool = False) -> list[ShownLetter]:
    """Letters with everything beside them: at most four queries. Names of writers are for members, where the writer wants it so."""
    letters = list(letters)
    if not letters:
        return []
    replies = list(Reply.objects.filter(letter__in=letters).order_by("pk"))
    corrections = list(Correction.objects.filter(letter__in=letters).order_by("pk"))
    texts = texts_of(
        [*(one.text for one in letters), *(one.text for one in replies), *(one.text for one in corrections)]
    )
    units = {one.from_unit_id for one in letters if one.from_unit_id}
    names = dict(UnitName.objects.filter(unit__in=units, until=None).values_list("unit", "name")) if units else {}
    beside: dict[int, list[Said]] = {}
    for reply in replies:
        beside.setdefault(reply.letter_id, []).append(Said(_("Reply"), texts.get(reply.text, ""), reply.made))
    for one in corrections:
        what = _("Correction: %(reason)s") % {"reason": one.reason}
        beside.setdefault(one.letter_id or 0, []).append(Said(what, texts.get(one.text, ""), one.made))
    return [
        ShownLetter(one, texts.get(one.text, ""), _by(one, names, reader_is_member), tuple(beside.get(one.pk, ())))
        for one in letters
    ]


def texts_of(shas: Iterable[str]) -> dict[str, str]:
    """Public texts by their hashes: one query."""
    return dict(Attachment.objects.filter(pk__in=set(shas)).values_list("pk", "content"))


def _by(letter: Letter, names: dict[int, str], reader_is_member: bool) -> str:
    if letter.writer_id is None:
        return _("unsigned")
    if letter.with_name and reader_is_member and letter.writer is not None and letter.writer.name:
        return letter.writer.name
    unit = names.get(letter.from_unit_id or 0, "")
    return _("a member of %(unit)s") % {"unit": unit} if unit else _("a member")
