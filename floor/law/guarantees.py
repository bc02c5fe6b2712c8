"""The twenty-five guarantees: their names, and how the acts keep what cannot be read off the statutes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Guarantee:
    """A right that holds in every organisation; `kept` says what is refused so that it does."""

    number: str
    title: str
    kept: str


GUARANTEES: dict[str, Guarantee] = {
    entry.number: entry
    for entry in (
        Guarantee(
            "R1", "Power from below", "A mandate is given only by a poll of the electors; an appointment is refused."
        ),
        Guarantee(
            "R2",
            "Recall",
            "A mandate ends early only by resignation or a poll of its electors; any other removal is refused.",
        ),
        Guarantee(
            "R3",
            "Rules before the vote",
            "The rule of a poll is copied when it opens; a change to it while it is open is refused.",
        ),
        Guarantee(
            "R4", "Counted", "A result whose parts do not add up is refused; unanimous is computed, never entered."
        ),
        Guarantee(
            "R5",
            "Secret where persons are concerned",
            "A vote by name on a person is refused; roll and urn are kept apart.",
        ),
        Guarantee(
            "R6",
            "The floor is put",
            "A motion in order is put; not putting it needs a reason from the list, and the mover can appeal.",
        ),
        Guarantee(
            "R7", "A decision stands", "A decided question put again outside the rule of reconsideration is refused."
        ),
        Guarantee(
            "R8",
            "Minorities",
            "A minority statement goes with the decision; a charge for something said in a meeting is refused.",
        ),
        Guarantee(
            "R9",
            "Questions are answered",
            "A question stays on the agenda and the noticeboard until it is answered or refused with a reason.",
        ),
        Guarantee(
            "R10",
            "Meetings by right",
            "A call by those entitled opens the meeting; calling it off by others is refused.",
        ),
        Guarantee(
            "R11",
            "Who is in the room",
            "Guests are counted apart and a guest's vote is refused; the body itself decides who may attend.",
        ),
        Guarantee(
            "R12",
            "Nothing unpublished",
            "Minutes and results appear by the clock; a correction is a new version beside the old.",
        ),
        Guarantee(
            "R13",
            "Carried out",
            "A resolution becomes an undertaking with a name and a date; it is shown as open until it is done.",
        ),
        Guarantee(
            "R14",
            "The clock on disputes",
            "Each step of a case has a date; silence beyond it takes the case to the next step.",
        ),
        Guarantee(
            "R15",
            "No agreement without those it binds",
            "An agreement without a ratification by those it binds does not come into force.",
        ),
        Guarantee(
            "R16",
            "Strikes belong to strikers",
            "Beginning, terms and end of a strike are polls of those on strike; others are refused.",
        ),
        Guarantee(
            "R17",
            "Names are protected",
            "No page, export or column holds who voted how, struck, signed, asked or gave; only counts of large enough groups.",
        ),
        Guarantee(
            "R18", "Freely given", "Nobody is entered or charged without their own consent, which they can take back."
        ),
        Guarantee(
            "R19",
            "Fair shares",
            "Goods are given out only by a rule published before; a rule that rewards opinion or punishes is refused.",
        ),
        Guarantee(
            "R20",
            "No judge in their own cause",
            "Whoever is concerned by a case is taken off it, by the facts in the book.",
        ),
        Guarantee(
            "R21",
            "Coming and going",
            "A resignation takes effect when it is given; terms end by the clock; a handover is shown until complete.",
        ),
        Guarantee(
            "R22",
            "One question at a time",
            "Any voter can have a bundled motion divided; persons are voted on one by one, or list by list.",
        ),
        Guarantee(
            "R23",
            "Temporary means temporary",
            "An exceptional power ends by the clock; prolonging it is a new decision.",
        ),
        Guarantee(
            "R24",
            "Statutes change by their own rule",
            "An amendment outside the rule, or one that breaks a guarantee, is refused; open polls keep their rules.",
        ),
        Guarantee("R25", "The record holds", "The book is append-only; anyone with a copy can prove a rewrite."),
    )
}
