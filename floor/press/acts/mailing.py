"""Mailings of platforms: every one has the same number in the same time, and nobody can refuse one (M14)."""

from __future__ import annotations

from datetime import datetime, timedelta

from floor.book.act import Act, Authority, Refusal, Scene
from floor.press.acts.platforms import PLATFORM_SPACE, platform_called
from floor.press.acts.writing import Sha, Title
from floor.press.authority import article_of_the_press, by_the_clock, must_fit, text_of
from floor.press.models import Mailing, Platform
from floor.press.naming import refuse_names

#: The share of every platform alike.
MAILINGS, WITHIN = 2, timedelta(days=30)


def left_of(platform: Platform, at: datetime) -> int:
    """How many mailings a platform can still send now."""
    return max(0, MAILINGS - platform.mailings.filter(sent__gt=at - WITHIN).count())


class SendMailing(Act):
    """Send a mailing of a platform: it stands on the board and goes out whole with the next digest of the unit.

    Done by the clock for whoever has the code of the platform. Each platform has the same number of them in thirty days.
    """

    serves = ("R8",)
    open_to = "nobody"
    platform: int
    title: Title
    text: Sha

    def guard(self, scene: Scene) -> Authority:
        platform, article = platform_called(self.platform), article_of_the_press(scene)
        authority = by_the_clock(scene, article, "sends a mailing for those who have the code of the platform")
        if platform.state != "registered":
            raise Refusal(article, f"A registered platform sends mailings; this one is {platform.state}.")
        if not left_of(platform, scene.at):
            raise Refusal(
                article, f"Every platform sends {MAILINGS} mailings in {WITHIN.days} days; this one has sent them."
            )
        must_fit(self.text, PLATFORM_SPACE, article, "A mailing")
        refuse_names(f"{self.title}\n{text_of(self.text)}", platform.unit, scene.at, article)
        return authority

    def apply(self, scene: Scene) -> None:
        Mailing.objects.create(
            id=Mailing.next_id(),
            entry=scene.n,
            platform_id=self.platform,
            title=self.title,
            text=self.text,
            sent=scene.at,
        )

    def attachments(self) -> tuple[str, ...]:
        return (self.text,)
