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

SITS, CALLER, CHAIR, CONVENER = (
    "anyone who sits in the body",
    "who called the meeting",
    "the chair of the meeting",
    "those whom the statutes let call the body",
)
COUNTED = f"{CHAIR} or a teller, with the hands that were counted"
NOTED = f"{CHAIR}, its secretary or a teller"

#: Convening, who is in the room, who speaks.
ABOUT_MEETINGS = {
    "meetings.CallMeeting": f"{CONVENER}; a mass meeting, by anyone who was elected to a seat or an office there",
    "meetings.ProposeItem": f"{SITS}, until the time of the call", "meetings.ObjectToItem": SITS, "meetings.DecideObjection": COUNTED,
    "meetings.WithdrawItem": f"who proposed the item; one of the call, {CALLER}", "meetings.MoveMeeting": CALLER, "meetings.CallOff": CALLER,
    "meetings.FixHour": f"{CONVENER}, for a meeting called by petition",
    "meetings.ChangePlace": f"{CALLER}; once it is open, {CHAIR}; after a room was refused to a petition, {CONVENER}",
    "meetings.TryToCallOff": "any member; it has no effect", "meetings.NoteHindrance": f"{SITS}, or a member of the unit",
    "meetings.AnswerPetition": "somebody who sits in the body it was put to", "meetings.OpenMeeting": f"{CALLER}; a quarter of an hour later {SITS}",
    "meetings.ChooseOfficer": COUNTED, "meetings.TakeSeat": "a delegate", "meetings.LeaveSeat": "a delegate",
    "meetings.CountRoom": f"two tellers, through one of them or {NOTED}; from the cards at the door, the clock",
    "meetings.DecideAccess": COUNTED, "meetings.AskAdmission": SITS, "meetings.AnswerAdmission": COUNTED, "meetings.TakeUpItem": CHAIR,
    "meetings.NoteRaisedHand": NOTED, "meetings.LeaveSpeakersList": f"the clock, for who asked on their phone; {NOTED}, for a raised hand",
    "meetings.CallSpeaker": CHAIR, "meetings.EndSpeech": CHAIR, "meetings.StopClock": CHAIR, "meetings.RunClock": CHAIR,
    "meetings.ExtendSpeech": COUNTED, "meetings.CloseMeeting": CHAIR,
}  # fmt: skip

#: Motions, how they are put, and what is ruled about them.
ABOUT_MOTIONS = {
    "meetings.MoveMotion": SITS, "meetings.SecondMotion": f"{SITS}, except the mover", "meetings.WithdrawMotion": "the mover",
    "meetings.KeepMotion": "who seconded it", "meetings.DivideMotion": SITS, "meetings.Amend": SITS, "meetings.MoveProcedure": SITS,
    "meetings.ResumeMeeting": f"{CHAIR}, or the clock, when the recess is over",
    "meetings.PutMotion": f"{CHAIR}; an appeal also by its secretary or a teller", "meetings.NotPut": CHAIR,
    "meetings.RuleFromTheChair": CHAIR, "meetings.AppealRuling": SITS,
    "meetings.AskShopsBeside": f"{OFFICER}, or {CHAIR} while it lasts", "meetings.FileMinorityStatement": SITS,
    "meetings.DeclareCarried": NOBODY,
}  # fmt: skip

#: Questions from the floor, and minutes.
PUT_TO = f"whoever holds the body or office it was put to; while the meeting runs, {CHAIR} too; one put to nobody here, afterwards, {OFFICER}"
ABOUT_QUESTIONS = {
    "meetings.AskQuestion": SITS, "meetings.NoteQuestion": f"{CHAIR} or its secretary", "meetings.EnterQuestions": "the clock",
    "meetings.AnswerQuestion": PUT_TO, "meetings.RefuseQuestion": PUT_TO, "meetings.NoteQuestionOverdue": "the clock",
    "meetings.GroupQuestions": f"{CHAIR} or its secretary; afterwards {OFFICER}", "meetings.DeleteQuestion": NOBODY,
    "meetings.PublishMinutes": "the clock, in the time the statutes give; sooner, who was chair or secretary of the meeting",
    "meetings.ReviseMinutes": "who was secretary of the meeting, or is secretary of the body",
    "meetings.ApproveMinutes": COUNTED, "meetings.HoldBackMinutes": NOBODY,
}  # fmt: skip

SEATED = f"{OFFICER}, or somebody who holds a seat there"
ANSWERABLE = "somebody who holds a seat or an office in the body that must act, or the mandate answerable; for a party outside, an officer"
WITH_COUNT = f"one of the tellers, or {OFFICER}, with the count"

#: Undertakings, reports, missions, demands.
ABOUT_PROMISES = {
    "promises.UndertakeFor": SEATED, "promises.ReportDone": ANSWERABLE, "promises.ReportNotDone": ANSWERABLE,
    "promises.DecideDispute": f"{WITH_COUNT} of the body to which it was promised",
    "promises.DisputeReport": "the clock, for somebody who sits in the body to which it was promised, whose name stays out of the book",
    "promises.AskForReport": "the clock, for one of the electors, whose name stays out of the book",
    "promises.StateForDelegation": "the clock, for one of the delegation, whose name stays out of the book",
    "promises.ReportBack": "the delegate; for the report of a body, somebody who holds a seat or an office in it",
    "promises.SendOnMission": f"{WITH_COUNT} of the body that sends them; no candidate", "promises.ReportFromMission": "one of those who were sent",
    "promises.PutDemands": f"{WITH_COUNT} of the body that puts them", "promises.AnswerDemand": SEATED,
    "promises.WithdrawDemands": f"{WITH_COUNT} of the body that put them",
    "promises.NoteOverdueUndertakings": "the clock", "promises.NoteBrokenUndertakings": "the clock", "promises.RepeatUndertaking": "the clock",
    "promises.ScheduleReports": "the clock", "promises.NoteOverdueReports": "the clock", "promises.NoteOverdueMissions": "the clock",
    "promises.NoteUnanswered": "the clock",
}  # fmt: skip

OF_UNIT, EDITOR = "anyone on the register of the unit or below it", "the elected editor of the unit"
DOOR_OF_GROUP = "the clock, for members whose names stay out of the book"

#: Letters, notices, platforms, the digest.
ABOUT_PRESS = {
    "press.WriteLetter": OF_UNIT, "press.EnterLetters": "the clock, for those who put unsigned letters into the box",
    "press.PublishLetter": EDITOR, "press.RefuseLetter": f"{EDITOR}, unless the letter is about them", "press.LettersAppear": "the clock",
    "press.OverruleEditor": f"{WITH_COUNT} of the meeting of the unit", "press.ReplyToLetter": "a holder in the body, or the holder, of whom the letter speaks",
    "press.Correct": "who signed the letter; for a notice, a holder in the body that posted it",
    "press.PostNotice": "a holder of a seat or an office in the body", "press.TakeDownNotice": "a holder in the body that posted it",
    "press.OpenPlatform": DOOR_OF_GROUP, "press.RegisterPlatform": DOOR_OF_GROUP, "press.WithdrawPlatform": "the clock, for those who have the code of the platform",
    "press.SendMailing": "the clock, for those who have the code of the platform", "press.LapsePlatforms": "the clock",
    "press.SubscribeDigest": "the member, for a unit they belong to", "press.UnsubscribeDigest": "the member",
    "press.DenySpace": NOBODY, "press.PrintConfession": NOBODY, "press.ListParticipants": NOBODY,
}  # fmt: skip

#: Between the levels.
ABOUT_CONGRESS = {
    "congress.SendDown": f"{OFFICER} of the body that asks, or somebody who sits in it once it has decided so", "congress.AskUnits": "the clock", "congress.DeclareReturn": "the clock",
    "congress.SetApportionment": f"{OFFICER} of the body's unit or of one above it; of a unit that elects, where there is none yet; the clock, for a total without shares",
}  # fmt: skip

#: Acts of the house whose guards ask elsewhere.
ABOUT_THE_HOUSE = {
    "house.MergeUnits": "whoever opens units by the statutes (`units.opened-by`), for the unit above both, once the members of both have decided it",
    "house.ReceiveHandover": "the elected successor",
}  # fmt: skip

#: The same by the whole name of an act, for the rooms above the polls and for these.
WHO_MAY = {
    **ABOUT_THE_HOUSE,
    **ABOUT_MEETINGS,
    **ABOUT_MOTIONS,
    **ABOUT_QUESTIONS,
    **ABOUT_PROMISES,
    **ABOUT_PRESS,
    **ABOUT_CONGRESS,
}
