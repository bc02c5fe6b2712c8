"""Who calls meetings: bodies and offices by the statutes, a share of the members by petition; and who called this one (R10)."""

from __future__ import annotations

from floor.book.act import Authority, Refusal, Scene
from floor.house.models import Mandate, Unit
from floor.house.standing import around, holding, live
from floor.law.language import Body, Law
from floor.law.values import Share, Who

from .models import Meeting


def body_at(scene: Scene, unit: Unit, name: str) -> tuple[Body | None, str]:
    """The rule of a body at a unit, and where it stands. None for a mass meeting, which is of no body."""
    if not name:
        return None, scene.cite("body")
    rule = scene.law.body.get(name)
    article = scene.cite("body", name)
    if rule is None:
        raise Refusal(article, f"The statutes know no body called “{name}”.", "R10")
    if (rule.at, rule.line) != (unit.level, unit.line):
        raise Refusal(article, f"The {name} sits at a {rule.at}, not at this {unit.level}.")
    return rule, article


def caller(scene: Scene, unit: Unit, rule: Body | None, article: str) -> tuple[Authority, str]:
    """The authority by which whoever acts calls a body, as one of those the statutes name; and in virtue of what."""
    if rule is None:
        return _of_a_mass_meeting(scene, unit, article)
    if scene.by.kind == "member" and scene.by.member is not None:
        for who in rule.convened_by:
            mandate = holding(scene.by.member, who, unit, scene.at) if who.share is None else None
            if mandate is not None:
                return Authority(article, mandate), str(who)
    named = ", ".join(map(str, rule.convened_by)) or "nobody"
    raise Refusal(
        article, f"By the statutes this body is called by {named}. Members sign a petition to call it.", "R10"
    )


def _of_a_mass_meeting(scene: Scene, unit: Unit, article: str) -> tuple[Authority, str]:
    """Anybody whom the people of the unit, or of one above it, have elected to anything."""
    held = Mandate.objects.filter(live(scene.at), holder=scene.by.member, seat__unit__in=around(unit))
    mandate = held.select_related("seat").order_by("pk").first() if scene.by.kind == "member" else None
    if mandate is None:
        raise Refusal(article, "A mass meeting is called by somebody who was elected to a seat or an office here.", "R10")  # fmt: skip
    return Authority(article, mandate.pk), str(Who(body=mandate.seat.body, office=mandate.seat.office))


def as_caller(scene: Scene, meeting: Meeting, doing: str) -> Authority:
    """The authority of whoever called a meeting; when their mandate has ended since, of who holds the same one now."""
    if meeting.petition_id:
        raise Refusal(meeting.article, f"Members called this meeting by petition; nobody can {doing}. It falls away only when those who signed take their signatures back.", "R10")  # fmt: skip
    stands = meeting.mandate is not None and Mandate.objects.filter(live(scene.at), pk=meeting.mandate).exists()
    if scene.by.kind == "member" and scene.by.member is not None:
        if stands and scene.by.member == meeting.called_by_member_id:
            return Authority(meeting.article, meeting.mandate)
        for who in Who.parse(meeting.called_by).readings() if not stands else ():
            if mandate := holding(scene.by.member, who, meeting.unit, scene.at):
                return Authority(meeting.article, mandate)
    raise Refusal(meeting.article, f"Only who called this meeting can {doing}: it was called in virtue of a mandate, “{meeting.called_by}”. What others try is noted with their reason and changes nothing.", "R10")  # fmt: skip


def in_virtue_of(scene: Scene, unit: Unit) -> str:
    """What whoever acts is here, in words that name no person: an office or seat in this unit or above, or a member."""
    held = Mandate.objects.filter(live(scene.at), holder=scene.by.member, seat__unit__in=around(unit))
    # An office says more than the seat it rests on.
    mandate = held.select_related("seat").order_by("-seat__office", "pk").first()
    return str(Who(body=mandate.seat.body, office=mandate.seat.office)) if mandate else "a member"


def shares_that_call(law: Law, body: str) -> list[Share]:
    """The shares of people whose signatures call a body: its own, or the one that forces any body to meet."""
    own = [who.share for who in law.body[body].convened_by if who.share] if body in law.body else []
    return own or ([law.petitions.forces_meeting] if law.petitions else [])
