"""Doors through which something is said without a name: a report asked for, a report disputed, a statement of a delegation (R17).

Each checks who stands before it and then does an act of the clock, in which nobody's number stands. Nothing else is kept.
"""

from __future__ import annotations

import hashlib
import re
from datetime import datetime

from floor.book.act import CLOCK, Refusal
from floor.book.doing import Receipt, do, now, statutes_in_force
from floor.house.models import Mandate, Member
from floor.house.standing import sits_in
from floor.law.language import Law

from .acts.disputing import DisputeReport
from .acts.reporting import AskForReport
from .acts.sending import StateForDelegation, mission_of
from .acts.undertaking import undertaking_of
from .models import Undertaking
from .standing import judges_of

#: The longest text that goes through a door, in characters.
LONGEST = 4000


def ask_for_report(mandate: int, member: int, about: str = "", at: datetime | None = None) -> Receipt:
    """Ask a holder for a report, as one of those who elected them."""
    found = Mandate.objects.select_related("seat", "result__unit").filter(pk=mandate).first()
    if found is None:
        raise Refusal("the register", f"There is no mandate {mandate}.")
    moment = at or now()
    if not elected(found, member, moment):
        who = found.result.electors
        raise Refusal("the register", f"A report is asked for by those who gave the mandate, the {who}; you do not belong to them.", "R13")  # fmt: skip
    return do(AskForReport(mandate=mandate, about=about), CLOCK, at=at)


def elected(mandate: Mandate, member: int, at: datetime) -> bool:
    """Whether a member belongs to those who gave a mandate."""
    return sits_in(_law(at), mandate.result.unit, mandate.result.electors, member, at)


def dispute_report(number: int, member: int, text: str, at: datetime | None = None) -> Receipt:
    """Say that a report is not true, as one who sits in the body that decided what was to be done."""
    moment = at or now()
    undertaking = undertaking_of(number)
    if not can_dispute(undertaking, member, moment):
        judges = judges_of(_law(moment), undertaking)
        raise Refusal("the register", f"A report is disputed by those to whom it was promised: {judges}, unit {undertaking.unit_id}.", "R13")  # fmt: skip
    return do(DisputeReport(undertaking=number, text=_name(text)), CLOCK, at=at, attach=(_fit(text),))


def can_dispute(undertaking: Undertaking, member: int, at: datetime) -> bool:
    law = _law(at)
    return sits_in(law, undertaking.unit, judges_of(law, undertaking), member, at)


def state_for_delegation(
    mission: int, member: int, addressed_to: str, text: str, at: datetime | None = None, once: str | None = None
) -> Receipt:
    """Publish a statement of a delegation, as one of it. A text in which one of them is named is sent back."""
    found = mission_of(mission)
    if member not in found.people:
        raise Refusal("the register", "One of the delegation hands its statement in.", "R1")
    if named_in(text, found.people):
        raise Refusal("the register", "One of the delegation is named in the text. A delegation speaks as a whole, so that nobody is singled out: leave the name out.", "R17")  # fmt: skip
    act = StateForDelegation(mission=mission, addressed_to=addressed_to, text=_name(text))
    return do(act, CLOCK, once=once, at=at, attach=(_fit(text),))


def named_in(text: str, people: list[int]) -> bool:
    """Whether somebody is named in a text: by a name of theirs, or as a member with their number."""
    words = set(re.findall(r"\w+", text.casefold()))
    names = Member.objects.filter(pk__in=people).values_list("name", flat=True)
    said = {word for name in names for word in re.findall(r"\w{3,}", name.casefold())}
    numbered = {int(number) for number in re.findall(r"member (\d{1,15})", text.casefold())}
    return bool(words & said or numbered & set(people))


def _law(at: datetime) -> Law:
    statutes = statutes_in_force(at)
    if statutes is None:
        raise Refusal("no statutes", "There is no organisation here yet: found it first.")
    return statutes.on(at.date())


def _fit(text: str) -> str:
    if len(text) > LONGEST:
        raise Refusal("the register", f"This text may have {LONGEST} characters at most.")
    return text


def _name(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
