"""Notices of bodies: posted until a day, taken down by the same body; what the workers adopted hangs there to its end."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from pydantic import AwareDatetime, StringConstraints

from floor.book.act import Act, Authority, Refusal, Scene
from floor.house.models import Result
from floor.house.standing import open_unit
from floor.press.acts.writing import SPACE, Sha, Title
from floor.press.authority import article_of_the_press, in_body, must_fit, text_of
from floor.press.models import PostedNotice
from floor.press.naming import refuse_names

#: No notice hangs longer; what still holds then is posted again.
LONGEST = timedelta(days=366)


def notice_called(number: int) -> PostedNotice:
    notice = PostedNotice.objects.select_related("unit").filter(pk=number).first()
    if notice is None:
        raise Refusal("the notices", f"There is no notice {number}.")
    return notice


class PostNotice(Act):
    """Post a notice on the board of the unit where one's body sits, until a day.

    With the number of the result by which a text was adopted, it is the workers' own: nobody takes it down before its day.
    """

    serves = ("R8", "R12")
    unit: int
    body: str
    title: Title
    text: Sha
    until: AwareDatetime
    result: int | None = None

    def guard(self, scene: Scene) -> Authority:
        unit, article = open_unit(self.unit, scene.at), article_of_the_press(scene)
        mandate = in_body(scene, unit, self.body)
        if mandate is None:
            raise Refusal(article, f"A notice is posted by somebody who holds a seat or an office in the {self.body} of unit {unit.pk}.", "R1")  # fmt: skip
        if not scene.at < self.until <= scene.at + LONGEST:
            raise Refusal(article, "A notice hangs until a day to come, within a year.")
        if (
            self.result is not None
            and not Result.objects.filter(pk=self.result, unit=unit, figures__carried=True).exists()
        ):
            raise Refusal(
                article, f"Result {self.result} carried nothing in unit {unit.pk}, so it adopted no text.", "R4"
            )
        must_fit(self.text, SPACE, article, "A notice")
        refuse_names(f"{self.title}\n{text_of(self.text)}", unit, scene.at, article)
        return Authority(article, mandate)

    def apply(self, scene: Scene) -> None:
        mandate = in_body(scene, open_unit(self.unit, scene.at), self.body)
        PostedNotice.objects.create(
            id=PostedNotice.next_id(), entry=scene.n, unit_id=self.unit, body=self.body, title=self.title, text=self.text,
            posted=scene.at, mandate=mandate or 0, until=self.until, result_id=self.result,
        )  # fmt: skip

    def attachments(self) -> tuple[str, ...]:
        return (self.text,)


class TakeDownNotice(Act):
    """Take a notice down before its day: only the body that posted it, with a reason; never a text that was adopted by a count."""

    serves = ("R8", "R12")
    notice: int
    why: Annotated[str, StringConstraints(strip_whitespace=True, min_length=5, max_length=300)]

    def guard(self, scene: Scene) -> Authority:
        notice, article = notice_called(self.notice), article_of_the_press(scene)
        if notice.result_id is not None:
            raise Refusal(article, "This text was adopted by a count. Nobody takes it down before its day; another count can adopt another.", "R12")  # fmt: skip
        mandate = in_body(scene, notice.unit, notice.body)
        if mandate is None:
            raise Refusal(article, f"Only the {notice.body}, which posted it, takes this notice down.", "R8")
        if notice.taken_down is not None or notice.until <= scene.at:
            raise Refusal(article, "This notice does not hang there any more.")
        return Authority(article, mandate)

    def apply(self, scene: Scene) -> None:
        PostedNotice.objects.filter(pk=self.notice).update(taken_down=scene.at, why_taken_down=self.why)
