"""Undertakings: written down with who and by when, and what those who answer for them say became of them (R13)."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Literal

from pydantic import AwareDatetime, StringConstraints

from floor.book.act import Act, Authority, Refusal, Scene
from floor.house.standing import open_unit
from floor.promises.making import becomes, undertake
from floor.promises.models import Undertaking
from floor.promises.standing import answers_for, article_of, body_here, must_say_something, officer_for, unit_of_body

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=300)]
Party = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=80)]
Text = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
TextOrNone = Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{64})?$")]
#: A promise for later than this is none.
LONGEST = timedelta(days=3660)


class UndertakeFor(Act):
    """Write down what was promised at a meeting or a conference, or what an outside party answered: who, what, by when.

    Resolutions arrive by themselves from the motions that were carried; this is for what was said and not voted on. With
    `every` it comes again by itself until a day: a payday, an inspection.
    """

    serves = ("R13",)
    unit: int
    what: Line
    who: Party
    outside: bool = False
    promised_to: str = ""
    """The body it was promised to; every member of the unit, if none is named."""
    due: AwareDatetime
    text: TextOrNone = ""
    every: Literal["", "weekly", "fortnightly", "monthly", "quarterly", "half-yearly", "yearly"] = ""
    until: AwareDatetime | None = None

    def guard(self, scene: Scene) -> Authority:
        unit = open_unit(self.unit, scene.at)
        article = article_of(scene, self.who)
        if not self.outside and unit_of_body(scene.law, self.who, unit) is None:
            raise Refusal(article, f"No {self.who} acts for unit {unit.pk}. Whoever is no body of the organisation is an outside party.", "R13")  # fmt: skip
        if self.promised_to:
            body_here(scene, unit, self.promised_to)
        if not scene.at < self.due <= scene.at + LONGEST:
            raise Refusal(article, "A promise is for a day to come, within ten years.", "R13")
        if bool(self.every) != (self.until is not None):
            raise Refusal(article, "What comes again does so until a day; name both or neither.", "R23")
        if self.until is not None and not self.due < self.until <= scene.at + LONGEST:
            raise Refusal(article, "It comes again until a day after the first, within ten years.", "R23")
        return officer_for(scene, unit, article, "write down what was promised")

    def apply(self, scene: Scene) -> None:
        undertake(
            scene, unit=open_unit(self.unit, scene.at), decided_by=self.promised_to, source="answer" if self.outside else "promise",
            source_number=None, what=self.what, who=self.who, due=self.due, text=self.text, outside=self.outside, every=self.every,
            until=self.until,
        )  # fmt: skip

    def attachments(self) -> tuple[str, ...]:
        return (self.text,) if self.text else ()


class ReportDone(Act):
    """Report that an undertaking was carried out, and how. Done by whoever answers for it; for a party outside, by an officer.

    Whoever sits in the body that decided it can say that the report is not true; then that body decides.
    """

    serves = ("R13",)
    undertaking: int
    text: Text

    def guard(self, scene: Scene) -> Authority:
        undertaking = undertaking_of(self.undertaking)
        article = article_of(scene, undertaking.who)
        if undertaking.state == "done":
            raise Refusal(article, "This was reported done already.")
        not_while_disputed(undertaking, article)
        must_say_something(self.text, article, "What was done")
        return answers_for(scene, undertaking)

    def apply(self, scene: Scene) -> None:
        reported(scene, self.undertaking, self.text, "done")

    def attachments(self) -> tuple[str, ...]:
        return (self.text,)


class ReportNotDone(Act):
    """Report that an undertaking will not be carried out, and why. It is broken from then on, and stands so on the noticeboard."""

    serves = ("R13",)
    undertaking: int
    text: Text

    def guard(self, scene: Scene) -> Authority:
        undertaking = undertaking_of(self.undertaking)
        article = article_of(scene, undertaking.who)
        if undertaking.state == "done":
            raise Refusal(article, "This was reported done. If that was not true, whoever sits in the body that decided it can say so.")  # fmt: skip
        if undertaking.state == "broken" and undertaking.reported is not None:
            raise Refusal(article, "This was reported already.")
        not_while_disputed(undertaking, article)
        must_say_something(self.text, article, "Why it was not done")
        return answers_for(scene, undertaking)

    def apply(self, scene: Scene) -> None:
        reported(scene, self.undertaking, self.text, "not done")

    def attachments(self) -> tuple[str, ...]:
        return (self.text,)


def undertaking_of(number: int) -> Undertaking:
    undertaking = Undertaking.objects.select_related("unit", "holder").filter(pk=number).first()
    if undertaking is None:
        raise Refusal("the register", f"There is no undertaking {number}.")
    return undertaking


def not_while_disputed(undertaking: Undertaking, article: str) -> None:
    if undertaking.disputed is not None:
        who = undertaking.decided_by or "every member of the unit"
        raise Refusal(article, f"The last report on this is disputed; {who} decides whether it was carried out.", "R13")


def reported(scene: Scene, number: int, text: str, how: str) -> None:
    """Write what was reported; the authority it was reported under was found by the guard."""
    authority = answers_for(scene, undertaking_of(number))
    state = "done" if how == "done" else "broken"
    becomes(
        scene, [number], state, f"reported {how}", text=text, mandate=authority.mandate, reported=scene.at, report=text, settled=scene.at
    )  # fmt: skip
