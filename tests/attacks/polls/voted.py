"""A poll in which nine people voted over HTTP, in every way there is and with every mishap, and what was left behind on the way."""

from __future__ import annotations

import re
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from tests.faults.house import House

from .browsing import Browser
from .letterbox import letterbox
from .poll_house import PollHouse
from .served import served

Paper = tuple[int, ...]
#: Who votes how; no two alike, so that each paper would give its writer away.
BY_CARD: dict[int, Paper] = {1: (1, 2, 3), 2: (1, 2, 4), 3: (1, 3, 5), 6: (2, 4, 5)}
BY_LINK: dict[int, Paper] = {8: (3, 4, 5)}
BY_CODE: dict[int, Paper] = {9: (1, 4, 5), 10: (2, 3, 5)}
#: Presses the button in six windows at the same moment.
IN_SIX_WINDOWS: dict[int, Paper] = {12: (1, 2, 5)}
#: Loses the line before the answer comes, again and again, and then comes back.
HANGS_UP: dict[int, Paper] = {4: (1, 3, 4)}
#: Meets a fault in the booth each time, and gives up.
BREAKS_DOWN: dict[int, Paper] = {11: (2, 3, 4)}
VOTED = BY_CARD | BY_LINK | BY_CODE | IN_SIX_WINDOWS | HANGS_UP


class Voted:
    """The house after the closing, and copies of what was there while the poll was open."""

    def __init__(self, poll_house: PollHouse, folder: Path) -> None:
        self.poll_house, self.log = poll_house, folder / "served.log"
        self.operator = poll_house.operator
        self.ways = poll_house.report("prepare", "12", "cards")
        self.poll = self.ways["poll"]
        self.booth = f"/polls/{self.poll}/vote/"
        self.key_file = Path(poll_house.house.home) / "urns" / self.ways["key"]
        self.secret = self.key_file.read_bytes()
        self.before, self.rows_before = self.everything_on_disk(), set(self.operator.everything())
        self.browsers: list[Browser] = []
        with letterbox() as self.letters:
            house = WithMail(poll_house.house, self.letters.port)
            with served(house, self.log) as self.port:
                self.everyone_votes()
        self.sealed = [bytes(sealed) for (sealed,) in self.operator.ask('SELECT "sealed" FROM "polls_sealedpaper"')]
        self.marks = self.operator.ask('SELECT "member" FROM "polls_mark"')
        self.at_open = self.everything_on_disk()
        self.ended = poll_house.report("close", str(4 * 24 * 3600))

    def everyone_votes(self) -> None:
        for member, paper in BY_CARD.items():
            self.vote(self.with_card(member), paper)
        for member, paper in BY_LINK.items():
            self.vote(self.with_link(member), paper)
        for member, paper in BY_CODE.items():
            self.vote(self.with_code(member), paper)
        for member, paper in IN_SIX_WINDOWS.items():
            self.said_in_windows = self.vote_in_windows(self.with_card(member), paper, 6)
        for member, paper in HANGS_UP.items():
            self.said_after_hanging_up = self.hang_up(self.with_card(member), paper)
        for member, paper in BREAKS_DOWN.items():
            self.break_down(self.with_card(member), paper)

    def visitor(self) -> Browser:
        self.browsers.append(Browser(self.port))
        return self.browsers[-1]

    def with_card(self, member: int) -> Browser:
        browser = self.visitor()
        browser.get("/sign-in/")
        browser.post("/sign-in/", number=self.ways["cards"][str(member)], code=self.ways["code"])
        assert browser.status == 200 and browser.went[-1] == "/me/"
        return browser

    def with_link(self, member: int) -> Browser:
        """Signed in by e-mail, with the link from the letter."""
        ((contact,),) = self.operator.ask('SELECT "contact" FROM "house_member" WHERE "number" = %s', member)
        browser = self.visitor()
        browser.get("/sign-in/")
        browser.post("/sign-in/link/", address=contact)
        until = time.monotonic() + 20
        while not self.letters.letters and time.monotonic() < until:
            time.sleep(0.02)
        # Letters break long lines with a "=".
        letter = self.letters.letters[-1].replace("=\r\n", "").replace("=3D", "=")
        browser.get(re.search(r"/sign-in/link/[^/\s]+/", letter)[0])
        browser.post(browser.went[-1])
        assert browser.went[-1] == "/me/", browser.page
        return browser

    def with_code(self, member: int) -> Browser:
        browser = self.visitor()
        browser.get(f"/polls/{self.poll}/code/")
        browser.post(f"/polls/{self.poll}/code/", number=member, code=self.ways["voting"])
        assert browser.went[-1] == self.booth
        return browser

    def fill_in(self, browser: Browser, paper: Paper) -> dict[str, str]:
        """Up to the last button; the fields that it sends."""
        self.voting_page = browser.get(self.booth)
        browser.post(self.booth, mark=paper)
        return {"paper": browser.hidden("paper"), "hand-in": "1"}

    def vote(self, browser: Browser, paper: Paper) -> None:
        fields = self.fill_in(browser, paper)
        assert fields["paper"] == " ".join(map(str, paper))
        browser.post(self.booth, **fields)
        assert browser.status == 200 and "in the urn" in browser.page

    def vote_in_windows(self, browser: Browser, paper: Paper, many: int) -> list[str]:
        fields = self.fill_in(browser, paper)
        windows = [Browser(self.port, dict(browser.cookies), page=browser.page) for _ in range(many)]
        with ThreadPoolExecutor(many) as at_once:
            said = list(at_once.map(lambda window: window.post(self.booth, **fields), windows))
        self.browsers += windows
        return said

    def hang_up(self, browser: Browser, paper: Paper) -> str:
        fields = self.fill_in(browser, paper)
        for _ in range(3):
            replace(browser).send_and_hang_up(self.booth, **fields)
        time.sleep(0.3)
        browser.get(self.booth)
        if "already" not in browser.page:
            self.vote(browser, paper)
            browser.get(self.booth)
        return browser.page

    def break_down(self, browser: Browser, paper: Paper) -> None:
        """Faults while somebody hands in a paper: the table of the urn is gone, then that of the marks, then the key is spoilt."""
        self.faults = {}
        for name, breaking, mending in (
            ("no urn", *away_and_back("polls_sealedpaper")), ("no marks", *away_and_back("polls_mark")),
            ("spoilt key", *(f"""UPDATE "polls_poll" SET "key" = '{key}'""" for key in ("zz" * 32, self.ways["key"]))),
        ):  # fmt: skip
            fields = self.fill_in(browser, paper)
            self.operator.ask(breaking)
            browser.post(self.booth, **fields)
            self.faults[name] = (browser.status, browser.page)
            self.operator.ask(mending)

    def everything_on_disk(self) -> dict[str, bytes]:
        """Database, write-ahead log, dead rows, home folder: every byte of every file."""
        house = self.poll_house.house
        files = list(Path(house.home).rglob("*"))
        if self.operator.on_sqlite:
            base = Path(house.database.removeprefix("sqlite:///"))
            files += [base.with_name(base.name + end) for end in ("", "-wal", "-shm")]
        else:
            self.operator.ask("CHECKPOINT")
            ((folder,),) = self.operator.ask("SHOW data_directory")
            files += list(Path(folder).rglob("*"))
        return {str(file): file.read_bytes() for file in files if file.is_file()}


class WithMail(House):
    """A house whose letters go to a letterbox of ours."""

    def __init__(self, house: House, port: int) -> None:
        super().__init__(house.home, house.database)
        object.__setattr__(self, "letterbox", port)

    @property
    def environment(self) -> dict[str, str]:
        return super().environment | {"FLOOR_SMTP": f"smtp://127.0.0.1:{self.letterbox}"}  # type: ignore[attr-defined]


def away_and_back(table: str) -> tuple[str, str]:
    return f'ALTER TABLE "{table}" RENAME TO "taken_away"', f'ALTER TABLE "taken_away" RENAME TO "{table}"'
