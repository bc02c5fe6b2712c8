"""The tellers' count of an election, held against the statutes and the register before it is believed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any, Protocol

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from floor.book.act import Refusal, Scene
from floor.book.asked import Asked as Prepared
from floor.law.language import Election, Office

from .mandating import office_or_election, seat_the_elected, still_runs, terms_in_a_row
from .models import Mandate, Member, Result, Unit
from .one_rule import statutes_for_delegates
from .rules import Figures, fault_in_elected, fault_in_votes, ids_of
from .seats_fixed import fixed_seats
from .standing import holders_in, live, open_unit, places_of, sitting_in


class Votes(BaseModel):
    """The votes of one candidate, by number on the register."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    candidate: int
    votes: int = Field(ge=0)


class TellersCount(BaseModel):
    """What tellers declare of an election: where, for which seats, every figure, who is elected."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    unit: int
    """Where the electors sit."""
    body: str
    """The body whose seats are filled, and where it sits, if not at the same unit."""
    for_unit: int | None = None
    part: str = ""
    office: str = ""
    entitled: int = Field(ge=0)
    present: int = Field(ge=0)
    cast: int = Field(ge=0)
    invalid: int = Field(default=0, ge=0)
    votes: list[Votes]
    elected: list[int]
    tellers: list[int]
    lot: str | None = None
    """How a tie for the last seat was decided: the seed published before, or who drew."""
    closed: AwareDatetime

    @property
    def figures(self) -> Figures:
        return Figures(self.entitled, self.present, self.cast, self.invalid)


class NamesSeats(Protocol):
    """Anything that says which seats are meant, and when: a tellers' count, or the call of an election."""

    @property
    def unit(self) -> int: ...
    @property
    def for_unit(self) -> int | None: ...
    @property
    def body(self) -> str: ...
    @property
    def part(self) -> str: ...
    @property
    def office(self) -> str: ...
    @property
    def closed(self) -> datetime: ...


class Asked(BaseModel):
    """An election as the statutes see it: who may vote, for how many seats, under which article."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    unit: Any
    for_unit: Any
    rule: Any
    electors: str
    entitled: int
    seats: int
    sent_by: Any = None
    article: str
    among_holders: bool = False
    statutes: str = ""
    """The SHA-256 of the statutes whose rule it is: those in force, or those by which the first delegates were elected."""
    kept_until: datetime | None = None


def asked(scene: Scene, count: NamesSeats) -> Asked:
    """Find the rule for these seats, and whether this electorate is the one that fills them (R1)."""
    unit = open_unit(count.unit, scene.at)
    for_unit = open_unit(count.for_unit, scene.at) if count.for_unit is not None else unit
    body = scene.law.body.get(count.body)
    if body is None:
        raise Refusal(scene.cite("title"), f"The statutes know no body called “{count.body}”.")
    if body.at != for_unit.level or body.line != for_unit.line:
        raise Refusal(
            scene.cite("body", count.body, "at"), f"The {count.body} sits at a {body.at}, not at this {for_unit.level}."
        )
    sends = unit.pk != for_unit.pk and not count.office
    # What was counted before new statutes came into force is judged by the old ones, whenever it is declared.
    held = statutes_for_delegates(count.closed, for_unit.pk, count.body, count.part) if sends else None
    if held:
        scene = replace(scene, statutes=held.statutes)
    rule = office_or_election(scene, count.body, count.part, count.office)
    if rule is None:
        article = scene.cite("body", count.body)
        raise Refusal(article, f"Nobody elects {count.office or count.part or 'seats'} of the {count.body}.", "R1")
    if isinstance(rule, Office):
        article = scene.cite("body", count.body, "offices", count.office)
        electors = count.body if rule.elected_by == "itself" else rule.elected_by
        seats = 1
    else:
        article = scene.cite("body", count.body, *(("parts", count.part) if count.part else ()), "elected")
        electors = _electors(rule, unit, scene)
        seats = 0
    sent_by = None if unit.pk == for_unit.pk else unit
    if sent_by is not None and for_unit.pk not in [*ids_of(unit.path), *ids_of(unit.place_path)]:
        raise Refusal(
            article,
            f"Unit {unit.pk} does not lie under unit {for_unit.pk}, so it sends nobody to its {count.body}.",
            "R1",
        )
    entitled, everyone = roll_of(scene, unit, electors, count.closed)
    if isinstance(rule, Election):
        fixed = fixed_seats(count.body, count.part, unit.pk).get((for_unit.pk, unit.pk))
        if fixed is None and rule.seats.total is not None:
            raise Refusal(
                article,
                f"The {rule.seats.total} seats of the {count.body} are shared out by {rule.seats.method} among all who elect it, at one "
                f"cut-off for all. Unit {unit.pk} has no share yet: an officer names the cut-off first.",
                "R3",
            )
        seats = rule.seats.number_for(unit.members_below) if fixed is None else fixed
    if not everyone and entitled == 0:
        raise Refusal(
            article, f"The {electors} of unit {unit.pk} has no member with a mandate, so it can elect nobody.", "R1"
        )
    return Asked(
        unit=unit, for_unit=for_unit, rule=rule, electors=electors, entitled=entitled, seats=seats, sent_by=sent_by, article=article,
        among_holders=isinstance(rule, Office) and rule.elected_by == "itself",
        statutes=scene.statutes.sha256 if scene.statutes else "", kept_until=held.until if held else None,
    )  # fmt: skip


def _electors(rule: Election, unit: Unit, scene: Scene) -> str:
    """Which of the electing bodies of the statutes sits at this unit."""
    names = [rule.by] if isinstance(rule.by, str) else list(rule.by)
    for name in names:
        body = scene.law.body.get(name)
        if name == "every member" or (body and body.at == unit.level and body.line == unit.line):
            return name
    raise Refusal(
        scene.cite("body"),
        f"These seats are filled by {' and '.join(names)}; none of them sits at this {unit.level}.",
        "R1",
    )


def roll_of(scene: Scene, unit: Unit, electors: str, at: datetime) -> tuple[int, bool]:
    """How many may vote in an electorate at a moment, and whether it is everyone on the register of the unit."""
    body = scene.law.body.get(electors)
    if electors == "every member" or (body and body.sits == "every member"):
        return unit.members_below, True
    return len(holders_in(unit, electors, at)), False


#: What keeps tellers from declaring an election by their own count: rooms above register theirs, such as a poll that runs.
HINDRANCES: list[Callable[[Asked, TellersCount], str | None]] = []


def check_count(scene: Scene, count: TellersCount) -> Asked:
    """Refuse a count that does not agree with itself, with the register, or with the statutes."""
    ask = asked(scene, count)
    article = ask.article
    for hindrance in HINDRANCES:
        if why := hindrance(ask, count):
            raise Refusal(article, why, "R3")
    if count.closed > scene.at:
        raise Refusal(article, "The count is dated in the future.")
    if scene.by.kind != "founding":
        check_in_time(scene, count.closed)
    if count.entitled != ask.entitled:
        raise Refusal(
            article, f"The count says {count.entitled} are entitled to vote; the register says {ask.entitled}.", "R4"
        )
    votes = {row.candidate: row.votes for row in count.votes}
    if len(votes) != len(count.votes):
        raise Refusal(article, "A candidate stands in the count twice.", "R4")
    method, free = ask.rule.method, _free_seats(scene, ask, count)
    fault = fault_in_votes(count.figures, method, free, votes) or fault_in_elected(
        method, free, votes, count.elected, count.lot
    )
    if fault and ask.kept_until:
        fault += f" Delegates have been elected by {method} already, and one rule holds for all of them until {ask.kept_until:%d %B %Y}."
    if fault:
        raise Refusal(article, fault, "R8" if ask.kept_until else "R4")
    _check_quorum(scene, ask, count)
    _check_tellers(scene, ask, count)
    _check_candidates(scene, ask, count)
    return ask


def check_in_time(scene: Scene, closed: datetime) -> None:
    """A count is declared within the time the statutes give for results (R12): one from long ago is nobody's will today."""
    publication = scene.law.publication
    if publication and publication.results_within.after(closed) < scene.at:
        article = scene.cite("publication", "results-within")
        raise Refusal(
            article,
            f"This was counted on {closed:%d %B %Y}; results are declared within {publication.results_within}.",
            "R12",
        )


def _check_quorum(scene: Scene, ask: Asked, count: TellersCount) -> None:
    body = scene.law.body.get(ask.electors)
    if body and body.quorum and not body.quorum.reached(count.present, count.entitled):
        need = body.quorum.needed(count.entitled)
        raise Refusal(
            scene.cite("body", ask.electors, "quorum"),
            f"{count.present} were present; {need} are needed for a quorum.",
            "R4",
        )


def _free_seats(scene: Scene, ask: Asked, count: TellersCount) -> int:
    """Only vacant seats, and seats whose term is about to end, can be filled: an election is no way round recall (R2)."""
    places = places_of(ask.for_unit, count.body, count.part, count.office, ask.sent_by)
    taken = sum(still_runs(mandate, scene, ask.rule) for mandate in sitting_in(places, scene.at))
    if len(count.elected) > ask.seats - taken and taken:
        raise Refusal(
            ask.article,
            f"Seats to fill: {max(0, ask.seats - taken)}; named as elected: {len(count.elected)}. {taken} of {ask.seats} are held by people "
            "whose mandates run. Only their electors can end those, by recall.",
            "R2",
        )
    return ask.seats - taken


def _check_tellers(scene: Scene, ask: Asked, count: TellersCount) -> None:
    tellers = set(count.tellers)
    if len(tellers) < 2:
        raise Refusal(ask.article, "At least two tellers count; name them.", "R4")
    if tellers & {row.candidate for row in count.votes}:
        raise Refusal(ask.article, "A candidate can't count the votes.", "R20")
    if len(_on_register(numbers=tuple(tellers))) != len(tellers):
        raise Refusal(ask.article, "A teller is not on the register.", "R4")


def _check_candidates(scene: Scene, ask: Asked, count: TellersCount) -> None:
    """Eligibility, computed: on the register of the right unit, not barred by the term limit or by another seat."""
    candidates = [row.candidate for row in count.votes]
    found = {member.pk: member for member in _on_register(numbers=tuple(candidates))}
    if strangers := [number for number in candidates if number not in found]:
        raise Refusal(ask.article, f"Member {strangers[0]} is not on the register.", "R1")
    if ask.among_holders:
        seated = set(holders_in(ask.unit, count.body, count.closed))
        if outsider := next((number for number in candidates if number not in seated), None):
            raise Refusal(
                ask.article,
                f"Member {outsider} holds no seat in the {count.body}, which fills this office from among its own.",
                "R1",
            )
    elif isinstance(ask.rule, Election):
        _check_belonging(ask, count, found, scene)
    _check_limits(scene, ask, count)
    _check_other_seats(scene, ask, count)


def _check_belonging(ask: Asked, count: TellersCount, found: dict[int, Member], scene: Scene) -> None:
    if ask.rule.eligible == "every member of the unit":
        for number, member in found.items():
            if ask.unit.pk not in [*ids_of(member.unit.path), *ids_of(member.unit.place_path)]:
                raise Refusal(ask.article, f"Member {number} does not belong to unit {ask.unit.pk}.", "R1")
    elif ask.rule.eligible == "members of the electing body" and ask.electors != "every member":
        body = scene.law.body[ask.electors]
        seated = None if body.sits else set(holders_in(ask.unit, ask.electors, count.closed))
        if seated is not None and (outsider := next((number for number in found if number not in seated), None)):
            raise Refusal(ask.article, f"Member {outsider} holds no seat in the {ask.electors}.", "R1")


def _check_limits(scene: Scene, ask: Asked, count: TellersCount) -> None:
    if ask.rule.limit is None:
        return
    served = terms_in_a_row(_draft(ask, count), count.elected, scene)
    if over := next((number for number in count.elected if served.get(number, 0) >= ask.rule.limit), None):
        raise Refusal(
            ask.article,
            f"Member {over} has served {ask.rule.limit} terms in a row and can't be elected again without a pause.",
            "R21",
        )


def _check_other_seats(scene: Scene, ask: Asked, count: TellersCount) -> None:
    """Seats that one person may not hold at the same time (R20)."""
    elected = tuple(count.elected)
    in_it = _in_it(holders=elected, unit=ask.for_unit.pk, body=count.body, office=count.office, at=scene.at)
    if twice := next((mandate.holder_id for mandate in in_it if still_runs(mandate, scene, ask.rule)), None):
        raise Refusal(
            ask.article, f"Member {twice} sits in the {count.body} already; nobody holds two seats in one body.", "R1"
        )
    body = scene.law.body[count.body]
    barred = set(body.not_with) | {name for name, other in scene.law.body.items() if count.body in other.not_with}
    if clash := _elsewhere.first(holders=elected, barred=tuple(sorted(barred)), at=scene.at):
        raise Refusal(
            scene.cite("body", count.body, "not-with"),
            f"Member {clash[0]} sits in the {clash[1]}, which is not compatible.",
            "R20",
        )


_on_register = Prepared(lambda numbers: Member.objects.filter(pk__in=numbers, left=None).select_related("unit"))
_in_it = Prepared(
    lambda holders, unit, body, office, at: Mandate.objects.filter(
        live(at), holder__in=holders, seat__unit=unit, seat__body=body, seat__office=office
    ).order_by("pk")
)
_elsewhere = Prepared(
    lambda holders, barred, at: (
        Mandate.objects.filter(live(at), holder__in=holders, seat__body__in=barred)
        .order_by("pk")
        .values_list("holder", "seat__body")
    )
)


def _draft(ask: Asked, count: TellersCount) -> Result:
    return Result(for_unit=ask.for_unit, for_body=count.body, part=count.part, office=count.office)


def declare(scene: Scene, count: TellersCount, ask: Asked, kind: str = "election") -> Result:
    """Write the result and seat the elected. The caller has checked the count."""
    result = _draft(ask, count)
    result.id, result.entry, result.kind = Result.next_id(), scene.n, kind
    result.unit, result.electors, result.article = ask.unit, ask.electors, ask.article
    result.method, result.ballot = ask.rule.method, ask.rule.ballot
    result.entitled, result.present, result.cast, result.invalid = (
        count.entitled,
        count.present,
        count.cast,
        count.invalid,
    )
    result.figures = {
        "votes": [[row.candidate, row.votes] for row in count.votes],
        "elected": count.elected,
        "lot": count.lot or "",
    }
    result.tellers, result.closed = count.tellers, count.closed
    result.save(force_insert=True)
    seat_the_elected(scene, result, ask.rule, count.elected, ask.seats, ask.sent_by)
    return result
