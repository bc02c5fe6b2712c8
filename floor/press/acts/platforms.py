"""Platforms: opened and signed through a door, registered when enough support them, on the same terms for all (M14)."""

from __future__ import annotations

from datetime import timedelta

from pydantic import Field

from floor.book.act import Act, Authority, Refusal, Scene
from floor.house.models import Unit
from floor.house.standing import open_unit
from floor.law.language import Law
from floor.press.acts.writing import Sha, Title
from floor.press.authority import article_of_the_press, by_the_clock, must_fit, text_of
from floor.press.models import Platform, PlatformKey, PlatformSupport
from floor.press.naming import refuse_names

#: The space of every platform, in characters: on the board, in the wall newspaper and beside an agenda.
PLATFORM_SPACE = 2000
#: How long a platform gathers supporters.
GATHERS = timedelta(days=60)


def platform_called(number: int) -> Platform:
    platform = Platform.objects.select_related("unit").filter(pk=number).first()
    if platform is None:
        raise Refusal("the platforms", f"There is no platform {number}.")
    return platform


def needed_in(unit: Unit, law: Law) -> int:
    """Supporters that register a platform: too few to be hard for a minority, too many to point at anyone."""
    small = law.publication.small_group if law.publication else 5
    return max(2, min(small, unit.members_below // 3))


class OpenPlatform(Act):
    """Open a platform for signatures: a title and a statement. Done by the clock for a member whose name stays out of the book."""

    serves = ("R8", "R17")
    open_to = "nobody"
    unit: int
    title: Title
    statement: Sha

    def guard(self, scene: Scene) -> Authority:
        unit, article = open_unit(self.unit, scene.at), article_of_the_press(scene)
        authority = by_the_clock(scene, article, "opens a platform for members whose names stay out of the book")
        must_fit(self.statement, PLATFORM_SPACE, article, "The statement of a platform")
        refuse_names(f"{self.title}\n{text_of(self.statement)}", unit, scene.at, article)
        if Platform.objects.filter(unit=unit, title__iexact=self.title, state__in=("gathering", "registered")).exists():
            raise Refusal(
                article,
                "There is a platform of this name here; choose another, so that nobody mistakes one for the other.",
            )
        return authority

    def apply(self, scene: Scene) -> None:
        unit = open_unit(self.unit, scene.at)
        Platform.objects.create(
            id=Platform.next_id(), entry=scene.n, unit=unit, title=self.title, statement=self.statement, state="gathering",
            opened=scene.at, lapses=scene.at + GATHERS, needed=needed_in(unit, scene.law),
        )  # fmt: skip

    def attachments(self) -> tuple[str, ...]:
        return (self.statement,)


class RegisterPlatform(Act):
    """Enough have signed: the platform is registered. From now on it has the space and the mailings of every other one."""

    serves = ("R8", "R17")
    open_to = "nobody"
    platform: int
    supporters: int = Field(ge=0)

    def guard(self, scene: Scene) -> Authority:
        platform, article = platform_called(self.platform), article_of_the_press(scene)
        authority = by_the_clock(scene, article, "counts the supporters of a platform")
        if platform.state != "gathering":
            raise Refusal(article, f"This platform is {platform.state}.")
        if self.supporters < platform.needed:
            raise Refusal(
                article, f"{platform.needed} supporters register a platform; {self.supporters} have signed.", "R8"
            )
        return authority

    def apply(self, scene: Scene) -> None:
        Platform.objects.filter(pk=self.platform).update(
            state="registered", registered=scene.at, supporters=self.supporters
        )
        PlatformSupport.objects.filter(platform=self.platform).delete()


class WithdrawPlatform(Act):
    """Withdraw a platform, by those who have its code. What it said stays in the book."""

    serves = ("R8",)
    open_to = "nobody"
    platform: int

    def guard(self, scene: Scene) -> Authority:
        platform, article = platform_called(self.platform), article_of_the_press(scene)
        authority = by_the_clock(scene, article, "withdraws a platform for those who have its code")
        if platform.state not in ("gathering", "registered"):
            raise Refusal(article, f"This platform is {platform.state} already.")
        return authority

    def apply(self, scene: Scene) -> None:
        _end(scene, [self.platform], "withdrawn")


class LapsePlatforms(Act):
    """Platforms that did not find enough supporters in their time lapse; the signatures are forgotten."""

    serves = ("R17",)
    open_to = "nobody"
    platforms: list[int]

    def guard(self, scene: Scene) -> Authority:
        article = article_of_the_press(scene)
        authority = by_the_clock(scene, article, "lets platforms lapse")
        due = Platform.objects.filter(pk__in=self.platforms, state="gathering", lapses__lte=scene.at).count()
        if not self.platforms or due != len(set(self.platforms)):
            raise Refusal(article, "Not all of these platforms have run out of time.")
        return authority

    def apply(self, scene: Scene) -> None:
        _end(scene, self.platforms, "lapsed")


def _end(scene: Scene, numbers: list[int], state: str) -> None:
    Platform.objects.filter(pk__in=numbers).update(state=state, ended=scene.at)
    PlatformSupport.objects.filter(platform__in=numbers).delete()
    PlatformKey.objects.filter(platform__in=numbers).delete()
