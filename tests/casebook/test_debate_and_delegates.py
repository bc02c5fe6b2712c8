"""A case of the theme congress: two nights of debate with the same time for both sides, then a vote, and delegates by a rule."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache

from floor.book.act import Refusal
from floor.book.models import Attachment, RecordedRefusal
from floor.congress.returns.adding_up import return_of
from floor.congress.returns.delegates_beside import delegates_beside
from floor.congress.tests.asking import TITLE, decide, sent_down
from floor.congress.tests.storeys import OWN, SENT_UP, body
from floor.meetings.acts.having_the_floor import CallSpeaker, EndSpeech
from floor.meetings.models import Motion
from floor.meetings.showing.speaking import debate_of
from floor.meetings.speakers.asking import ask_to_speak
from floor.polls.acts.calling import CallElection
from floor.polls.acts.hands import Answer, CallRoll
from floor.polls.acts.listing import ProposeList
from floor.polls.acts.nominating import AcceptNomination
from floor.polls.asking.members_behind import called_in
from floor.polls.asking.side_by_side import side_by_side
from floor.polls.models import Poll
from floor.polls.tests.other_statutes import works_under
from floor.polls.urn.casting import cast
from floor.site.tests.visiting import text_of
from tests.casebook.cases import case
from tests.casebook.people import of, percent, shop_of
from tests.meeting import close_meeting, running_meeting
from tests.motions import by_hands, move, procedural, put
from tests.polling import close_poll, count_hands, open_poll, put_question
from tests.questions import minutes_of_meeting
from tests.world import BOLTS, CHAIR, DISTRICT, FACTORY, NAILS, STATUTES, TELLERS

pytestmark = pytest.mark.django_db

DEBATE = "1924-01-03-debate-and-delegates"


def page(client, address: str) -> str:
    cache.clear()
    return text_of(client.get(address))


@pytest.mark.casebook(DEBATE, must=(0,))
def test_both_sides_have_the_same_time_on_both_evenings_and_the_log_shows_it(works):
    for evening in ("first", "second"):
        meeting = running_meeting(works, title=f"The {evening} evening")
        speeches = [
            ask_to_speak(meeting.pk, member, at=works.now, side=side)
            for member, side in ((5, "for"), (6, "for"), (7, "for"), (8, "against"), (9, "against"), (10, "against"))
        ]
        with pytest.raises(Refusal, match="Next is place") as refused:
            works.say(CallSpeaker(speech=speeches[1].pk), CHAIR)
        assert refused.value.guarantee == "R8"
        for speech in (speeches[at] for at in (0, 3, 1, 4, 2, 5)):
            works.say(CallSpeaker(speech=speech.pk), CHAIR)
            works.wait(seconds=300)
            works.say(EndSpeech(speech=speech.pk, how="time over"), CHAIR)
        heard = {one.side: (one.speeches, one.seconds, one.share) for one in debate_of(meeting).sides}
        assert heard == {"for": (3, 900, 0.5), "against": (3, 900, 0.5)}
        close_meeting(works, meeting, how="tumult", why="Only the log matters here.")
        minutes = Attachment.objects.get(pk=minutes_of_meeting(works, meeting).text).content
        assert "for: 3 speeches, 15:00" in minutes and "against: 3 speeches, 15:00" in minutes, minutes


@pytest.mark.casebook(DEBATE, must=(1,))
def test_at_one_in_the_morning_no_vote_opens_unless_the_meeting_votes_to_go_on(works):
    starts = (works.now + timedelta(days=4)).replace(hour=19, minute=0)
    midnight = starts + timedelta(hours=5)
    meeting = running_meeting(works, starts=starts, ends_by=midnight)
    motion = move(works, meeting, "For the opposition", declaration=True)
    works.now = midnight + timedelta(minutes=1)
    with pytest.raises(Refusal, match=r"was called until .* Later no vote opens unless it votes to go on") as refused:
        put(works, motion)
    assert refused.value.guarantee == "R3" and RecordedRefusal.objects.get().act == "meetings.PutMotion"
    go_on = procedural(works, meeting, "extend time", until=midnight + timedelta(hours=1))
    assert by_hands(works, go_on, (4, 6, 0)).state == "lost"
    works.wait(minutes=15)
    with pytest.raises(Refusal, match="called until"):
        put(works, motion)
    again = procedural(works, meeting, "extend time", until=midnight + timedelta(hours=1, minutes=30))
    assert by_hands(works, again, (8, 2, 0)).state == "carried"
    assert by_hands(works, Motion.objects.get(pk=motion.pk), (3, 7, 0)).state == "lost"


#: The cell sends one delegate to the conference of the district, whose 211 elect seven by lists.
CONFERENCE = """
[body."district conference"]
at          = "district"
elected     = { by = "general meeting", seats = 211, method = "block", term = "1 year", notice = "7 days", tie = "lot" }
recall      = { petition = "1/5 of electors" }
quorum      = "1/2"
meets       = "yearly"
notice      = "14 days"
convened-by = ["district conference", "1/10 of members"]
accounts-to = "general meeting"
reports     = "yearly"

[body."national delegation"]
at          = "district"
elected     = { by = "district conference", seats = 7, method = "dhondt", term = "1 year", notice = "7 days", tie = "lot", eligible = "every member of the organisation" }
recall      = { petition = "1/5 of electors" }
quorum      = "1/2"
meets       = "yearly"
notice      = "14 days"
convened-by = ["national delegation", "1/10 of members"]
accounts-to = "district conference"
reports     = "yearly"
"""


@pytest.mark.casebook(DEBATE, must=())
def test_the_shares_of_the_cell_and_the_district_stand_side_by_side_and_a_rule_makes_delegates_of_them(
    db, empty_replay
):
    """Line 2 in part: the delegates stand with the election that a rule counted, on a page of their own."""
    numbers = case(DEBATE)["numbers"]
    title, line = "The line of the opposition", {"electors": "district conference", "unit": DISTRICT}
    with works_under(STATUTES.replace("[vote.money]", f"{CONFERENCE}\n[vote.money]")) as works:
        shop_of(works, BOLTS, numbers["cell_present"])
        of(works, 300)
        chosen = list(range(20, 20 + numbers["derived_district_total"]))
        everybody = {"entitled": 300, "present": 300, "cast": 300}
        works.elect(unit=FACTORY, for_unit=DISTRICT, body="district conference", votes=dict.fromkeys(chosen, 200), **everybody)  # fmt: skip
        works.wait(hours=2)
        cell = open_poll(works, put_question(works, unit=BOLTS, electors="shop meeting", title=title))
        of_the_cell = numbers["cell_for_opposition"], numbers["cell_present"] - numbers["cell_for_opposition"], 0
        cell = count_hands(works, cell, of_the_cell, present=numbers["cell_present"])
        above = open_poll(works, put_question(works, by=20, title=title, beside=cell.pk, **line))
        above = count_hands(works, above, (numbers["district_minority"], numbers["district_majority"], 0), present=numbers["derived_district_total"])  # fmt: skip
        shares = [percent(row.votes_for, row.votes_for + row.against) for row in side_by_side(above).rows]
        assert shares == [numbers["derived_cell_percent"], numbers["derived_district_minority_percent"]]
        # The rule that turns votes into delegates, with the same 121 and 90 papers: three of seven.
        works.say(CallElection(unit=DISTRICT, body="national delegation"), 20)
        poll = Poll.objects.get(kind="election")
        for title, by, people in (("Majority", 20, range(240, 247)), ("Opposition", 21, range(250, 257))):
            works.say(ProposeList(poll=poll.pk, title=title, people=list(people)), by)
            for member in people:
                works.say(AcceptNomination(candidacy=poll.candidacies.get(member=member).pk), member)
        poll = open_poll(works, poll)
        number = {slate.title: slate.number for slate in poll.slates.all()}
        for at, voter in enumerate(chosen):
            cast(
                poll.pk,
                voter,
                (number["Majority" if at < numbers["district_majority"] else "Opposition"],),
                at=works.now,
            )
        poll = close_poll(works, poll)
        seats = {number["Opposition"]: 3, number["Majority"]: 4}
        assert {at: one["seats"] for at, one in enumerate(poll.outcome["lists"], start=1)} == seats
        assert poll.method == "dhondt" and seats[number["Opposition"]] == numbers["national_delegates"]


#: Each shop sends one of its own straight to the district.
PER_SHOP = SENT_UP.replace(
    body("district council", "district", "works council", OWN), body("district council", "district", "shop meeting", "every member of the unit")
)  # fmt: skip


@pytest.mark.casebook(DEBATE, must=(3,))
def test_beside_each_delegate_stands_the_shop_that_sent_them_and_how_it_voted(db, empty_replay, client, settings):
    numbers = case(DEBATE)["numbers"]
    settings.ALLOWED_HOSTS = ["testserver"]
    with works_under(STATUTES + PER_SHOP) as works:
        shop_of(works, BOLTS, numbers["cell_present"])
        for shop, member, members in ((BOLTS, 1, numbers["cell_present"]), (NAILS, 2, 4)):
            count = {"votes": {member: members}, "entitled": members, "present": members, "cast": members}
            works.elect(unit=shop, for_unit=DISTRICT, body="district council", **count)
        both = {"entitled": 2, "present": 2, "cast": 2}
        works.elect(unit=DISTRICT, body="district council", office="chair", votes={1: 2}, **both)
        poll = open_poll(works, put_question(works, by=1, unit=DISTRICT, electors="district council", title=TITLE, ballot="roll call"))  # fmt: skip
        said = [
            Answer(mandate=mandate, votes_for=1 - at, against=at, abstaining=0) for at, mandate in enumerate(called_in(poll))
        ]  # fmt: skip
        works.say(CallRoll(poll=poll.pk, answers=said, tellers=TELLERS), TELLERS[0])
        referral = sent_down(works, by=1)
        against = numbers["cell_present"] - numbers["cell_for_opposition"]
        decide(works, referral, BOLTS, numbers["cell_for_opposition"], against)
        decide(works, referral, NAILS, 1, 3)
        rows = delegates_beside(referral, return_of(referral)).rows
        assert [(row.sender, row.vote.votes_for, row.members.votes_for, row.members.against, row.differs) for row in rows] == [
            (BOLTS, 1, numbers["cell_for_opposition"], against, True), (NAILS, 0, 1, 3, False),
        ]  # fmt: skip
        shown = page(client, f"/returns/{referral.pk}/")
        assert "Member 1 Bolt shop for otherwise 60 members 23 for, 37 against" in shown
        assert "Member 2 Nail shop against 4 members 1 for, 3 against" in shown
