"""The guarantees in plain words, for the page that tells members what they can count on. Titles are in `floor.law.guarantees`."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

#: What each guarantee means, at least. Statutes may be stricter, never laxer.
MEANS = {
    "R1": _(
        "Every seat and office traces through polls to the members it serves; no appointment, co-option, inheritance or imposed"
        " list; a vacant seat is filled by its electors or by the runner-up of the same count."
    ),
    "R2": _(
        "Those who elected can recall at any time, by petition and poll; nobody else can remove, suspend or transfer a holder; "
        "recall needs no cause. Removal for misconduct is a different thing: charge, notice, hearing, reply, vote of the "
        "electors, appeal."
    ),
    "R3": _(
        "Question, electorate, method, quorum, majority base, tie rule and closing time are fixed and published before a poll "
        "opens and cannot change afterwards."
    ),
    "R4": _(
        "Each result shows on the roll, present, cast, for, against, abstaining, invalid, per unit and in sum, and the sums "
        'agree; "unanimous" is a computed word, never an entry.'
    ),
    "R5": _(
        "Elections, recall, removal, expulsion and strikes are secret; the secrecy is built, not promised; each voter can see "
        "that the papers add up."
    ),
    "R6": _(
        'A motion that is in order is put to the vote; "not put" needs a reason from a closed list, and the mover can appeal to'
        " the meeting at once; the chair's rulings are recorded."
    ),
    "R7": _(
        "The same question comes back only under the reconsideration rule (who may move it, after how long, by what majority); "
        "earlier and later results stay linked and visible."
    ),
    "R8": _(
        "A minority statement is attached wherever the decision appears; platforms get equal space, time and distribution; "
        "proportional representation where the statutes promise it, not when it suits; what is said in a meeting is never an "
        "offence."
    ),
    "R9": _(
        "Spoken, written or anonymous; each is open, answered, or refused with a reason; open ones stay on the agenda and on "
        "the noticeboard; counts per meeting are public."
    ),
    "R10": _(
        "The share of members named in the statutes can call any body; only those who called it can call it off; a refused "
        "room, a moved date, an early closing are logged with who and why."
    ),
    "R11": _(
        "A body decides who may attend; guests and non-voters are counted apart; a closed meeting is closed to those it is "
        "about, too, where the body says so."
    ),
    "R12": _(
        "Minutes and resolutions appear by themselves after the time the statutes give; carried and lost motions alike; a "
        "correction is a visible revision."
    ),
    "R13": _(
        "Every resolution, instruction and promise has someone responsible and a date; open, done, overdue and broken ones are "
        "on the noticeboard; a report-back is due to the electors."
    ),
    "R14": _(
        "Parity of sides, dates for every step, automatic escalation on silence, interim relief; statistics always in cases "
        "*and* people affected, by outcome, with nothing left out."
    ),
    "R15": _(
        "Ratified by their ballot; amendments per unit on record; clauses citable; the effect on every group computed and shown"
        " before the vote."
    ),
    "R16": _(
        "Demands by item and unit; secret ballot; elected committee, negotiators with a bounded mandate; ultimatum and notice "
        "clocks; end and terms decided by those on strike; no-reprisal terms followed up."
    ),
    "R17": _(
        "No page, export, API, log line or database column lists who voted how, struck, signed, asked or gave; only counts, and"
        " none for groups small enough to give a person away."
    ),
    "R18": _(
        "Money and enrolment are by individual consent, private and revocable; enrolled, paid-up and active are three numbers, "
        "never one; participation near 100 % after a campaign is flagged."
    ),
    "R19": _(
        "Distribution by a rule published before the goods are, computed by the software, checked for equality between groups; "
        "promised against delivered; never a reward for opinion or a penalty."
    ),
    "R20": _(
        "Recusal computed from the facts; the control commission is elected apart from whom it controls; accuser, judge and "
        "beneficiary are different people."
    ),
    "R21": _(
        "Anyone can resign and leave at once; terms end by themselves; a handover with an inventory is completed or shown as "
        "overdue."
    ),
    "R22": _(
        "Any voter can demand that a bundled motion be divided; persons are voted on one by one, or list by list where the "
        "statutes say so."
    ),
    "R23": _(
        "Every exception, suspension, ban and emergency power has an end date and ends by itself; prolonging it is a new "
        "decision."
    ),
    "R24": _(
        "Only by the electorate, after notice, checked against these guarantees first; never for a poll that is open."
    ),
    "R25": _(
        "Append-only, provable by any member with a copy; conflicting sources stand side by side; unknown is shown as unknown."
    ),
}
