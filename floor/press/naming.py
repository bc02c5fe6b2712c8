"""No text on the board names a private person (R17, R8)."""

from __future__ import annotations

from datetime import datetime

from floor.book.act import Refusal
from floor.house.models import Unit
from floor.house.naming import names_private_person


def refuse_names(text: str, unit: Unit, at: datetime, article: str, apart_from: int | None = None) -> None:
    """Refuse a text that names a member of the unit who holds no mandate; who writes can name themselves."""
    if names_private_person(text, unit, at, apart_from):
        raise Refusal(article, "The text names a member who holds no office or seat. Who speaks in a meeting, gives, takes part or does not is not named on the board: leave the name out.", "R17")  # fmt: skip
