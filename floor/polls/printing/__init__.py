"""What can be printed of a poll: fill in one of the values of `what`, and get a PDF. The same values give the same bytes."""

from .ballot import print_ballot
from .code_cards import print_code_cards
from .notice import print_notice
from .press import CannotPrint
from .result import print_result
from .roll import print_roll
from .tellers import print_tellers_sheets

__all__ = [
    "CannotPrint",
    "print_ballot",
    "print_code_cards",
    "print_notice",
    "print_result",
    "print_roll",
    "print_tellers_sheets",
]
