"""The forms about promises: what is asked, in words a member would use. What is allowed is for the acts to say."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from floor.house.counted_question import QuestionCount
from floor.house.counting import Votes
from floor.house.pages.forms import Numbers, QuestionForm, day, end_of, moment, number
from floor.house.pages.texts import prose
from floor.law.language import Law
from floor.promises.acts.demanding import MOST_ITEMS, Demanded
from floor.promises.acts.sending import PapersCounted

MOST_PEOPLE = 12
LONG = 20_000


class SayForm(forms.Form):
    """A text that everyone can read."""

    text = prose(gettext_lazy("In words"), LONG, help_text=gettext_lazy("Everyone can read it."))


class UndertakeForm(forms.Form):
    what = forms.CharField(label=gettext_lazy("What is to be done, in a line"), min_length=3, max_length=300)
    who = forms.ChoiceField(label=gettext_lazy("Who must act"))
    outside = forms.CharField(
        label=gettext_lazy("If it is somebody outside: who"), max_length=80, required=False, help_text=gettext_lazy("The management, the city, another works."),
    )  # fmt: skip
    promised_to = forms.ChoiceField(label=gettext_lazy("To whom it was promised"), required=False)
    due = day(gettext_lazy("By which day"))
    every = forms.ChoiceField(label=gettext_lazy("Does it come again?"), required=False)
    until = day(gettext_lazy("If so: until which day"), required=False)
    text = prose(gettext_lazy("Its words, if they were written down"), LONG, rows=4, required=False)

    def __init__(self, *args: Any, acting: list[str], sitting: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["who"].choices = [*((name, name) for name in acting), ("", _("somebody outside"))]
        self.fields["who"].required = False
        self.fields["promised_to"].choices = [("", _("everyone here")), *((name, name) for name in sitting)]
        self.fields["every"].choices = [
            ("", _("no, once")), ("weekly", _("every week")), ("fortnightly", _("every fortnight")), ("monthly", _("every month")),
            ("quarterly", _("every quarter")), ("half-yearly", _("every half-year")), ("yearly", _("every year")),
        ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if bool(data.get("who")) == bool(data.get("outside")):
            raise forms.ValidationError(_("Choose the body that must act, or name somebody outside."))
        return data

    def given(self) -> dict[str, Any]:
        data = self.cleaned_data
        until = end_of(data["until"]) if data["until"] else None
        return {
            "what": data["what"], "who": data["who"] or data["outside"], "outside": not data["who"], "promised_to": data["promised_to"],
            "due": end_of(data["due"]), "every": data["every"], "until": until,
        }  # fmt: skip


class CountForm(QuestionForm):
    """The hands that were counted on a question."""

    def count(self, entitled: int) -> QuestionCount:
        names = ("present", "votes_for", "against", "abstaining", "invalid", "tellers", "closed")
        return QuestionCount(entitled=entitled, **{name: self.cleaned_data[name] for name in names})


class DemandsForm(CountForm):
    title = forms.CharField(label=gettext_lazy("What the list is called"), min_length=3, max_length=300)
    body = forms.ChoiceField(label=gettext_lazy("Which body adopted it"))
    addressed_to = forms.CharField(label=gettext_lazy("To whom it is put"), min_length=2, max_length=80)
    demands = prose(
        gettext_lazy("The demands, one to a line"), 100_000, rows=12,
        help_text=gettext_lazy("They are numbered in this order. Where one is for some units only, their numbers stand behind it in brackets: [3, 5]."),
    )  # fmt: skip
    answer_due = day(gettext_lazy("An answer is due by"))
    appended_to = number(gettext_lazy("If it is appended to a common list: its number"), required=False)
    field_order = ["title", "body", "addressed_to", "demands", "answer_due", "appended_to"]

    def __init__(self, *args: Any, bodies: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["body"].choices = [(name, name) for name in bodies]

    def clean_demands(self) -> list[Demanded]:
        lines = [line.strip() for line in self.cleaned_data["demands"].splitlines() if line.strip()]
        if len(lines) > MOST_ITEMS:
            raise forms.ValidationError(_("A list has %(most)s demands at most.") % {"most": MOST_ITEMS})
        if wrong := next((line for line in lines if not 3 <= len(_what(line)) <= 500), None):
            raise forms.ValidationError(_("A demand has 3 to 500 characters: “%(line)s”") % {"line": wrong[:60]})
        return [Demanded(what=_what(line), for_units=_units(line)) for line in lines]


_NUMBERED = re.compile(r"^\d{1,3}[.)]\s+")
_FOR_UNITS = re.compile(r"\s*\[([\d,\s]{1,400})\]$")


def _what(line: str) -> str:
    return _NUMBERED.sub("", _FOR_UNITS.sub("", line)).strip()


def _units(line: str) -> list[int]:
    found = _FOR_UNITS.search(line)
    return [int(word) for word in found[1].replace(",", " ").split() if len(word) < 16] if found else []


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(label=gettext_lazy("What was answered"))
    text = prose(gettext_lazy("In the words of the answer"), LONG, rows=5)
    due = day(
        gettext_lazy("If it was granted, in whole or in part: by which day it is done"), required=False, help_text=gettext_lazy("It is a promise of the other side from then on."),
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["answer"].choices = [
            ("granted", _("granted")), ("partly", _("granted in part")), ("refused", _("refused")),
        ]  # fmt: skip


class MissionForm(forms.Form):
    """The tellers' sheet of people who were elected for one task."""

    body = forms.ChoiceField(label=gettext_lazy("Which body sent them"))
    what = forms.CharField(label=gettext_lazy("Their task, in a line"), min_length=3, max_length=300)
    report_due = day(gettext_lazy("They report by"))
    present = number(gettext_lazy("Present"))
    cast = number(gettext_lazy("Papers cast"))
    invalid = number(gettext_lazy("Of these invalid"), initial=0)
    tellers = Numbers(
        label=gettext_lazy("Tellers"), help_text=gettext_lazy("Their numbers on the register, at least two; none of them a candidate."),
    )  # fmt: skip
    lot = forms.CharField(
        label=gettext_lazy("If the last place was tied: how the lot was drawn"), max_length=200, required=False
    )
    closed = moment(gettext_lazy("Counted on"))

    def __init__(self, *args: Any, bodies: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["body"].choices = [(name, name) for name in bodies]
        for at in range(MOST_PEOPLE):
            self.fields[f"candidate_{at}"] = number(_("Candidate %(n)s") % {"n": at + 1}, required=False)
            self.fields[f"votes_{at}"] = number(_("Votes for %(n)s") % {"n": at + 1}, required=False)
            self.fields[f"elected_{at}"] = forms.BooleanField(label=_("elected"), required=False)

    def candidate_rows(self) -> list[tuple[Any, Any, Any]]:
        return [(self[f"candidate_{at}"], self[f"votes_{at}"], self[f"elected_{at}"]) for at in range(MOST_PEOPLE)]

    def count(self, entitled: int) -> PapersCounted:
        data = self.cleaned_data
        rows = [(data.get(f"candidate_{at}"), data.get(f"votes_{at}") or 0, data.get(f"elected_{at}")) for at in range(MOST_PEOPLE)]  # fmt: skip
        standing = sorted(((who, votes, on) for who, votes, on in rows if who), key=lambda row: -row[1])
        return PapersCounted(
            entitled=entitled, present=data["present"], cast=data["cast"], invalid=data["invalid"], tellers=data["tellers"],
            lot=data["lot"] or None, closed=data["closed"], votes=[Votes(candidate=who, votes=votes) for who, votes, _on in standing],
            elected=[who for who, _votes, on in standing if on],
        )  # fmt: skip


class StatementForm(forms.Form):
    addressed_to = forms.CharField(label=gettext_lazy("To whom"), min_length=2, max_length=80)
    text = prose(
        gettext_lazy("What the delegation says"), 4000, help_text=gettext_lazy("It speaks as a whole: name none of you, so that nobody can be singled out."),
    )  # fmt: skip


class AskForm(forms.Form):
    about = forms.CharField(
        label=gettext_lazy("What you want to know, in a line"), max_length=300, required=False, help_text=gettext_lazy("May stay empty. Everyone can read it; who asked is kept nowhere."),
    )  # fmt: skip


class DisputeForm(forms.Form):
    text = prose(
        gettext_lazy("What is not true in the report"), 4000, help_text=gettext_lazy("Everyone can read it; who wrote it is kept nowhere."),
    )  # fmt: skip


def bodies_at(law: Law, level: str, line: str) -> list[str]:
    """The bodies that sit at a level, by name."""
    return [name for name, body in law.body.items() if (body.at, body.line) == (level, line)]
