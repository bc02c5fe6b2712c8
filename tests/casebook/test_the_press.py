"""Cases of the theme press: no name in print, no confession, the same space for everyone, and nothing that was adopted left out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache

from floor.book.act import Refusal
from floor.book.models import Attachment, RecordedRefusal
from floor.house.board import lines_of
from floor.house.models import Mandate, Result, Unit
from floor.meetings.acts.minority import FileMinorityStatement
from floor.meetings.acts.minuting import HoldBackMinutes
from floor.meetings.acts.refused import DeclareCarried
from floor.meetings.deciding.signing import sign_statement
from floor.meetings.models import Motion
from floor.meetings.showing.motions import is_unproven, statements_that_go_with
from floor.press.acts.correcting import Correct
from floor.press.acts.editing import OverruleEditor, RefuseLetter
from floor.press.acts.posting import TakeDownNotice
from floor.press.acts.refused import ListParticipants, PrintConfession
from floor.press.acts.replying import ReplyToLetter, room_for_reply
from floor.press.models import Letter, PostedNotice
from floor.press.tests.pressing import EDITOR, elect_editor, hands, post, sha, with_editor, write
from floor.promises.models import Undertaking
from floor.promises.tests.promising import let_fall_due, promise, report_done
from floor.site.tests.visiting import text_of
from tests.casebook.cases import case
from tests.casebook.people import of
from tests.meeting import call_meeting, choose, close_meeting, open_meeting, running_meeting, take_up
from tests.motions import again, by_hands, move
from tests.questions import minutes_of_meeting
from tests.world import CHAIR, FACTORY, NAMES, SECRETARY, THIRD, found_works

pytestmark = pytest.mark.django_db

GRANTS = "1917-12-05-grants-to-papers"
CONTRARY = "1923-12-contrary-resolution"
SLOGANS = "1927-11-petition-of-450"
CHRISTMAS = "1928-12-christmas-votes"
CONFESSION = "1931-06-confession-in-print"


def refused_for(guarantee: str, act, world, by: int, **attached) -> str:
    with pytest.raises(Refusal) as refused:
        world.say(act, by, **attached)
    assert refused.value.guarantee == guarantee
    return refused.value.reason


# ------------------------------------------------------------------------------------------- named in one issue, sorry in the next


@pytest.mark.casebook(CONFESSION, must=(0,))
def test_a_speech_is_not_reported_under_a_member_s_name_unless_it_is_their_own_letter(works):
    speaker = NAMES[9 - 1]
    for told in (f"In the meeting {speaker} Test served the enemy.", "What member 9 said served the enemy."):
        with pytest.raises(Refusal) as refused:
            write(works, told)
        assert refused.value.guarantee == "R17" and speaker not in refused.value.reason
        with pytest.raises(Refusal, match="names a member"):
            post(works, told)
    own = write(works, f"I, {speaker} Test, said it in the meeting and I say it again.", by=9)
    assert own.state == "published", "the speaker's own consent is the speaker's own letter"


@pytest.mark.casebook(CONFESSION, must=(0,))
def test_who_is_written_about_replies_once_at_the_length_of_the_letter(works):
    mandate = Mandate.objects.get(holder=CHAIR, seat__office="chair")
    letter = write(works, "The chair closed the meeting before anyone had spoken. " * 10, about_mandate=mandate.pk)
    equal = len(Attachment.objects.get(pk=letter.text).content)
    assert room_for_reply(letter) == equal
    longer, reply = "no word of it " * equal, "The agenda was done. " * 20
    with pytest.raises(Refusal, match=f"{equal} characters at most"):
        works.say(ReplyToLetter(letter=letter.pk, text=sha(longer)), CHAIR, attach=(longer,))
    assert "letter of their own" in refused_for("R8", ReplyToLetter(letter=letter.pk, text=sha(reply)), works, 8, attach=(reply,))  # fmt: skip
    works.say(ReplyToLetter(letter=letter.pk, text=sha(reply)), CHAIR, attach=(reply,))
    assert letter.replies.get().side == "holder"


@pytest.mark.casebook(CONFESSION, must=(1,))
def test_neither_givers_nor_those_who_gave_nothing_are_named_and_their_number_is(works):
    gave = case(CONFESSION)["numbers"]["contribution"]
    for what in ("who gave to the loan", "who gave nothing", "who took part in the best shift"):
        assert "print how many" in refused_for("R17", ListParticipants(unit=FACTORY, what=what), works, SECRETARY)
    with pytest.raises(Refusal, match="Who speaks in a meeting, gives, takes part"):
        post(works, f"{NAMES[10]} Test gave {gave} roubles.")
    assert post(works, f"One of us gave {gave} roubles; 11 gave nothing, which is nobody's business.").pk
    tried = set(RecordedRefusal.objects.filter(guarantee="R17").values_list("act", flat=True))
    assert tried == {"press.ListParticipants", "press.PostNotice"}, "what was tried is on record"


@pytest.mark.casebook(CONFESSION, must=(2,))
def test_a_correction_is_read_beside_the_first_article_which_keeps_its_words(works, client):
    first, right = "The crane of the bolt shop was repaired in May.", "The crane of the bolt shop stands still."
    notice = post(works, first, title="The crane")
    works.wait(days=case(CONFESSION)["numbers"]["derived_days_at_most"])
    works.say(Correct(notice=notice.pk, text=sha(right), reason="It was not repaired."), SECRETARY, attach=(right,))
    page = text_of(client.get(f"/notices/{notice.pk}/"))
    assert first in page and right in page and "It was not repaired." in page
    notice.refresh_from_db()
    assert notice.text == sha(first) and notice.corrections.get().made == works.now


@pytest.mark.casebook(CONFESSION, must=(3,))
def test_a_confession_is_no_kind_of_text(works):
    for by in (SECRETARY, 9):
        assert "no kind of text" in refused_for("R8", PrintConfession(unit=FACTORY), works, by)
    kinds = {field.name for model in (Letter, PostedNotice) for field in model._meta.fields}
    assert not {"kind", "confession", "disavows"} & kinds, "there is no place for one either"
    assert RecordedRefusal.objects.filter(act="press.PrintConfession").exists()


@pytest.mark.casebook(CHRISTMAS, must=(5,))
def test_the_72_and_the_26_are_counts(works):
    numbers = case(CHRISTMAS)["numbers"]
    told = f"{numbers['absent']} were absent, {numbers['absent_without_cause']} of them without cause."
    assert post(works, told, title="On the old-calendar day").pk
    for named in (f"{told} Among them: {NAMES[8]} Test.", f"{told} Among them: member 9, member 10."):
        with pytest.raises(Refusal, match="names a member who holds no office"):
            post(works, named, title="On the old-calendar day")


# ------------------------------------------------------------------------------------------------------- what was adopted


@pytest.mark.casebook(CONTRARY, must=(1,))
def test_as_many_resolutions_are_published_as_were_adopted_and_the_lost_beside_them(works, client):
    adopted = case(CONTRARY)["numbers"]["cells_omitted_max"]
    meeting = running_meeting(works)
    for number in range(1, adopted + 1):
        by_hands(works, move(works, meeting, f"Resolution of cell {number}", declaration=True))
    by_hands(works, move(works, meeting, "The contrary of all of them", declaration=True), (2, 7, 1))
    carried = {motion.title for motion in Motion.objects.filter(state="carried")}
    board = [line for line in lines_of(Unit.objects.get(pk=FACTORY), works.now, 100) if line.kind == "decided"]
    assert len(carried) == adopted and {line.text for line in board if line.tag == "carried"} == carried
    assert [line.text for line in board if line.tag == "lost"] == ["The contrary of all of them"]
    take_up(works, meeting, 2)
    close_meeting(works, meeting)
    refused_for("R12", HoldBackMinutes(meeting=meeting.pk, why="They are the opposition's."), works, SECRETARY)
    printed = Attachment.objects.get(pk=minutes_of_meeting(works, meeting).text).content
    assert printed.count("Carried.") == adopted and all(f"“{title}”" in printed for title in carried)
    cache.clear()
    assert "Resolution of cell 1" in text_of(client.get(f"/meetings/{meeting.pk}/minutes/"))


@pytest.mark.casebook(CONTRARY, must=(2,))
def test_what_46_signed_is_read_on_the_motion_wherever_it_is_put_again(works, client):
    signatories = case(CONTRARY)["numbers"]["signatories"]
    of(works, 60)
    meeting = open_meeting(works, call_meeting(works), present=tuple(range(1, 41)))
    choose(works, meeting, "chair", CHAIR, hands=30)
    take_up(works, meeting, 1)
    motion = by_hands(works, move(works, meeting, "The line of the leadership", declaration=True), (30, 8, 2), present=40)  # fmt: skip
    works.say(FileMinorityStatement(motion=motion.pk, text=works.attach("We ask for open debate in the cells.")), 13)
    statement = motion.minority_statements.get()
    for member in range(14, 13 + signatories):
        sign_statement(statement.pk, member, at=works.now)
    elsewhere = call_meeting(works, by=CHAIR, body="factory committee")
    brought = move(works, elsewhere, "The line of the leadership", by=THIRD, declaration=True, seconded=False,
                   claim="The general meeting adopted it", cites_poll=motion.poll_id, item=elsewhere.items.get(place=1))  # fmt: skip
    assert statements_that_go_with(brought) == [statement]
    page = text_of(client.get(f"/motions/{brought.pk}/"))
    assert "We ask for open debate in the cells." in page and f"{signatories} people stand behind it" in page
    assert not any(f"{name} Test" in page for name in NAMES)


@pytest.fixture
def works_with_editor(db, empty_replay):
    works = found_works(text=with_editor())
    elect_editor(works)
    return works


@pytest.mark.casebook(SLOGANS, must=(3,))
def test_an_adopted_text_is_taken_down_by_nobody_and_any_other_only_by_a_rule_with_an_appeal(works_with_editor):
    works = works_with_editor
    slogan = write(works, "Down with the order from above.", title="A slogan of the bolt shop")
    with pytest.raises(ValueError, match="reason"):
        RefuseLetter(letter=slogan.pk, reason="aimed at the leader")
    works.say(RefuseLetter(letter=slogan.pk, reason="threat or abuse"), EDITOR)
    works.wait(hours=1)
    works.say(OverruleEditor(letter=slogan.pk, body="general meeting", count=hands(works, 8, 1)), 11)
    slogan.refresh_from_db()
    assert (slogan.state, slogan.how_published, slogan.upheld) == ("published", "by the meeting", False)
    adopted = post(works, "We carry: down with the order from above.", result=Result.objects.latest("pk").pk)
    for by in (CHAIR, SECRETARY, EDITOR, 8):
        assert "another count can adopt another" in refused_for("R12", TakeDownNotice(notice=adopted.pk, why="It is aimed at the leader."), works, by)  # fmt: skip


# ----------------------------------------------------------------------------------------- the same grant for two papers


def grant(works, paper: str, by: int):
    """A general meeting grants 1000 roubles to a paper, at the request of a member who holds no office."""
    meeting = running_meeting(works, items=[{"title": f"A grant to the {paper}"}])
    motion = by_hands(works, move(works, meeting, f"1000 roubles to the {paper}", by=by, vote="money"), (7, 2, 1))
    close_meeting(works, meeting)
    return motion


@pytest.mark.casebook(GRANTS, must=(2,))
def test_two_papers_are_granted_the_same_on_the_same_terms_and_each_is_followed_to_its_receipt(works):
    """Line 1 in part: the terms are one article for both; sums of money are for the commons to show."""
    numbers, grants = case(GRANTS)["numbers"], []
    for paper, by in (("paper of the minority", 7), ("anarchist paper", 9)):
        grants.append(grant(works, paper, by))
    assert len({motion.poll.article for motion in grants}) == 1 and {motion.state for motion in grants} == {"carried"}
    assert numbers["grant_a"] == numbers["grant_b"] == 1000
    first, second = Undertaking.objects.filter(source="resolution").order_by("pk")
    report_done(works, first, text="1000 roubles were paid to the paper of the minority.")
    receipt = promise(works, what="Receipt for 1000 roubles", who="paper of the minority", outside=True)
    works.now = max(second.due, receipt.due) + timedelta(days=1)
    let_fall_due(works)
    states = {one.pk: one.state for one in Undertaking.objects.all()}
    assert (states[first.pk], states[second.pk]) == ("done", "overdue") and states[receipt.pk] in ("overdue", "broken")
    report_done(works, receipt, by=SECRETARY, text="The paper of the minority gave its receipt.")
    assert Undertaking.objects.get(pk=receipt.pk).state == "done"


@pytest.mark.casebook(GRANTS, must=(1,))
def test_a_grant_without_a_count_is_flagged_wherever_it_is_cited(works, client):
    meeting = running_meeting(works)
    motion = move(works, meeting, "1000 roubles to the anarchist paper", vote="money")
    refused_for("R4", DeclareCarried(motion=motion.pk, said="granted"), works, CHAIR)
    assert again(motion).state == "open" and not Undertaking.objects.exists(), "nothing is granted without a count"
    as_before = move(works, meeting, "As in December, 1000 roubles", claim="A meeting granted 1000 roubles in December")
    assert is_unproven(as_before) and "Unproven" in text_of(client.get(f"/motions/{as_before.pk}/"))
    by_hands(works, motion, (7, 2, 1))
    by_hands(works, as_before, (3, 6, 1))
    take_up(works, meeting, 2)
    printed = Attachment.objects.get(pk=minutes_of_meeting(works, close_meeting(works, meeting)).text).content
    assert "(unproven: it names no count)" in printed
