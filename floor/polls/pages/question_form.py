"""The form by which a question is put: what every question needs first, the rest folded away."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from floor.house import law_in_words
from floor.house.pages.forms import Numbers, moment
from floor.house.pages.forms import number as whole_number
from floor.law.language import Law
from floor.polls.acts.questions import PutQuestion
from floor.polls.asking.deciding import FOR_OPTIONS, YES_OR_NO

from .texts import as_written, name_of, prose

#: The fields that every question needs; the others are folded away.
EVERYDAY = ("title", "text", "falls_under", "ballot")


class PutForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("The question, in a line"), min_length=3, max_length=300)
    text = prose(
        gettext_lazy("Its full text"),
        50_000,
        required=False,
        help_text=gettext_lazy("Exactly what is decided. It can't be changed later."),
    )
    falls_under = forms.ChoiceField(label=gettext_lazy("Who is asked, and by which rule"))
    parts = prose(
        gettext_lazy("Parts or options, one to a line"), 15_000, rows=4, required=False,
        help_text=gettext_lazy("Empty for a single question."),
    )  # fmt: skip
    method = forms.ChoiceField(label=gettext_lazy("If it has several lines"))
    ballot = forms.ChoiceField(label=gettext_lazy("How votes are cast"), required=False)
    about_member = whole_number(
        gettext_lazy("If it is about a person: their number"), required=False, help_text=gettext_lazy("Then it is secret, and about them alone."),
    )  # fmt: skip
    opens = moment(gettext_lazy("Opens"), required=False)
    closes = moment(gettext_lazy("Closes"), required=False)
    tellers = Numbers(
        label=gettext_lazy("Tellers"), required=False, help_text=gettext_lazy("Their numbers on the register.")
    )
    reconsiders = whole_number(
        gettext_lazy("If it brings back what was decided: the number of that poll"), required=False
    )  # fmt: skip
    beside = whole_number(gettext_lazy("If others are asked the same: the number of that poll"), required=False)

    def __init__(self, *args: Any, law: Law, level: str, line: str, **options: Any) -> None:
        super().__init__(*args, **options)
        here = {name for name, body in law.body.items() if (body.at, body.line) == (level, line)}
        votes = [
            (f"vote {name}", f"{name}: {of(rule.of)}")
            for name, rule in law.vote.items()
            if rule.of in here or rule.of == "every member"
        ]
        # The bodies in which everyone sits come first: what is asked of all is what is asked most.
        bodies = [(f"body {name}", of(name)) for name in sorted(here, key=lambda name: (not law.body[name].sits, name))]
        self.fields["falls_under"].choices = [*bodies, *votes]
        self.fields["method"].choices = [
            (YES_OR_NO, _("they are parts, for or against all of it, unless somebody demands that they be divided")),
            *(
                (name, _("they are options, one is chosen: %(how)s") % {"how": law_in_words.METHODS[name]()})
                for name in FOR_OPTIONS
            ),
        ]
        self.fields["ballot"].choices = [
            ("", _("as the statutes have it")),
            *((name, words()) for name, words in law_in_words.BALLOTS.items()),
        ]

    def everyday(self) -> list[forms.BoundField]:
        """What every question needs."""
        return [self[name] for name in EVERYDAY]

    def further(self) -> list[forms.BoundField]:
        """What few questions need."""
        return [one for one in self if one.name not in EVERYDAY]

    def further_open(self) -> bool:
        """Whether something of it is filled in or amiss, so that it must be seen."""
        return any(one.errors or (one.value() and one.name not in ("method",)) for one in self.further())

    def act(self, unit: int) -> tuple[PutQuestion, tuple[str, ...]]:
        data = self.cleaned_data
        kind, _space, name = data["falls_under"].partition(" ")
        text = as_written(data["text"])
        parts = [line.strip() for line in data["parts"].splitlines() if line.strip()]
        given = {
            key: data[key]
            for key in ("opens", "closes", "about_member", "reconsiders", "beside", "tellers", "ballot")
            if data[key]
        }
        chosen = {"vote": name} if kind == "vote" else {"electors": name}
        act = PutQuestion(
            unit=unit, title=data["title"], text=name_of(text) if text else "", parts=parts, method=data["method"] if parts else YES_OR_NO, **chosen, **given
        )  # fmt: skip
        return act, (text,) if text else ()


def of(name: str) -> str:
    return _("every member") if name == "every member" else name
