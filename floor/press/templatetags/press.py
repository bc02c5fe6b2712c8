"""How figures are drawn on the board: bars on one scale, with the figures beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template

register = template.Library()


@register.inclusion_tag("press/bars.html")
def board_bars(figures: Sequence[tuple[str, int]]) -> dict[str, Any]:
    """Bars for what was counted; decoration, for each figure stands beside its bar."""
    most = max([votes for _name, votes in figures], default=0) or 1
    return {"bars": [(name, votes, f"{100 * votes / most:.1f}") for name, votes in figures]}
