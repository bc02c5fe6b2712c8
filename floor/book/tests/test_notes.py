"""Signed notes: who said what, and nobody else in their name."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from floor.book.notes import NoteError, Signer, Verifier, open_note, parse_note, sign

ADA = Signer("example.org/metalworkers", bytes(range(32)))
EVE = Signer("example.org/metalworkers", bytes(32))

# The example in the documentation of golang.org/x/mod/sumdb/note, made by that program and not by us.
GO_SKEY = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
GO_VKEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
GO_NOTE = (
    GO_TEXT
    + "\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)

texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]) | st.just("\n")).map(lambda text: text + "\n")


def test_keys_and_notes_made_by_the_go_tools_are_read():
    assert Signer.from_text(GO_SKEY).verifier == Verifier.from_text(GO_VKEY)
    assert open_note(GO_NOTE, [Verifier.from_text(GO_VKEY)]) == (GO_TEXT, [Verifier.from_text(GO_VKEY)])


def test_we_write_the_note_the_go_tools_write():
    assert sign(GO_TEXT, Signer.from_text(GO_SKEY)) == GO_NOTE
    assert Signer.from_text(GO_SKEY).to_text() == GO_SKEY
    assert Signer.from_text(GO_SKEY).verifier.to_text() == GO_VKEY


@given(texts)
def test_a_note_opens_for_those_who_know_the_key(text):
    assert open_note(sign(text, ADA), [ADA.verifier]) == (text, [ADA.verifier])


@given(texts, texts)
def test_a_signature_does_not_move_to_another_text(text, other):
    assume(text != other)
    note = other + sign(text, ADA)[len(text) :]
    with pytest.raises(NoteError):
        open_note(note, [ADA.verifier])


@given(st.integers(0, 10_000), st.characters(codec="utf-8"))
def test_changing_one_letter_of_a_note_spoils_it(place, letter):
    note = sign("Metalworkers\n17\n", ADA)
    place %= len(note)
    altered = note[:place] + letter + note[place + 1 :]
    assume(altered != note)
    with pytest.raises(NoteError):
        open_note(altered, [ADA.verifier])


def test_another_key_under_the_same_name_is_not_believed():
    with pytest.raises(NoteError, match="Nobody known"):
        open_note(sign("17\n", EVE), [ADA.verifier])


def test_another_key_that_claims_our_key_hash_is_not_believed():
    forged = sign("17\n", EVE)
    raw = parse_note(forged).signatures[0]
    ours = ADA.verifier.key_hash.to_bytes(4, "big") + raw.signature
    from base64 import b64encode

    line = f"— {ADA.name} {b64encode(ours).decode()}\n"
    with pytest.raises(NoteError, match="does not belong to this text"):
        open_note(f"17\n\n{line}", [ADA.verifier])


def test_unknown_signatures_beside_a_known_one_are_passed_over():
    other = Signer("witness.example", bytes(32))
    note = sign("17\n", other, ADA)
    assert open_note(note, [ADA.verifier]) == ("17\n", [ADA.verifier])
    assert open_note(note, [ADA.verifier, other.verifier])[1] == [other.verifier, ADA.verifier]


def test_the_text_ends_at_the_last_blank_line():
    text = "first\n\nsecond\n"
    assert parse_note(sign(text, ADA)).text == text


@pytest.mark.parametrize("text", ["", "no newline at the end", "a tab\t\n", "half a letter \ud800\n", "return\r\n"])
def test_text_that_no_note_can_carry_is_refused(text):
    with pytest.raises(NoteError):
        sign(text, ADA)


@pytest.mark.parametrize(
    "note",
    [
        "",
        "\n",
        "text\n",
        "text\n\n",
        "text\n\n— name\n",
        "text\n\n- name AAAAAAAA\n",
        "text\n\n— name AAAA\n",
        "t\n\n— n AAAAAAB=\n",
    ],
)
def test_what_is_not_a_note_is_refused_with_a_reason(note):
    with pytest.raises(NoteError, match=r"\."):
        parse_note(note)


def test_a_note_with_no_signer_or_endless_signatures_is_refused():
    with pytest.raises(NoteError):
        sign("17\n")
    with pytest.raises(NoteError, match="more than 100"):
        parse_note("17\n\n" + sign("17\n", ADA).split("\n\n")[1] * 101)


@pytest.mark.parametrize("name", ["", "two words", "a+b", "no\u00a0break", "line\n"])
def test_names_that_would_confuse_a_note_are_refused(name):
    with pytest.raises(NoteError):
        Signer.new(name)


@pytest.mark.parametrize(
    "vkey",
    [
        "",
        "name",
        "name+1a2b3c4d",
        GO_VKEY.replace("c74f20a3", "c74f20a4"),
        GO_VKEY.replace("Neumann", "Newman"),
        GO_VKEY[:-2],
        GO_VKEY.replace("+ARpc", "+ARpd"),
        GO_VKEY.replace("+ARpc", "+Ahpc"),
    ],
)
def test_a_mistyped_key_is_noticed(vkey):
    with pytest.raises(NoteError):
        Verifier.from_text(vkey)


def test_a_public_key_is_not_taken_for_a_private_one():
    with pytest.raises(NoteError, match="PRIVATE"):
        Signer.from_text(GO_VKEY)


def test_a_private_key_does_not_show_in_messages():
    assert "seed" not in repr(ADA) and ADA.seed.hex() not in repr(ADA)
