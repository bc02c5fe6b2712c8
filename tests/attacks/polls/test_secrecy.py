"""After a poll, whoever has everything the server ever wrote still can't say who voted how, nor while it runs from outside."""

from __future__ import annotations

import json
import struct
import subprocess
import sys
from itertools import permutations
from pathlib import Path

import pytest

from tests.faults.house import ROOT
from tests.world import NAMES

from .browsing import Browser
from .served import served

pytestmark = pytest.mark.timeout(300)

#: Who votes how; no two alike, so that each paper would give its writer away.
PAPERS = {1: (1, 2, 3), 2: (1, 2, 4), 3: (1, 3, 5), 6: (2, 4, 5), 8: (3, 4, 5)}
BY_CODE = {9: (1, 4, 5), 10: (2, 3, 5)}


def attack(poll_house, *arguments, given=""):
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.attacks.polls.attack", *arguments],
        env=poll_house.house.environment, cwd=ROOT, input=given, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


class Voted:
    """A poll in which seven people voted over HTTP, five signed in and two with codes, and what was left behind on the way."""

    def __init__(self, poll_house, folder: Path) -> None:
        self.poll_house, self.log = poll_house, folder / "served.log"
        poll_house.run("prepare", "12")
        self.ways = poll_house.report("ways_in")
        self.booth = f"/polls/{self.ways['poll']}/vote/"
        self.secret = (Path(poll_house.house.home) / "urns" / self.ways["key"]).read_bytes()
        self.browsers: list[Browser] = []
        with served(poll_house.house, self.log) as port:
            for member, paper in PAPERS.items():
                self.vote(self.signed_in(port, member), paper)
            for member, paper in BY_CODE.items():
                self.vote(self.with_code(port, member), paper)
            self.break_down(port)
        self.copied = attack(poll_house, "take_copy")
        self.at_open = self.everything_on_disk()
        self.ended = poll_house.report("close", str(4 * 24 * 3600))

    def visitor(self, port: int) -> Browser:
        self.browsers.append(Browser(port))
        return self.browsers[-1]

    def signed_in(self, port: int, member: int) -> Browser:
        browser = self.visitor(port)
        browser.get("/sign-in/")
        browser.post("/sign-in/", number=self.ways["cards"][str(member)], code=self.ways["code"])
        assert browser.status == 200 and browser.went[-1] == "/me/"
        return browser

    def with_code(self, port: int, member: int) -> Browser:
        browser = self.visitor(port)
        browser.get(f"/polls/{self.ways['poll']}/code/")
        browser.post(f"/polls/{self.ways['poll']}/code/", number=member, code=self.ways["voting"])
        assert browser.went[-1] == self.booth
        return browser

    def vote(self, browser: Browser, paper: tuple[int, ...]) -> None:
        browser.get(self.booth)
        browser.post(self.booth, mark=paper)
        assert browser.hidden("paper") == " ".join(map(str, paper))
        browser.post(self.booth, **{"paper": browser.hidden("paper"), "hand-in": "1"})
        assert browser.status == 200 and "in the urn" in browser.page

    def break_down(self, port: int) -> None:
        """Faults while somebody hands in a paper: the urn's table is gone, then the key is spoilt."""
        browser = self.signed_in(port, 11)
        browser.get(self.booth)
        browser.post(self.booth, mark=(2, 3, 4))
        paper = browser.hidden("paper")
        attack(self.poll_house, "take_the_urn_away", "away")
        browser.post(self.booth, **{"paper": paper, "hand-in": "1"})
        self.without_table = browser.status
        attack(self.poll_house, "take_the_urn_away", "back")
        browser.get(self.booth)
        browser.post(self.booth, mark=(2, 3, 4))
        attack(self.poll_house, "spoil_the_key", "zz" * 32)
        browser.post(self.booth, **{"paper": paper, "hand-in": "1"})
        self.with_spoilt_key = browser.status
        attack(self.poll_house, "spoil_the_key", self.ways["key"])

    def everything_on_disk(self) -> dict[str, bytes]:
        """Database, write-ahead log, dead rows, home folder: every byte of every file."""
        house = self.poll_house.house
        folders = [Path(house.home)]
        if house.database.startswith("sqlite"):
            base = Path(house.database.removeprefix("sqlite:///"))
            files = [base.with_name(base.name + end) for end in ("", "-wal", "-shm")]
        else:
            attack(self.poll_house, "count_papers")
            folders.append(Path(house.database.split("host=")[1]))
            files = []
        files += [file for folder in folders for file in folder.rglob("*") if file.is_file()]
        return {str(file): file.read_bytes() for file in files if file.exists()}


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def voted(request, tmp_path_factory):
    """One poll for all the questions below."""
    import uuid
    from urllib.parse import urlsplit

    from tests.faults.conftest import founded

    from .poll_house import PollHouse

    folder = tmp_path_factory.mktemp("secrecy")
    if request.param == "sqlite":
        built = founded(f"sqlite:///{folder / 'floor.sqlite3'}", folder / "home")
    else:
        server, name = request.getfixturevalue("postgres"), f"floor_{uuid.uuid4().hex[:12]}"
        server.psql(f"create database {name};")
        built = founded(urlsplit(server.get_uri())._replace(path=f"/{name}").geturl(), folder / "home")
    return Voted(PollHouse(built), folder)


def test_everyone_voted_and_was_counted(voted):
    """So that the silence below is not that of an empty urn."""
    assert voted.ended["state"] == "counted" and voted.ended["voted"] == len(PAPERS) + len(BY_CODE)
    assert len(voted.copied) == voted.ended["voted"]
    assert voted.secret in b"".join(voted.at_open.values()), "the key should lie in its file while the poll is open"


def test_no_paper_stands_anywhere_in_a_form_that_can_be_read(voted):
    forms = {
        paper: [struct.pack(f">H{len(paper)}H", len(paper), *paper), " ".join(map(str, paper)).encode(), b"+".join(b"%d" % n for n in paper)]
        for paper in [*PAPERS.values(), *BY_CODE.values(), (2, 3, 4)]
    }  # fmt: skip
    for what in (voted.at_open, {"the log": voted.log.read_bytes()}):
        for name, content in what.items():
            for paper, written in forms.items():
                for form in written:
                    assert not (form in content and len(form) > 6), f"the paper {paper} stands in {name}"


def test_the_key_is_nowhere_once_the_urn_is_published(voted):
    assert voted.ended["keys left"] == 0
    for name, content in voted.everything_on_disk().items():
        assert voted.secret not in content and voted.secret.hex().encode() not in content, name


def test_papers_copied_while_the_poll_was_open_can_be_opened_by_nobody(voted):
    """A backup of the database, or dead rows: the sealed papers may still be there, and say nothing."""
    copied = "\n".join(sealed for sealed, _place, _by in voted.copied)
    assert attack(voted.poll_house, "open_copy", given=copied) == 0


def test_all_sealed_papers_have_one_length_and_none_is_like_another(voted):
    sealed = [sealed for sealed, _place, _by in voted.copied]
    assert len({len(one) for one in sealed}) == 1 and len(set(sealed)) == len(sealed)
    assert len({one[:16] for one in sealed}) == len(sealed)


def test_the_log_names_nobody_and_no_paper(voted):
    said = voted.log.read_text(errors="replace")
    assert "Traceback" in said, "the fault was meant to be in the log"
    assert "csrfmiddlewaretoken" not in said and "hand-in" not in said and voted.ways["code"] not in said
    for name in NAMES:
        assert name not in said and name.lower() not in said
    for secret in (
        voted.ways["voting"],
        *(cookie for one in voted.browsers for cookie in one.cookies.values() if cookie),
    ):
        assert secret not in said
    # "(1, 11)" is a mark, "11" a member; line numbers and times are no members.
    assert "VALUES (" not in said and "polls_mark" not in said


def test_a_fault_in_the_booth_is_a_sentence_and_takes_nothing(voted):
    assert voted.without_table == 409 and voted.with_spoilt_key == 500
    assert len(voted.copied) == len(PAPERS) + len(BY_CODE)


def test_no_session_knows_a_paper_and_a_kiosk_leaves_none(voted):
    known = attack(voted.poll_house, "look_into_sessions")
    assert {key for session in known for key in session} <= {"member", "card", "_csrftoken", "contact"}
    assert not any("booth" in session for session in known)
    assert all(isinstance(value, int | str) for session in known for value in session.values())


def test_addresses_and_headers_say_neither_who_nor_how(voted):
    number = voted.ways["poll"]
    for browser in voted.browsers:
        about = [address for address in browser.went if address.startswith("/polls/")]
        assert set(about) <= {f"/polls/{number}/{page}/" for page in ("vote", "voted", "code")} | {f"/polls/{number}/"}
        for address, heads in browser.heads:
            if address.startswith("/polls/"):
                assert "no-store" in heads.get("cache-control", ""), (address, heads)
                assert not any(word in str(heads).lower() for word in ("paper=", "etag", "last-modified", "mark="))
                assert heads.get("referrer-policy") == "same-origin"


def test_the_urn_is_the_same_whatever_the_order_of_the_papers(voted):
    from floor.polls.urn.paper import Form
    from floor.polls.urn.published_file import as_csv, gathered, with_small_units_together

    form, papers = Form("marks", 5, 3), [("3", (1, 2)), ("3", (2, 1)), ("4", (5,)), ("4", ())]
    files = {as_csv(form, with_small_units_together(gathered(form, order), 2)[0]) for order in permutations(papers)}
    assert len(files) == 1
