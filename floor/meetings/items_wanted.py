"""An item as somebody wants it on an agenda: in a call, in a petition, or proposed by a member."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

from floor.book.act import Refusal

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=300)]
Text = Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{64})?$")]
MOST_ITEMS = 100


class ItemWanted(BaseModel):
    """An item as somebody wants it on an agenda."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Line
    text: Text = ""
    kind: Literal["debate", "election", "report", "questions"] = "debate"
    about: Literal["a matter", "a person", "what was said in a meeting"] = "a matter"
    persons: list[int] = []

    def as_row(self) -> dict[str, Any]:
        """What an agenda keeps of it."""
        person = self.persons[0] if self.persons else None
        return {"title": self.title, "text": self.text, "kind": self.kind, "about_member": person}


def check_items(items: Iterable[ItemWanted], article: str) -> None:
    """Refuse what can't stand on any agenda: what somebody said in a meeting (R8), several persons in one item (R22)."""
    listed = list(items)
    if len(listed) > MOST_ITEMS:
        raise Refusal(article, f"An agenda has {MOST_ITEMS} items at most.")
    for item in listed:
        if item.about == "what was said in a meeting":
            raise Refusal(article, "What is said in a meeting is never an offence. An item about it can't be listed, and nothing about it is sent to anyone.", "R8")  # fmt: skip
        if len(set(item.persons)) > 1:
            raise Refusal(article, f"“{item.title}” is about {len(set(item.persons))} persons. Persons are dealt with one by one: an item for each.", "R22")  # fmt: skip
        if (item.about == "a person") != bool(item.persons) and item.kind != "election":
            raise Refusal(article, "An item about a person says about whom, and one about a matter names nobody.", "R22")  # fmt: skip


def texts_of(items: Iterable[ItemWanted]) -> tuple[str, ...]:
    return tuple(item.text for item in items if item.text)
