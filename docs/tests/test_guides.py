"""The pages say what is so: settings, files and links, examples that can be read."""

from __future__ import annotations

import re
import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from docs.tests.pages_that_run import blocks_of

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = [
    *(page for page in DOCS.rglob("*.md")),
    *(ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md")),
]
#: Words that mean one thing in this house and would be said otherwise elsewhere.
NOT_OURS = re.compile(r"\b(blockchain|stakeholders?|utiliz|leverage|admin panel|user accounts?)\b", re.IGNORECASE)


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


def variables_in_code() -> set[str]:
    sources = [path for path in (ROOT / "floor").rglob("*.py") if "tests" not in path.parts]
    return {
        name for path in sources for name in re.findall(r"environ[^\n]*?[\"'](FLOOR_[A-Z_]+)[\"']", path.read_text())
    }


def test_every_setting_is_on_the_page_of_the_operator():
    told = set(re.findall(r"^\| `(FLOOR_[A-Z_]+)` \|", (DOCS / "guides" / "run-a-server.md").read_text(), re.MULTILINE))
    assert told == variables_in_code()
    assert len(told) > 8


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page):
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    for target in re.findall(r"\]\(([^)\s]+)\)", text) + re.findall(r'src="(.+?)"', text):
        if not target.startswith(("http://", "https://", "#")):
            assert (page.parent / target.split("#")[0]).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_only_our_own_words(page):
    assert not NOT_OURS.findall(page.read_text(encoding="utf-8"))


def test_the_founding_in_the_guide_can_be_read(tmp_path):
    from floor.house.founding_file import read_founding

    guide = (DOCS / "guides" / "found-an-organisation.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"^```toml\n(.*?)^```$", guide, re.DOTALL | re.MULTILINE)
    (tmp_path / "founding.toml").write_text(
        example + '\n[[founder]]\nunit = 2\nname = "B"\n[[founder]]\nunit = 2\nname = "C"\n'
    )
    (tmp_path / "statutes.toml").write_text("")
    founding, _ = read_founding(tmp_path / "founding.toml")
    assert founding.elections[1].office == "secretary"
    assert tomllib.loads(example)["adoption"]["for"] == founding.adoption.votes_for


@pytest.fixture
def bakery(db, tmp_path):
    """The co-operative of the tutorial, with the seventh member, and a way to enter counts in it."""
    from floor.book.act import FOUNDING, Refusal, by_member
    from floor.book.doing import do
    from floor.house.acts.elections import DeclareElection
    from floor.house.acts.members import Join, Person
    from floor.house.counting import TellersCount, Votes
    from floor.house.founding_file import read_founding
    from floor.law.templates import text_of

    (block,) = [block for block in blocks_of(DOCS / "tutorial.md") if block.file == "bakery/founding.toml"]
    (tmp_path / "founding.toml").write_text(block.text)
    (tmp_path / "statutes.toml").write_text(text_of("worker-cooperative").replace("seats       = 7", "seats       = 3"))
    founding, text = read_founding(tmp_path / "founding.toml")
    now = datetime(2026, 11, 21, 12, tzinfo=UTC)
    do(founding, FOUNDING, at=now, attach=(text,))
    do(Join(unit=2, number=7, person=Person(name="Goran Ilic"), confirmed=True), by_member(2), at=now)

    def enter(votes: dict[int, int], **changes: Any) -> str:
        given = {
            "unit": 1, "body": "control committee", "entitled": 7, "present": 6, "cast": 6, "tellers": [5, 6], "elected": list(votes),
            "closed": now - timedelta(hours=1), "votes": [Votes(candidate=who, votes=cast) for who, cast in votes.items()],
        } | changes  # fmt: skip
        try:
            do(DeclareElection(count=TellersCount(**given)), by_member(5), at=now)
        except Refusal as refusal:
            return refusal.reason
        return "entered"

    return now, enter


def test_the_answers_in_the_guide_are_those_that_one_gets(bakery):
    now, enter = bakery
    guide = (DOCS / "guides" / "hold-an-election-by-tellers.md").read_text(encoding="utf-8")
    told = {
        row[0]: row[1].split(" `")[0].removeprefix("... ")
        for row in re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", guide, re.MULTILINE)
        if row[0] != "entered"
    }
    office = {"body": "board", "entitled": 3, "present": 3, "cast": 3}
    got = {
        "entitled 6": enter({3: 4, 7: 2}, entitled=6),
        "8 present of 7": enter({3: 4, 7: 2}, present=8, cast=8),
        "4 votes on 2 papers": enter({3: 4, 7: 2}, present=2, cast=2),
        "counted three days ago": enter({3: 4, 7: 2}, closed=now - timedelta(days=3)),
        "one teller": enter({3: 4, 7: 2}, tellers=[5]),
        "a teller who stands": enter({3: 4, 7: 2}, tellers=[3, 6]),
        "somebody of the board elected to the control committee": enter({1: 4, 7: 2}),
        "three candidates with a vote each, one seat": enter(
            {1: 1, 2: 1, 4: 1}, office="treasurer", elected=[2], **office
        ),
        "three held seats filled again": enter({3: 4}, body="board"),
    }
    assert set(got) == set(told)
    for entered, answer in told.items():
        assert got[entered].endswith(answer), (entered, got[entered])
    assert enter({3: 4, 7: 2}) == "entered"


def test_every_decision_is_short_and_in_the_index():
    index = (DOCS / "decisions" / "README.md").read_text(encoding="utf-8")
    for page in sorted(DOCS.glob("decisions/0*.md")):
        text = page.read_text(encoding="utf-8")
        assert len(text.splitlines()) <= 40
        assert page.name in index
        for part in ("Context.", "Decision.", "Consequences."):
            assert f"**{part}**" in text


@pytest.mark.parametrize("picture", sorted((DOCS / "pictures").glob("*.png")), ids=lambda picture: picture.name)
def test_a_picture_is_small_enough_to_keep_and_shown_somewhere(picture):
    assert 10_000 < picture.stat().st_size < 150_000
    assert any(f"pictures/{picture.name}" in page.read_text(encoding="utf-8") for page in PAGES)


def test_nothing_is_fetched_from_elsewhere():
    assert "font: false" in (ROOT / "mkdocs.yml").read_text()
