"""In virtue of what somebody does something about a promise: as one who answers for it, as an officer, or as the clock."""

from __future__ import annotations

from floor.book.act import CLOCK, Authority, Refusal, Scene
from floor.book.asked import Asked
from floor.book.models import Attachment
from floor.house.models import Mandate, Unit
from floor.house.standing import around, everyone_sits, holding, live
from floor.law.language import Body, Law
from floor.law.values import Who

from .models import Undertaking

EVERY_MEMBER = "every member"


def by_the_clock(scene: Scene, article: str, doing: str) -> Authority:
    if scene.by != CLOCK:
        raise Refusal(article, f"The clock {doing}; nobody does it in its place.", "R13")
    return Authority(article)


def article_of(scene: Scene, body: str) -> str:
    """The article of a body, or the first one for a party outside and for a body that is no more."""
    return scene.cite("body", body) if body in scene.law.body else scene.cite("title")


def officer_for(scene: Scene, unit: Unit, article: str, doing: str) -> Authority:
    """The authority of an officer of the unit or of one above it, or of whoever holds a seat in the unit itself."""
    if scene.by.kind == "member":
        held = Mandate.objects.filter(live(scene.at), holder=scene.by.member).order_by("pk")
        office = held.filter(seat__unit__in=around(unit)).exclude(seat__office="").values_list("pk", flat=True).first()
        mandate = office or held.filter(seat__unit=unit).values_list("pk", flat=True).first()
        if mandate is not None:
            return Authority(article, mandate)
    raise Refusal(article, f"Only an officer of unit {unit.pk} or of one above it, or somebody who holds a seat there, can {doing}.", "R1")  # fmt: skip


def answers_for(scene: Scene, undertaking: Undertaking) -> Authority:
    """The authority of whoever answers for an undertaking: the holder named in it, a holder of the body, an officer for those outside."""
    article = article_of(scene, undertaking.who)
    if undertaking.outside or everyone_sits(scene.law, undertaking.who):
        return officer_for(scene, undertaking.unit, article, "say what became of this")
    member = scene.by.member if scene.by.kind == "member" else None
    if member is not None:
        answerable = undertaking.holder
        if answerable is not None and answerable.holder_id == member:
            runs = Mandate.objects.filter(live(scene.at), pk=answerable.pk).exists()
            return Authority(article, answerable.pk if runs else None)
        if mandate := holding(member, Who(body=undertaking.who), undertaking.unit, scene.at):
            return Authority(article, mandate)
    raise Refusal(article, f"The {undertaking.who} answers for this and reports on it; you hold no seat in it here.", "R13")  # fmt: skip


def judges_of(law: Law, undertaking: Undertaking) -> str:
    """Who decides whether it was carried out: the body that decided it, where it still sits there; otherwise every member."""
    body = law.body.get(undertaking.decided_by)
    here = body is not None and (body.at, body.line) == (undertaking.unit.level, undertaking.unit.line)
    return undertaking.decided_by if here else EVERY_MEMBER


def body_here(scene: Scene, unit: Unit, name: str) -> Body | None:
    """The rule of a body that sits at this unit; None for all members of the unit."""
    if name == EVERY_MEMBER:
        return None
    body = scene.law.body.get(name)
    if body is None:
        raise Refusal(scene.cite("title"), f"The statutes know no body called “{name}”.")
    if (body.at, body.line) != (unit.level, unit.line):
        raise Refusal(scene.cite("body", name), f"The {name} sits at a {body.at}, not at this {unit.level}.")
    return body


def unit_of_body(law: Law, name: str, unit: Unit) -> Unit | None:
    """Where the body of this name sits that acts for a unit: there, or in the unit above it on the level of the body."""
    body = law.body.get(name)
    if body is None:
        return None
    if (body.at, body.line) == (unit.level, unit.line):
        return unit
    return _on_level.first(numbers=tuple(around(unit)), level=body.at, line=body.line)


_on_level = Asked(
    lambda numbers, level, line: Unit.objects.filter(pk__in=numbers, level=level, line=line).order_by("pk")
)


def must_say_something(sha: str, article: str, what: str) -> None:
    """Refuse a text in which nothing is said. The text is in the book before anyone asks about it."""
    said = Attachment.objects.filter(pk=sha).values_list("content", flat=True).first() or ""
    if len(said.split()) < 2:
        raise Refusal(article, f"{what}: say it in words; everyone can read it.", "R13")
