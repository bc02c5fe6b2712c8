"""What states, sources, steps and answers are called on a page."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

Words = dict[str, Callable[[], str]]

STATES: Words = {
    "open": lambda: _("open"), "done": lambda: _("done"), "overdue": lambda: _("overdue"), "broken": lambda: _("broken"),
}  # fmt: skip
SOURCES: Words = {
    "resolution": lambda: _("Resolution"), "promise": lambda: _("Promise"), "answer": lambda: _("Answer from outside"),
    "demand": lambda: _("Demand"), "instruction": lambda: _("Instruction"), "mission": lambda: _("Mission"),
}  # fmt: skip
STEPS: Words = {
    "reported done": lambda: _("Reported as done"), "reported not done": lambda: _("Reported as not to be done"),
    "disputed": lambda: _("Somebody it was promised to said that this is not true"),
    "found done": lambda: _("Decided: it was carried out"), "found not done": lambda: _("Decided: it was not carried out"),
    "overdue": lambda: _("Its day passed, and nothing was reported"), "broken": lambda: _("Twice its time passed, and nothing was reported"),
    "taken back": lambda: _("The other side took its answer back"),
}  # fmt: skip
ANSWERS: Words = {
    "": lambda: _("waited for"), "granted": lambda: _("granted"), "partly": lambda: _("granted in part"), "refused": lambda: _("refused"),
    "no answer": lambda: _("no answer"),
}  # fmt: skip
INSTRUCTED: Words = {
    "bound": lambda: _("bound: they vote as the electors said, and ask them first"),
    "guided": lambda: _("guided: they vote in the light of what the electors said, and answer for it"),
    "free": lambda: _("free: they vote by their own judgement, and answer for it"),
}  # fmt: skip


def said(words: Words, key: str) -> str:
    return words[key]() if key in words else key
