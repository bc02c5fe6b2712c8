"""Letters to the board: signed by an act of the writer, unsigned through the box, which the clock empties."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from floor.book.act import Act, Authority, Refusal, Scene
from floor.house.models import Mandate, Unit
from floor.house.standing import member_on_register, open_unit, unit_of
from floor.press.authority import article_of_the_press, by_the_clock, editors, must_fit, of_the_unit, text_of
from floor.press.models import Letter, LetterSlip
from floor.press.naming import refuse_names

Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=120)]
Sha = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]

#: The space of a letter, in characters: the same for everyone.
SPACE = 2000
#: After so long a letter that the editor did not handle appears by itself.
APPEARS_AFTER = timedelta(days=7)


class LetterIn(BaseModel):
    """An unsigned letter, as it came out of the box."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Title
    text: Sha
    about_body: str = ""


class WriteLetter(Act):
    """Write a signed letter to the board of one's unit. Where no editor was elected, it appears at once.

    It is shown as written by “a member of” the writer's own unit; with `with_name` members who are signed in also read the name.
    A letter that speaks of a body, or of a holder by the number of the mandate, gives them the right to reply at its length.
    """

    serves = ("R8",)
    unit: int
    title: Title
    text: Sha
    with_name: bool = False
    about_body: str = ""
    about_mandate: int | None = None

    def guard(self, scene: Scene) -> Authority:
        unit = scene.found["unit"] = open_unit(self.unit, scene.at)
        authority = of_the_unit(scene, unit, "write to its board")
        check_letter(scene, unit, self.title, self.text, self.about_body, scene.by.member)
        if self.about_mandate is not None and not Mandate.objects.filter(pk=self.about_mandate).exists():
            raise Refusal(authority.article, f"There is no mandate {self.about_mandate} to speak of.")
        return authority

    def apply(self, scene: Scene) -> None:
        writer = member_on_register(scene.by.member or 0)
        Letter.objects.create(
            id=Letter.next_id(), entry=scene.n, unit_id=self.unit, title=self.title, text=self.text, writer=writer, from_unit=writer.unit,
            with_name=self.with_name, about_body=self.about_body, about_mandate_id=self.about_mandate, entered=scene.at,
            **as_it_stands(scene.found["unit"], scene.at),
        )  # fmt: skip

    def attachments(self) -> tuple[str, ...]:
        return (self.text,)


class EnterLetters(Act):
    """Empty the box of unsigned letters of a unit: all of a day together, in an order drawn by lot. Nothing leads to who wrote them."""

    serves = ("R17", "R8")
    open_to = "nobody"
    unit: int
    letters: list[LetterIn] = Field(min_length=1, max_length=100)

    def guard(self, scene: Scene) -> Authority:
        # Names, bodies and the unit were looked at when each was put in: what has changed since keeps no letter in the box.
        unit = scene.found["unit"] = unit_of(self.unit)
        article = article_of_the_press(scene)
        authority = by_the_clock(scene, article, "empties the box of unsigned letters")
        for one in self.letters:
            must_fit(one.text, SPACE, article, "A letter")
        if Letter.objects.filter(unit=unit, text__in=[one.text for one in self.letters]).exists():
            raise Refusal(article, "One of these letters was entered already.")
        return authority

    def apply(self, scene: Scene) -> None:
        first, unit = Letter.next_id(), scene.found["unit"]
        Letter.objects.bulk_create(
            Letter(
                id=first + at, entry=scene.n, unit=unit, title=one.title, text=one.text, about_body=one.about_body, entered=scene.at,
                **as_it_stands(unit, scene.at),
            )
            for at, one in enumerate(self.letters)
        )  # fmt: skip
        LetterSlip.objects.filter(unit=unit.pk, sha__in=[one.text for one in self.letters]).delete()

    def attachments(self) -> tuple[str, ...]:
        return tuple(one.text for one in self.letters)


def check_letter(scene: Scene, unit: Unit, title: str, sha: str, about_body: str, writer: int | None) -> None:
    """Refuse what is too long, names a private person, speaks of a body that does not exist, or was written already."""
    article = article_of_the_press(scene)
    must_fit(sha, SPACE, article, "A letter")
    refuse_names(f"{title}\n{text_of(sha)}", unit, scene.at, article, writer)
    if about_body and about_body not in scene.law.body:
        raise Refusal(article, f"The statutes know no body called “{about_body}”.")
    if Letter.objects.filter(unit=unit, text=sha).exists():
        raise Refusal(article, "This very letter was written to this board already.")


def as_it_stands(unit: Unit, at: datetime) -> dict[str, object]:
    """How a new letter stands: it waits for the editor, or appears at once where nobody was elected to be one."""
    if editors(unit, at).exists():
        return {"state": "waiting", "appears": at + APPEARS_AFTER}
    return {"state": "published", "published": at, "how_published": "at once"}
