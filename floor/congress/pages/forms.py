"""The forms of the congress: what is asked, in words a member would use. What is allowed is for the acts to say."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from floor.congress.returns.carrying import CARRIED_BY
from floor.house.models import Unit
from floor.house.pages.forms import moment, number
from floor.house.pages.texts import prose
from floor.law.language import Law

#: Between the level and the body that is asked there: no name in the statutes holds it.
_THERE = " ‣ "


class SendDownForm(forms.Form):
    body = forms.ChoiceField(label=gettext_lazy("Which body asks"))
    title = forms.CharField(label=gettext_lazy("The question, in a line"), min_length=3, max_length=300)
    text = prose(gettext_lazy("Its full text"), 20_000, required=False, help_text=gettext_lazy("Everyone can read it."))
    asked = forms.ChoiceField(label=gettext_lazy("Who decides below"))
    carried_by = forms.ChoiceField(label=gettext_lazy("What is weighed in the end"))
    opens = moment(gettext_lazy("From when they decide"))
    closes = moment(gettext_lazy("Until when they decide"))
    decided = number(
        gettext_lazy("Number of the poll in which the body decided to ask"), required=False,
        help_text=gettext_lazy("Not needed where an officer of the body sends it."),
    )  # fmt: skip

    def __init__(self, *args: Any, law: Law, unit: Unit, **options: Any) -> None:
        super().__init__(*args, **options)
        below = law.levels[: law.levels.index(unit.level)]
        lower = [(body.at, name) for name, body in law.body.items() if body.at in below]
        self.fields["body"].choices = [(name, name) for name in bodies_at(law, unit)]
        self.fields["asked"].choices = [
            (level + _THERE + name, _("every %(level)s: the %(body)s") % {"level": level, "body": name}) for level, name in sorted(lower)
        ]  # fmt: skip
        self.fields["carried_by"].choices = [(name, _(weighing.sentence)) for name, weighing in CARRIED_BY.items()]

    def given(self) -> dict[str, Any]:
        data = self.cleaned_data
        level, _there, electors = data["asked"].partition(_THERE)
        return {"level": level, "electors": electors} | {
            name: data[name] for name in ("body", "title", "carried_by", "opens", "closes", "decided")
        }


class CutOffForm(forms.Form):
    body = forms.ChoiceField(label=gettext_lazy("Whose seats are shared out"))
    cut_off = moment(gettext_lazy("By the register of which moment"))

    def __init__(self, *args: Any, law: Law, unit: Unit, **options: Any) -> None:
        super().__init__(*args, **options)
        elected = [(name, part) for name in bodies_at(law, unit) for part in law.elections_of(name)]
        self.fields["body"].choices = [
            (name + _THERE + part, f"{name}, {part}") if part else (name, name) for name, part in elected
        ]

    def body_and_part(self) -> tuple[str, str]:
        """The body whose seats are shared out, and the part of it, if it has parts."""
        body, _there, part = self.cleaned_data["body"].partition(_THERE)
        return body, part


def bodies_at(law: Law, unit: Unit) -> list[str]:
    """The bodies that sit at a unit."""
    return [name for name, body in law.body.items() if (body.at, body.line) == (unit.level, unit.line)]
