"""What time does to undertakings: overdue when their day has passed, broken after twice their time, due again where they come again."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from floor.book.act import Act, Authority, Refusal, Scene
from floor.law.graph import RHYTHMS
from floor.promises.making import becomes, undertake
from floor.promises.models import Undertaking
from floor.promises.standing import by_the_clock

#: So many fit into one entry of the book.
PORTION = 200


class NoteOverdueUndertakings(Act):
    """Note that the day of undertakings has passed and nothing was reported. Done by the clock."""

    serves = ("R13",)
    open_to = "nobody"
    undertakings: list[int] = Field(min_length=1, max_length=PORTION)

    def guard(self, scene: Scene) -> Authority:
        late = Undertaking.objects.filter(pk__in=self.undertakings, state="open", due__lte=scene.at)
        return all_of_them(scene, self.undertakings, late.count(), "notes what is overdue", "is not overdue")

    def apply(self, scene: Scene) -> None:
        becomes(scene, self.undertakings, "overdue", "overdue")


class NoteBrokenUndertakings(Act):
    """Note that undertakings are broken: twice their time has passed and nothing was reported. Done by the clock.

    While a dispute about one waits for the body that decides it, it stays overdue.
    """

    serves = ("R13",)
    open_to = "nobody"
    undertakings: list[int] = Field(min_length=1, max_length=PORTION)

    def guard(self, scene: Scene) -> Authority:
        late = Undertaking.objects.filter(
            pk__in=self.undertakings, state="overdue", disputed=None, breaks__lte=scene.at
        )
        return all_of_them(scene, self.undertakings, late.count(), "notes what is broken", "is not broken")

    def apply(self, scene: Scene) -> None:
        becomes(scene, self.undertakings, "broken", "broken", settled=scene.at)


class RepeatUndertaking(Act):
    """Make an undertaking due again that comes again by itself: the day of the last one has come. Done by the clock."""

    serves = ("R13", "R23")
    open_to = "nobody"
    undertaking: int

    def guard(self, scene: Scene) -> Authority:
        authority = by_the_clock(scene, scene.cite("title"), "makes due again what comes again")
        last = Undertaking.objects.filter(pk=self.undertaking, due__lte=scene.at, followed_by=None).exclude(every="")
        undertaking = last.first()
        if undertaking is None or comes_again_on(undertaking) is None:
            raise Refusal(authority.article, f"Undertaking {self.undertaking} does not come again now.", "R23")
        return authority

    def apply(self, scene: Scene) -> None:
        last = Undertaking.objects.select_related("unit", "holder").get(pk=self.undertaking)
        due = comes_again_on(last)
        assert due is not None
        undertake(
            scene, unit=last.unit, decided_by=last.decided_by, source=last.source, source_number=last.source_number, what=last.what,
            who=last.who, due=due, text=last.text, outside=last.outside, holder=last.holder, every=last.every, until=last.until, follows=last,
        )  # fmt: skip


def comes_again_on(undertaking: Undertaking) -> datetime | None:
    """The next day of an undertaking that comes again; none when its time is over."""
    if not undertaking.every or undertaking.until is None:
        return None
    due = RHYTHMS[undertaking.every].after(undertaking.due)
    return due if due <= undertaking.until else None


def all_of_them(scene: Scene, numbers: list[int], found: int, doing: str, fault: str) -> Authority:
    """The authority of the clock over all that are named, if each of them is due."""
    authority = by_the_clock(scene, scene.cite("title"), doing)
    if found != len(set(numbers)) or found != len(numbers):
        raise Refusal(authority.article, f"Something that is named here {fault}.", "R13")
    return authority
