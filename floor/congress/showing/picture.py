"""The pyramid as a picture: a storey for each level, as wide as it has units. Pure: storeys in, places and sizes out."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from floor.congress.pyramid import Storey
from floor.house.storeys import WIDTH, Picture, width_for
from floor.house.storeys import Storey as Drawn

_HEIGHT, _GAP = 58, 18


def picture_of(storeys: Sequence[Storey]) -> Picture:
    """From the top down; widths grow with the logarithm of the units, so that a nation and its shops fit on one sheet."""
    most = max((one.units for one in storeys), default=1)
    drawn: list[Drawn] = []
    for at, one in enumerate(storeys):
        width, y = max(width_for(one.units, most), 200.0), 4 + at * (_HEIGHT + _GAP)
        x = (WIDTH - width) / 2
        arm = ""
        if drawn:
            above, top = drawn[-1], y - _GAP
            arm = f"{above.x},{top} {above.x + above.width},{top} {x + width:.1f},{y} {x:.1f},{y}"
        kind = "top" if at == 0 else "ground" if at == len(storeys) - 1 else ""
        drawn.append(Drawn(round(x, 1), y, round(width, 1), _HEIGHT, kind, one.units, _label(one), arm))
    return Picture(tuple(drawn), 8 + len(storeys) * (_HEIGHT + _GAP) - _GAP)


def _label(storey: Storey) -> str:
    if not storey.seats:
        return storey.level
    held, seats = (number_format(n, force_grouping=True) for n in (storey.held, storey.seats))
    return _("%(level)s: %(held)s of %(seats)s seats held") % {"level": storey.level, "held": held, "seats": seats}
