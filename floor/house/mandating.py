"""How mandates begin and end. Called from the `apply` of acts only, here and in the rooms above (polls, congress)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from floor.book.act import Scene
from floor.book.asked import Asked
from floor.book.bulk import as_stored, insert_rows
from floor.law.language import Election, Law, Office
from floor.law.values import Duration

from .models import Handover, Mandate, Result, Seat, Unit
from .resting import falls_with
from .standing import live, places_of, with_merged

#: What the rooms above do when mandates have ended: a meeting in which their holders sat goes on without them.
ENDED: list[Callable[[Sequence[Mandate], Scene], None]] = []


def end_mandates(mandates: Iterable[Mandate], scene: Scene, how: str) -> None:
    """End mandates at this moment, and those that rest on them; a handover falls due for each office and paid seat."""
    ending = {mandate.pk: mandate for mandate in mandates}
    over = [*ending.values(), *falls_with(list(ending.values()), scene, how)]
    over = [mandate for mandate in over if mandate.ended is None]
    for mandate in over:
        ended = max(mandate.starts, min(scene.at, mandate.ends) if how == "expired" and mandate.ends else scene.at)
        Mandate.objects.filter(pk=mandate.pk, ended=None).update(
            ended=ended, how_ended=how if mandate.pk in ending else "seat ended"
        )
        _open_handover(mandate, scene)
    if over:
        for go_on in ENDED:
            go_on(over, scene)


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
    places = places_of(result.for_unit, result.for_body, result.part, result.office, sent_by)
    next_mandate = Mandate.next_id()
    if len(places) < seats:
        places += _new_seats(result, sent_by, range(len(places) + 1, seats + 1))
    held = {mandate.seat_id: mandate for mandate in _held(seats=tuple(place.pk for place in places))}
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
    insert_rows(
        Mandate,
        ("id", "seat_id", "holder_id", "result_id", "starts", "ends", "ended", "how_ended", "terms"),
        [
            (
                one.pk, one.seat_id, one.holder_id, one.result_id, as_stored(one.starts), as_stored(one.ends) if one.ends else None,
                None, "", one.terms,
            )
            for one in mandates
        ],
    )  # fmt: skip
    return mandates


_held = Asked(lambda seats: Mandate.objects.filter(seat__in=seats, ended=None).select_related("seat"))
_seat_of = Asked(
    lambda unit, body, holder, at: (
        Mandate.objects.filter(live(at), seat__unit=unit, seat__body=body, seat__office="", holder=holder)
        .order_by("-ends")
        .values_list("ends", flat=True)[:1]
    )
)
_terms = Asked(
    lambda holders, unit, body, office: (
        Mandate.objects.filter(holder__in=holders, seat__unit=unit, seat__body=body, seat__office=office)
        .order_by("starts", "pk")
        .values_list("holder", "terms", "ended", "ends")
    )
)


def _new_seats(result: Result, sent_by: Unit | None, numbers: Iterable[int]) -> list[Seat]:
    """The seats that the statutes give and that are not there yet."""
    first = Seat.next_id()
    made = [
        Seat(
            id=first + at, unit=result.for_unit, body=result.for_body, part=result.part, office=result.office,
            sent_by=sent_by, number=number,
        )
        for at, number in enumerate(numbers)
    ]  # fmt: skip
    columns = ("id", "unit_id", "body", "part", "office", "sent_by_id", "number")
    insert_rows(Seat, columns, [[getattr(seat, column) for column in columns] for seat in made])
    return made


def _end_of(rule: Election | Office, result: Result, holder: int) -> datetime | None:
    """When the mandate runs out. An office that a body fills from among its own ends with the holder's seat at the latest."""
    own = rule.term.after(result.closed) if rule.term else None
    if not isinstance(rule, Office) or rule.elected_by != "itself":
        return own
    seat_ends = _seat_of.first(unit=result.for_unit_id, body=result.for_body, holder=holder, at=result.closed)
    ends = [end for end in (own, seat_ends) if end is not None]
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
    served: dict[int, int] = {}
    # Whoever sat in a unit that has merged into this one does not begin anew.
    for unit in with_merged(result.for_unit_id):
        here: dict[int, int] = {}
        past = _terms(holders=tuple(elected), unit=unit, body=result.for_body, office=result.office)
        for holder, terms, ended, ends in past:
            end = ended or ends
            if end is not None and pause and limit and terms >= limit:
                # Whoever has reached the limit stays out for as long as the statutes say.
                over = scene.at >= pause.after(end)
            else:
                # Two terms with less than two months between them stand in a row: a gap of a few weeks is no rotation.
                over = end is not None and (scene.at - end).days >= 62
            here[holder] = 0 if over else terms
        served |= {holder: max(terms, served.get(holder, 0)) for holder, terms in here.items()}
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
