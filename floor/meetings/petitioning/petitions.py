"""A petition as it stands: who could sign it, how many have, how many are needed. Reads only; names nobody (R17)."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from floor.book.act import By, Refusal, Scene
from floor.book.doing import statutes_by_hash
from floor.book.locks import Held
from floor.house.hidden_signatures import HiddenSignatures
from floor.house.models import Member, Unit
from floor.house.standing import mandates_in
from floor.law.language import Law
from floor.law.values import Share
from floor.meetings.laws import law_of
from floor.meetings.models import Meeting, Petition, PetitionSignature
from floor.polls.authority import belongs
from floor.polls.laws import small_group

#: A share of these is a share of those who were elected to the body; any other is of the members of the unit.
SEATS = ("delegates", "seats")
EVERYONE = "every member"
SIGNATURES = HiddenSignatures(PetitionSignature, "petition", Held.PETITION)


def petition_called(number: int) -> Petition:
    petition = Petition.objects.select_related("unit").filter(pk=number).first()
    if petition is None:
        raise Refusal("the petitions", f"There is no petition {number}.")
    return petition


def open_petitions() -> QuerySet[Petition]:
    """Petitions under which signatures are being collected."""
    return Petition.objects.filter(completed=None, lapsed=None)


def is_open(petition: Petition) -> bool:
    return petition.completed is None and petition.lapsed is None


def meeting_to_come(petition: Petition) -> Meeting | None:
    """The meeting that a petition called and that has not been opened: those who signed can still call it off."""
    return petition.meetings.filter(state="called").order_by("-pk").first() if petition.completed else None


def days_overdue(petition: Petition, at: datetime) -> int:
    """For how many days the answer has been overdue; none where it was given or is not due yet."""
    return (at - petition.overdue_since).days if petition.overdue_since and not petition.replied else 0


def takes_signatures(petition: Petition) -> bool:
    return is_open(petition) or meeting_to_come(petition) is not None


def share_of(petition: Petition) -> Share:
    return Share.parse(petition.right)


def signers_of(share: Share, body: str, law: Law) -> str:
    """The electorate whose members can sign under this share. Where everyone sits, a share of the seats is one of the members."""
    elected = body in law.body and not law.body[body].sits
    return body if share.of in SEATS and elected else EVERYONE


def signers(petition: Petition) -> str:
    return signers_of(share_of(petition), petition.body, law_of(petition))


def needed_now(share: Share, unit: Unit, body: str, law: Law, at: datetime) -> int:
    """How many signatures make up the share today, and never nobody's."""
    if signers_of(share, body, law) == EVERYONE:
        return max(1, share.needed(unit.members_below))
    return max(1, share.needed(mandates_in(unit, body, at).values("holder").distinct().count()))


def can_sign(petition: Petition, member: int, at: datetime) -> bool:
    scene = Scene(0, at, By("member", member), statutes_by_hash(petition.statutes))
    return belongs(scene, member, petition.unit, signers(petition))


def signatures_that_count(petition: Petition, at: datetime) -> int:
    """Signatures of those who still belong there: who has left the unit or the body since does not decide in it."""
    signed = PetitionSignature.objects.filter(petition=petition.pk).values("member")
    if signers(petition) != EVERYONE:
        holders = mandates_in(petition.unit, petition.body, at).filter(holder__in=signed)
        return holders.values("holder").distinct().count()
    path = petition.unit.path
    here = Q(unit__path__startswith=path) | Q(unit__place_path__startswith=path)
    return Member.objects.filter(here, pk__in=signed, left=None).count()


def signatures_of(petition: Petition, at: datetime) -> int | None:
    """How many have signed, as anyone may know it; None while they are so few that it could give one of them away (R17)."""
    if not is_open(petition):
        return petition.signatures if petition.completed else None
    number = signatures_that_count(petition, at)
    return number if number >= small_group(law_of(petition)) else None


def has_signed(petition: int, member: int) -> bool:
    """Whether somebody's signature stands under a petition. For the member's own page only."""
    return SIGNATURES.signed_by(petition, member)
