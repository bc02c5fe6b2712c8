"""What the book itself can do: keep a line of what was refused."""

from __future__ import annotations

from .act import CLOCK, Act, Authority, Refusal, Scene
from .models import RecordedRefusal


class RecordRefusal(Act):
    """Record that an act was refused because of a guarantee (R25). Done by the clock; it never says who tried."""

    act: str
    guarantee: str
    article: str
    reason: str

    open_to = "nobody"

    def guard(self, scene: Scene) -> Authority:
        if scene.by != CLOCK:
            raise Refusal("the book", "Refusals are recorded by the book itself.")
        return Authority("the book")

    def apply(self, scene: Scene) -> None:
        RecordedRefusal.objects.create(
            id=RecordedRefusal.next_id(), at=scene.at, act=self.act, guarantee=self.guarantee, article=self.article, reason=self.reason
        )  # fmt: skip
