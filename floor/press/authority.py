"""In virtue of what somebody writes, edits, replies or posts: as a member of the unit, as its editor, as a holder in a body."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from floor.book.act import CLOCK, Authority, Refusal, Scene
from floor.book.models import Attachment
from floor.house.models import Mandate, Unit
from floor.house.standing import live, sits_in

EVERY_MEMBER = "every member"


def article_of_the_press(scene: Scene) -> str:
    """The article on what is published; the first one, where the statutes have none."""
    return scene.cite("publication") if scene.law.publication else scene.cite("title")


def by_the_clock(scene: Scene, article: str, doing: str) -> Authority:
    if scene.by != CLOCK:
        raise Refusal(article, f"The clock {doing}; nobody does it in its place.", "R17")
    return Authority(article)


def of_the_unit(scene: Scene, unit: Unit, doing: str) -> Authority:
    """The authority of anyone on the register of the unit or below it."""
    article = article_of_the_press(scene)
    if scene.by.kind == "member" and sits_in(scene.law, unit, EVERY_MEMBER, scene.by.member or 0, scene.at):
        return Authority(article)
    raise Refusal(article, f"Members of unit {unit.pk} {doing}; each unit has a board of its own.", "R8")


def editors(unit: Unit, at: datetime) -> QuerySet[Mandate]:
    """The live mandates of the editor of a unit's board: any office there with “editor” in its name."""
    return Mandate.objects.filter(live(at), seat__unit=unit, seat__office__icontains="editor")


def as_editor(scene: Scene, unit: Unit, doing: str) -> Authority:
    article = article_of_the_press(scene)
    if scene.by.kind == "member":
        mandate = (
            editors(unit, scene.at).filter(holder=scene.by.member).order_by("pk").values_list("pk", flat=True).first()
        )
        if mandate is not None:
            return Authority(article, mandate)
    raise Refusal(article, f"Only the elected editor of unit {unit.pk} can {doing}.", "R8")


def in_body(scene: Scene, unit: Unit, body: str) -> int | None:
    """The mandate by which whoever acts holds a seat or an office in a body of this unit."""
    if scene.by.kind != "member":
        return None
    held = Mandate.objects.filter(live(scene.at), holder=scene.by.member, seat__unit=unit, seat__body=body)
    return held.order_by("pk").values_list("pk", flat=True).first()


def text_of(sha: str) -> str:
    """A text that was attached to the book."""
    return Attachment.objects.filter(pk=sha).values_list("content", flat=True).first() or ""


def must_fit(sha: str, most: int, article: str, what: str) -> None:
    """Refuse an empty text, and one beyond the space that everyone has."""
    said = text_of(sha)
    if len(said.split()) < 2:
        raise Refusal(article, f"{what}: say it in words; everyone can read it.")
    if len(said) > most:
        raise Refusal(article, f"{what} has {most} characters at most, for everyone alike; this has {len(said)}.", "R8")
