"""Every method there is for filling seats from papers. A new one is a module with a `METHOD`, and a line here."""

from __future__ import annotations

from . import (
    approval,
    block,
    cumulative,
    equal_shares,
    instant_runoff,
    limited,
    meek,
    phragmen,
    plurality,
    ranked_pairs,
    schulze,
    scottish_stv,
    sequential_pav,
    two_round,
    weighted_stv,
)
from .method import Method
from .naming import called

#: In the order in which they are listed to people.
_ALL: tuple[Method, ...] = (
    plurality.METHOD,
    block.METHOD,
    limited.METHOD,
    cumulative.METHOD,
    approval.METHOD,
    two_round.METHOD,
    instant_runoff.METHOD,
    scottish_stv.METHOD,
    weighted_stv.METHOD,
    meek.METHOD,
    schulze.METHOD,
    ranked_pairs.METHOD,
    sequential_pav.METHOD,
    phragmen.METHOD,
    equal_shares.METHOD,
)

METHODS: dict[str, Method] = {method.name: method for method in _ALL}


def method_called(name: str) -> Method:
    """The method of this name or one of its other names, however it is spelled."""
    method = called(name, METHODS.values())
    if method is not None:
        return method
    raise LookupError(f"There is no method called “{name}”. Methods: {', '.join(METHODS)}.")
