"""Signing a petition for recall: the one door for signatures. Neither who began it nor who signed enters the book (R17).

Like handing in a paper, signing is not an act: the book learns only that a petition was opened, and later that enough have signed.
"""

from __future__ import annotations

from datetime import datetime

from floor.book.act import CLOCK, Refusal, Scene, by_member
from floor.book.doing import attach_text, do, now, statutes_in_force
from floor.polls.acts.petitioning import CompletePetition, OpenPetition, article_of_recall, mandate_that_runs
from floor.polls.models import Petition

from .petitions import SIGNATURES, can_sign, gave_the_mandate, is_open, petition_called, reached, runs

#: The longest text of a petition, in characters.
LONGEST = 4000


class AlreadySigned(Refusal):
    """The second signature of one person under one petition."""


def begin_petition(mandate: int, member: int, text: str = "", at: datetime | None = None) -> Petition:
    """Open a petition to recall a holder for one of their electors, who is the first to sign it; no cause is needed."""
    moment = at or now()
    scene = Scene(0, moment, by_member(member), statutes_in_force(moment))
    asked = mandate_that_runs(mandate, scene)
    if not gave_the_mandate(asked, member, scene):
        raise Refusal(article_of_recall(asked, scene), _whose(asked.result.electors, asked.result.unit_id), "R2")
    if len(text) > LONGEST:
        raise Refusal(article_of_recall(asked, scene), f"The text of a petition has {LONGEST} characters at most.")
    sha = attach_text(text) if text.strip() else ""
    receipt = do(OpenPetition(mandate=mandate, text=sha), CLOCK, at=at)
    petition = Petition.objects.get(entry=receipt.n)
    sign(petition.pk, member, at)
    return Petition.objects.get(pk=petition.pk)


def sign(number: int, member: int, at: datetime | None = None) -> None:
    """Sign a petition, once. When this signature is the last that was needed, the poll is called at once."""
    with SIGNATURES.alone_with(number):
        moment = at or now()
        petition = petition_that_is_open(number, moment)
        if not can_sign(petition, member, moment):
            raise Refusal(petition.article, _whose(petition.electors, petition.unit_id), "R2")
        if SIGNATURES.signed_by(number, member):
            raise AlreadySigned(petition.article, "You have signed this petition already.")
        SIGNATURES.add(number, member)
    complete_if_reached(number, at)


def withdraw_signature(number: int, member: int, at: datetime | None = None) -> None:
    """Take one's signature back while the petition is open."""
    with SIGNATURES.alone_with(number):
        petition = petition_that_is_open(number, at or now())
        if not SIGNATURES.take_back(number, member):
            raise Refusal(petition.article, "You have not signed this petition.")


def complete_if_reached(number: int, at: datetime | None = None) -> bool:
    """Call the poll if enough have signed; whether it was called."""
    petition = petition_called(number)
    signatures = reached(petition, at or now()) if is_open(petition) else None
    if signatures is None:
        return False
    try:
        do(CompletePetition(petition=number, signatures=signatures), CLOCK, at=at)
    except Refusal:
        # Somebody else's signature, or the clock, was faster.
        return False
    return True


def petition_that_is_open(number: int, at: datetime) -> Petition:
    petition = petition_called(number)
    if petition.completed:
        raise Refusal(petition.article, "Enough have signed this petition; the poll on it has been called.")
    if petition.lapsed or at >= petition.lapses:
        raise Refusal(petition.article, f"This petition lapsed on {petition.lapsed or petition.lapses:%d %B %Y}.")
    if not runs(petition.mandate, at):
        raise Refusal(petition.article, "The mandate has ended; there is nothing to recall.")
    return petition


def _whose(electors: str, unit: int) -> str:
    who = f"every member of unit {unit}" if electors == "every member" else f"the {electors} of unit {unit}"
    return f"This mandate was given by {who}. Those who gave it can take it back, nobody else; you are not among them."
