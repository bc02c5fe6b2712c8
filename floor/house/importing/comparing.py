"""Who looks like the same person: within a file, and on the register of the unit already."""

from __future__ import annotations

from itertools import pairwise

from floor.house.models import Member

from .cells import folded
from .faults import KEPT, Progress
from .register_preview import RegisterPreview
from .spool import DONE, ON_REGISTER, TWIN

_WAYS = "If it is, leave out those who look alike; if these are two people, enter them all the same."


def key_of(name: str, contact: str, unit: int) -> int:
    """What tells people apart: name and contact; without a contact, name and unit. Letters' case does not count."""
    if name.isascii() and contact.isascii():
        return hash((name.lower(), contact.lower() or unit))
    return hash((_alike(name), _alike(contact) or unit))


def _alike(text: str) -> str:
    return text.lower() if text.isascii() else folded(text)


def find_look_alikes(preview: RegisterPreview, progress: Progress) -> None:
    """Mark the rows that look like an earlier one, or like somebody on the register of their unit."""
    spool = preview.spool
    by_key, flags, keys = spool.by_key(), spool.flags, spool.keys
    for before, place in pairwise(by_key):
        if keys[before] == keys[place]:
            flags[place] |= TWIN
    found = sorted({unit.pk for unit in preview.found if unit is not None})
    numbers: dict[int, int] = {}
    for at in range(0, len(found), 500):
        progress("comparing", at, len(found))
        rows = Member.objects.filter(unit__in=found[at : at + 500], left=None).values_list(
            "number", "unit_id", "name", "contact"
        )
        for number, unit_id, name, contact in rows.iterator(chunk_size=5000):
            for place in spool.with_key(by_key, key_of(name, contact, unit_id)):
                unit = preview.found[spool.units[place]]
                if unit is not None and unit.pk == unit_id:
                    flags[place] |= ON_REGISTER
                    if len(numbers) < KEPT:
                        numbers[place] = number
    for place, flag in enumerate(flags):
        if flag & (TWIN | ON_REGISTER) and not flag & DONE:
            if len(preview.look_alikes) >= KEPT:
                other = ""
            elif flag & ON_REGISTER:
                other = (
                    f"member {numbers[place]} of that unit"
                    if place in numbers
                    else "somebody on the register of that unit"
                )
            else:
                other = f"row {spool.rows[next(spool.with_key(by_key, keys[place]))]:,}"
            preview.look_alikes.add(spool.rows[place], "name", f"This looks like the same person as {other}.", _WAYS)
