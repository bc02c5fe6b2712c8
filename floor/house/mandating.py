"""How mandates begin and end. Called from the `apply` of acts only, here and in the rooms above (polls, congress)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from floor.book.act import Scene
from floor.law.language import Election, Law, Office
from floor.law.values import Duration

from .models import Handover, Mandate, Result, Seat, Unit
from .resting import falls_with
from .standing import mandates_in, seats_of


def end_mandates(mandates: Iterable[Mandate], scene: Scene, how: str) -> None:
    """End mandates at this moment, and those that rest on them; a handover falls due for each office and paid seat."""
    ending = {mandate.pk: mandate for mandate in mandates}
    for mandate in [*ending.values(), *falls_with(list(ending.values()), scene, how)]:
        if mandate.ended is not None:
            continue
        ended = max(mandate.starts, min(scene.at, mandate.ends) if how == "expired" and mandate.ends else scene.at)
        Mandate.objects.filter(pk=mandate.pk, ended=None).update(
            ended=ended, how_ended=how if mandate.pk in ending else "seat ended"
        )
        _open_handover(mandate, scene)


def _open_handover(mandate: Mandate, scene: Scene) -> None:
    """Outgoing officers hand over by inventory (R21)."""
    seat = mandate.seat
    body = scene.law.body.get(seat.body)
    office = body.offices.get(seat.office) if body and seat.office else None
    if office is not None and not Handover.objects.filter(mandate=mandate).exists():
        Handover.objects.create(id=Handover.next_id(), mandate=mandate, due=office.handover.after(scene.at))


def seat_the_elected(
    scene: Scene, result: Result, rule: Election | Office, elected: Sequence[int], seats: int, sent_by: Unit | None
) -> list[Mandate]:
    """Fill the free seats of a body with the elected, in their order; make the seats that the statutes give and are not there yet."""
    places = list(seats_of(result.for_unit, result.for_body, result.part, result.office, sent_by))
    next_seat, next_mandate = Seat.next_id(), Mandate.next_id()
    for number in range(len(places) + 1, seats + 1):
        places.append(
            Seat.objects.create(
                id=next_seat,
                unit=result.for_unit,
                body=result.for_body,
                part=result.part,
                office=result.office,
                sent_by=sent_by,
                number=number,
            )
        )
        next_seat += 1
    held = {
        mandate.seat_id: mandate
        for mandate in Mandate.objects.filter(seat__in=places, ended=None).select_related("seat")
    }
    # Those who sat last in a term that is about to end make way for their successors, who may be themselves.
    succeeded = [held[place.pk] for place in places if place.pk in held and not still_runs(held[place.pk], scene, rule)]
    free = [place for place in places if place.pk not in held] + [mandate.seat for mandate in succeeded]
    free.sort(key=lambda seat: seat.number)
    ending = succeeded[: max(0, len(elected) - (len(free) - len(succeeded)))]
    gone = {mandate.seat_id for mandate in ending}
    before = terms_in_a_row(result, elected, scene)
    end_mandates(ending, scene, "succeeded")
    mandates = [
        Mandate(
            id=next_mandate + at,
            seat=seat,
            holder_id=number,
            result=result,
            # A mandate begins when its count was closed, or when the holder before it went.
            starts=scene.at if seat.pk in gone else result.closed,
            ends=_end_of(rule, result, number),
            terms=before.get(number, 0) + 1,
        )
        for at, (number, seat) in enumerate(
            zip(elected, [place for place in free if place.pk not in held or place.pk in gone], strict=False)
        )
    ]
    return Mandate.objects.bulk_create(mandates)


def _end_of(rule: Election | Office, result: Result, holder: int) -> datetime | None:
    """When the mandate runs out. An office that a body fills from among its own ends with the holder's seat at the latest."""
    own = rule.term.after(result.closed) if rule.term else None
    if not isinstance(rule, Office) or rule.elected_by != "itself":
        return own
    seat = mandates_in(result.for_unit, result.for_body, result.closed).filter(holder=holder).order_by("-ends").first()
    ends = [end for end in (own, seat.ends if seat else None) if end is not None]
    return min(ends) if ends else None


def still_runs(mandate: Mandate, scene: Scene, rule: Election | Office) -> bool:
    """Whether a mandate has more time left than it takes to announce the election of a successor."""
    if mandate.ends is None:
        return True
    notice = getattr(rule, "notice", None)
    return mandate.ends > (notice.after(scene.at) if notice else scene.at)


def terms_in_a_row(result: Result, elected: Iterable[int], scene: Scene, law: Law | None = None) -> dict[int, int]:
    """For each of these people, how many terms in the same body and office they have just served without a pause."""
    limit, pause = _limit_and_pause(law or scene.law, result)
    past = (
        Mandate.objects.filter(
            holder__in=list(elected), seat__unit=result.for_unit, seat__body=result.for_body, seat__office=result.office
        )
        .order_by("starts", "pk")
        .values_list("holder", "terms", "ended", "ends")
    )
    served: dict[int, int] = {}
    for holder, terms, ended, ends in past:
        end = ended or ends
        if end is not None and pause and limit and terms >= limit:
            # Whoever has reached the limit stays out for as long as the statutes say.
            over = scene.at >= pause.after(end)
        else:
            # Two terms with less than two months between them stand in a row: a gap of a few weeks is no rotation.
            over = end is not None and (scene.at - end).days >= 62
        served[holder] = 0 if over else terms
    return served


def _limit_and_pause(law: Law, result: Result) -> tuple[int | None, Duration | None]:
    """The limit of terms for these seats, and how long a person at the limit stays out; of an office the pause is the body's."""
    body = law.body.get(result.for_body)
    rule = law.elections_of(result.for_body).get(result.part) if body else None
    office = body.offices.get(result.office) if body and result.office else None
    limit = office.limit if office else rule.limit if rule else None
    return limit, rule.pause if rule else None


def office_or_election(scene: Scene, body: str, part: str, office: str) -> Election | Office | None:
    """The rule that fills these seats, from the statutes in force."""
    table = scene.law.body.get(body)
    if table is None:
        return None
    return table.offices.get(office) if office else scene.law.elections_of(body).get(part)
