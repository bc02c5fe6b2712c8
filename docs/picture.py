"""Take the pictures of the documentation anew: `python -m docs.picture` founds the demonstration and photographs its pages.

What is printed is photographed from the PDF that its page gives, by typst, which sets PDFs into pages as it does pictures.
"""

from __future__ import annotations

import os
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import typst
from playwright.sync_api import Browser, Error, Page, sync_playwright

PICTURES = Path(__file__).parent / "pictures"
_CHROMIUM = ["--no-sandbox", "--disable-quic", "--disable-background-networking"]
#: Pages as they are on a tablet, photographed at three quarters of their size.
_WIDE, _SCALE = 820, 0.75
OPEN_ELECTION = "state = 'open' AND kind = 'election'"


@dataclass(frozen=True)
class Demonstration:
    """One that is being served: where, and what its cards and its database say."""

    address: str
    home: Path

    def code_of(self, card: str) -> str:
        lines = (self.home / "cards.txt").read_text(encoding="utf-8").splitlines()
        return next(code for number, code, *_ in (line.split("\t") for line in lines) if number == card)

    def number(self, query: str) -> int:
        with sqlite3.connect(self.home / "floor.sqlite3") as database:
            (found,) = database.execute(query).fetchone()
        return int(found)

    def poll(self, where: str) -> int:
        return self.number(f"SELECT min(id) FROM polls_poll WHERE {where}")


@contextmanager
def served() -> Iterator[Demonstration]:
    with tempfile.TemporaryDirectory(prefix="floor-") as home:
        surroundings = os.environ | {"FLOOR_HOME": home, "FLOOR_DATABASE": ""}
        floor = [sys.executable, "-m", "floor.cli"]
        subprocess.run([*floor, "demo", "--no-serve"], env=surroundings, check=True, stdout=subprocess.DEVNULL)
        with socket.socket() as door:
            door.bind(("127.0.0.1", 0))
            port = door.getsockname()[1]
        server = subprocess.Popen([*floor, "serve", "--port", str(port), "--no-clock"], env=surroundings)
        try:
            yield Demonstration(f"http://127.0.0.1:{port}", Path(home))
        finally:
            server.terminate()
            server.wait(timeout=30)


def arrive(browser: Browser, here: Demonstration, card: str = "") -> Page:
    """A new visitor, signed in with a card or a stranger."""
    page = browser.new_page(viewport={"width": _WIDE, "height": 900}, device_scale_factor=_SCALE)
    for _ in range(60):
        try:
            page.goto(f"{here.address}/sign-in/")
            break
        except Error:
            time.sleep(0.5)
    if card:
        page.fill("input[name=number]", card)
        page.fill("input[name=code]", here.code_of(card))
        page.click('form button:has-text("Sign in")')
    return page


def photograph(page: Page, name: str, down_to: str) -> None:
    """The page from its content down to the end of the last thing that fits `down_to`."""
    head, foot = page.locator("main h1").bounding_box(), page.locator(down_to).last.bounding_box()
    assert head and foot
    top = head["y"] - 40
    clip = {"x": 0, "y": top, "width": _WIDE, "height": foot["y"] + foot["height"] + 24 - top}
    page.screenshot(path=PICTURES / name, full_page=True, clip=clip)  # type: ignore[arg-type]


def photograph_print(pdf: bytes, name: str, part: tuple[int, int]) -> None:
    """The upper left of the first page of a PDF on A4, so many millimetres wide and high."""
    wide, high = part
    with tempfile.TemporaryDirectory(prefix="floor-") as folder:
        (Path(folder) / "print.pdf").write_bytes(pdf)
        source = Path(folder) / "picture.typ"
        source.write_text(
            f"#set page(width: {wide}mm, height: {high}mm, margin: 0mm)\n"
            '#place(top + left, image("print.pdf", page: 1, width: 210mm, height: 297mm))\n'
        )
        made = typst.compile(source, format="png", ppi=84)
    assert isinstance(made, bytes)
    (PICTURES / name).write_bytes(made)


def whose_power(browser: Browser, here: Demonstration) -> None:
    page = arrive(browser, here)
    seat = here.number("SELECT min(id) FROM house_seat WHERE body = 'central administration' AND office = ''")
    page.goto(f"{here.address}/seats/{seat}/power/")
    photograph(page, "whose-power.png", "svg")


def voting_paper(browser: Browser, here: Demonstration) -> None:
    page = arrive(browser, here, card="3")
    page.goto(f"{here.address}/polls/{here.poll(OPEN_ELECTION)}/vote/")
    for at, choice in ((4, "1"), (0, "2"), (6, "3")):
        page.locator("main select").nth(at).select_option(choice)
    photograph(page, "voting-paper.png", "main form button")


def result(browser: Browser, here: Demonstration) -> None:
    page = arrive(browser, here, card="3")
    poll = here.poll("state = 'counted' AND again_of_id IS NOT NULL")
    page.goto(f"{here.address}/polls/{poll}/result/")
    photograph(page, "poll-result.png", "main section:has(h2:has-text('First choices'))")
    photograph_print(page.request.get(f"{here.address}/polls/{poll}/result.pdf").body(), "result.png", (210, 200))


def ballot_paper(browser: Browser, here: Demonstration) -> None:
    page = arrive(browser, here)
    poll = here.poll("ballot = 'paper'")
    photograph_print(page.request.get(f"{here.address}/polls/{poll}/paper.pdf").body(), "ballot-paper.png", (105, 105))


def code_cards(browser: Browser, here: Demonstration) -> None:
    page = arrive(browser, here, card="2")
    page.goto(f"{here.address}/polls/{here.poll(OPEN_ELECTION)}/codes/")
    page.fill("main [name=members]", "16, 17, 18, 19")
    with page.expect_download() as sheet:
        page.click('main button:has-text("Issue and print")')
    photograph_print(Path(sheet.value.path()).read_bytes(), "code-cards.png", (210, 126))


TAKEN: list[Callable[[Browser, Demonstration], None]] = [whose_power, voting_paper, result, ballot_paper, code_cards]


def main() -> None:
    with served() as here, sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=_CHROMIUM)
        for take in TAKEN:
            take(browser, here)
        browser.close()
    for picture in sorted(PICTURES.glob("*.png")):
        print(f"{picture.name}: {picture.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
