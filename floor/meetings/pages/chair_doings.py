"""What the buttons at the table do: each is one line, and does one act. What is allowed is for the acts to say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from floor.book.act import Act
from floor.book.doing import Receipt
from floor.house.pages.by_form import do_for, key_of, once_for
from floor.meetings.acts.access import AnswerAdmission, DecideAccess
from floor.meetings.acts.agenda_items import DecideObjection
from floor.meetings.acts.asking_to_speak import NoteRaisedHand
from floor.meetings.acts.attending import CountRoom
from floor.meetings.acts.closing import CloseMeeting
from floor.meetings.acts.going_on import ResumeMeeting
from floor.meetings.acts.having_the_floor import CallSpeaker, EndSpeech, ExtendSpeech, RunClock, StopClock
from floor.meetings.acts.opening import ChooseOfficer, OpenMeeting
from floor.meetings.acts.ruling import NotPut, RuleFromTheChair
from floor.meetings.acts.taking_up import TakeUpItem
from floor.meetings.deciding.doors import close_papers_of, put_to_the_vote
from floor.meetings.doors import count_cards
from floor.meetings.showing.room_now import RoomNow
from floor.meetings.speakers.list import spoken_in

from . import chair_forms as ask
from .acting import Data

Form = Any
Make = Callable[[RoomNow, Data, Form], Act]
Deed = Callable[[Any, RoomNow, Data, Form], Receipt | None]


@dataclass(frozen=True, slots=True)
class Doing:
    """One thing that is done at the table."""

    says: Any
    """On the button, in an imperative."""
    do: Deed
    form: Callable[..., Form] | None = None
    hint: Any = ""


def act(make: Make) -> Deed:
    """The deed that is one act of whoever is here."""
    return lambda request, now, data, form: do_for(request, make(now, data, form))


def put(request: Any, now: RoomNow, data: Data, form: Form) -> Receipt | None:
    """Put the motion as it stood when the page was drawn: if it has changed since, nothing is put."""
    said = {"text": request.POST["text"]} if "text" in request.POST else {}
    once = once_for(request.member.pk, key_of(request))
    put_to_the_vote(
        data["about"], request.member.pk, once=once, ballot=data["ballot"] or None, minutes=data["minutes"], **said
    )
    return None


def count_the_papers(request: Any, now: RoomNow, data: Data, form: Form) -> Receipt | None:
    close_papers_of(now.meeting.pk)
    return None


def count_the_cards(request: Any, now: RoomNow, data: Data, form: Form) -> Receipt | None:
    count_cards(now.meeting.pk)
    return None


def note_a_hand(now: RoomNow, data: Data, form: Form) -> Act:
    who = data["who"] if data["kind"] != "guest" else None
    before = spoken_in(now.meeting, who) if who is not None else 0
    return NoteRaisedHand(meeting=now.meeting.pk, who=who, kind=data["kind"], side=data["side"], spoken_before=before)


def chosen_as(office: str) -> Deed:
    return act(
        lambda now, data, form: ChooseOfficer(
            meeting=now.meeting.pk, office=office, member=data["member"], hands=form.hands()
        )
    )


def ends(how: Any) -> Deed:
    return act(lambda now, data, form: EndSpeech(speech=data["about"], how=how))


_CHOSEN = gettext_lazy("The meeting raises its hands for each who was proposed. Nobody else fills these parts.")
#: By the name of the step; in the order in which they are listed where several are in order.
DOINGS: dict[str, Doing] = {
    "open": Doing(gettext_lazy("Open the meeting"), act(lambda now, data, form: OpenMeeting(meeting=now.meeting.pk)), hint=gettext_lazy("Whoever opens it is in the chair until the meeting has chosen one.")),
    "go on": Doing(gettext_lazy("Go on with the meeting"), act(lambda now, data, form: ResumeMeeting(meeting=now.meeting.pk)), hint=gettext_lazy("The recess is over.")),
    "call": Doing(gettext_lazy("Call the next speaker"), act(lambda now, data, form: CallSpeaker(speech=data["about"])), hint=gettext_lazy("The order is that of the list: the side with less time first, then those who have not spoken.")),
    "end the speech": Doing(gettext_lazy("They have finished"), ends("finished")),
    "time is over": Doing(gettext_lazy("Their time is over"), ends("time over")),
    "break off": Doing(gettext_lazy("They were not let finish"), ends("broken off"), hint=gettext_lazy("Their remaining time is given back: they come next.")),
    "stop the clock": Doing(gettext_lazy("Stop the clock"), act(lambda now, data, form: StopClock(speech=data["about"])), hint=gettext_lazy("They are interrupted. What it takes is given back.")),
    "run the clock": Doing(gettext_lazy("Let them go on"), act(lambda now, data, form: RunClock(speech=data["about"])), hint=gettext_lazy("Their clock stands still.")),
    "give more time": Doing(gettext_lazy("Enter that they get more time"), act(lambda now, data, form: ExtendSpeech(speech=data["about"], seconds=data["seconds"], hands=form.hands())), ask.MoreTimeForm, gettext_lazy("By a vote of the meeting.")),
    "put": Doing(gettext_lazy("Put it to the vote"), put, ask.PutForm, gettext_lazy("The vote opens at once.")),
    "count the papers": Doing(gettext_lazy("Count the papers"), count_the_papers, hint=gettext_lazy("The time for handing them in is over.")),
    "take up": Doing(gettext_lazy("Take up the next item"), act(lambda now, data, form: TakeUpItem(item=data["about"]))),
    "decide the objection": Doing(gettext_lazy("Enter whether it is out of order"), act(lambda now, data, form: DecideObjection(item=data["about"], out_of_order=form.hands())), ask.CountForm, gettext_lazy("Somebody says that this item is out of order. The meeting decides before it is taken up. “For” strikes it from the agenda.")),
    "not put": Doing(gettext_lazy("Rule that it is not put"), act(lambda now, data, form: NotPut(motion=data["about"], reason=data["reason"], said=data["said"], poll=data["poll"])), ask.ReasonForm, gettext_lazy("For a reason from the list. Anybody can appeal to the meeting at once.")),
    "note a hand": Doing(gettext_lazy("Put on the list who raised a hand"), act(note_a_hand), ask.HandRaisedForm),
    "rule": Doing(gettext_lazy("Rule on something else"), act(lambda now, data, form: RuleFromTheChair(meeting=now.meeting.pk, what=data["what"], said=data["said"])), ask.RulingForm, gettext_lazy("It stands on record with its reason, and anybody can appeal.")),
    "answer a request": Doing(gettext_lazy("Enter the meeting's answer"), act(lambda now, data, form: AnswerAdmission(admission=data["about"], hands=form.hands())), ask.CountForm),
    "count": Doing(gettext_lazy("Enter the heads"), act(lambda now, data, form: CountRoom(meeting=now.meeting.pk, how="heads", **form.figures())), ask.HeadsForm, gettext_lazy("Members, guests and consultative voices are three figures.")),
    "count the cards": Doing(gettext_lazy("Count by the cards at the door"), count_the_cards),
    "choose the chair": Doing(gettext_lazy("Enter whom the meeting chose as chair"), chosen_as("chair"), ask.ChosenForm, _CHOSEN),
    "choose the secretary": Doing(gettext_lazy("Enter whom it chose as secretary"), chosen_as("secretary"), ask.ChosenForm, _CHOSEN),
    "choose a teller": Doing(gettext_lazy("Enter whom it chose as a teller"), chosen_as("teller"), ask.ChosenForm, _CHOSEN),
    "decide on the doors": Doing(gettext_lazy("Enter the vote on the doors"), act(lambda now, data, form: DecideAccess(meeting=now.meeting.pk, access=data["access"], closed_to=form.names(), hands=form.hands())), ask.DoorsForm),
    "enter the hands": Doing(gettext_lazy("Enter the hands"), act(lambda now, data, form: form.act()), ask.HandsCounted, gettext_lazy("Whether it is carried is worked out from the figures.")),
    "close": Doing(gettext_lazy("Close the meeting"), act(lambda now, data, form: CloseMeeting(meeting=now.meeting.pk, how=data["how"], why=data["why"])), ask.CloseForm),
}  # fmt: skip

#: Steps at which the chair does nothing but wait, in a sentence.
WAITS: dict[str, Callable[[RoomNow], str]] = {
    "wait for the hour": lambda now: _("It can be opened at its time."),
    "wait for the recess": lambda now: _("The meeting is in recess. It goes on when the time it voted is over."),
    "wait for the papers": lambda now: _("Papers are being handed in. When the time is over they are counted."),
    "call the roll": lambda now: _("The roll is called by name."),
    "ask for a second": lambda now: _(
        "Ask whether anybody seconds it. They do it on their own phone; nobody does it for them."
    ),
    "count again": lambda now: _(
        "There is no quorum: nothing can be decided. Count again, wait, or close the meeting."
    ),
    "over": lambda now: _("This meeting is over."),
}
