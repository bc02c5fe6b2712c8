"""How seats were shared out, row by row and in sentences. Rows and an account in, words and figures out; no queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from floor.congress.models import ApportionedSeats
from floor.count.divisors import DIVISORS
from floor.count.shares import Claim

#: So many units that drew lots or stood level are named; the others are counted.
NAMED = 5


@dataclass(frozen=True, slots=True)
class Share:
    """One electing unit: its members, its seats, and how it came to them."""

    unit: int
    name: str
    members: int
    seats: int
    exact: str
    """Its part of all seats by its members alone, with what is left of a seat."""
    came_by: str
    """Whole quotas and a remainder, or the quotient of its last seat; "" where it has the least, or by a ratio."""
    lifted: bool


def shares_of(
    rows: Iterable[ApportionedSeats], account: Mapping[str, Any], names: Mapping[int, str], members: int, seats: int
) -> list[Share]:
    """The rows of a page; `members` and `seats` are those of all units."""
    return [
        Share(
            row.unit_id, names.get(row.unit_id, ""), row.members, row.seats, _decimal(row.members * seats, members),
            "" if row.lifted else _came_by(row, account), row.lifted,
        )
        for row in rows
    ]  # fmt: skip


def _came_by(row: ApportionedSeats, account: Mapping[str, Any]) -> str:
    if "method" not in account or not row.members:
        return ""
    if account["kind"] == "remainder":
        quota, over = account["quota"]
        whole, rest = divmod(row.members * over, quota)
        return f"{_number(whole)} + {_decimal(rest, quota)}"
    step, first = DIVISORS[account["method"]]
    if not row.seats:
        return ""
    divisor = step * (row.seats - 1) + first
    return f"{_number(row.members)} ÷ {_number(divisor)} = {_decimal(row.members, divisor)}"


def told(account: Mapping[str, Any], names: Mapping[int, str], lifted: int) -> list[str]:
    """How a total came out, in sentences; nothing where each unit has its seats by itself."""
    if "method" not in account:
        return []
    said = [_HOW[account["method"]]()]
    if account["quota"]:
        said.append(_("The quota is %(quota)s members.") % {"quota": _decimal(*account["quota"])})
    if lifted:
        said.append(
            ngettext(
                "%(n)s unit has the least, because the method alone would give it fewer; the others shared the rest by the same method.",
                "%(n)s units have the least, because the method alone would give them fewer; the others shared the rest by the same method.",
                lifted,
            ) % {"n": _number(lifted)}
        )  # fmt: skip
    if account["last"]:
        said.append(_last_seat(account, names))
    for among, favoured in account["lots"]:
        said.append(
            _("%(units)s stood level. By the lot of the statutes a seat went to %(favoured)s.")
            % {"units": named(among, names), "favoured": named(favoured, names)}
        )
    return said


def _last_seat(account: Mapping[str, Any], names: Mapping[int, str]) -> str:
    values = {"units": named([one[0] for one in account["last"]], names), "amount": _claimed(account, account["last"])}
    missed = [one for one in account["missed"] if one[1]]
    if not missed:
        return _("The last seat went to %(units)s with %(amount)s.") % values
    values |= {"others": named([one[0] for one in missed], names), "next": _claimed(account, missed)}
    return _("The last seat went to %(units)s with %(amount)s; next was %(others)s with %(next)s.") % values


def _claimed(account: Mapping[str, Any], claims: Sequence[Sequence[int]]) -> str:
    """What the first of equal claims is: a quotient, or the part of a quota that was left."""
    _unit, members, divisor = claims[0]
    if account["kind"] == "remainder":
        quota, _over = account["quota"]
        return _("%(part)s of a quota left") % {"part": _decimal(members, quota, 4)}
    return _decimal(members, divisor)


def named(units: Sequence[int], names: Mapping[int, str]) -> str:
    """Units by name, in a row; of many only the first."""
    said = ", ".join(names.get(unit, str(unit)) for unit in units[:NAMED])
    more = len(units) - NAMED
    return said if more <= 0 else said + ngettext(" and %(n)s more", " and %(n)s more", more) % {"n": _number(more)}


def units_named_in(account: Mapping[str, Any]) -> set[int]:
    """The units that the sentences speak of: so many names are looked up, and no more."""
    claims = [one[0] for key in ("last", "missed") for one in account.get(key, [])[:NAMED]]
    lots = [unit for lot in account.get("lots", []) for side in lot for unit in side[:NAMED]]
    return {*claims, *lots}


_HOW = {
    "dhondt": lambda: _(
        "The members of each unit are divided by 1, 2, 3 and so on; the highest quotients take the seats (d'Hondt)."
    ),
    "sainte-lague": lambda: _(
        "The members of each unit are divided by 1, 3, 5 and so on; the highest quotients take the seats (Sainte-Laguë)."
    ),
    "hare": lambda: _(
        "A unit has a seat for each whole quota, which is all members over all seats; what is left goes to the largest remainders (Hare)."
    ),
    "droop": lambda: _(
        "A unit has a seat for each whole Droop quota, which is all members over all seats and one; what is left goes to the largest remainders."
    ),
}


def _decimal(over: int, under: int, digits: int = 2) -> str:
    if not under:
        return "0"
    return number_format(Claim(0, over, under).decimal(digits), force_grouping=True)


def _number(number: int) -> str:
    return number_format(number, force_grouping=True)
