"""The forms about meetings: what is asked, in words a member would use. What is allowed is for the acts to say."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from floor.house.pages.forms import Numbers, moment, number
from floor.house.pages.texts import as_written, prose
from floor.meetings.items_wanted import MOST_ITEMS, ItemWanted
from floor.meetings.petitioning.signing import LONGEST

SHORTEST_LINE, LONGEST_LINE = 3, 300


class Lines(forms.CharField):
    """Items of an agenda, one on each line."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.Textarea(attrs={"rows": 6, "class": "prose"}))
        super().__init__(max_length=40_000, **options)

    def clean(self, value: Any) -> list[str]:
        lines = [" ".join(line.split()) for line in as_written(super().clean(value) or "").split("\n") if line.strip()]
        if wrong := next((line for line in lines if not SHORTEST_LINE <= len(line) <= LONGEST_LINE), None):
            raise forms.ValidationError(
                _("An item is a line of %(least)s to %(most)s characters; “%(line)s” is not.")
                % {"least": SHORTEST_LINE, "most": LONGEST_LINE, "line": wrong[:60]}
            )
        if len(lines) > MOST_ITEMS:
            raise forms.ValidationError(_("An agenda has %(most)s items at most.") % {"most": MOST_ITEMS})
        return lines


def reason(label: Any) -> forms.CharField:
    """Why something about a meeting is changed: it stands beside the meeting, for everyone."""
    widget = forms.Textarea(attrs={"rows": 3, "class": "prose"})
    hint = gettext_lazy("At least ten characters. Everyone can read it beside the meeting.")
    return forms.CharField(label=label, min_length=10, max_length=500, widget=widget, help_text=hint)


def place(label: Any) -> forms.CharField:
    return forms.CharField(label=label, min_length=2, max_length=200)


def as_typed(at: datetime) -> str:
    """A moment as a field for days and hours takes it."""
    return localtime(at).strftime("%Y-%m-%dT%H:%M")


class CallForm(forms.Form):
    title = forms.CharField(
        label=gettext_lazy("Its title"), max_length=200, required=False, help_text=gettext_lazy("May stay empty: then it is called by the body that meets."),
    )  # fmt: skip
    starts = moment(gettext_lazy("It starts"))
    ends_by = moment(gettext_lazy("It ends at the latest"), required=False)
    place = place(gettext_lazy("Where"))
    online = forms.BooleanField(label=gettext_lazy("People can also take part on their phones."), required=False)
    access = forms.ChoiceField(
        label=gettext_lazy("Who can come"),
        choices=[("members", gettext_lazy("those who sit in it, and whom the meeting lets in")), ("open", gettext_lazy("everyone; guests listen"))],
        help_text=gettext_lazy("The meeting itself can decide otherwise."),
    )  # fmt: skip
    reports = Lines(label=gettext_lazy("Reports to be heard, one on each line"), required=False)
    items = Lines(label=gettext_lazy("What is to be dealt with, an item on each line"), required=False)
    elections = Lines(label=gettext_lazy("Elections, one on each line"), required=False)
    items_until = moment(
        gettext_lazy("Members propose items until"), required=False, help_text=gettext_lazy("Left empty, for two thirds of the time until the meeting."),
    )  # fmt: skip
    with_units = Numbers(
        label=gettext_lazy("Other units that sit together with this one, by number"), required=False,
        help_text=gettext_lazy("Each counts for itself, with a quorum of its own."),
    )  # fmt: skip

    def __init__(self, *args: Any, earliest: datetime, notice: str, mass: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["starts"].help_text = notice
        self.fields["starts"].widget.attrs["min"] = as_typed(earliest)
        for name in ("reports", "elections"):
            self.fields[name].widget.attrs["rows"] = 2
        if mass:
            # A mass meeting decides nothing and is open to everyone.
            for name in ("access", "elections", "with_units"):
                del self.fields[name]

    def items_wanted(self) -> list[ItemWanted]:
        """Reports first, so that people know what they decide on."""
        kinds = (("reports", "report"), ("items", "debate"), ("elections", "election"))
        return [
            ItemWanted.model_validate({"title": line, "kind": kind})
            for field, kind in kinds
            for line in self.cleaned_data.get(field, [])
        ]


class ItemForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("The item, in a line"), min_length=SHORTEST_LINE, max_length=LONGEST_LINE)  # fmt: skip
    text = prose(gettext_lazy("In more words"), LONGEST, rows=6, required=False)
    kind = forms.ChoiceField(
        label=gettext_lazy("What kind of item"),
        choices=[
            ("debate", gettext_lazy("to be debated and decided")), ("report", gettext_lazy("a report to be heard")), ("election", gettext_lazy("an election")),
            ("questions", gettext_lazy("questions to somebody")),
        ],
    )  # fmt: skip
    person = number(
        gettext_lazy("If it is about one person: their number on the register"), required=False, help_text=gettext_lazy("Persons are dealt with one by one."),
    )  # fmt: skip

    def item(self, text: str) -> ItemWanted:
        data = self.cleaned_data
        about = {"about": "a person", "persons": [data["person"]]} if data["person"] else {}
        return ItemWanted.model_validate({"title": data["title"], "text": text, "kind": data["kind"]} | about)


class MoveForm(forms.Form):
    starts = moment(gettext_lazy("It starts"))
    why = reason(gettext_lazy("Why"))


class PlaceForm(forms.Form):
    place = place(gettext_lazy("The new place"))
    why = reason(gettext_lazy("Why"))


class ReasonForm(forms.Form):
    why = reason(gettext_lazy("Why"))


class HindranceForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("What happened"),
        choices=[
            ("room refused", gettext_lazy("A room was refused")), ("order from outside", gettext_lazy("An order came from outside")),
            ("called off", gettext_lazy("Somebody said it was called off")), ("tumult", gettext_lazy("It was disturbed")),
        ],
    )  # fmt: skip
    who = forms.CharField(
        label=gettext_lazy("Who did it, in virtue of what"), min_length=3, max_length=120,
        help_text=gettext_lazy("An office or a body: the works management. Never a private person's name."),
    )  # fmt: skip
    why = reason(gettext_lazy("What was said and done"))

    def __init__(self, *args: Any, only_room: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if only_room:
            self.fields["kind"] = forms.CharField(widget=forms.HiddenInput, initial="room refused")


class ObjectionForm(forms.Form):
    ground = forms.ChoiceField(
        label=gettext_lazy("Why it is out of order"),
        choices=[("what was said in a meeting", gettext_lazy("It is about what somebody said in a meeting")), ("several persons at once", gettext_lazy("It is about several persons at once"))],
    )  # fmt: skip


class PetitionForMeetingForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("What the meeting is to be about, in a line"), min_length=SHORTEST_LINE, max_length=LONGEST_LINE)  # fmt: skip
    starts = moment(gettext_lazy("When it is to start"))
    place = place(gettext_lazy("Where"))
    items = Lines(label=gettext_lazy("Its agenda, an item on each line"))
    text = prose(gettext_lazy("Why"), LONGEST, rows=5, required=False)

    def __init__(self, *args: Any, earliest: datetime, notice: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["starts"].help_text = notice
        self.fields["starts"].widget.attrs["min"] = as_typed(earliest)


class PetitionWithTextForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("What you ask, in a line"), min_length=SHORTEST_LINE, max_length=LONGEST_LINE)  # fmt: skip
    text = prose(gettext_lazy("In words"), LONGEST)


class AnswerPetitionForm(forms.Form):
    text = prose(gettext_lazy("The answer"), LONGEST)
