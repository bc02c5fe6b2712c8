"""What a body decided, shown by its count: the tellers' figures, or the number of a result that is in the book already (R4)."""

from __future__ import annotations

from datetime import datetime

from floor.book.act import Authority, Refusal, Scene
from floor.house.counted_question import QuestionCount, carries, check_question, must_carry, write_question
from floor.house.models import Result, Unit
from floor.house.standing import officer_or_teller

from .standing import body_here, officer_for


def check_decided(
    scene: Scene, *, unit: Unit, body: str, count: QuestionCount | None, result: int | None, article: str, what: str,
    since: datetime | None = None, carried: bool = True,
) -> Authority:  # fmt: skip
    """Refuse what a body did not decide; the authority of whoever enters it. With `carried` the votes must be for it."""
    body_here(scene, unit, body)
    if (count is None) == (result is None):
        raise Refusal(article, f"{what[:1].upper()}{what[1:]} is decided by a count: enter the figures, or the number of the result.", "R4")  # fmt: skip
    if count is not None:
        check_question(scene, count, unit, body, article)
        if carried:
            must_carry(scene, count, body, article, what)
        closed, authority = count.closed, officer_or_teller(scene, count.tellers, [unit], article)
    else:
        found = Result.objects.filter(pk=result).first()
        if found is None or (found.unit_id, found.electors) != (unit.pk, body) or "carried" not in found.figures:
            raise Refusal(article, f"Result {result} is of no question put to the {body} of unit {unit.pk}.", "R4")
        if carried and not found.figures["carried"]:
            raise Refusal(article, f"Result {result} does not carry {what}.", "R4")
        closed, authority = found.closed, officer_for(scene, unit, article, "enter what was decided")
    if since is not None and closed <= since:
        raise Refusal(article, "This was counted before there was anything to decide.", "R4")
    return authority


def decided(
    scene: Scene, *, unit: Unit, body: str, count: QuestionCount | None, result: int | None, article: str, kind: str
) -> tuple[Result, bool]:  # fmt: skip
    """The result of the decision, written down if it was not yet, and whether it was carried."""
    if count is not None:
        carried = carries(scene, count, body)
        written = write_question(
            scene, count, kind=kind, unit=unit, electors=body, for_unit=unit, for_body=body, article=article, carried=carried
        )  # fmt: skip
        return written, carried
    found = Result.objects.get(pk=result)
    return found, bool(found.figures["carried"])
