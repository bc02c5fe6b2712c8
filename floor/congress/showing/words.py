"""Words for what the tables hold as a word, on the pages of the congress."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

#: How a mandate ended whose seat is vacant since; nothing for a seat that was never filled.
ENDS: dict[str, Callable[[], str]] = {
    "": lambda: _("never elected"), "expired": lambda: _("the term is over"), "resigned": lambda: _("resigned"), "recalled": lambda: _("recalled"),
    "left": lambda: _("left the organisation"), "moved away": lambda: _("moved away"), "unit closed": lambda: _("the unit was closed"),
    "seat ended": lambda: _("the seat below ended, on which it rested"), "succeeded": lambda: _("the term is over"),
    "annulled": lambda: _("the election was annulled"), "incompatible": lambda: _("took a seat that cannot be held with it"),
}  # fmt: skip


def how_it_ended(word: str) -> str:
    """Why a seat is vacant, in words."""
    return ENDS[word]() if word in ENDS else word
