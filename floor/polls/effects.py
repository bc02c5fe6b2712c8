"""What a result does: fills seats, ends a mandate, decides a question. Called from the `apply` of acts only."""

from __future__ import annotations

from typing import Any

from floor.book.act import Scene
from floor.house.mandating import end_mandates, seat_the_elected
from floor.house.models import Mandate, Result
from floor.house.standing import live, seats_of

from .counting import Electors, outcome_of
from .laws import contest_within, law_of, rules_of, seat_rule
from .models import Candidacy, Poll
from .paper import Form
from .urn_file import Urn


def count_poll(poll: Poll, urn: Urn, electors: Electors, scene: Scene) -> None:
    """Count the papers and write the outcome on the poll. The caller saves it."""
    standing = poll.candidacies.filter(withdrawn=None, number__gt=0).count()
    rules = rules_of(poll, incumbents_of(poll, scene))
    poll.outcome = outcome_of(rules, Form.from_data(poll.form), urn, electors, standing)
    poll.state = "failed" if fails(poll) else "counted"
    span = contest_within(poll) if poll.kind == "election" else None
    poll.contest_until = span.after(scene.at) if span else None


def fails(poll: Poll) -> bool:
    """Whether it decided nothing: too few took part for a quorum, or a tie that the statutes do not settle left no seat filled."""
    outcome = poll.outcome
    return bool(outcome["failed"]) or bool(outcome.get("open_tie") and not outcome.get("elected"))


def incumbents_of(poll: Poll, scene: Scene) -> tuple[int, ...]:
    """The numbers on the paper of those who hold the seats that are being filled."""
    if poll.kind != "election" or poll.for_unit is None:
        return ()
    holders = Mandate.objects.filter(
        live(scene.at), seat__in=seats_of(poll.for_unit, poll.body, poll.part, poll.office, sent_by(poll))
    ).values("holder")
    return tuple(poll.candidacies.filter(member__in=holders, number__gt=0).values_list("number", flat=True))


def sent_by(poll: Poll) -> Any:
    return None if poll.unit_id == poll.for_unit_id else poll.unit


def carry_out(poll: Poll, scene: Scene) -> None:
    """Let the result do what it says."""
    poll.result = write_result(poll, scene)
    poll.save(update_fields=["result"])
    if poll.kind == "election":
        fill_seats(poll, scene)
    if poll.kind == "recall" and poll.outcome["carried"] and poll.mandate_id:
        end_mandates(Mandate.objects.filter(pk=poll.mandate_id, ended=None).select_related("seat"), scene, "recalled")


def write_result(poll: Poll, scene: Scene) -> Result:
    """The result beside all others of the house, with every figure (R4)."""
    figures, outcome = poll.outcome["figures"], poll.outcome
    return Result.objects.create(
        id=Result.next_id(), entry=scene.n, kind=poll.kind, unit=poll.unit, electors=poll.electors,
        for_unit=poll.for_unit or poll.unit, for_body=poll.body, part=poll.part, office=poll.office, article=poll.article,
        method=poll.method, ballot=poll.ballot, entitled=figures["entitled"], present=figures["present"], cast=figures["papers"],
        invalid=figures.get("invalid", 0), figures=_figures(poll, outcome), tellers=poll.tellers, closed=scene.at,
    )  # fmt: skip


def _figures(poll: Poll, outcome: dict[str, Any]) -> dict[str, Any]:
    if poll.kind != "election":
        part = outcome["parts"][0]
        return {
            "for": part["for"],
            "against": part["against"],
            "abstaining": part["abstaining"],
            "carried": outcome["carried"],
        }
    members = members_by_number(poll)
    return {
        "votes": [[members[at], votes] for at, votes in enumerate(outcome["votes"], start=1) if at in members]
        if "account" in outcome
        else [[members[number], votes] for number, votes in outcome["people"]],
        "elected": [members[number] for number in outcome["elected"]],
        "lot": poll.seed if _by_lot(outcome) else "",
    }


def _by_lot(outcome: dict[str, Any]) -> bool:
    ties = outcome.get("account", outcome).get("ties", [])
    return any(tie["how"] == "lot" for tie in ties)


def members_by_number(poll: Poll) -> dict[int, int]:
    """Who stands behind each number on the paper."""
    return dict(poll.candidacies.filter(withdrawn=None, number__gt=0).values_list("number", "member"))


def fill_seats(poll: Poll, scene: Scene) -> list[Mandate]:
    """Seat the elected, in their order (R1). The rule is that of the day the election was called."""
    assert poll.result is not None and poll.for_unit is not None
    law = law_of(poll)
    rule = seat_rule(law, poll.body, poll.part, poll.office)
    assert rule is not None
    members, outcome = members_by_number(poll), poll.outcome
    elected = [members[number] for number in outcome["elected"]]
    Candidacy.objects.filter(poll=poll, member__in=elected, withdrawn=None).update(elected=True)
    return seat_the_elected(scene, poll.result, rule, elected, poll.seats_in_all, sent_by(poll))
