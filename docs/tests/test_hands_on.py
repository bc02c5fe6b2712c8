"""The browser of the pages that run: it finds what a reader sees, and a page that promises something else fails."""

from __future__ import annotations

from typing import Any

import pytest

from docs.tests.hands_on import do_steps

PAGE = """<form method="post"><label for="a">For</label><input id="a" name="for"><button>Enter the hands</button></form>
<p>The motion is <b>carried</b>.</p><a href="/next/">Next</a>"""


class Answers:
    """A house with one page; it keeps what was sent."""

    status_code = 200
    content = PAGE.encode()

    def __init__(self) -> None:
        self.sent: list[Any] = []

    def get(self, place: str, sent: Any = None) -> Answers:
        self.sent.append(place)
        return self

    def post(self, place: str, sent: Any) -> Answers:
        self.sent.append(sent)
        return self


def done(tmp_path, steps: str) -> tuple[list[str], list[Any]]:
    page, house = tmp_path / "page.md", Answers()
    page.write_text(f"# A page\n\n```steps\nthe chair at /vote/\n{steps}\n```\n")
    return do_steps(page, lambda _: house), house.sent


def test_what_stands_there_is_found_filled_in_and_pressed(tmp_path):
    wrong, sent = done(tmp_path, "For: 140\npress Enter the hands\nsee: The motion is carried\npress Next")
    assert (wrong, sent) == ([], ["/vote/", {"for": ["140"]}, "/next/"])


@pytest.mark.parametrize(
    "step", ["see: The motion is lost", "press Enter the feet", "Against: 3\npress Enter the hands"]
)
def test_what_does_not_stand_there_is_told(tmp_path, step):
    wrong, _ = done(tmp_path, step)
    assert len(wrong) == 1 and wrong[0].startswith(step.split("\n")[-1])


def test_a_page_that_breaks_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(Answers, "status_code", 500)
    assert done(tmp_path, "see: anything")[0] == ["the chair at /vote/: /vote/ answers 500"]
