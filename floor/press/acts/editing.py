"""What an elected editor can do with a letter: publish it, or refuse it for a reason from a list. The meeting has the last word."""

from __future__ import annotations

from typing import Literal

from floor.book.act import Act, Authority, Refusal, Scene
from floor.house.counted_question import QuestionCount, carries, check_question, write_question
from floor.house.standing import everyone_sits, officer_or_teller
from floor.press.authority import EVERY_MEMBER, article_of_the_press, as_editor, by_the_clock
from floor.press.models import Letter

#: Why a letter can be refused. An opinion is none of them.
Reason = Literal["names a private person", "threat or abuse", "advertisement", "printed already"]


def letter_called(number: int) -> Letter:
    letter = Letter.objects.select_related("unit", "about_mandate__seat").filter(pk=number).first()
    if letter is None:
        raise Refusal("the letters", f"There is no letter {number}.")
    return letter


def _waiting(number: int, article: str) -> Letter:
    letter = letter_called(number)
    if letter.state != "waiting":
        raise Refusal(article, f"This letter does not wait for the editor: it is {letter.state}.", "R8" if letter.state == "published" else None)  # fmt: skip
    return letter


class PublishLetter(Act):
    """Put a letter on the board, as the elected editor. Nothing in it is changed."""

    serves = ("R8",)
    letter: int

    def guard(self, scene: Scene) -> Authority:
        letter = _waiting(self.letter, article_of_the_press(scene))
        return as_editor(scene, letter.unit, "publish a letter")

    def apply(self, scene: Scene) -> None:
        mandate = as_editor(scene, letter_called(self.letter).unit, "publish a letter").mandate
        Letter.objects.filter(pk=self.letter).update(
            state="published", published=scene.at, how_published="by the editor", handled_by=mandate, appears=None
        )


class RefuseLetter(Act):
    """Refuse a letter, as the elected editor, for a reason from the list. What it says of anyone's politics is no reason.

    That it was refused and why is on the board; the meeting of the unit can overrule it. A letter about the editor is not theirs
    to refuse.
    """

    serves = ("R8", "R20")
    letter: int
    reason: Reason

    def guard(self, scene: Scene) -> Authority:
        article = article_of_the_press(scene)
        letter = _waiting(self.letter, article)
        authority = as_editor(scene, letter.unit, "refuse a letter")
        about = letter.about_mandate
        if about is not None and about.holder_id == scene.by.member:
            raise Refusal(article, "This letter is about you: it is not yours to refuse.", "R20")
        return authority

    def apply(self, scene: Scene) -> None:
        mandate = as_editor(scene, letter_called(self.letter).unit, "refuse a letter").mandate
        Letter.objects.filter(pk=self.letter).update(
            state="refused", refused_for=self.reason, handled_by=mandate, appears=None
        )


class LettersAppear(Act):
    """Letters that no editor handled in a week are on the board: silence keeps nothing back."""

    serves = ("R8",)
    open_to = "nobody"
    letters: list[int]

    def guard(self, scene: Scene) -> Authority:
        article = article_of_the_press(scene)
        authority = by_the_clock(scene, article, "puts up what no editor handled")
        due = Letter.objects.filter(pk__in=self.letters, state="waiting", appears__lte=scene.at).count()
        if not self.letters or due != len(set(self.letters)):
            raise Refusal(article, "Not all of these letters have waited for a week.")
        return authority

    def apply(self, scene: Scene) -> None:
        Letter.objects.filter(pk__in=self.letters).update(
            state="published", published=scene.at, how_published="by itself", appears=None
        )


class OverruleEditor(Act):
    """Enter what the meeting of the unit decided on a letter that was refused: carried, and it is on the board.

    With the tellers' figures. Not carried, the refusal is upheld; either stands beside the letter.
    """

    serves = ("R8", "R4")
    letter: int
    body: str
    count: QuestionCount

    def guard(self, scene: Scene) -> Authority:
        article = article_of_the_press(scene)
        letter = letter_called(self.letter)
        if letter.state != "refused" or letter.appeal_id is not None:
            raise Refusal(article, "There is no refusal here that the meeting has not decided on.")
        rule = scene.law.body.get(self.body)
        if not everyone_sits(scene.law, self.body) or (
            rule and (rule.at, rule.line) != (letter.unit.level, letter.unit.line)
        ):
            raise Refusal(
                article, f"A refusal is decided on by everyone in unit {letter.unit_id}, in their meeting.", "R8"
            )
        authority = officer_or_teller(scene, self.count.tellers, [letter.unit], article)
        check_question(scene, self.count, letter.unit, self.body, article)
        if self.count.closed <= letter.entered:
            raise Refusal(article, "This was counted before the letter was written.", "R4")
        return authority

    def apply(self, scene: Scene) -> None:
        letter = letter_called(self.letter)
        carried = carries(scene, self.count, self.body)
        result = write_question(
            scene, self.count, kind="letter", unit=letter.unit, electors=self.body, for_unit=letter.unit,
            for_body="" if self.body == EVERY_MEMBER else self.body, article=article_of_the_press(scene), carried=carried,
        )  # fmt: skip
        changes = {"state": "published", "published": scene.at, "how_published": "by the meeting"} if carried else {}
        Letter.objects.filter(pk=letter.pk).update(appeal=result, upheld=not carried, **changes)
