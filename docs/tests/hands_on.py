"""Pages whose steps are done in the browser: a small browser of our own does them, by the words that a reader sees.

In a page such a block is marked `steps`. Its lines are:

    the chair at /meetings/3/chair/     whose hands, and which page they open
    For: 140                            a field, by its label, and what is filled in
    press Enter the hands               a button or a link, by what stands on it
    see: carried                        words that now stand on the page
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

_BLOCK = re.compile(r"^```steps\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_AT = re.compile(r"(.+) at (/\S*)")
#: Elements without a closing tag.
_EMPTY = {"input", "meta", "link", "img", "br", "hr"}


@dataclass
class Form:
    """A form as it stands on a page."""

    action: str
    method: str
    values: dict[str, list[str]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    """What a field is called -> its name."""
    choices: dict[str, dict[str, str]] = field(default_factory=dict)
    buttons: dict[str, tuple[str, str]] = field(default_factory=dict)


class Page(HTMLParser):
    """What a reader sees of a page: its words, its links, its forms."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.words, self.links = "", {}
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._open: list[tuple[str, dict[str, str], str]] = []
        self._ids: dict[str, str] = {}
        self._waiting: list[tuple[Form, str, str]] = []
        self._select, self._area = "", ""
        self.feed(text)
        for form, label, about in self._waiting:
            if about in self._ids:
                form.labels.setdefault(label, self._ids[about])

    def handle_starttag(self, tag: str, given: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in given}
        self.words += " "
        if tag == "form":
            self._form = Form(has.get("action", ""), has.get("method", "get"))
            self.forms.append(self._form)
        if "id" in has and "name" in has:
            self._ids[has["id"]] = has["name"]
        if self._form is not None:
            self._control(tag, has)
        if tag not in _EMPTY:
            self._open.append((tag, has, ""))

    def _control(self, tag: str, has: dict[str, str]) -> None:
        form = self._form
        assert form is not None
        if tag == "input" and "name" in has:
            kind = has.get("type", "text")
            if kind in ("checkbox", "radio"):
                if "checked" in has:
                    form.values.setdefault(has["name"], []).append(has.get("value", "on"))
            elif kind != "submit":
                form.values[has["name"]] = [has.get("value", "")]
        if tag == "select":
            self._select = has.get("name", "")
        if tag == "textarea":
            self._area = has.get("name", "")
            form.values[self._area] = [""]
        if tag == "option" and self._select and ("selected" in has or self._select not in form.values):
            form.values[self._select] = [has.get("value", "")]

    def handle_data(self, data: str) -> None:
        self._open = [(tag, has, said + data) for tag, has, said in self._open]
        if not any(tag in ("script", "style", "title") for tag, _, _ in self._open):
            self.words += data

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            name, has, said = self._open.pop()
            self._closed(name, has, " ".join(said.split()))
            if name == tag:
                break
        if tag == "form":
            self._form = None

    def _closed(self, tag: str, has: dict[str, str], said: str) -> None:
        if tag == "a":
            self.links.setdefault(said, has.get("href", ""))
        if self._form is None:
            return
        if tag == "label" and "for" in has:
            self._waiting.append((self._form, said, has["for"]))
        if tag == "button":
            self._form.buttons[said] = (has.get("name", ""), has.get("value", ""))
        if tag == "option" and self._select:
            self._form.choices.setdefault(self._select, {})[said] = has.get("value", said)
        if tag == "textarea":
            self._form.values[self._area] = [said]
        if tag == "select":
            self._select = ""


def steps_of(page: Path) -> list[str]:
    """All steps of a page, in order."""
    text = page.read_text(encoding="utf-8")
    return [line.strip() for block in _BLOCK.findall(text) for line in block.splitlines() if line.strip()]


def do_steps(page: Path, browser_of: Callable[[str], Any]) -> list[str]:
    """Do what a page says; what came out differently. `browser_of` gives the test client of whoever is named."""
    hands = Hands(browser_of)
    for step in steps_of(page):
        if fault := hands.do(step):
            return [f"{step}: {fault}"]
    return []


class Hands:
    """Whoever does the steps, and the page before them."""

    def __init__(self, browser_of: Callable[[str], Any]) -> None:
        self._browser_of = browser_of
        self._filled: dict[str, str] = {}

    def do(self, step: str) -> str:
        """One step; what is wrong with it, if something is."""
        if step.startswith("see: "):
            words = " ".join(self._page.words.split())
            return "" if step[5:] in words else f"not on {self._place}, which says: {words[:1500]}"
        if step.startswith("press "):
            return self._press(step[6:])
        if found := _AT.fullmatch(step):
            self._browser, self._filled = self._browser_of(found[1]), {}
            return self._open(self._browser.get(found[2]), found[2])
        label, _, value = step.partition(": ")
        self._filled[label] = value
        return ""

    def _open(self, answer: Any, place: str) -> str:
        while answer.status_code in (301, 302):
            place = answer["Location"]
            answer = self._browser.get(place)
        self._page, self._place = Page(answer.content.decode()), place
        return "" if answer.status_code in (200, 409) else f"{place} answers {answer.status_code}"

    def _press(self, what: str) -> str:
        for form in self._page.forms:
            # Of two buttons that say the same, the one is meant beside which the fields stand.
            if what in form.buttons and set(self._filled) <= set(form.labels):
                sent = {name: list(values) for name, values in form.values.items()}
                for label, value in self._filled.items():
                    name = form.labels[label]
                    sent[name] = [form.choices.get(name, {}).get(value, value)]
                name, value = form.buttons[what]
                if name:
                    sent[name] = [value]
                self._filled = {}
                place = form.action or self._place
                send = self._browser.post if form.method.lower() == "post" else self._browser.get
                return self._open(send(place, sent), place)
        if what in self._page.links and not self._filled:
            return self._open(self._browser.get(self._page.links[what]), self._page.links[what])
        offered = [name for form in self._page.forms for name in form.buttons] + [*self._page.links]
        labels = [label for form in self._page.forms for label in form.labels]
        return f"there is no such button; there are {offered}, with the fields {labels}"
