"""What can be printed of a poll: values in, PDF out."""

from .ballot import print_ballot
from .code_cards import print_code_cards
from .press import CannotPrint
from .roll import print_roll
from .tellers import print_tellers_sheets

__all__ = ["CannotPrint", "print_ballot", "print_code_cards", "print_roll", "print_tellers_sheets"]
