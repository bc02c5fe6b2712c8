"""Who may do the acts of the polls, in words: their guards ask through `floor/polls/authority.py`, which a pattern can't tell apart."""

from __future__ import annotations

ELECTOR, OFFICER, TELLER, NOBODY = (
    "an elector",
    "an officer of the unit or of one above it",
    "a teller of the poll",
    "nobody: it is always refused, and recorded",
)

WHO_IN_POLLS = {
    "CallElection": f"{OFFICER}, or {ELECTOR}, or the clock, at the dates of the statutes",
    "MovePoll": OFFICER, "Nominate": f"{ELECTOR}, or the person themselves", "ProposeList": ELECTOR, "SupportList": ELECTOR,
    "WithdrawList": "those who proposed it", "SayForOneself": "the person themselves, or those who proposed the list",
    "SendScrutineer": "the candidate, or those who proposed the list", "IssueVotingCodes": "whoever issues cards",
    "ContestResult": f"{ELECTOR}, or a candidate", "RuleOnContest": "a member of the body that hears election contests",
    "Recount": ELECTOR, "DemandDivision": ELECTOR, "DemandSecretBallot": ELECTOR, "LeaveUncounted": "the clock",
    "ReplyToPetition": "the holder", "PutQuestion": f"{OFFICER}, or a holder of a seat in the body", "NameTellers": OFFICER,
    "EnterSheets": TELLER, "AskRecount": ELECTOR, "ChangeRoll": NOBODY, "SubstituteList": NOBODY, "ShowInterimResult": NOBODY,
    "RemoveHolder": NOBODY, "StrikeName": "a teller or an officer, with the count of the electors' meeting",
    "AddName": "a teller or an officer, with the count of the electors' meeting",
}  # fmt: skip
