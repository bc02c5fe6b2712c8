"""The guides about meetings, the noticeboard and the congress: what they say one will be told is what the rooms say, and their addresses are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.urls import Resolver404, resolve

ROOT = Path(__file__).parents[2]
GUIDES = (
    "call-a-meeting",
    "ask-and-keep-minutes",
    "the-noticeboard",
    "ask-the-units-below",
    "share-out-seats",
    "hold-a-congress",
    "chairs-card",
)
ROOMS = ("meetings", "press", "promises", "polls", "congress", "house", "count")


def text_of(guide: str) -> str:
    return (ROOT / "docs" / "guides" / f"{guide}.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def sentences() -> str:
    """Everything the rooms can say, as it is written in them, in one line."""
    sources = [path for room in ROOMS for path in (ROOT / "floor" / room).rglob("*.py") if "tests" not in path.parts]
    said = " ".join(path.read_text(encoding="utf-8") for path in sources)
    return re.sub(r"\{[^{}]*\}", "...", re.sub(r"\"\s*f?\"", "", " ".join(said.split())))


def answers_in(guide: str) -> list[str]:
    _, found, table = text_of(guide).partition("## What you will be told")
    assert found
    return [line.split("|")[2].strip() for line in table.splitlines() if line.startswith("| to ")]


@pytest.mark.parametrize("guide", GUIDES[:-1])
def test_what_a_guide_says_one_will_be_told_is_what_one_is_told(guide, sentences):
    answers = [answer for answer in answers_in(guide) if not answer.startswith("nothing")]
    assert len(answers) >= 6
    for answer in answers:
        for part in answer.split("..."):
            assert part.strip() in sentences, part


@pytest.mark.parametrize("guide", GUIDES)
def test_every_address_in_a_guide_is_there(guide):
    for address in re.findall(r"`(/[a-z][^`?]*)(?:\?[^`]*)?`", text_of(guide)):
        if "..." not in address:
            try:
                resolve(address)
            except Resolver404:
                pytest.fail(f"{guide} names {address}, which is nowhere")


@pytest.mark.parametrize("guide", GUIDES)
def test_what_stands_on_buttons_in_a_guide_stands_on_pages(guide):
    """Bold words of a guide are somewhere in the templates or the pages of the rooms."""
    places = [
        path
        for room in (*ROOMS, "house", "site")
        for path in (ROOT / "floor" / room).rglob("*")
        if path.suffix in (".html", ".py")
    ]
    said = " ".join(path.read_text(encoding="utf-8") for path in places if "tests" not in path.parts)
    for words in re.findall(r"\*\*([A-Z][^*]+)\*\*", text_of(guide)):
        assert " ".join(words.split()) in said, words
