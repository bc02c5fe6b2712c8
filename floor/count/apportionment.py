"""Every rule there is for sharing out seats among lists or units. A new one is a function, and a line here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from .divisors import share_by_dhondt, share_by_sainte_lague
from .naming import called
from .quotas import share_by_droop, share_by_hare
from .shares import Shares
from .ties import Ties


class Sharing(Protocol):
    """A function that shares out seats. `most` limits what each list can take: its candidates."""

    def __call__(self, votes: Sequence[int], seats: int, ties: Ties, most: Sequence[int] | None = None) -> Shares: ...


@dataclass(frozen=True, slots=True)
class Apportionment:
    """A way to share out seats in proportion to votes or members."""

    name: str
    sentence: str
    share: Sharing
    aliases: tuple[str, ...] = ()


#: In the order in which they are listed to people.
_ALL = (
    Apportionment(
        "dhondt",
        "Each list's votes are divided by 1, 2, 3 and so on; the highest quotients take the seats. Kind to large lists.",
        share_by_dhondt,
        ("d'Hondt", "d hondt", "jefferson", "hagenbach-bischoff", "greatest divisors", "bader-ofer", "highest averages"),
    ),
    Apportionment(
        "sainte-lague",
        "Each list's votes are divided by 1, 3, 5 and so on; the highest quotients take the seats. Kind to no size of list.",
        share_by_sainte_lague,
        ("saintelague", "sainte laguë", "saint lague", "st lague", "ste lague", "webster", "schepers", "sainte-lague/schepers", "major fractions"),
    ),
    Apportionment(
        "hare",
        "A list has a seat for each whole quota (votes over seats); what is left goes to the largest remainders.",
        share_by_hare,
        (
            "hamilton", "niemeyer", "hare-niemeyer", "hare/niemeyer", "vinton", "largest remainder", "largest remainders",
            "hare quota", "hare largest remainder", "hare largest remainders", "lr-hare",
        ),
    ),
    Apportionment(
        "droop",
        "A list has a seat for each whole Droop quota (votes over seats and one, rounded down, and one); "
        "what is left goes to the largest remainders.",
        share_by_droop,
        ("droop quota", "largest remainder droop", "largest remainders droop", "lr-droop"),
    ),
)  # fmt: skip

APPORTIONMENTS: dict[str, Apportionment] = {each.name: each for each in _ALL}


def apportionment_called(name: str) -> Apportionment:
    """The rule of this name or one of its other names, however it is spelled."""
    rule = called(name, APPORTIONMENTS.values())
    if rule is not None:
        return rule
    raise LookupError(f"There is no rule called “{name}” for sharing out seats. Rules: {', '.join(APPORTIONMENTS)}.")
