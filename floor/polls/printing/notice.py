"""The notice of a poll, a poster for the noticeboard: what is asked, who may vote, when and how, and where to contest."""

from __future__ import annotations

from django.utils.translation import gettext as _

from .press import typeset
from .what import Notice, Sheet
from .wording import candidate_rows, list_rows, moment


def print_notice(notice: Notice, sheet: Sheet = "a4") -> bytes:
    """The notice as a PDF; on A3 the same words stand larger, to be read from three steps away."""
    values = {
        "heading": _("Notice of a poll"),
        "question": notice.question,
        "when_heading": _("When"),
        "when": [
            [_("From"), moment(notice.opens)],
            [_("Until"), moment(notice.closes)],
        ],
        "parts": [
            [heading, [words for words in sentences if words]]
            for heading, sentences in (
                (_("Who may vote"), (notice.who,)),
                (_("How to vote"), notice.how),
            )
        ],
        "candidates_heading": _("Who stands"),
        "lists_heading": _("The lists"),
        "candidates": candidate_rows(notice.candidates),
        "lists": list_rows(notice.lists),
        "rules": [
            [heading, [words for words in sentences if words]]
            for heading, sentences in (
                (_("How it is decided"), notice.rules),
                (_("Tellers"), (", ".join(notice.tellers),)),
                (_("Contest"), (notice.contest,)),
                (
                    _("If a lot must be drawn"),
                    (_("It is drawn from this seed: %(seed)s") % {"seed": notice.seed},) if notice.seed else (),
                ),
            )
        ],
        "scale": 141 if sheet == "a3" else 100,
    }
    return typeset("notice", notice.poll, sheet, values)
