"""What holds for everything that is printed."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import pytest
import typst

from floor.house import typesetting
from floor.house.typesetting import printable
from floor.polls.printing import CannotPrint, print_ballot, print_code_cards

from .polls import DOCUMENTS, HOSTILE, PLAIN, ballot, code_cards
from .reading_pdf import ink_at_the_edge, is_accessible, is_pdf, pages_of, text_of

every_document = pytest.mark.parametrize("document", DOCUMENTS)


def _as_read(name: str) -> str:
    return "".join(unicodedata.normalize("NFC", name).split())


@every_document
def test_it_is_a_pdf_that_a_screen_reader_can_read_and_holds_every_name(document: str) -> None:
    pdf = DOCUMENTS[document](PLAIN, 9, "a4")
    assert is_pdf(pdf)
    assert is_accessible(pdf)
    for name in PLAIN:
        assert _as_read(name) in text_of(pdf)


@every_document
def test_the_same_values_give_the_same_bytes(document: str) -> None:
    assert DOCUMENTS[document](PLAIN, 2, "a4") == DOCUMENTS[document](PLAIN, 2, "a4")


@every_document
def test_names_that_look_like_commands_are_printed_letter_for_letter(document: str) -> None:
    said = text_of(DOCUMENTS[document](HOSTILE, 9, "a4"))
    for name in (HOSTILE[0], HOSTILE[2], HOSTILE[3], f"{HOSTILE[0]} (title)"):
        assert _as_read(name) in said


@pytest.mark.parametrize(
    ("document", "sheet"),
    [*((document, "a4") for document in DOCUMENTS), ("ballot of marks", "us-letter"), ("notice", "a3")],
)
def test_long_names_run_over_no_edge(document: str, sheet: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    if document == "code cards":
        pytest.skip("has its cutting marks there")
    monkeypatch.setattr(typesetting, "_compiled", _pictures)
    for page in DOCUMENTS[document](HOSTILE, 9, sheet):
        assert not ink_at_the_edge(page)  # type: ignore[arg-type]


def test_ink_at_the_edge_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "_compiled", _pictures)
    assert any(ink_at_the_edge(page) for page in print_code_cards(code_cards()))  # type: ignore[arg-type]


def _pictures(folder: Path, template: str, inputs: dict[str, str], *, accessible: bool) -> Any:
    """In the place of a PDF: its pages as pictures, small, for only the edges are looked at."""
    made = typst.Compiler(
        str(folder / f"{template}.typ"),
        root=str(folder),
        font_paths=typesetting._fonts(),
        sys_inputs=inputs,
    ).compile(format="png", ppi=10)
    return made if isinstance(made, list) else [made]


@every_document
def test_with_nobody_on_it_it_still_prints(document: str) -> None:
    assert pages_of(DOCUMENTS[document](PLAIN, 0, "a4")) >= 1


@pytest.mark.parametrize("document", ["ballot of rankings", "ballot of marks", "notice", "result"])
def test_sixty_long_names_fill_several_pages_and_none_is_lost(document: str) -> None:
    names = tuple(f"{'Nguyen Thi Minh Khai ' * 9}{at:03}" for at in range(60))
    pdf = DOCUMENTS[document](names, 60, "a4")
    assert pages_of(pdf) > 2
    said = text_of(pdf)
    assert all(_as_read(name) in said for name in names)


def test_where_no_font_has_a_letter_a_ballot_is_refused_and_says_what_helps() -> None:
    with pytest.raises(CannotPrint, match="install a font"):
        print_ballot(ballot(names=("\U0001f43b\U0001f43b",)))


def test_where_no_font_has_a_letter_other_documents_still_print() -> None:
    pdf = DOCUMENTS["roll"](("Anna", "\U0001f43b"), 2, "a4")
    assert "Anna" in text_of(pdf)
    assert not is_accessible(pdf)


def test_a_fault_of_the_typesetter_is_told_as_one_exception(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> bytes:
        raise typst.TypstError("the press is jammed")

    monkeypatch.setattr(typesetting, "_compiled", broken)
    with pytest.raises(CannotPrint, match="the press is jammed"):
        print_ballot(ballot())


def test_letters_that_would_turn_a_name_around_are_left_out() -> None:
    assert printable({"name": ["a\u202eb\x00c"]}) == {"name": ["abc"]}


def test_an_address_is_never_broken_with_a_hyphen_and_a_name_is() -> None:
    assert "\u00ad" not in printable("https://vote.example/polls/of/the/works/7/")
    assert printable("Donaudampfschifffahrtsgesellschaft").startswith("D\u00ado\u00adn")


def test_scripts_that_break_lines_by_themselves_are_left_alone() -> None:
    thai, chinese = "สวัสดี" * 9, "人民工厂委员会" * 9
    assert printable(thai) == unicodedata.normalize("NFC", thai)
    assert printable(chinese) == chinese
