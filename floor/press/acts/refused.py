"""What nobody can do in the press. These acts exist so that an attempt is answered with the article, and is on record (R25)."""

from __future__ import annotations

from floor.book.act import Act, Authority, Refusal, Scene
from floor.house.standing import unit_of
from floor.press.acts.platforms import platform_called
from floor.press.authority import article_of_the_press


class DenySpace(Act):
    """Deny a platform its space or its mailing. Always refused: the board serves every group on the same terms, or none."""

    serves = ("R8",)
    platform: int
    why: str = ""

    def guard(self, scene: Scene) -> Authority:
        platform = platform_called(self.platform)
        raise Refusal(article_of_the_press(scene), f"Platform {platform.pk} has the space and the mailings that every platform has. No body and no officer can deny them.", "R8")  # fmt: skip


class PrintConfession(Act):
    """Put a confession, or a disavowal of what somebody said, on the board. Always refused: there is no such kind of text."""

    serves = ("R8", "R17")
    unit: int

    def guard(self, scene: Scene) -> Authority:
        unit_of(self.unit)
        raise Refusal(article_of_the_press(scene), "A confession is no kind of text that the board can bear. What somebody said in a meeting is never an offence; who is written about has the right to reply.", "R8")  # fmt: skip


class ListParticipants(Act):
    """Print who gave, who took part, or who did not. Always refused: neither givers nor those who did not give are named."""

    serves = ("R17",)
    unit: int
    what: str

    def guard(self, scene: Scene) -> Authority:
        unit_of(self.unit)
        raise Refusal(article_of_the_press(scene), "Who gave, who took part and who did not is not named on the board: print how many.", "R17")  # fmt: skip
