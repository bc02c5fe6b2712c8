"""A petition for recall as it stands: who could sign it, how many have, how many are needed. Reads only; names nobody (R17)."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from floor.book.act import By, Refusal, Scene
from floor.book.locks import Held
from floor.house.hidden_signatures import HiddenSignatures
from floor.house.models import Mandate, Member, Unit
from floor.house.standing import live, mandates_in
from floor.law.language import Law, Recall
from floor.polls.authority import belongs
from floor.polls.laws import electors_of, law_of, recall_rule, small_group, statutes_of
from floor.polls.models import Petition, Signature
from floor.polls.rolls import electorate_of

SIGNATURES = HiddenSignatures(Signature, "petition", Held.RECALL)


def petition_called(number: int) -> Petition:
    petition = (
        Petition.objects.select_related("mandate__seat__unit", "mandate__result", "unit").filter(pk=number).first()
    )
    if petition is None:
        raise Refusal("the petitions", f"There is no petition {number}.")
    return petition


def open_petitions() -> QuerySet[Petition]:
    """Petitions under which signatures are being collected."""
    return Petition.objects.filter(completed=None, lapsed=None)


def is_open(petition: Petition) -> bool:
    return petition.completed is None and petition.lapsed is None


def runs(mandate: Mandate, at: datetime) -> bool:
    """Whether a mandate holds at a moment: what has ended needs no recall."""
    return Mandate.objects.filter(live(at), pk=mandate.pk).exists()


def rule_for(mandate: Mandate, law: Law) -> Recall | None:
    seat = mandate.seat
    return recall_rule(law, seat.body, seat.part, seat.office)


def rule_of(petition: Petition) -> Recall:
    """The rule the petition was opened under; a later change of the statutes does not reach it."""
    rule = rule_for(petition.mandate, law_of(petition))
    assert rule is not None
    return rule


def gave_the_mandate(mandate: Mandate, member: int, scene: Scene) -> bool:
    """Whether somebody belongs to the electorate that gave a mandate: they can take it back, nobody else can (R2)."""
    unit, electors = electors_of(mandate)
    return belongs(scene, member, Unit.objects.get(pk=unit), electors)


def can_sign(petition: Petition, member: int, at: datetime) -> bool:
    scene = Scene(0, at, By("member", member), statutes_of(petition))
    return belongs(scene, member, petition.unit, petition.electors)


def number_of_electors(law: Law, unit: Unit, electors: str, at: datetime) -> int:
    if electorate_of(law, unit, electors).everyone:
        return unit.members_below
    return mandates_in(unit, electors, at).values("holder").distinct().count()


def needed(petition: Petition, at: datetime) -> int:
    """How many signatures force the poll: the share of the electors as many as they are now, and never nobody's."""
    electors = number_of_electors(law_of(petition), petition.unit, petition.electors, at)
    return max(1, rule_of(petition).petition.needed(electors))


def signatures_that_count(petition: Petition, at: datetime) -> int:
    """Signatures of those who are electors still: who has left the unit or the body since does not decide there."""
    signed = Signature.objects.filter(petition=petition.pk).values("member")
    if electorate_of(law_of(petition), petition.unit, petition.electors).everyone:
        path = petition.unit.path
        here = Q(unit__path__startswith=path) | Q(unit__place_path__startswith=path)
        return Member.objects.filter(here, pk__in=signed, left=None).count()
    holders = mandates_in(petition.unit, petition.electors, at).filter(holder__in=signed)
    return holders.values("holder").distinct().count()


def reached(petition: Petition, at: datetime) -> int | None:
    """The number of signatures, once they are enough; None while they are not."""
    need = needed(petition, at)
    if Signature.objects.filter(petition=petition.pk).count() < need:
        return None
    signatures = signatures_that_count(petition, at)
    return signatures if signatures >= need else None


def signatures_of(petition: Petition, at: datetime) -> int | None:
    """How many have signed, as anyone may know it; None while they are so few that it could give one of them away (R17)."""
    if petition.completed:
        return petition.signatures
    if petition.lapsed:
        return None
    number = signatures_that_count(petition, at)
    return number if number >= small_group(law_of(petition)) else None


def has_signed(petition: int, member: int) -> bool:
    """Whether somebody's signature stands under an open petition. For the member's own page only."""
    return SIGNATURES.signed_by(petition, member)
