"""What is printed of the press: the wall newspaper. The same values give the same bytes."""

from floor.house.typesetting import CannotPrint

from .newspaper import Newspaper, Sheet, print_newspaper

__all__ = ["CannotPrint", "Newspaper", "Sheet", "print_newspaper"]
