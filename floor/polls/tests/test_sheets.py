"""A poll on paper, from the end of voting to the seats: two tellers, each alone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from floor.book.act import CLOCK, Refusal
from floor.book.doing import do
from floor.book.models import Attachment, Entry
from floor.house.models import Mandate
from floor.polls.acts.sheets import CountSheets, EndVoting, EnterSheets, NameTellers
from floor.polls.models import Poll, Sheets
from floor.polls.on_paper.entered import NO_AGREEMENT, corrections, differences
from floor.polls.urn.paper import Form
from floor.polls.urn.published_file import as_csv
from tests.polling import call_election, open_poll, stand
from tests.world import SECRETARY, THIRD, assert_the_book_rebuilds

from .on_paper import FIRST, SECOND, ended_poll, enter, on_sheets, strike, works_on_paper

pytestmark = pytest.mark.django_db

SIX = {1: [5, 6], 2: [5, 6], 3: [5, 7], 4: [], 5: [5, 7, 6], 6: "invalid"}


@pytest.fixture
def world(db, empty_replay):
    yield works_on_paper()
    assert_the_book_rebuilds()


@pytest.fixture
def poll(world):
    return ended_poll(world)


def counted(poll: Poll) -> Poll:
    poll.refresh_from_db()
    return poll


def test_what_both_tellers_found_is_published_and_fills_the_seats(world, poll):
    assert poll.state == "counting"
    enter(world, poll, FIRST, SIX)
    assert strike(world) == []
    enter(world, poll, SECOND, SIX)
    assert strike(world) == ["polls.CountSheets"]
    poll = counted(poll)
    assert poll.state == "counted" and poll.voted == 6
    assert poll.outcome["figures"] == {"entitled": 12, "present": 6, "papers": 5, "blank": 1, "valid": 4, "invalid": 1}
    assert [m.holder_id for m in Mandate.objects.filter(result=poll.result).order_by("seat__number")] == [5, 6, 7]
    assert sum(int(line.split(",")[0]) for line in Attachment.objects.get(pk=poll.urn).content.splitlines()[1:]) == 5
    assert poll.result.invalid == 1


def test_the_order_and_the_hand_of_the_tellers_do_not_matter(world, poll):
    enter(world, poll, FIRST, SIX)
    typed = on_sheets(poll, dict(reversed(SIX.items()))).replace(",", " ; ").replace("invalid", "I")
    world.say(EnterSheets(poll=poll.pk, marked=6, sheets="\ufeffSheet;1st;2nd;3rd\n\n" + typed + ";;;\n"), SECOND)
    assert strike(world) == ["polls.CountSheets"]


def test_nothing_is_counted_while_they_differ_and_the_tellers_see_where(world, poll):
    enter(world, poll, FIRST, SIX)
    assert differences(poll) == []
    enter(world, poll, SECOND, SIX | {3: [5, 8], 6: []}, marked=7, remark="One took the paper home.")
    assert strike(world) == []
    rows = differences(poll)
    assert [row.sheet for row in rows] == [0, 3, 6]
    assert (rows[0].first, rows[0].second) == ("6", "7") and (rows[2].first, rows[2].second) == ("invalid", "blank")
    enter(world, poll, SECOND, SIX)
    assert differences(poll) == [] and corrections(poll) == 1
    assert strike(world) == ["polls.CountSheets"]


def test_one_teller_alone_counts_nothing_however_often_they_enter(world, poll):
    enter(world, poll, FIRST, SIX)
    with pytest.raises(Refusal, match="entered these sheets already"):
        enter(world, poll, FIRST, SIX)
    assert corrections(poll) == 0, "the same sent twice is no correction"
    for sheets in (SIX | {6: ()}, SIX):
        enter(world, poll, FIRST, sheets)
    assert strike(world) == []
    mine = list(Sheets.objects.filter(poll=poll).values_list("pk", flat=True))
    act = CountSheets(poll=poll.pk, urn="", papers=0, invalid=0, marked=0, sheets=mine, fault="so I say")
    with pytest.raises(Refusal, match="Two tellers count"):
        do(act, CLOCK, at=world.now)


@pytest.mark.parametrize("who", [5, THIRD, SECRETARY])
def test_nobody_but_the_tellers_enters_sheets(world, poll, who):
    with pytest.raises(Refusal, match="Only the tellers"):
        enter(world, poll, who, SIX)


def test_sheets_are_not_entered_before_the_poll_has_closed(world):
    poll = call_election(world, opens=world.now.replace(day=20), tellers=[FIRST, SECOND])
    stand(world, poll, 5, 6, 7)
    poll = open_poll(world, poll)
    with pytest.raises(Refusal, match="The urn stays shut until"):
        world.say(EnterSheets(poll=poll.pk, marked=0, sheets=""), FIRST)
    with pytest.raises(Refusal, match="This poll closes on"):
        do(EndVoting(poll=poll.pk), CLOCK, at=world.now)
    with pytest.raises(Refusal, match="nobody can do it sooner"):
        world.say(EndVoting(poll=poll.pk), SECRETARY)


def test_a_count_that_is_over_takes_no_more_sheets(world, poll):
    for teller in (FIRST, SECOND):
        enter(world, poll, teller, SIX)
    strike(world)
    with pytest.raises(Refusal, match="a recount can be asked for"):
        enter(world, poll, FIRST, SIX | {1: [9]})


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("1,9", "Sheet 1: There is no candidate 9"), ("4,1,1", "Sheet 4: Candidate 1 is named twice"),
        ("7,1,2,3,4", "Sheet 7: This paper names 4"), ("2,1,,3", "Sheet 2: a choice is left out"),
        ("1,1\n1,2", "Sheet 1 is entered twice"), ("x,1", "Line 1 begins with “x”"), ("3,Agafonova", "Sheet 3: “agafonova”"),
    ],
)  # fmt: skip
def test_a_sheet_that_cannot_be_is_refused_by_its_number(world, poll, text, says):
    with pytest.raises(Refusal, match=says):
        world.say(EnterSheets(poll=poll.pk, marked=2, sheets=text, remark="A paper is missing."), FIRST)
    assert not Sheets.objects.exists()


def test_fewer_sheets_than_ticks_need_a_word_for_everyone(world, poll):
    with pytest.raises(Refusal, match="7 names are ticked and 6 sheets entered"):
        enter(world, poll, FIRST, SIX, marked=7)
    for teller in (FIRST, SECOND):
        enter(world, poll, teller, SIX, marked=7, remark="One took the paper home.")
    strike(world)
    poll = counted(poll)
    assert poll.outcome["figures"]["present"] == poll.voted == 7
    assert {remark["text"] for remark in poll.outcome["remarks"]} == {"One took the paper home."}


def test_more_ticks_than_people_are_refused(world, poll):
    with pytest.raises(Refusal, match="13 names can't be ticked on a roll of 12"):
        enter(world, poll, FIRST, SIX, marked=13, remark="I counted twice.")


def test_too_many_papers_break_the_poll_unless_the_tellers_find_their_mistake(world, poll):
    for teller in (FIRST, SECOND):
        enter(world, poll, teller, SIX, marked=5)
    assert strike(world) == []
    world.wait(hours=23)
    assert strike(world) == []
    world.wait(hours=1)
    assert strike(world) == ["polls.CountSheets"]
    poll = counted(poll)
    assert poll.state == "broken" and "6 papers lay in the urn, 5 people are ticked" in poll.outcome["fault"]
    assert not Mandate.objects.filter(seat__body="district congress").exists()


def test_a_mistake_with_the_ticks_is_settled_by_entering_again(world, poll):
    for teller in (FIRST, SECOND):
        enter(world, poll, teller, SIX, marked=5)
    for teller in (FIRST, SECOND):
        enter(world, poll, teller, SIX)
    assert strike(world) == ["polls.CountSheets"] and counted(poll).state == "counted"
    assert corrections(poll) == 2


def test_tellers_who_never_agree_do_not_hold_the_seats_for_ever(world, poll):
    enter(world, poll, FIRST, SIX)
    world.wait(days=13)
    assert strike(world) == []
    world.wait(days=1)
    assert strike(world) == ["polls.CountSheets"]
    poll = counted(poll)
    assert poll.state == "broken" and poll.outcome["fault"] == NO_AGREEMENT


@pytest.mark.parametrize("change", [{"papers": 4, "invalid": 2}, {"invalid": 0}, {"marked": 7}, {"urn": ""}])
def test_the_clock_publishes_what_both_found_and_nothing_else(world, poll, change):
    from floor.polls.falling_due.sheets import sheets_fall_due

    for teller in (FIRST, SECOND):
        enter(world, poll, teller, SIX)
    (act,) = sheets_fall_due(world.now)
    with pytest.raises(Refusal):
        do(act.model_copy(update=change), CLOCK, at=world.now)
    with pytest.raises(Refusal, match="nobody can do it sooner"):
        world.say(act, SECRETARY)
    do(act, CLOCK, at=world.now)


def test_another_urn_of_the_same_size_is_not_published(world, poll):
    from floor.book.doing import attach_text
    from floor.polls.falling_due.sheets import sheets_fall_due

    for teller in (FIRST, SECOND):
        enter(world, poll, teller, SIX)
    (act,) = sheets_fall_due(world.now)
    forged = attach_text(as_csv(Form.from_data(poll.form), {(str(poll.unit_id), ()): 5}))
    with pytest.raises(Refusal, match="not the papers that the two tellers found"):
        do(act.model_copy(update={"urn": forged}), CLOCK, at=world.now)


def test_what_a_teller_enters_stands_nowhere_in_the_open_book(world, poll):
    enter(world, poll, FIRST, SIX)
    line = bytes(Entry.objects.order_by("-n")[0].line).decode()
    assert '"marked":"c1:' in line and '"sheets":"c1:' in line
    assert Sheets.objects.get().count == 0


def test_a_poll_called_by_an_elector_gets_tellers_from_an_officer(world):
    poll = ended_poll(world, tellers=())
    for act, by, says in [
        (NameTellers(poll=poll.pk, tellers=[5]), SECRETARY, "their own name stands"),
        (NameTellers(poll=poll.pk, tellers=[99]), SECRETARY, "not on the register"),
        (NameTellers(poll=poll.pk, tellers=[11, 12]), 10, "by an officer"),
    ]:
        with pytest.raises(Refusal, match=says):
            world.say(act, by)
    world.say(NameTellers(poll=poll.pk, tellers=[11, 12]), SECRETARY)
    with pytest.raises(Refusal, match="nobody can put others in their place"):
        world.say(NameTellers(poll=poll.pk, tellers=[10]), SECRETARY)
    for teller in (11, 12):
        enter(world, poll, teller, SIX)
    assert strike(world) == ["polls.CountSheets"]


def test_the_book_verifies_without_what_the_tellers_entered(world, poll):
    from floor.book.rebuilding import attachment_in
    from floor.book.replaying import empty_database, replay

    for teller in (FIRST, SECOND):
        enter(world, poll, teller, SIX)
    strike(world)
    lines = [bytes(line) for line in Entry.objects.order_by("n").values_list("line", flat=True)]
    with empty_database():
        played = replay(lines, attachment_in("default"))
        assert not played.faults, played.faults
        assert Poll.objects.get(pk=poll.pk).state == "counted"


def test_a_fault_may_wait_no_longer_than_it_must(world, poll):
    """What the clock says of a fault is checked by anyone, with the private store or without."""
    enter(world, poll, FIRST, SIX)
    act = CountSheets(poll=poll.pk, urn="", papers=0, invalid=0, marked=0, sheets=[], fault=NO_AGREEMENT)
    with pytest.raises(Refusal, match="still counting"):
        do(act, CLOCK, at=world.now + timedelta(days=13))
