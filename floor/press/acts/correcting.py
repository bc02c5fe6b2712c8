"""A correction stands beside what it corrects, with its reason; the first text stays readable (R12)."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from floor.book.act import Act, Authority, Refusal, Scene
from floor.press.acts.editing import letter_called
from floor.press.acts.posting import notice_called
from floor.press.acts.writing import SPACE, Sha
from floor.press.authority import article_of_the_press, in_body, must_fit, text_of
from floor.press.models import Correction
from floor.press.naming import refuse_names

Why = Annotated[str, StringConstraints(strip_whitespace=True, min_length=5, max_length=300)]


class Correct(Act):
    """Correct a letter of one's own, or a notice of one's body: with a reason, beside the first text and never in its place."""

    serves = ("R12",)
    letter: int | None = None
    notice: int | None = None
    text: Sha
    reason: Why

    def guard(self, scene: Scene) -> Authority:
        article = article_of_the_press(scene)
        if (self.letter is None) == (self.notice is None):
            raise Refusal(article, "Say what is corrected: a letter or a notice.")
        must_fit(self.text, SPACE, article, "A correction")
        if self.letter is not None:
            letter = letter_called(self.letter)
            if scene.by.kind != "member" or letter.writer_id != scene.by.member:
                raise Refusal(article, "Nobody changes somebody else's letter, the editor no more than others.", "R12")
            refuse_names(text_of(self.text), letter.unit, scene.at, article, scene.by.member)
            return Authority(article)
        notice = notice_called(self.notice or 0)
        mandate = in_body(scene, notice.unit, notice.body)
        if mandate is None:
            raise Refusal(article, f"Only the {notice.body} corrects its notice.", "R12")
        refuse_names(text_of(self.text), notice.unit, scene.at, article)
        return Authority(article, mandate)

    def apply(self, scene: Scene) -> None:
        Correction.objects.create(
            id=Correction.next_id(), letter_id=self.letter, notice_id=self.notice, text=self.text, reason=self.reason, made=scene.at
        )  # fmt: skip

    def attachments(self) -> tuple[str, ...]:
        return (self.text,)
