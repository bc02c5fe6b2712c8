"""Letters: anyone of the unit writes, an elected editor can only refuse for a listed reason, and silence keeps nothing back."""

from __future__ import annotations

import json

import pytest
from pydantic import ValidationError

from floor.book.act import CLOCK, Refusal
from floor.book.doing import do
from floor.book.models import Entry, RecordedRefusal
from floor.press.acts.correcting import Correct
from floor.press.acts.editing import LettersAppear, OverruleEditor, PublishLetter, RefuseLetter
from floor.press.acts.refused import ListParticipants, PrintConfession
from floor.press.acts.replying import ReplyToLetter
from floor.press.acts.writing import EnterLetters, LetterIn, WriteLetter
from floor.press.doors.letters import put_in_the_box
from floor.press.models import Correction, Letter, LetterSlip, Reply
from floor.press.showing.letters import shown
from tests.world import BOLTS, CHAIR, FACTORY, NAILS, NAMES, SECRETARY, TELLERS

from .pressing import EDITOR, ORDINARY, hands, let_fall_due, sha, write

pytestmark = pytest.mark.django_db


def test_where_nobody_was_elected_editor_a_letter_is_on_the_board_at_once(works):
    letter = write(works)
    assert (letter.state, letter.how_published, letter.published) == ("published", "at once", works.now)
    assert shown([letter])[0].by == "a member of Nail shop"


def test_only_members_of_the_unit_write_to_its_board_and_none_beyond_the_space_of_everyone(works):
    with pytest.raises(Refusal, match="Members of unit 3"):
        write(works, unit=BOLTS, by=ORDINARY)
    with pytest.raises(Refusal, match="2000 characters at most"):
        write(works, "word " * 500)
    with pytest.raises(Refusal, match="in words"):
        write(works, "No")
    assert not Letter.objects.exists()


def test_the_same_letter_is_not_printed_twice(works):
    write(works)
    with pytest.raises(Refusal, match="already"):
        write(works, by=7)


def test_names_of_writers_are_read_by_members_only_and_only_where_they_want_it(works):
    named, unnamed = write(works, with_name=True), write(works, "Another matter is the light.", by=7)
    named_one, other = shown([named, unnamed], reader_is_member=True)
    assert (named_one.by, other.by) == (f"{NAMES[7]} Test", "a member of Bolt shop")
    assert [one.by for one in shown([named, unnamed])] == ["a member of Nail shop", "a member of Bolt shop"]


def test_a_letter_names_no_private_person_but_may_name_who_holds_a_mandate(works):
    for text in (
        f"In the meeting {NAMES[9]} Test spoke against the loan.",
        f"And Test {NAMES[9]} gave 500.",
        "Ask member 9 why not.",
    ):
        with pytest.raises(Refusal) as refused:
            write(works, text)
        assert refused.value.guarantee == "R17"
        assert NAMES[9] not in refused.value.reason
    assert write(works, f"Our chair, {NAMES[CHAIR - 1]} Test, promised it.").state == "published"
    assert RecordedRefusal.objects.filter(guarantee="R17").exists()


def test_who_signs_can_name_themselves(works):
    assert write(works, f"I, {NAMES[ORDINARY - 1]} Test, work at the third lathe.").state == "published"


# ---- The editor ------------------------------------------------------------------------------------------------------


def test_a_letter_waits_for_the_editor_who_publishes_it(edited):
    letter = write(edited)
    assert letter.state == "waiting"
    edited.say(PublishLetter(letter=letter.pk), EDITOR)
    letter.refresh_from_db()
    assert (letter.state, letter.how_published) == ("published", "by the editor")
    assert letter.handled_by is not None


def test_nobody_but_the_elected_editor_edits(edited):
    letter = write(edited)
    for act in (PublishLetter(letter=letter.pk), RefuseLetter(letter=letter.pk, reason="advertisement")):
        for member in (CHAIR, ORDINARY):
            with pytest.raises(Refusal) as refused:
                edited.say(act, member)
            assert refused.value.guarantee == "R8"


def test_an_opinion_is_no_reason_to_refuse_a_letter(edited):
    letter = write(edited)
    with pytest.raises(ValidationError):
        RefuseLetter(letter=letter.pk, reason="against the line")
    edited.say(RefuseLetter(letter=letter.pk, reason="advertisement"), EDITOR)
    letter.refresh_from_db()
    assert (letter.state, letter.refused_for) == ("refused", "advertisement")


def test_an_editor_does_not_refuse_a_letter_about_themselves_or_one_that_is_on_the_board(edited):
    from floor.house.models import Mandate

    own = Mandate.objects.get(holder=EDITOR, seat__office__icontains="editor")
    about = write(edited, "The editor sits on our letters for weeks.", about_mandate=own.pk)
    with pytest.raises(Refusal, match="not yours") as refused:
        edited.say(RefuseLetter(letter=about.pk, reason="threat or abuse"), EDITOR)
    assert refused.value.guarantee == "R20"
    edited.say(PublishLetter(letter=about.pk), EDITOR)
    with pytest.raises(Refusal, match="published"):
        edited.say(RefuseLetter(letter=about.pk, reason="threat or abuse"), EDITOR)


def test_what_the_editor_does_not_handle_in_a_week_appears_by_itself(edited):
    letter = write(edited)
    edited.wait(days=6, hours=23)
    assert let_fall_due(edited) == 0
    with pytest.raises(Refusal, match="Not all"):
        do(LettersAppear(letters=[letter.pk]), CLOCK, at=edited.now)
    edited.wait(hours=1)
    assert let_fall_due(edited) == 1
    letter.refresh_from_db()
    assert (letter.state, letter.how_published) == ("published", "by itself")


def test_the_meeting_overrules_the_editor_by_a_count_or_upholds_the_refusal(edited):
    first, second = write(edited), write(edited, "The second letter is of the canteen.")
    for letter in (first, second):
        edited.say(RefuseLetter(letter=letter.pk, reason="printed already"), EDITOR)
    edited.wait(hours=2)
    edited.say(OverruleEditor(letter=first.pk, body="general meeting", count=hands(edited, 7, 2)), TELLERS[0])
    edited.say(OverruleEditor(letter=second.pk, body="general meeting", count=hands(edited, 2, 7)), TELLERS[0])
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.how_published, first.upheld) == ("published", "by the meeting", False)
    assert (second.state, second.upheld, second.appeal.figures["against"]) == ("refused", True, 7)


def test_a_refusal_is_decided_on_once_by_everyone_and_by_true_figures(edited):
    letter = write(edited)
    edited.wait(hours=2)
    with pytest.raises(Refusal, match="no refusal"):
        edited.say(OverruleEditor(letter=letter.pk, body="general meeting", count=hands(edited, 7, 2)), TELLERS[0])
    edited.say(RefuseLetter(letter=letter.pk, reason="printed already"), EDITOR)
    with pytest.raises(Refusal, match="everyone in unit"):
        edited.say(OverruleEditor(letter=letter.pk, body="factory committee", count=hands(edited, 2, 1)), TELLERS[0])
    with pytest.raises(Refusal, match="register says 12"):
        edited.say(
            OverruleEditor(letter=letter.pk, body="general meeting", count=hands(edited, 7, 2, entitled=20)), TELLERS[0]
        )
    with pytest.raises(Refusal, match="tellers"):
        edited.say(OverruleEditor(letter=letter.pk, body="general meeting", count=hands(edited, 7, 2)), ORDINARY)


# ---- The box ---------------------------------------------------------------------------------------------------------


def test_unsigned_letters_come_out_of_the_box_together_and_nothing_leads_to_who_wrote_them(works):
    for member, text in ((7, "The foreman shouts at the apprentices."), (8, "The pay came late again.")):
        put_in_the_box(FACTORY, member, "A letter", text, at=works.now)
    assert let_fall_due(works) == 0, "on the day itself the box stays shut"
    before = Entry.objects.count()
    works.wait(days=1)
    assert let_fall_due(works) == 1
    entry = Entry.objects.order_by("-n")[0]
    line = json.loads(bytes(entry.line))
    assert (Entry.objects.count(), line["by"]) == (before + 1, {"clock": True})
    assert len(line["payload"]["letters"]) == 2
    assert {one.writer_id for one in Letter.objects.all()} == {None}
    assert not LetterSlip.objects.exists()
    assert {field.name for field in LetterSlip._meta.fields} == {
        "id",
        "unit",
        "day",
        "title",
        "text",
        "sha",
        "about_body",
    }


def test_a_letter_alone_in_the_box_waits_a_day_longer_for_company(works):
    put_in_the_box(FACTORY, 7, "A letter", "The foreman shouts at the apprentices.", at=works.now)
    works.wait(days=1)
    assert let_fall_due(works) == 0
    works.wait(days=1)
    assert let_fall_due(works) == 1


def test_the_order_out_of_the_box_is_drawn_and_not_that_in_which_they_were_put_in(works):
    orders = set()
    for turn in range(12):
        texts = [f"Letter {turn} has the number {number}." for number in range(4)]
        for text in texts:
            put_in_the_box(FACTORY, 7, "A letter", text, at=works.now)
        works.wait(days=1)
        let_fall_due(works)
        last = Letter.objects.order_by("-pk")[:4]
        orders.add(tuple(texts.index(shown([one])[0].text) for one in reversed(last)))
    assert len(orders) > 1


def test_strangers_put_nothing_into_a_box_and_nobody_empties_it_by_hand(works):
    with pytest.raises(Refusal, match="Members of unit 3"):
        put_in_the_box(BOLTS, ORDINARY, "A letter", "Not from this shop at all.", at=works.now)
    with pytest.raises(Refusal, match="characters at most"):
        put_in_the_box(FACTORY, ORDINARY, "A letter", "word " * 600, at=works.now)
    with pytest.raises(Refusal) as named:
        put_in_the_box(FACTORY, ORDINARY, "A letter", f"It was {NAMES[9]} Test who said it.", at=works.now)
    assert named.value.guarantee == "R17"
    text = works.attach("A letter that is said to be unsigned.")
    with pytest.raises(Refusal) as refused:
        works.say(EnterLetters(unit=FACTORY, letters=[LetterIn(title="A letter", text=text)]), SECRETARY)
    assert refused.value.guarantee == "R17"


def test_a_slip_that_somebody_signed_meanwhile_keeps_no_other_in_the_box(works):
    for text in ("The roof leaks on all of us.", "The pay came late again."):
        put_in_the_box(FACTORY, 7, "A letter", text, at=works.now)
    write(works, "The roof leaks on all of us.")
    works.wait(days=1)
    works.wait(days=1)
    assert let_fall_due(works) == 1
    assert Letter.objects.count() == 2
    assert not LetterSlip.objects.exists()


def test_a_letter_sent_twice_lies_in_the_box_once(works):
    for _ in range(2):
        put_in_the_box(FACTORY, 7, "A letter", "The pay came late again.", at=works.now)
    assert LetterSlip.objects.count() == 1


# ---- Beside a letter -------------------------------------------------------------------------------------------------


def test_whom_a_letter_speaks_of_replies_once_at_its_length_and_no_editor_stands_between(edited):
    letter = write(edited, "The committee forgets us. " * 20, about_body="factory committee")
    edited.say(PublishLetter(letter=letter.pk), EDITOR)
    long = "We do not forget anyone. " * 40
    with pytest.raises(Refusal, match="characters at most"):
        edited.say(ReplyToLetter(letter=letter.pk, text=sha(long)), CHAIR, attach=(long,))
    said = "The roof is on the list of the committee."
    with pytest.raises(Refusal, match="Those of whom"):
        edited.say(ReplyToLetter(letter=letter.pk, text=sha(said)), ORDINARY, attach=(said,))
    edited.say(ReplyToLetter(letter=letter.pk, text=sha(said)), CHAIR, attach=(said,))
    assert [one.text for one in shown([letter])[0].beside] == [said]
    with pytest.raises(Refusal, match="already"):
        edited.say(ReplyToLetter(letter=letter.pk, text=sha(said)), SECRETARY)
    assert Reply.objects.get().side == "body"


def test_a_correction_stands_beside_the_letter_and_is_its_writers_alone(edited):
    letter = write(edited)
    right = "It leaks in the bolt shop, not in ours."
    for member in (EDITOR, CHAIR):
        with pytest.raises(Refusal) as refused:
            edited.say(Correct(letter=letter.pk, text=sha(right), reason="wrong shop"), member, attach=(right,))
        assert refused.value.guarantee == "R12"
    edited.say(Correct(letter=letter.pk, text=sha(right), reason="wrong shop"), ORDINARY, attach=(right,))
    assert Correction.objects.get().text == sha(right)
    one = shown([letter])[0]
    assert (one.text.startswith("The roof"), [said.text for said in one.beside]) == (True, [right])


def test_a_confession_and_a_list_of_who_gave_are_no_kinds_of_text(works):
    for act, guarantee in (
        (PrintConfession(unit=FACTORY), "R8"),
        (ListParticipants(unit=NAILS, what="the loan"), "R17"),
    ):
        with pytest.raises(Refusal) as refused:
            works.say(act, SECRETARY)
        assert refused.value.guarantee == guarantee
        assert RecordedRefusal.objects.filter(act=act.name, guarantee=guarantee).exists()


def test_a_letter_of_nothing_is_not_written(works):
    with pytest.raises(ValidationError):
        WriteLetter(unit=FACTORY, title="", text=sha("x"))
