"""The forms of the press: what is asked, in words a member would use. What is allowed is for the acts to say."""

from __future__ import annotations

from typing import Any, get_args

from django import forms
from django.utils.translation import gettext_lazy as _

from floor.house.counted_question import QuestionCount
from floor.house.pages.forms import QuestionForm, day, number
from floor.house.pages.texts import prose
from floor.press.acts.editing import Reason
from floor.press.acts.platforms import PLATFORM_SPACE
from floor.press.acts.writing import SPACE

REASONS = {
    "names a private person": _("It names a private person"),
    "threat or abuse": _("It threatens or abuses somebody"),
    "advertisement": _("It is an advertisement"),
    "printed already": _("It was printed already"),
}
assert set(REASONS) == set(get_args(Reason))


def title(label: Any = None) -> forms.CharField:
    return forms.CharField(label=label or _("Title"), min_length=3, max_length=120)


def body(label: Any, bodies: list[str], required: bool = False) -> forms.ChoiceField:
    nobody = [] if required else [("", _("none in particular"))]
    return forms.ChoiceField(label=label, required=required, choices=[*nobody, *((name, name) for name in bodies)])


class LetterForm(forms.Form):
    title = title()
    text = prose(_("Your letter"), SPACE, rows=12, help_text=_("2,000 characters at most, for everyone alike. Leave out the names of people who hold no office."))  # fmt: skip
    signed = forms.ChoiceField(
        label=_("Signed"), widget=forms.RadioSelect, initial="no",
        choices=[
            ("no", _("Not signed: it goes through the box. Nothing leads to you, and it is on the board in a day or two.")),
            ("unit", _("As “a member of” your unit. The book knows your number.")),
            ("name", _("With your name, for members who are signed in; anyone else reads your unit.")),
        ],
    )  # fmt: skip

    def __init__(self, *args: Any, bodies: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["about_body"] = body(_("It speaks of this body, which can then reply"), bodies)


class TextForm(forms.Form):
    def __init__(self, *args: Any, label: Any, most: int, hint: Any = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["text"] = prose(label, most, help_text=hint)


class CorrectionForm(TextForm):
    reason = forms.CharField(label=_("What was wrong"), min_length=5, max_length=300)


class RefuseForm(forms.Form):
    reason = forms.ChoiceField(label=_("Why it is refused"), choices=list(REASONS.items()), widget=forms.RadioSelect)


class OverruleForm(QuestionForm):
    """The meeting's count on a letter that was refused."""

    def count(self, entitled: int) -> QuestionCount:
        names = ("present", "votes_for", "against", "abstaining", "invalid", "tellers", "closed")
        return QuestionCount(entitled=entitled, **{name: self.cleaned_data[name] for name in names})


class NoticeForm(forms.Form):
    title = title()
    text = prose(_("The notice"), SPACE)
    until = day(_("It hangs there until"))
    result = number(_("If the text was adopted by a count: the number of the result"), required=False)

    def __init__(self, *args: Any, bodies: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["body"] = body(_("The body that posts it"), bodies, required=True)
        self.order_fields(["body", "title", "text", "until", "result"])


class WhyForm(forms.Form):
    why = forms.CharField(label=_("Why"), min_length=5, max_length=300)


class PlatformForm(forms.Form):
    title = title(_("Name of the platform"))
    statement = prose(_("What it wants"), PLATFORM_SPACE, rows=12, help_text=_("2,000 characters at most: the space of every platform."))  # fmt: skip


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code of the platform"), max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"})
    )  # fmt: skip


class MailingForm(CodeForm):
    title = title()
    text = prose(_("The mailing"), PLATFORM_SPACE, rows=12)
    field_order = ["title", "text", "code"]
