"""The reference is what the code says today, and leaves nothing out."""

from __future__ import annotations

import re

import pytest
from pydantic import BaseModel

from docs import reference
from docs.reference import PAGES, who_may
from docs.reference_claims import claimed_in_code
from docs.reference_page import HERE, NoWords, unused_words
from docs.reference_words import said


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_up_to_date(name):
    assert (HERE / "reference" / f"{name}.md").read_text(encoding="utf-8") == PAGES[name](), (
        "run: python -m docs.reference"
    )


def test_nothing_is_told_of_what_is_not_there():
    for write in PAGES.values():
        write()
    assert unused_words() == []
    assert {path.stem for path in (HERE / "reference").glob("*.md")} == set(PAGES)


def test_every_act_finding_command_and_table_has_its_place():
    from django.apps import apps

    from floor.book.act import ACTS
    from floor.cli import COMMANDS
    from floor.law.findings import CHECKS

    pages = {name: write() for name, write in PAGES.items()}
    for name, kind in ACTS.items():
        assert not kind.__module__.startswith("floor.") or f"## {name}\n" in pages["acts"]
    assert all(f"| `{code}` |" in pages["findings"] for code in CHECKS)
    assert all(f"## floor {name}\n" in pages["commands"] for name in COMMANDS)
    assert all(
        f"## {model._meta.db_table}\n" in pages["tables"]
        for model in apps.get_models()
        if model.__module__.startswith("floor.")
    )


@pytest.mark.parametrize("name", PAGES)
def test_no_cell_is_empty_of_words(name):
    for line in PAGES[name]().splitlines():
        if line.startswith("|"):
            assert len(line.split(" | ")[-1].rstrip(" |").strip()) > 1, line
    assert not re.search(r"`None`|\| None|typing\.|<class|PydanticUndefined|Annotated", PAGES[name]())


def test_the_search_for_claims_finds_those_of_a_room():
    found = claimed_in_code()
    assert {"root", "every mandate traces to the members", "table ...", "kept checkpoint: time"} <= set(found)


def test_something_without_words_is_a_mistake():
    class Silent(BaseModel):
        pass

    with pytest.raises(NoWords, match="Silent has no docstring"):
        reference.doc_of(Silent, "Silent")
    with pytest.raises(NoWords, match=r"Silent\.volume has no words"):
        reference.words_for("field", "Silent", "volume")


def test_an_act_whose_guard_nobody_can_read_is_a_mistake():
    class Shout:
        name = "house.Shout"

        def guard(self, scene):
            return None

    with pytest.raises(NoWords, match=r"house\.Shout"):
        who_may(Shout)


def test_types_are_said_in_words():
    assert said(list[tuple[int, int]]) == "list of pairs of whole number and whole number"
    assert said(int | None) == "whole number"
    assert said(dict[str, list[str]]) == "table of list of texts by name"
