"""The forms for acts: what is asked, in words a member would use. What is allowed is for the acts to say."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from floor.house.acts.members import Person
from floor.law.language import Law

Area = forms.Textarea


def number(label: Any, **options: Any) -> forms.IntegerField:
    """A whole number that is never below nothing."""
    widget = forms.NumberInput(attrs={"inputmode": "numeric", "min": 0})
    return forms.IntegerField(label=label, min_value=0, max_value=2**53, widget=widget, **options)


def day(label: Any, **options: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


def moment(label: Any, **options: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(
        label=label, widget=widget, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"], **options
    )


class Numbers(forms.CharField):
    """Numbers on the register, one after the other: "12, 15 and 3"."""

    def clean(self, value: Any) -> list[int]:
        text = super().clean(value)
        words = text.replace(",", " ").replace(";", " ").split()
        if not all(word.isascii() and word.isdigit() and len(word) < 16 for word in words):
            raise forms.ValidationError(_("Write numbers on the register, with commas between them."))
        return [int(word) for word in words]


class PersonForm(forms.Form):
    """What the register knows of a person; categories are those of the statutes."""

    name = forms.CharField(label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    contact = forms.CharField(
        label=_("E-mail or another way to reach them"), max_length=200, required=False,
        help_text=_("May stay empty: a printed card is enough to take part."),
    )  # fmt: skip

    def __init__(self, *args: Any, law: Law, **options: Any) -> None:
        super().__init__(*args, **options)
        self._categories = {}
        for at, (name, values) in enumerate(law.membership.categories.items()):
            key = f"category_{at}"
            self._categories[key] = name
            self.fields[key] = forms.ChoiceField(
                label=name[:1].upper() + name[1:], required=False, choices=[("", _("not said")), *((one, one) for one in values)],
                help_text=_("For reports only; no right hangs on it."),
            )  # fmt: skip

    def person(self) -> Person:
        data = self.cleaned_data
        categories = {name: data[key] for key, name in self._categories.items() if data[key]}
        return Person(name=data["name"], contact=data["contact"], categories=categories)

    @staticmethod
    def initial_of(member: Any, law: Law) -> dict[str, str]:
        known = {f"category_{at}": member.categories.get(name, "") for at, name in enumerate(law.membership.categories)}
        return {"name": member.name, "contact": member.contact} | known


class JoinForm(PersonForm):
    confirmed = forms.BooleanField(
        label=_("The person signed for joining themselves."), required=False,
        help_text=_("Enrolling others is refused (R18)."),
    )  # fmt: skip
    number = forms.IntegerField(widget=forms.HiddenInput)


class ConsentForm(forms.Form):
    consent = forms.BooleanField(label=_("The member wants this themselves."), required=False)


class DuesForm(forms.Form):
    until = day(_("Dues are paid until"))


class TitleForm(forms.Form):
    title = forms.CharField(label=_("Name"), max_length=120)


class OpenUnitForm(TitleForm):
    level = forms.ChoiceField(label=_("Level"))
    line = forms.ChoiceField(label=_("Line"), choices=[("union", _("union")), ("territory", _("territory"))])
    place = number(_("Number of the unit on the territory line it lies in"), required=False)

    def __init__(self, *args: Any, law: Law, parent_level: str, **options: Any) -> None:
        super().__init__(*args, **options)
        below = law.levels[: law.levels.index(parent_level)] if parent_level in law.levels else law.levels
        self.fields["level"].choices = [(level, level) for level in reversed(below)]
        if not law.units.territory:
            del self.fields["line"], self.fields["place"]


class QuestionForm(forms.Form):
    """The count of a question, as tellers write it down."""

    present = number(_("Present"))
    votes_for = number(_("For"))
    against = number(_("Against"))
    abstaining = number(_("Abstaining"), initial=0)
    invalid = number(_("Invalid"), initial=0)
    tellers = Numbers(label=_("Tellers"), help_text=_("Their numbers on the register, at least two."))
    closed = moment(_("Counted on"))


class InstructForm(QuestionForm):
    question = forms.CharField(label=_("The question"), min_length=3, max_length=300)
    kind = forms.ChoiceField(
        label=_("The delegate is"),
        choices=[("bound", _("bound: votes as the electors said")), ("guided", _("guided: hears them and answers for it")), ("free", _("free"))],
    )  # fmt: skip
    text = forms.CharField(
        label=_("What the electors said"),
        max_length=4000,
        required=False,
        widget=Area(attrs={"rows": 4, "class": "prose"}),
    )
    field_order = ["question", "kind", "text"]


class InventoryForm(forms.Form):
    inventory = forms.CharField(
        label=_("The inventory"), max_length=200_000, widget=Area(attrs={"rows": 14, "class": "prose"}),
        help_text=_("What you hand over: books, keys, money, papers, open matters. Everyone can read it."),
    )  # fmt: skip


class RemarkForm(forms.Form):
    remark = forms.CharField(
        label=_("What is missing or not in order"), max_length=500, required=False, widget=Area(attrs={"rows": 4, "class": "prose"})
    )  # fmt: skip


class ProposalForm(forms.Form):
    file = forms.FileField(label=_("A statutes file"), required=False)
    text = forms.CharField(
        label=_("Or its text"), required=False, max_length=1_000_000, strip=False, widget=Area(attrs={"rows": 26, "spellcheck": "false"})
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if sent := data.get("file"):
            try:
                data["text"] = sent.read(1_000_001).decode("utf-8")
            except UnicodeDecodeError:
                raise forms.ValidationError(_("The file is not text in UTF-8.")) from None
        # Browsers send line ends as CR LF; the text's hash must not depend on the browser.
        data["text"] = (data.get("text") or "").replace("\r\n", "\n")
        if not data["text"].strip():
            raise forms.ValidationError(_("Choose a file, or paste the text."))
        return data


class DecisionForm(QuestionForm):
    in_force_from = moment(_("In force from"))


def end_of(chosen: Any) -> datetime:
    """The end of a day, for what holds until a day."""
    return datetime.combine(chosen, time(23, 59), tzinfo=UTC)
