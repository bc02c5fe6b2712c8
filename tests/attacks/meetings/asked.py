"""A meeting of four in which each asked one question without a name, over HTTP, and what was left behind on the way."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.attacks.polls.browsing import Browser
from tests.attacks.polls.poll_house import PollHouse
from tests.attacks.polls.served import served
from tests.attacks.polls.voted import Voted
from tests.faults.house import ROOT

#: What each of them asks, and whether they ask from the browser they are signed in with.
ASKS = {
    1: ("Wherever is the treasure of the glassblowers", True),
    2: ("Whosoever sold seventeen houses in winter", False),
    3: ("Whichever canteen serves the marmalade", True),
    5: ("Whenever will the lanterns be mended", False),
}


class Asked:
    """The house after the meeting, and copies of what was there while the slips lay in the box."""

    everything_on_disk = Voted.everything_on_disk

    def __init__(self, poll_house: PollHouse, folder: Path) -> None:
        self.poll_house, self.log = poll_house, folder / "served.log"
        self.operator = poll_house.operator
        self.ways = self.in_the_house("open")
        self.page = f"/meetings/{self.ways['meeting']}/questions"
        self.codes: list[str] = []
        self.browsers: list[Browser] = []
        self.before = self.everything_on_disk()
        with served(poll_house.house, self.log, workers=1) as self.port:
            signed_in = {member: self.with_card(member) for member in ASKS}
            self.sessions = self.all_sessions()
            for member, browser in signed_in.items():
                self.ask(browser, *ASKS[member])
        self.sessions_after = self.all_sessions()
        self.slips = [bytes(sealed) for (sealed,) in self.operator.ask('SELECT "sealed" FROM "meetings_slip"')]
        self.tickets = self.operator.ask('SELECT * FROM "meetings_askingticket"')
        self.at_open = self.everything_on_disk()
        self.ended = self.in_the_house("close")

    def in_the_house(self, what: str) -> dict[str, Any]:
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-m", "tests.attacks.meetings.room", what],
            env=self.poll_house.house.environment, cwd=ROOT, capture_output=True, text=True, timeout=120,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
        return json.loads(done.stdout.strip().splitlines()[-1])

    def all_sessions(self) -> list[tuple[Any, ...]]:
        return sorted(self.operator.ask('SELECT "session_key", "session_data" FROM "django_session"'))

    def visitor(self) -> Browser:
        self.browsers.append(Browser(self.port))
        return self.browsers[-1]

    def with_card(self, member: int) -> Browser:
        browser = self.visitor()
        browser.get("/sign-in/")
        browser.post("/sign-in/", number=self.ways["cards"][str(member)], code=self.ways["code"])
        assert browser.went[-1] == "/me/", browser.page
        return browser

    def ask(self, browser: Browser, text: str, signed_in: bool) -> None:
        browser.get(f"{self.page}/ticket/")
        browser.post(f"{self.page}/ticket/")
        code = re.search(r"[2-9A-Z]{5}(-[2-9A-Z]{5}){3}", browser.page)[0]
        self.codes.append(code)
        if not signed_in:
            browser = self.visitor()
        page = f"{self.page}/without-a-name/"
        browser.get(page)
        browser.post(page, code=code, text=text, to_whom="", item="", once=browser.hidden("once"))
        assert browser.went[-1] == f"{self.page}/", browser.page
