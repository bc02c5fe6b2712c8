"""Elections of the past: a committee chosen by several hundred, one that too few came to, and one on lists."""

from __future__ import annotations

import hashlib

from floor.polls.acts.calling import CallElection
from floor.polls.acts.campaigning import SayForOneself
from floor.polls.acts.listing import ProposeList
from floor.polls.acts.nominating import AcceptNomination
from floor.polls.models import Candidacy, Poll, Slate

from .days import Days
from .founding import SECRETARY, officer
from .places import HAMMER_AND_SICKLE, RED_DAWN, RIBBON, Places

#: Lists of the club council, with what each says for itself.
_LISTS = {
    "Books and light": "A reading room that is warm and open until ten, and nobody asks what you read there.",
    "Stage and choir": "One evening a week for the choir, one for the stage, and the piano mended before winter.",
    "Young weavers": "Courses for those who want to leave the loom: drawing, reckoning, engines.",
}
_ON_A_LIST = 4
_SAYINGS = (
    "Every repair that the shop asked for, with its date, on the board by the gate. If it is late, the board says so.",
    "Two lathes to a man was agreed for a month. It is a year. I will bring it to the committee at its first sitting.",
    "I was against the bonus last spring and I am against it now: it pays the same forty people every time.",
)


def the_committee_is_completed(days: Days, places: Places) -> Poll:
    """The founders elected five. Now that everybody is on the register, the works has a right to more seats."""
    works = places.called(HAMMER_AND_SICKLE)
    poll = days.called(CallElection(unit=works, body="factory committee"), SECRETARY, stand=16, turnout=0.7)
    let_some_speak(days, poll)
    days.until(poll.closes)
    return poll


def let_some_speak(days: Days, poll: Poll) -> None:
    """Three of those who stand say what they stand for."""
    standing = Candidacy.objects.filter(poll=poll, withdrawn=None).exclude(accepted=None).order_by("pk")
    for candidacy, text in zip(standing, _SAYINGS, strict=False):
        days.say(SayForOneself(candidacy=candidacy.pk, text=sha_of(text)), candidacy.member_id, text)


def too_few_come_and_it_is_held_again(days: Days, places: Places) -> Poll:
    """The court of a works: a first poll without a quorum, a second one that the clock calls by itself."""
    secretary = officer(places.position(RIBBON), 2)
    poll = days.called(CallElection(unit=places.called(RIBBON), body="factory court"), secretary, turnout=0.21)
    days.until(poll.closes)
    return Poll.objects.get(again_of=poll)


def the_club_is_elected_on_lists(days: Days, places: Places) -> Poll:
    secretary = officer(places.position(RED_DAWN), 2)
    poll = days.called(CallElection(unit=places.called(RED_DAWN), body="club council"), secretary, turnout=0.6)
    days.pass_by(days=1)
    people = days.who_can_stand(poll, _ON_A_LIST * len(_LISTS))
    for at, (title, text) in enumerate(_LISTS.items()):
        on_it = people[at * _ON_A_LIST : (at + 1) * _ON_A_LIST]
        days.say(ProposeList(poll=poll.pk, title=title, people=on_it), on_it[0])
        slate = Slate.objects.get(poll=poll, title=title)
        days.say(SayForOneself(slate=slate.pk, text=sha_of(text)), on_it[0], text)
        for candidacy in Candidacy.objects.filter(slate=slate).order_by("place"):
            days.say(AcceptNomination(candidacy=candidacy.pk), candidacy.member_id)
    days.until(poll.closes)
    return poll


def sha_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
