"""What somebody fills in who moves something: a motion, an amendment, how the meeting goes on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from floor.house.pages.forms import Numbers, day, end_of, moment
from floor.house.pages.forms import number as whole_number
from floor.house.pages.texts import as_written, name_of, prose
from floor.law.language import Law
from floor.meetings.acts.amending import Amend
from floor.meetings.acts.going_on import MoveProcedure
from floor.meetings.acts.moving import MoveMotion, WaitsFor
from floor.meetings.deciding.procedures import Procedure
from floor.meetings.models import Item, Meeting, Motion

Made = tuple[Any, tuple[str, ...]]
#: What every motion needs; the rest is folded away.
EVERYDAY = ("item", "title", "text", "who", "by_when", "declaration")


class MotionForm(forms.Form):
    item = forms.ChoiceField(label=gettext_lazy("At which item"))
    title = forms.CharField(label=gettext_lazy("The motion, in a line"), min_length=3, max_length=300)
    text = prose(
        gettext_lazy("Its full text"), 50_000, required=False, help_text=gettext_lazy("Exactly what is decided. May stay empty where the line says it all.")
    )  # fmt: skip
    who = forms.ChoiceField(label=gettext_lazy("Who must act, if it is carried"), required=False)
    by_when = day(gettext_lazy("By which day"), required=False)
    declaration = forms.BooleanField(
        label=gettext_lazy("It is a declaration: it says what we think, and asks nobody to act"), required=False
    )  # fmt: skip
    parts = prose(
        gettext_lazy("Parts, one to a line"),
        15_000,
        rows=3,
        required=False,
        help_text=gettext_lazy("Anybody can demand that they be put one by one."),
    )
    about = forms.ChoiceField(
        label=gettext_lazy("It is about"),
        choices=[("a matter", gettext_lazy("a matter")), ("a person", gettext_lazy("one person")), ("what was said in a meeting", gettext_lazy("what somebody said in a meeting"))],
        initial="a matter",
    )  # fmt: skip
    persons = Numbers(label=gettext_lazy("If it is about a person: their number"), required=False)
    vote = forms.ChoiceField(label=gettext_lazy("By which rule of the statutes"), required=False)
    instead_of = whole_number(gettext_lazy("If it is an alternative: to motion number"), required=False)
    waits_for_motion = whole_number(gettext_lazy("If it waits for another motion: its number"), required=False)
    waits_for_poll = whole_number(gettext_lazy("If it waits for a poll: its number"), required=False)
    waits_for_units = Numbers(
        label=gettext_lazy("If it waits until other units have carried the same: their numbers"), required=False
    )
    claim = forms.CharField(
        label=gettext_lazy("What another meeting has decided"), max_length=300, required=False, help_text=gettext_lazy("Without the number of that poll it is shown as unproven."),
    )  # fmt: skip
    cites_poll = whole_number(gettext_lazy("The poll that counted it"), required=False)
    reconsiders = whole_number(gettext_lazy("If it reopens what was decided: the number of that poll"), required=False)

    def __init__(self, *args: Any, meeting: Meeting, law: Law, items: list[Item], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["item"].choices = [(one.pk, f"{one.place}. {one.title}") for one in items]  # type: ignore[attr-defined]
        self.fields["who"].choices = [("", _("nobody: it is a declaration")), *((name, name) for name in law.body)]  # type: ignore[attr-defined]
        votes = [name for name, rule in law.vote.items() if rule.of == meeting.body]
        self.fields["vote"].choices = [("", _("the usual one of this body")), *((name, name) for name in votes)]  # type: ignore[attr-defined]

    def everyday(self) -> list[forms.BoundField]:
        return [self[name] for name in EVERYDAY]

    def further(self) -> list[forms.BoundField]:
        return [one for one in self if one.name not in EVERYDAY]

    def further_open(self) -> bool:
        return any(one.errors or (one.value() and one.name != "about") for one in self.further())

    def act(self) -> Made:
        data = self.cleaned_data
        text = as_written(data["text"])
        waits = [WaitsFor(unit=unit) for unit in data["waits_for_units"]]
        waits += [WaitsFor(motion=data["waits_for_motion"])] if data["waits_for_motion"] else []
        waits += [WaitsFor(poll=data["waits_for_poll"])] if data["waits_for_poll"] else []
        moved = MoveMotion(
            item=int(data["item"]), title=data["title"], text=name_of(text) if text else "", who=data["who"],
            by_when=end_of(data["by_when"]) if data["by_when"] else None, declaration=data["declaration"],
            parts=lines_of(data["parts"]), about=data["about"], persons=data["persons"],
            vote=data["vote"], instead_of=data["instead_of"], waits_for=waits, claim=data["claim"], cites_poll=data["cites_poll"],
            reconsiders=data["reconsiders"],
        )  # fmt: skip
        return moved, (text,) if text else ()


class AmendForm(forms.Form):
    old = prose(
        gettext_lazy("These words of the motion go"), 20_000, rows=3, required=False, strip=False, help_text=gettext_lazy("Copied from the text above. Empty: the new ones are added at the end."),
    )  # fmt: skip
    new = prose(
        gettext_lazy("These come in their place"),
        20_000,
        rows=3,
        required=False,
        strip=False,
        help_text=gettext_lazy("Empty: the old ones are struck."),
    )
    title = forms.CharField(label=gettext_lazy("The amendment, in a line"), min_length=3, max_length=300)

    def act(self, motion: Motion) -> Made:
        data = self.cleaned_data
        old, new = (data[name].replace("\r\n", "\n").strip("\n") for name in ("old", "new"))
        return Amend(motion=motion.pk, title=data["title"], old=old, new=new), ()


class ProcedureForm(forms.Form):
    """What one procedural motion asks for, and nothing else: most of them ask for nothing more than their name."""

    minutes = whole_number(gettext_lazy("For how many minutes"))
    seconds = whole_number(gettext_lazy("How many seconds a speech has"))
    motion = forms.ChoiceField(label=gettext_lazy("About which motion"))
    item = forms.ChoiceField(label=gettext_lazy("Which item comes next"))
    until = moment(gettext_lazy("Until when"))
    body = forms.ChoiceField(label=gettext_lazy("Which body"))
    unit = whole_number(gettext_lazy("If it sits elsewhere: the number of its unit"))
    units = Numbers(label=gettext_lazy("Which shops: the numbers of their units"))
    options = prose(gettext_lazy("If they choose between several: one to a line"), 2_500, rows=3)
    to = prose(gettext_lazy("To whom, one to a line"), 2_000, rows=3)

    def __init__(
        self, *args: Any, known: Procedure, law: Law, items: list[Item], motions: list[Motion], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.known = known
        asked = known.needs | known.may_say | ({"motion"} if known.about_a_motion else set())
        for name in [one for one in self.fields if one not in asked]:
            del self.fields[name]
        for name in known.may_say:
            self.fields[name].required = False
        self._offer("motion", [(one.pk, f"{one.pk}: {one.title}") for one in motions])
        self._offer("item", [(one.place, f"{one.place}. {one.title}") for one in items])
        self._offer("body", [(name, name) for name in law.body])

    def _offer(self, name: str, choices: list[tuple[Any, str]]) -> None:
        if name in self.fields:
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def act(self, meeting: int) -> Made:
        data = self.cleaned_data
        asks = {name: data[name] for name in data if name != "motion" and data[name]}
        asks |= {name: lines_of(asks[name]) for name in ("to", "options") if name in asks}
        about = int(data["motion"]) if data.get("motion") else None
        said = {"meeting": meeting, "procedure": self.known.name, "motion": about, "asks": asks}
        return MoveProcedure.model_validate(said), ()


def lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


class StatementForm(forms.Form):
    text = prose(gettext_lazy("What is to be read wherever this decision appears"), 5_000, rows=8)
