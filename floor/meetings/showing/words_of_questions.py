"""What ways of asking, states of questions and reasons are called on a page."""

from __future__ import annotations

from django.utils.translation import gettext as _

from floor.promises.showing.words import Words

WAYS: Words = {
    "spoken": lambda: _("asked aloud"), "written": lambda: _("in writing"), "anonymous": lambda: _("without a name"), "all": lambda: _("all together"),
}  # fmt: skip
STATES: Words = {"open": lambda: _("open"), "answered": lambda: _("answered"), "refused": lambda: _("not answered, with a reason")}  # fmt: skip
REASONS: Words = {
    "names a private person": lambda: _("it names a private person"), "not this organisation's affair": lambda: _("it is not this organisation's affair"),
    "asked and answered": lambda: _("it was asked and answered before"),
}  # fmt: skip
