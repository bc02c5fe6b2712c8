"""What a result does: fills seats, ends a mandate, decides a question. Called from the `apply` of acts only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Q

from floor.book.act import Scene
from floor.house.mandating import end_mandates, seat_the_elected
from floor.house.models import Mandate, Member, Result
from floor.house.standing import around, live, seats_of
from floor.law.language import Election
from floor.polls.asking.deciding import decide, figures_for_result
from floor.polls.urn.paper import Form
from floor.polls.urn.published_file import Urn

from .counting import Electors, outcome_of
from .laws import consequences_of, contest_within, incompatible_with, law_of, rules_of, seat_rule
from .models import Candidacy, Poll

#: What other rooms do when a question has been decided, or could not be: called with the poll as it stands then.
DECIDED: list[Callable[[Poll, Scene], None]] = []


def tell_it_is_decided(poll: Poll, scene: Scene) -> None:
    """Let a question that was carried, lost, failed or broken reach what hangs on it. Called last, from the `apply` of acts."""
    if poll.kind == "question":
        for follow in DECIDED:
            follow(poll, scene)


def count_poll(poll: Poll, urn: Urn, electors: Electors, scene: Scene) -> None:
    """Count the papers and write the outcome on the poll. The caller saves it."""
    standing = poll.candidacies.filter(withdrawn=None, number__gt=0).count()
    rules = rules_of(poll, incumbents_of(poll, scene))
    counted = outcome_of(rules, Form.from_data(poll.form), urn, electors, standing)
    poll.outcome = counted | {"incumbents": list(rules.incumbents)}
    poll.state = "failed" if fails(poll) else "counted"
    poll.again = poll.kind == "election" and (poll.state == "failed" or bool(counted.get("open_tie")))
    if poll.kind != "election":
        decide_question(poll, scene, electors.papers)
    write_votes(poll)
    span = contest_within(poll) if poll.kind == "election" else None
    poll.contest_until = span.after(scene.at) if span else None


def decide_question(poll: Poll, scene: Scene, took_part: int) -> None:
    """Write on the poll what its outcome means under its statutes. The caller saves it."""
    decided = decide(poll.outcome, rules_of(poll), consequences_of(poll), scene.at, took_part)
    poll.outcome, poll.state, poll.again = decided.outcome, decided.state, decided.again


def fails(poll: Poll) -> bool:
    """Whether it decided nothing: too few took part for a quorum, or nobody was elected, for want of votes or by an open tie."""
    return bool(poll.outcome["failed"]) or (poll.kind == "election" and not poll.outcome["elected"])


def write_votes(poll: Poll) -> None:
    """What each had in the count, elected or not: the votes of those who lost are published like those of the winners (R4)."""
    if poll.kind == "election":
        for number, votes in votes_of_people(poll.outcome):
            Candidacy.objects.filter(poll=poll, number=number, withdrawn=None).update(votes=votes)


def votes_of_people(outcome: dict[str, Any]) -> list[tuple[int, int]]:
    """Votes by number on the paper: of singly standing candidates, or of the people on lists."""
    if "people" in outcome:
        return [(number, votes) for number, votes in outcome["people"]]
    return list(enumerate(outcome["votes"], start=1))


def incumbents_of(poll: Poll, scene: Scene) -> tuple[int, ...]:
    """The numbers on the paper of those whose seats are being filled: who sat when the poll was called, and did not go before time."""
    if poll.kind != "election" or poll.for_unit is None:
        return ()
    sat = Mandate.objects.filter(
        live(poll.announced), seat__in=seats_of(poll.for_unit, poll.body, poll.part, poll.office, sent_by(poll))
    )
    stayed = sat.filter(Q(ended=None) | Q(how_ended__in=("expired", "succeeded"))).values("holder")
    return tuple(
        poll.candidacies.filter(member__in=stayed, number__gt=0).order_by("number").values_list("number", flat=True)
    )


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
        return figures_for_result(outcome)
    members = members_by_number(poll)
    return {
        "votes": [[members[number], votes] for number, votes in votes_of_people(outcome) if number in members],
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
    seated = seat_the_elected(scene, poll.result, rule, elected, poll.seats_in_all, sent_by(poll))
    end_of_those_gone(poll, seated, scene)
    return seated


def end_of_those_gone(poll: Poll, seated: list[Mandate], scene: Scene) -> None:
    """Who left, moved away or got another seat while the poll was open was elected, and yet can't sit here.

    The seat goes on as after any early end: to the runner-up, or to its electors. Of two seats that don't go together the one that
    is held stays: nobody but its electors and its holder can end that (R2).
    """
    holders = Member.objects.select_related("unit").in_bulk([mandate.holder_id for mandate in seated])
    rule = seat_rule(law_of(poll), poll.body, poll.part, poll.office)
    among_its_own = isinstance(rule, Election) and rule.eligible == "every member of the unit"
    why: dict[str, list[Mandate]] = {"left": [], "moved away": [], "incompatible": []}
    for mandate in seated:
        holder = holders[mandate.holder_id]
        if holder.left is not None:
            why["left"].append(mandate)
        elif among_its_own and poll.unit_id not in around(holder.unit):
            why["moved away"].append(mandate)
        elif has_another_seat(poll, mandate, scene):
            why["incompatible"].append(mandate)
    for how, mandates in why.items():
        end_mandates(mandates, scene, how)


def has_another_seat(poll: Poll, mandate: Mandate, scene: Scene) -> bool:
    """Whether a holder sits somewhere else where the statutes don't let them sit at the same time (R20), or in this body already."""
    others = Mandate.objects.filter(live(scene.at), holder=mandate.holder_id).exclude(pk=mandate.pk)
    barred = incompatible_with(law_of(poll), poll.body)
    same_body = Q(seat__unit=poll.for_unit, seat__body=poll.body, seat__office=poll.office)
    return others.filter(Q(seat__body__in=barred) | same_body).exists()
