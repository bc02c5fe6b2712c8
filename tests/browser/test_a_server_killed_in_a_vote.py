"""A server that is killed in the middle of a secret vote and started again: no paper is lost, none counts twice."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from threading import Thread
from typing import Any

import pytest

from bench.crowd import post, send_all
from tests.faults.house import ROOT, House

TOKEN = "t" * 32
FOR, AGAINST = 1, 2


class Served:
    """`floor serve` in processes of its own, which can be killed as a power cut kills them."""

    def __init__(self, house: House) -> None:
        self.house, self.server = house, None
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]

    def start(self) -> None:
        words = ["-m", "floor.cli", "serve", "--no-clock", "--port", str(self.port)]
        self.server = subprocess.Popen(
            [sys.executable, "-W", "ignore", *words], env=self.house.environment, cwd=ROOT, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return
            except OSError:
                time.sleep(0.1)
        raise AssertionError("the server did not start")

    def kill(self) -> None:
        """The server with its workers, at once: nothing can be finished or put away."""
        if self.server is not None:
            os.killpg(self.server.pid, signal.SIGKILL)
            self.server.wait(timeout=30)
            self.server = None


def script(house: House, what: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.browser.a_served_meeting", what], env=house.environment, cwd=ROOT,
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-4000:]
    return json.loads(done.stdout.strip().splitlines()[-1])


@pytest.fixture
def house(tmp_path) -> House:
    house = House(tmp_path / "home", f"sqlite:///{tmp_path / 'floor.sqlite3'}")
    house.floor("setup")
    return house


@pytest.fixture
def served(house) -> Iterator[Served]:
    found = Served(house)
    yield found
    found.kill()


def phone_of(chromium: Any, served: Served, session: str) -> Any:
    site = f"http://127.0.0.1:{served.port}"
    context = chromium.new_context(viewport={"width": 360, "height": 800}, base_url=site, java_script_enabled=False)
    context.add_cookies([{"name": "sessionid", "value": session, "url": site}])
    return context.new_page()


@pytest.mark.slow
@pytest.mark.timeout(240)
@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnhandledThreadExceptionWarning"
)  # lines of the crowd break with the server
def test_a_server_killed_in_the_middle_of_a_secret_vote_loses_no_paper_and_counts_none_twice(chromium, house, served):
    laid = script(house, "lay")
    sessions = laid["sessions"]
    booth = f"/polls/{laid['poll']}/vote/"
    voters = [str(member) for member in range(21, 101)]
    answers = {member: FOR if int(member) % 3 else AGAINST for member in voters}
    papers = [
        post(booth, f"csrfmiddlewaretoken={TOKEN}&paper={answers[one]}&hand-in=1", f"sessionid={sessions[one]}; csrftoken={TOKEN}")
        for one in voters
    ]  # fmt: skip
    served.start()
    halfway, late, early = (phone_of(chromium, served, sessions[str(member)]) for member in (101, 102, 103))
    hand_in(early, booth, "For")
    fill_in(halfway, booth, "Against")

    crowd = Thread(target=send_all, args=(served.port, papers[:60], 4), daemon=True)
    crowd.start()
    time.sleep(0.25)
    served.kill()
    crowd.join(timeout=30)
    with pytest.raises(Exception, match="ERR_CONNECTION_REFUSED"):
        late.goto(booth)
    served.start()

    # Nobody knows what became of their paper; so everybody hands it in once more.
    _took, answered = send_all(served.port, papers, 4)
    assert set(answered) <= {302, 409} and answered[302] >= 20, answered
    halfway.get_by_role("button", name="Hand it in").click()
    assert "Your paper is in the urn" in halfway.inner_text("main")
    hand_in(late, booth, "Abstain")
    early.goto(booth)
    assert "in the urn already" in early.inner_text("main")
    assert time.time() < laid["closes"], "the machine was too slow: the poll closed before all had voted"

    time.sleep(max(0.0, laid["closes"] - time.time()) + 0.2)
    counted = script(house, "count")
    wanted = [*answers.values()]
    assert counted == {
        "closed": 1, "papers": 83, "state": "carried", "for": wanted.count(FOR) + 1, "against": wanted.count(AGAINST) + 1, "abstaining": 1, "left": 0,
    }  # fmt: skip
    press_twice_where_every_request_has_a_line_of_its_own(chromium, house, served, laid)
    house.floor("rebuild")


def press_twice_where_every_request_has_a_line_of_its_own(chromium, house, served, laid) -> None:
    """A double click on a real server: both forms arrive at once, and the hands are entered once."""
    script(house, "hands")
    table = f"/meetings/{laid['meeting']}/chair/"
    chair, other = (phone_of(chromium, served, laid["sessions"][member]) for member in ("1", "2"))
    for device, hands in ((chair, ("61", "20", "3")), (other, ("60", "21", "3"))):
        device.goto(table)
        for label, number in zip(("For", "Against", "Abstaining"), hands, strict=True):
            device.locator(".next-step").get_by_label(label, exact=True).fill(number)
    button = chair.get_by_role("button", name="Enter the hands")
    button.dblclick()
    button.first.wait_for(state="detached")
    assert "Not done" not in chair.inner_text("main")
    other.get_by_role("button", name="Enter the hands").click()
    assert "Nothing was done now" in other.inner_text("main") or "counted already" in other.inner_text("main")
    counted = script(house, "counted")
    assert counted["state"] == "carried" and counted["part"]["for"] == 61


def fill_in(phone: Any, booth: str, answer: str) -> None:
    phone.goto(booth)
    phone.get_by_label(answer, exact=True).check()
    phone.get_by_role("button", name="See what my paper says").click()


def hand_in(phone: Any, booth: str, answer: str) -> None:
    fill_in(phone, booth, answer)
    phone.get_by_role("button", name="Hand it in").click()
    assert "Your paper is in the urn" in phone.inner_text("main")
