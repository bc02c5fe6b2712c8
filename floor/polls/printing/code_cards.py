"""Code cards: one for each person, ten to a sheet; folded, only the name is to be seen.

The card is printed on one side. The name folds to the back; the flap at the bottom folds up over the code and is hatched,
so that nothing shines through.
"""

from __future__ import annotations

from io import BytesIO

from django.utils.translation import gettext as _
from segno import make_qr

from .press import Exactly, typeset
from .what import CodeCards, Sheet
from .wording import moment

#: Of the eight patterns over a QR code the best is usually sought; one for all is read as well, and takes a tenth of the time.
_MASK = 3


def print_code_cards(cards: CodeCards, sheet: Sheet = "a4") -> bytes:
    """The cards as one PDF, in the order given."""
    at_address = _picture(cards.address)
    values = {
        "heading": _("Code cards"),
        "address": Exactly(cards.address),
        "picture": at_address,
        "picture_says": _("A picture that opens %(address)s") % {"address": cards.address},
        "open": _("Open"),
        "your_code": _("Your code"),
        "closes": _("Open until %(moment)s") % {"moment": moment(cards.closes)},
        "promise": _("For one paper only. The code says who may vote, never how."),
        "fold": _("Fold the name to the back, then this flap up over the code."),
        "cards": [
            {
                "name": card.name,
                "place": card.place,
                "code": grouped(card.code),
                "picture": _picture(f"{cards.address}#{card.code}") if cards.qr_with_code else [],
            }
            for card in cards.cards
        ],
    }
    return typeset("code-cards", cards.poll, sheet, values)


def grouped(code: str) -> str:
    """A code in groups of four, as it is read aloud; one that has groups of its own keeps them."""
    if "-" in code or " " in code:
        return code
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def _picture(text: str) -> list[int]:
    """A QR code as the bytes of a picture, with the quiet edge that readers need."""
    drawn = BytesIO()
    make_qr(text, error="m", mask=_MASK).save(drawn, kind="png", border=2)
    return list(drawn.getvalue())
