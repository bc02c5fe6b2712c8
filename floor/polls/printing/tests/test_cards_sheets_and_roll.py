"""Code cards, tellers' sheets and the roll."""

from __future__ import annotations

import dataclasses
from io import BytesIO

import pytest
import segno

from floor.polls.printing import code_cards as module
from floor.polls.printing import print_code_cards, print_roll, print_tellers_sheets, roll
from floor.polls.printing.code_cards import grouped
from floor.polls.printing.what import RollEntry, RollSheet

from .polls import POLL, code_cards, tellers
from .reading_pdf import pages_of, text_of


@pytest.mark.parametrize(("many", "sheets"), [(1, 1), (10, 1), (11, 2), (95, 10)])
def test_ten_cards_stand_on_a_sheet(many: int, sheets: int) -> None:
    assert pages_of(print_code_cards(code_cards(many=many))) == sheets


def test_a_card_says_name_code_address_and_until_when() -> None:
    said = text_of(print_code_cards(code_cards(many=2)))
    for words in (
        "AnnaMorozova",
        "K7QM-2WXP-0001",
        "https://vote.example/polls/7/",
        "Friday12June2026,18:00",
        "neverhow",
    ):
        assert words in said


@pytest.mark.parametrize(
    ("code", "printed"), [("K7QM2WXP9RTD", "K7QM-2WXP-9RTD"), ("AB-CD", "AB-CD"), ("ABCDE", "ABCD-E"), ("", "")]
)
def test_a_code_is_printed_in_groups_of_four(code: str, printed: str) -> None:
    assert grouped(code) == printed


def test_the_picture_holds_the_code_only_where_that_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = []
    monkeypatch.setattr(module, "_picture", lambda text: drawn.append(text) or _dot())
    print_code_cards(code_cards(many=3))
    assert drawn == ["https://vote.example/polls/7/"]
    print_code_cards(code_cards(many=1, qr_with_code=True))
    assert drawn[-1] == "https://vote.example/polls/7/#K7QM2WXP0000"


def _dot() -> list[int]:
    picture = BytesIO()
    segno.make_qr("x").save(picture, kind="png")
    return list(picture.getvalue())


def test_two_tellers_get_the_same_sheet_and_both_sign() -> None:
    said = text_of(print_tellers_sheets(tellers("marks", many=4)))
    assert said.count("Bothsheetsagree.") == 2
    assert said.count("Firstteller") == said.count("Secondteller") == 1
    assert said.count("Signature") == 4


def test_tellers_of_rankings_have_a_numbered_line_for_each_paper() -> None:
    more = print_tellers_sheets(dataclasses.replace(tellers("rankings"), papers=200))
    assert pages_of(more) > pages_of(print_tellers_sheets(tellers("rankings")))
    assert "100200" in text_of(more), "the last line of both halves"
    assert "101201" not in text_of(more)


def test_a_big_roll_comes_in_files_of_a_thousand_lines_and_loses_nobody() -> None:
    files = list(print_roll(RollSheet(POLL, (RollEntry(at, f"<{at}>") for at in range(1, 1_003)), 1_002)))
    assert len(files) == 2
    said = [text_of(pdf) for pdf in files]
    assert "Lines1to1,000of1,002·file1of2" in said[0]
    assert "Lines1,001to1,002of1,002·file2of2" in said[1]
    assert all(f"<{at}>" in said[(at - 1) // 1_000] for at in range(1, 1_003))


def test_the_roll_streams_and_holds_no_more_than_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roll, "LINES_PER_FILE", 10)
    taken = []

    def people() -> object:
        for at in range(1, 101):
            taken.append(at)
            yield RollEntry(at, "Anna")

    files = print_roll(RollSheet(POLL, people(), 100))  # type: ignore[arg-type]
    next(files)
    assert len(taken) == 10


def test_each_page_of_the_roll_asks_for_the_sum_of_its_ticks() -> None:
    (pdf,) = print_roll(RollSheet(POLL, [RollEntry(at, "Anna") for at in range(1, 101)], 100))
    said = text_of(pdf)
    counts = [int(part.rpartition("/")[2]) for part in said.split("linesonthispage")[:-1]]
    assert sum(counts) == 100
    assert len(counts) in (pages_of(pdf), pages_of(pdf) - 1)
