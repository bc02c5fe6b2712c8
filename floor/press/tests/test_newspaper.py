"""The wall newspaper: it prints whatever hangs there, in every script, runs over no edge, and gives each platform the same box."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import typst

from floor.house import typesetting
from floor.polls.printing.tests.reading_pdf import ink_at_the_edge, is_accessible, is_pdf, pages_of, text_of
from floor.press.printing import CannotPrint, print_newspaper
from floor.press.printing.newspaper import Item, Newspaper, Section

BARS = (("for", 712), ("against", 203), ("abstaining", 0))
ENDLESS = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung"
HOSTILE = "#set page(width: 1cm) *bold* $x^2$ \\ @here <label> [x]"


def paper(sections: tuple[Section, ...] = (), platforms: tuple[Item, ...] = (), lead: Item | None = None, **more: Any) -> Newspaper:  # fmt: skip
    given: dict[str, Any] = {
        "unit": "Hammer and Sickle", "organisation": "Works of the tests", "issued": "Saturday, 21 November 2026", "number": "Week 47 of 2026",
        "address": "https://floor.example.org/units/2/board/", "checkpoint": "1843 " + "9f3ac4e1" * 8, "lead_heading": "Next",
    } | more  # fmt: skip
    return Newspaper(sections=sections, platforms=platforms, lead=lead, **given)


def items(number: int) -> tuple[Item, ...]:
    return tuple(Item(f"Motion {at} on the work", ("Must act: factory committee",), "9 November", "carried", bars=BARS) for at in range(number))  # fmt: skip


PAPERS = {
    "nothing": paper(),
    "a lead alone": paper(lead=Item("General meeting", ("Canteen", "1. The roof"), "25 November, 18:00")),
    "a lead without an agenda": paper(lead=Item("General meeting", (), "25 November, 18:00", "called off", True)),
    "a few": paper((Section("Decided", items(3)),), (Item("For the baths", text="Baths."),)),
    "forty": paper((Section("Decided", items(40)), Section("Letters", (Item("A letter", text="Words of a letter. " * 40),)))),
    "long words": paper((Section(ENDLESS, (Item(ENDLESS * 2, (ENDLESS,), ENDLESS, ENDLESS, True, ((ENDLESS, 10**9), ("x", 1)), (ENDLESS + " ") * 30),)),), (Item(ENDLESS, (ENDLESS,), text="word " * 400), Item("Short")), Item(ENDLESS * 4, (ENDLESS * 3,)), unit=ENDLESS),
    "commands": paper((Section(HOSTILE, (Item(HOSTILE, (HOSTILE,), HOSTILE, HOSTILE, text=HOSTILE),)),), (Item(HOSTILE, text=HOSTILE),), Item(HOSTILE), unit=HOSTILE),
    "Cyrillic": paper((Section("Решено", (Item("Столовая открывается в шесть", ("завком",), "9 ноября", "принято", bars=(("воздержались", 3),)),)),), unit="Серп и Молот", language="ru"),
    "from the right": paper((Section("הוחלט", (Item("המזנון ייפתח בשש", ("הוועד",), bars=(("בעד", 700),)),)),), (Item("לשמונה שעות", text="שמונה שעות."),), unit="בית המלאכה", language="he"),
    "seven platforms": paper((), tuple(Item(f"Platform {at}", text="What we want. " * (10 + at)) for at in range(7))),
}  # fmt: skip
every_paper = pytest.mark.parametrize("name", PAPERS)


@every_paper
def test_it_is_a_pdf_that_a_screen_reader_can_read(name):
    for sheet in ("a4", "a3"):
        pdf = print_newspaper(PAPERS[name], sheet)
        assert is_pdf(pdf)
        assert is_accessible(pdf)


@every_paper
def test_nothing_runs_over_an_edge(name, monkeypatch):
    monkeypatch.setattr(typesetting, "_compiled", _pictures)
    for page in print_newspaper(PAPERS[name], "a4"):
        assert not ink_at_the_edge(page)


def _pictures(folder: Path, template: str, inputs: dict[str, str], *, accessible: bool) -> Any:
    made = typst.Compiler(str(folder / f"{template}.typ"), root=str(folder), font_paths=typesetting._fonts(), sys_inputs=inputs)  # fmt: skip
    pictures = made.compile(format="png", ppi=24)
    return pictures if isinstance(pictures, list) else [pictures]


def test_the_same_values_give_the_same_bytes():
    assert print_newspaper(PAPERS["a few"], "a4") == print_newspaper(PAPERS["a few"], "a4")


def test_what_looks_like_a_command_is_printed_letter_for_letter():
    assert text_of(print_newspaper(PAPERS["commands"], "a4")).count("".join(["#set", "page(width:", "1cm)"])) >= 5


def test_forty_items_flow_to_further_pages_and_all_of_them_are_there():
    pdf = print_newspaper(PAPERS["forty"], "a4")
    assert pages_of(pdf) == 2
    said = text_of(pdf)
    assert all(f"Motion{at}onthework" in said for at in range(40))


def test_every_platform_is_there_whole_with_the_mark_of_the_book_and_the_way_to_the_board():
    said = text_of(print_newspaper(PAPERS["seven platforms"], "a4"))
    for at in range(7):
        assert f"Platform{at}" + "Whatwewant." * (10 + at) in said
    assert "9f3ac4e1" * 8 in said


def test_a_short_paper_fits_on_one_page_and_an_empty_one_says_so():
    assert pages_of(print_newspaper(PAPERS["a few"], "a3")) == 1
    assert "Nothinghangsontheboard" in text_of(print_newspaper(PAPERS["nothing"], "a4"))


def test_the_boxes_of_platforms_are_of_one_size_whatever_stands_in_them():
    """Measured on the page: both frames begin at one height and end at one."""
    import numpy as np

    from floor.polls.printing.tests import reading_pdf

    short, long = Item("Short", text="Two words."), Item("Long", text="Many words of a platform. " * 30)
    typesetting_compiled = typesetting._compiled
    try:
        typesetting._compiled = lambda folder, template, inputs, accessible: typst.Compiler(
            str(folder / f"{template}.typ"), root=str(folder), font_paths=typesetting._fonts(), sys_inputs=inputs
        ).compile(format="png", ppi=72)
        png = print_newspaper(paper((), (short, long)), "a4")
    finally:
        typesetting._compiled = typesetting_compiled
    page = _grey(reading_pdf, png[0] if isinstance(png, list) else png)
    wide = page.shape[1]
    left, right = (page[:, start : start + wide // 4] for start in (wide // 8, wide * 5 // 8))
    dark = [set(np.flatnonzero((half < 140).mean(axis=1) > 0.95)) for half in (left, right)]
    assert dark[0] == dark[1]
    assert len(dark[0]) >= 4


def _grey(reading_pdf: Any, png: bytes) -> Any:
    import struct
    import zlib

    import numpy as np

    width, height = struct.unpack(">II", png[16:24])
    data = b"".join(chunk for kind, chunk in reading_pdf._chunks(png) if kind == b"IDAT")
    rows = np.frombuffer(zlib.decompress(data), dtype=np.uint8).reshape(height, 1 + 4 * width)
    return reading_pdf._unfiltered(rows, width)[:, :, :3].mean(axis=2)


def test_a_fault_of_the_typesetter_is_told_as_one_exception(monkeypatch):
    def broken(*_args: Any, **_options: Any) -> bytes:
        raise typst.TypstError("the press is jammed")

    monkeypatch.setattr(typesetting, "_compiled", broken)
    with pytest.raises(CannotPrint, match="jammed"):
        print_newspaper(PAPERS["nothing"], "a4")
