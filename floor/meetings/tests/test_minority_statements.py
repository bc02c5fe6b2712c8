"""Those who lost are read wherever the decision appears; how many they are is shown, who they are is not (R8, R17)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from floor.book.act import CLOCK, Refusal
from floor.book.doing import do
from floor.book.models import Entry
from floor.meetings.acts.minority import CountMinoritySignatures, FileMinorityStatement
from floor.meetings.deciding.signing import sign_statement, signatures_under, take_signature_back
from floor.meetings.falling_due.motions import fall_due
from floor.meetings.models import MinoritySignature, MinorityStatement
from tests.meeting import running_meeting
from tests.motions import again, by_hands, move, procedural, put
from tests.world import CHAIR

pytestmark = pytest.mark.django_db
FILER, SIGNER, OTHER = 5, 6, 10


@pytest.fixture
def motion(works):
    return by_hands(works, move(works, running_meeting(works)))


def file(works, motion, by=FILER, words="It is too early for those who come from afar."):
    works.say(FileMinorityStatement(motion=motion.pk, text=works.attach(words)), by)
    return MinorityStatement.objects.order_by("-pk")[0]


def tick(works):
    for act in fall_due(works.now):
        do(act, CLOCK, at=works.now)


def test_a_statement_stands_with_the_decision(works, motion):
    statement = file(works, motion)
    assert again(motion).minority_statements.get() == statement


def test_others_sign_it_and_only_their_number_enters_the_book(works, motion):
    statement, entries = file(works, motion), Entry.objects.count()
    sign_statement(statement.pk, SIGNER, at=works.now)
    sign_statement(statement.pk, OTHER, at=works.now)
    assert signatures_under(statement) == 3 and Entry.objects.count() == entries
    works.now = statement.sign_until
    with pytest.raises(Refusal, match="was signed until"):
        sign_statement(statement.pk, 9, at=works.now)
    tick(works)
    statement.refresh_from_db()
    assert (statement.signatures, signatures_under(statement)) == (3, 3)
    assert not MinoritySignature.objects.exists(), "who signed is forgotten"
    tick(works)
    assert Entry.objects.count() == entries + 1


def test_one_signs_once_and_can_take_it_back(works, motion):
    statement = file(works, motion)
    sign_statement(statement.pk, SIGNER, at=works.now)
    for who in (SIGNER, FILER):
        with pytest.raises(Refusal, match="signed this statement already"):
            sign_statement(statement.pk, who, at=works.now)
    take_signature_back(statement.pk, SIGNER, at=works.now)
    with pytest.raises(Refusal, match="have not signed"):
        take_signature_back(statement.pk, SIGNER, at=works.now)
    assert signatures_under(statement) == 1


def test_it_is_filed_within_a_week_by_who_sits_there(works, motion):
    with pytest.raises(Refusal, match="sits in"):
        file(works, motion, by=99)
    with pytest.raises(Refusal, match="sits in"):
        sign_statement(file(works, motion).pk, 99, at=works.now)
    works.now = motion.ended + timedelta(days=7)
    with pytest.raises(Refusal, match="within a week"):
        file(works, motion, by=SIGNER, words="Too late, and true all the same.")


def test_one_person_files_one_and_the_same_words_stand_there_once(works, motion):
    file(works, motion)
    with pytest.raises(Refusal, match="filed a statement"):
        file(works, motion, words="And another thing.")
    with pytest.raises(Refusal, match="sign it"):
        file(works, motion, by=SIGNER)


def test_only_what_was_counted_has_a_minority(works):
    meeting = running_meeting(works)
    waiting = move(works, meeting)
    with pytest.raises(Refusal, match="that was counted") as refused:
        file(works, waiting)
    assert refused.value.guarantee == "R8"
    recess = by_hands(works, procedural(works, meeting, "close debate"), (2, 7, 1))
    with pytest.raises(Refusal, match="that was counted"):
        file(works, recess)
    assert put(works, waiting)


def test_a_lost_motion_has_a_minority_too(works):
    motion = by_hands(works, move(works, running_meeting(works)), (2, 7, 1))
    assert file(works, motion).motion_id == motion.pk


def test_nobody_but_the_clock_counts_signatures_and_not_before_their_time(works, motion):
    statement = file(works, motion)
    with pytest.raises(Refusal, match="The clock"):
        works.say(CountMinoritySignatures(statement=statement.pk, signatures=1), CHAIR)
    with pytest.raises(Refusal, match="when the time to sign is over"):
        do(CountMinoritySignatures(statement=statement.pk, signatures=9), CLOCK, at=works.now)
    works.now = statement.sign_until
    with pytest.raises(Refusal, match="13 can't have signed"):
        do(CountMinoritySignatures(statement=statement.pk, signatures=13), CLOCK, at=works.now)


def test_it_is_read_on_the_page_of_the_result(works, motion, client):
    statement = file(works, motion)
    sign_statement(statement.pk, SIGNER, at=works.now)
    page = client.get(f"/polls/{motion.poll_id}/result/").content.decode()
    assert "It is too early for those who come from afar." in page and "2 people stand behind it" in page


def test_a_result_without_a_minority_shows_none(works, motion, client):
    assert "Minority statement" not in client.get(f"/polls/{motion.poll_id}/result/").content.decode()


def test_the_page_of_a_result_asks_no_more_for_many_statements_than_for_one(
    works, motion, client, django_assert_max_num_queries
):
    for member in range(1, 11):
        file(works, motion, by=member, words=f"Reason {member}.")
    with django_assert_max_num_queries(30):
        page = client.get(f"/polls/{motion.poll_id}/result/").content.decode()
    assert page.count("Minority statement") == 10
