"""The right of reply: whoever a letter speaks of answers beside it, at its length, and no editor stands between."""

from __future__ import annotations

from floor.book.act import Act, Authority, Refusal, Scene
from floor.house.models import Mandate
from floor.house.standing import around, live
from floor.press.acts.editing import letter_called
from floor.press.acts.writing import Sha
from floor.press.authority import article_of_the_press, must_fit, text_of
from floor.press.models import Letter, Reply
from floor.press.naming import refuse_names

#: Nobody has less room than this for a reply, however short the letter.
SHORTEST = 300


class ReplyToLetter(Act):
    """Reply to a published letter that speaks of one's body or of oneself as a holder: once, at the length of the letter."""

    serves = ("R8",)
    letter: int
    text: Sha

    def guard(self, scene: Scene) -> Authority:
        article = article_of_the_press(scene)
        letter = letter_called(self.letter)
        if letter.state != "published":
            raise Refusal(article, "This letter is not on the board, so there is nothing to reply to.")
        side, mandate = side_of(scene, letter)
        if not side:
            raise Refusal(article, "Those of whom the letter speaks reply to it: the body or the holder. Everyone else writes a letter of their own.", "R8")  # fmt: skip
        if letter.replies.filter(side=side).exists():
            raise Refusal(article, "There is a reply from this side already.")
        must_fit(self.text, room_for_reply(letter), article, "A reply to this letter")
        refuse_names(text_of(self.text), letter.unit, scene.at, article, scene.by.member)
        return Authority(article, mandate)

    def apply(self, scene: Scene) -> None:
        letter = letter_called(self.letter)
        side, mandate = side_of(scene, letter)
        Reply.objects.create(
            id=Reply.next_id(), letter=letter, side=side, text=self.text, made=scene.at, mandate=mandate or 0
        )

    def attachments(self) -> tuple[str, ...]:
        return (self.text,)


def room_for_reply(letter: Letter) -> int:
    """As long as the letter, in characters."""
    return max(SHORTEST, len(text_of(letter.text)))


def side_of(scene: Scene, letter: Letter) -> tuple[str, int | None]:
    """As whom somebody replies: the holder it speaks of, also when the mandate is over, or one of the body. Empty for anyone else."""
    if scene.by.kind != "member":
        return "", None
    about = letter.about_mandate
    if about is not None and about.holder_id == scene.by.member:
        return "holder", about.pk
    if not letter.about_body:
        return "", None
    held = Mandate.objects.filter(live(scene.at), holder=scene.by.member, seat__body=letter.about_body)
    mandate = held.filter(seat__unit__in=around(letter.unit)).order_by("pk").values_list("pk", flat=True).first()
    return ("body", mandate) if mandate else ("", None)
