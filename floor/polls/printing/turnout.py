"""How many voted, said exactly and in words. In whole numbers: a turnout of a hair under a half is never printed as a half."""

from __future__ import annotations

from fractions import Fraction

from django.utils.formats import number_format
from django.utils.translation import gettext as _


def percent(part: int, whole: int) -> str:
    """ "77.5 %" where that is exact, else "about 77.74 %", cut off and not rounded up."""
    hundredths, rest = divmod(part * 10_000, whole) if whole else (0, 0)
    units, decimals = divmod(hundredths, 100)
    digits = f"{decimals:02}".rstrip("0")
    number = f"{number_format(units)}{_decimal_point()}{digits}" if digits else number_format(units)
    return (_("about %(number)s %%") if rest else _("%(number)s %%")) % {"number": number}


def in_words(part: int, whole: int) -> str:
    """ "more than half": where a share lies among the shares that statutes speak of."""
    if whole == 0:
        return _("nobody is on the roll")
    share = Fraction(part, whole)
    if share == 0:
        return _("nobody")
    if share == 1:
        return _("everyone")
    marks = {
        Fraction(1, 4): (_("exactly a quarter"), _("more than a quarter")),
        Fraction(1, 3): (_("exactly a third"), _("more than a third")),
        Fraction(1, 2): (_("exactly half"), _("more than half")),
        Fraction(2, 3): (_("exactly two thirds"), _("more than two thirds")),
        Fraction(3, 4): (_("exactly three quarters"), _("more than three quarters")),
    }
    below = max((mark for mark in marks if mark <= share), default=None)
    if below is None:
        return _("less than a quarter")
    exactly, more = marks[below]
    return exactly if below == share else more


def _decimal_point() -> str:
    return number_format("1.5")[1:-1]
