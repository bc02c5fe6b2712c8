"""Signatures that are counted and never shown: under petitions, statements and platforms that are not over yet (R17).

Like handing in a paper, signing is not an act: the book learns only that something is open to be signed, and later how many have.
While few have signed, their signatures are laid down anew in random order with each that is added, so that the database does not
keep which was the first.
"""

from __future__ import annotations

import random
from contextlib import AbstractContextManager
from dataclasses import dataclass

from django.db import models

from floor.book.locks import Held, alone_with, hold_still
from floor.book.protected import Protected

#: Up to so many signatures lie in an order that is drawn anew with each.
_FEW = 50
_dice = random.SystemRandom()


@dataclass(frozen=True, slots=True)
class HiddenSignatures:
    """The signatures of one kind: the table they lie in, the column that says under what, and what is held still meanwhile."""

    table: type[models.Model]
    under: str
    held: Held

    def __post_init__(self) -> None:
        if issubclass(self.table, Protected):
            raise TypeError(f"{self.table.__name__} is an institution's table: only acts write it.")

    def alone_with(self, number: int) -> AbstractContextManager[None]:
        """Nobody else signs, takes back or counts under this one meanwhile."""
        return alone_with(self.held, number)

    def under_it(self, number: int) -> models.QuerySet[models.Model]:
        """The signatures that lie there."""
        return self.table._default_manager.filter(**{self.under: number})

    def signed_by(self, number: int, member: int) -> bool:
        """Whether somebody's signature lies there. For the door, and for the member's own page only."""
        return self.under_it(number).filter(member=member).exists()

    def add(self, number: int, member: int) -> None:
        """Lay down one more, in an order that says nothing of who came first."""
        signed = list(self.under_it(number).values_list("member", flat=True)[: _FEW + 1])
        if not signed or len(signed) > _FEW:
            self._lay_down(number, [member])
            return
        self.under_it(number).delete()
        anew = [*signed, member]
        _dice.shuffle(anew)
        self._lay_down(number, anew)

    def take_back(self, number: int, member: int) -> bool:
        """Take one's own away; whether it lay there."""
        return bool(self.under_it(number).filter(member=member).delete()[0])

    def destroy(self, number: int) -> None:
        """Take all away, when nothing can depend on them any more."""
        hold_still(self.held, number)
        self.under_it(number).delete()

    def _lay_down(self, number: int, members: list[int]) -> None:
        rows = [self.table(**{self.under: number, "member": member}) for member in members]
        self.table._default_manager.bulk_create(rows)
