"""Cases of what a meeting leaves behind: minutes, undertakings, statements, people who were sent; and what opens the next one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache

from floor.book.act import Refusal
from floor.book.models import Attachment, Entry
from floor.house.acts.units import OpenUnit
from floor.house.models import Member, Unit
from floor.meetings.acts.closing import CloseMeeting
from floor.meetings.acts.hindering import NoteHindrance
from floor.meetings.acts.minority import FileMinorityStatement
from floor.meetings.acts.minuting import ReviseMinutes
from floor.meetings.acts.opening import OpenMeeting
from floor.meetings.acts.ruling import AppealRuling, NotPut
from floor.meetings.models import Meeting, Minutes, Motion
from floor.meetings.petitioning.signing import begin_petition, sign
from floor.meetings.showing.motions import statements_that_go_with
from floor.press.acts.correcting import Correct
from floor.press.tests.pressing import post, sha
from floor.promises.acts.sending import ReportFromMission
from floor.promises.models import Undertaking
from floor.promises.showing.carried_out import carried_out
from floor.promises.tests.promising import let_fall_due as promises_fall_due
from floor.promises.tests.promising import papers, promise, report_done, send
from floor.site.tests.visiting import text_of
from tests.casebook.cases import case
from tests.casebook.people import DELEGATES, delegates, enter, of, statutes_with
from tests.casebook.test_motions import shop_decides
from tests.meeting import call_meeting, close_meeting, open_meeting, running_meeting, take_up
from tests.motions import again, by_hands, move, put
from tests.polling import count_hands
from tests.questions import let_fall_due, minutes_of_meeting
from tests.world import (
    BOLTS,
    CABLES,
    CHAIR,
    FACTORY,
    NAILS,
    NAMES,
    SECRETARY,
    assert_the_book_rebuilds,
    found_works,
)

pytestmark = pytest.mark.django_db

BOILERS = "1905-11-02-boiler-shop"
SHOPS = "1916-09-26-shop-delegates"
RHYTHM = "1917-1918-meeting-rhythm"
BREAD = "1919-05-06-bread-fills-the-hall"
EMPTY = "1922-1927-halls-empty"
WAGE_CUT = "1923-08-01-wage-cut"
NOT_CARRIED_OUT = "1926-1927-resolutions-not-carried-out"
SENTENCE = "1928-03-28-delegate-speech"
HALTED = "1929-07-debate-halted"


def read(client, address: str) -> str:
    cache.clear()
    return text_of(client.get(address))


def printed(works, meeting: Meeting) -> str:
    return Attachment.objects.get(pk=minutes_of_meeting(works, meeting).text).content


# ------------------------------------------------------------------------------------------------ the figures on the page


@pytest.mark.casebook(EMPTY, must=(3,))
def test_the_decision_of_a_small_meeting_shows_how_small_it_was(works, client):
    numbers = case(EMPTY)["numbers"]
    entitled, present = 90, numbers["meeting_b"] // 10  # 300 came where 900 are on the register, a tenth of both
    of(works, entitled)
    meeting = open_meeting(works, call_meeting(works), present=tuple(range(1, present + 1)))
    take_up(works, meeting, 1, by=SECRETARY)
    motion = by_hands(works, move(works, meeting), (20, 8, 2), present=present, chair=SECRETARY)
    assert "90 were entitled, 30 were present, 30 took part" in read(client, f"/motions/{motion.pk}/")
    assert "entitled 90, present 30, voted 30, 33.3 percent of those entitled" in printed(works, close_meeting(works, meeting, by=SECRETARY, how="tumult", why="Only the count matters here."))  # fmt: skip


@pytest.mark.casebook(RHYTHM, must=(1, 2))
def test_the_list_of_meetings_shows_who_called_each_and_where_minutes_are_missing(works, client):
    of(works, 100)
    petition = begin_petition(
        FACTORY, "general meeting", 20, title="By right of members", starts=works.now + timedelta(days=5), place="The hall",
        items=[{"title": "The hour of the meetings"}], at=works.now,
    )  # fmt: skip
    for member in range(21, 30):
        sign(petition.pk, member, at=works.now)
    by_right = Meeting.objects.get(petition=petition)
    by_committee = call_meeting(works, title="By the committee", starts=by_right.starts + timedelta(days=1))
    page = read(client, f"/meetings/?unit={FACTORY}")
    assert "Called by 1/10 of members, by petition." in page and "Called by: factory committee." in page
    assert "no minutes" not in page
    for meeting in (by_right, by_committee):
        open_meeting(works, meeting, by=20 if meeting == by_right else SECRETARY, present=())
        close_meeting(works, meeting, by=20 if meeting == by_right else SECRETARY, how="tumult", why="Only the list matters here.")  # fmt: skip
    assert read(client, f"/meetings/?unit={FACTORY}").count("no minutes") == 2, "a gap that everyone sees"
    let_fall_due(works)
    works.wait(days=8)
    let_fall_due(works)
    assert "no minutes" not in read(client, f"/meetings/?unit={FACTORY}")


@pytest.mark.casebook(SENTENCE, must=(3,))
def test_no_copy_of_minutes_names_who_spoke(works):
    meeting = running_meeting(works)
    take_up(works, meeting, 2)
    close_meeting(works, meeting)
    text = printed(works, meeting)
    assert not [name for name in NAMES if name in text]
    for named in (f"{NAMES[8]} Test said that bad pay meant bad work.", "Member 9 said that bad pay meant bad work."):
        with pytest.raises(Refusal, match="leave the name out") as refused:
            works.say(ReviseMinutes(meeting=meeting.pk, text=works.attach(f"{text}\n{named}"), reason="The director asks who it was."), SECRETARY)  # fmt: skip
        assert refused.value.guarantee == "R17" and NAMES[8] not in refused.value.reason
    assert not Minutes.objects.get().revisions.exists()


# ---------------------------------------------------------------------------------------------------- moved, and not lost


@pytest.mark.casebook(WAGE_CUT, must=(1,))
def test_what_was_moved_among_the_speeches_is_put_or_refused_with_a_reason_the_meeting_can_overrule(works):
    meeting = running_meeting(works)
    take_up(works, meeting, 2)
    resume, strike, trust = (move(works, meeting, title) for title in ("Work resumes", "The strike goes on", "The trust pays"))  # fmt: skip
    by_hands(works, resume, (6, 3, 1))
    with pytest.raises(Refusal, match="has not been put"):
        works.say(CloseMeeting(meeting=meeting.pk), CHAIR)
    works.say(NotPut(motion=trust.pk, reason="not this body's", said="The trust decides on its money."), CHAIR)
    by_hands(works, strike, (3, 6, 1))
    works.say(AppealRuling(ruling=trust.rulings.get().pk), 9)
    by_hands(works, Motion.objects.get(procedure="appeal"), (8, 1, 1))
    by_hands(works, again(trust), (9, 0, 1))
    close_meeting(works, meeting)
    assert [again(one).state for one in (resume, strike, trust)] == ["carried", "lost", "carried"]
    text = printed(works, meeting)
    assert all(f"“{title}”" in text for title in ("Work resumes", "The strike goes on", "The trust pays"))


@pytest.mark.casebook(WAGE_CUT, must=(2,))
def test_a_week_without_an_answer_of_the_union_shows_as_overdue(works, client):
    asked = promise(works, what="Examine the rates again", who="the union", outside=True, due=works.now + timedelta(days=7))  # fmt: skip
    assert asked.state == "open"
    works.wait(days=7)
    promises_fall_due(works)
    asked.refresh_from_db()
    assert asked.state == "overdue"
    board = read(client, f"/units/{FACTORY}/board/")
    assert "Examine the rates again" in board and "overdue" in board


@pytest.mark.casebook(BREAD, must=(2,))
def test_a_grant_for_each_family_is_followed_to_every_payment(works):
    meeting = running_meeting(works)
    granted = by_hands(works, move(works, meeting, "500 roubles to the family of each deceased worker", vote="money"))
    decision = Undertaking.objects.get(source_number=granted.pk)
    families = [promise(works, what=f"500 roubles to family {number}", due=decision.due) for number in range(1, 4)]
    for one in families[:2]:
        report_done(works, one, text="500 roubles were paid, with a receipt.")
    works.now = decision.due
    promises_fall_due(works)
    (pair,) = carried_out(decision.unit).pairs
    assert (pair.done, pair.counts["overdue"], pair.total) == (2, 2, 1 + len(families)), "one family, and so the grant"
    report_done(works, families[2], text="500 roubles were paid, with a receipt.")
    report_done(works, decision, text=f"{len(families)} families were paid 500 roubles each.")
    assert carried_out(decision.unit).pairs[0].done == 1 + len(families)


@pytest.fixture
def works_with_delegates(db, empty_replay):
    yield found_works(text=statutes_with(DELEGATES))
    assert_the_book_rebuilds()


@pytest.mark.casebook(NOT_CARRIED_OUT, must=(1,))
def test_what_the_committee_left_lying_opens_the_next_meeting_of_the_delegates(works_with_delegates):
    works, body = works_with_delegates, "delegates' meeting"
    of(works, 40)
    delegates(works, 12, body)
    made = [promise(works, what=f"Resolution {number} of the delegates", promised_to=body) for number in range(1, 4)]
    report_done(works, made[0])
    works.wait(days=11)
    promises_fall_due(works)
    meeting = call_meeting(works, body=body)
    works.now = meeting.starts
    works.say(OpenMeeting(meeting=meeting.pk), SECRETARY)
    first = meeting.items.order_by("place").first()
    assert (first.title, first.origin, first.kind) == ("Resolutions that were not carried out: 2", "law", "overdue")
    assert [item.title for item in meeting.items.order_by("place")][1:] == ["The canteen", "Other business"]


# ------------------------------------------------------------------------------------------------- those who think otherwise


@pytest.mark.casebook(BOILERS, must=(3,))
def test_the_reasons_of_a_shop_stand_beside_the_decision_that_it_does_not_follow(works, client):
    meeting = running_meeting(works)
    strike = by_hands(works, move(works, meeting, "We stop work", declaration=True), (9, 1, 0))
    works.now = works.now + timedelta(hours=1)
    reasons = shop_decides(
        works, BOLTS, "The boiler shop works on", (4, 0, 0), declaration=True, claim="The works decided to stop",
        cites_poll=strike.poll_id, words="Our families in the village live on this month's pay.",
    )  # fmt: skip
    assert reasons.state == "carried" and reasons.cites_poll_id == strike.poll_id
    page = read(client, f"/motions/{reasons.pk}/")
    assert "Our families in the village" in page and f"Counted in poll {strike.poll_id}" in page
    assert "The boiler shop works on" in read(client, f"/units/{BOLTS}/board/")


@pytest.mark.casebook(HALTED, must=(0,))
def test_the_statement_of_the_engineers_stays_published_whatever_is_ordered(works, client):
    meeting = running_meeting(works)
    hours = by_hands(works, move(works, meeting, "Seven hours a day", declaration=True), (7, 3, 0))
    works.say(FileMinorityStatement(motion=hours.pk, text=works.attach("Machines of 1880 do not bear seven hours.")), 9)
    works.say(NoteHindrance(unit=FACTORY, meeting=meeting.pk, kind="order from outside", who="the director", why="Statements of engineers are to be removed."), CHAIR)  # fmt: skip
    works.wait(days=400)
    let_fall_due(works)
    (statement,) = statements_that_go_with(hours)
    for address in (f"/motions/{hours.pk}/", f"/polls/{hours.poll_id}/result/"):
        assert "Machines of 1880 do not bear seven hours." in read(client, address)
    assert statement.counted is not None and statement.signatures == 1


@pytest.mark.casebook(HALTED, must=(3,))
def test_rebuilding_here_or_elsewhere_is_a_question_of_its_own_with_both_opinions(works, client):
    meeting = running_meeting(works)
    here = move(works, meeting, "The works is rebuilt here", words="The ground bears it, say four engineers.")
    elsewhere = move(works, meeting, "The works is rebuilt elsewhere", words="The ground moves, say six engineers.", instead_of=here.pk)  # fmt: skip
    budget = move(works, meeting, "The plan of the year")
    count_hands(works, put(works, here), options=[4, 6])
    assert (again(here).state, again(elsewhere).state, again(budget).state) == ("fallen", "open", "open")
    assert by_hands(works, again(elsewhere), (7, 3, 0)).state == "carried"
    assert "say four engineers" in read(client, f"/motions/{here.pk}/")
    assert "say six engineers" in read(client, f"/motions/{elsewhere.pk}/")


@pytest.mark.casebook(HALTED, must=(2,))
def test_a_later_blame_is_a_new_entry_and_the_report_of_the_fire_keeps_its_cause(works, client):
    cause, blame = "The fire began in a bearing that ran hot.", "The fire is now said to be the work of enemies."
    report = post(works, cause, title="Fire of 1925 in the nail shop", until=works.now + timedelta(days=360))
    works.wait(days=100)
    works.say(Correct(notice=report.pk, text=sha(blame), reason="By order of the directorate."), CHAIR, attach=(blame,))
    report.refresh_from_db()
    assert report.text == sha(cause) and Attachment.objects.get(pk=report.text).content == cause
    later = report.corrections.get()
    assert later.made == works.now > report.posted
    assert f'"member":{CHAIR}' in bytes(Entry.objects.get(act="press.Correct").line).decode(), (
        "and who wrote it is in the book"
    )
    page = read(client, f"/notices/{report.pk}/")
    assert cause in page and blame in page and "By order of the directorate." in page


# -------------------------------------------------------------------------------------------------------- those who are sent


@pytest.mark.casebook(SHOPS, must=(0,))
def test_each_of_four_shops_elects_its_negotiators_for_the_items_it_lists_and_they_report_back(works):
    works.say(OpenUnit(level="shop", title="Form-casting shop", parent=FACTORY), SECRETARY)
    fourth = Unit.objects.latest("pk").pk
    enter(works, fourth, 4)
    shops = (BOLTS, NAILS, CABLES, fourth)
    assert len(shops) == case(SHOPS)["numbers"]["shops"]
    for shop in shops:
        *sent, first, second = Member.objects.filter(unit=shop).order_by("pk").values_list("pk", flat=True)
        count = papers(works, {sent[0]: 3}, entitled=4, present=4, cast=4, tellers=[first, second])
        mission = send(works, by=first, unit=shop, body="shop meeting", what="Negotiate on fines and on pay, and on nothing else", count=count)  # fmt: skip
        assert (mission.unit_id, mission.people) == (shop, [sent[0]])
    works.wait(days=21)
    promises_fall_due(works)
    for mission in Unit.objects.get(pk=fourth).missions.all():
        assert mission.overdue_since is not None
        with pytest.raises(Refusal, match="One of those who were sent"):
            works.say(ReportFromMission(mission=mission.pk, text=works.attach("It is over.")), CHAIR)


@pytest.mark.casebook(SHOPS, must=(3,))
def test_a_result_that_nobody_reported_reads_as_overdue_since_its_day(works, client):
    mission = send(works, what="Meet the owner", report_due=works.now + timedelta(days=case(SHOPS)["numbers"]["days"]))
    works.wait(days=30)
    promises_fall_due(works)
    mission.refresh_from_db()
    assert mission.reported is None and mission.overdue_since is not None
    assert "not reported since" in read(client, f"/missions/{mission.pk}/")
    with pytest.raises(Refusal, match="in words"):
        works.say(ReportFromMission(mission=mission.pk, text=works.attach("-")), 5)
    works.say(ReportFromMission(mission=mission.pk, text=works.attach("The owner gave nothing.")), 5)
    assert "The owner gave nothing." in read(client, f"/missions/{mission.pk}/")
