"""Answering: in words, or with a reason why not; and questions on one matter put together."""

from __future__ import annotations

from typing import Any, get_args

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from floor.book.act import Act, Refusal
from floor.house.pages.by_form import act_page
from floor.house.pages.finding import for_members
from floor.house.pages.forms import Numbers
from floor.house.pages.texts import as_written, name_of, prose
from floor.meetings.acts.answering import AnswerQuestion, GroupQuestions, Reason, RefuseQuestion
from floor.meetings.models import Question
from floor.meetings.showing import words_of_questions as words
from floor.promises.showing.words import said

from .finding import head_of, meeting_or_404
from .questions import question_or_404

LONG = 20_000


class AnswerForm(forms.Form):
    text = prose(gettext_lazy("The answer"), LONG, help_text=gettext_lazy("Everyone can read it, and it is given once. What was answered aloud is told in a few sentences."))  # fmt: skip


class RefuseForm(forms.Form):
    reason = forms.ChoiceField(label=gettext_lazy("Why it is not answered"))
    same_as = forms.IntegerField(
        label=gettext_lazy("If it was answered before: the number of that question in this meeting"),
        min_value=1,
        required=False,
    )
    text = prose(gettext_lazy("The reason in words"), LONG, rows=4, help_text=gettext_lazy("It stands beside the question for good."))  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].choices = [(reason, said(words.REASONS, reason)) for reason in get_args(Reason)]


class GroupForm(forms.Form):
    questions = Numbers(label=gettext_lazy("Which questions"), help_text=gettext_lazy("Their numbers in this meeting: 3, 7 and 12."))  # fmt: skip
    topic = forms.CharField(label=gettext_lazy("Their topic"), max_length=80, required=False, help_text=gettext_lazy("Left empty, they stand alone again."))  # fmt: skip


@for_members
def answer(request: Any, number: int) -> HttpResponse:
    """Answer a question, once."""
    here = question_or_404(number)

    def make(data: dict[str, Any]) -> tuple[Act, tuple[str, ...]]:
        text = as_written(data["text"])
        return AnswerQuestion(question=number, text=name_of(text)), (text,)

    context = _about(here, _("Answer")) | {"title": _("Answer question %(n)s") % {"n": here.number}, "button": _("Publish the answer")}  # fmt: skip
    return act_page(request, AnswerForm(request.POST or None), "meetings/answer_question.html", context, make)


@for_members
def refuse(request: Any, number: int) -> HttpResponse:
    """Say why a question is not answered."""
    here = question_or_404(number)

    def make(data: dict[str, Any]) -> tuple[Act, tuple[str, ...]]:
        text, before = as_written(data["text"]), _by_number(here, data["same_as"])
        return RefuseQuestion(question=number, reason=data["reason"], text=name_of(text), same_as=before), (text,)

    context = _about(here, _("Not answered")) | {"title": _("Refuse question %(n)s") % {"n": here.number}, "button": _("Refuse it with this reason")}  # fmt: skip
    return act_page(request, RefuseForm(request.POST or None), "meetings/answer_question.html", context, make)


@for_members
def group(request: Any, number: int) -> HttpResponse:
    """Put questions on one matter under one topic."""
    here = meeting_or_404(number)

    def make(data: dict[str, Any]) -> Act:
        wanted = list(dict.fromkeys(data["questions"]))
        found = dict(here.questions.filter(number__in=wanted).values_list("number", "pk"))
        if stray := [one for one in wanted if one not in found]:
            raise Refusal(here.article, _("There is no question %(n)s in this meeting.") % {"n": stray[0]})
        return GroupQuestions(meeting=number, questions=[found[one] for one in wanted], topic=data["topic"])

    context = head_of(here, _("Topics")) | {
        "title": _("Put questions together"), "button": _("Put them together"), "back": reverse("questions", args=[number]),
        "lede": _("Each keeps its number and its words; they are shown and answered together."),
    }  # fmt: skip
    return act_page(request, GroupForm(request.POST or None), "meetings/form.html", context, make)


def _about(here: Question, last: str) -> dict[str, Any]:
    return head_of(here.meeting, last) | {"question": here, "back": reverse("question", args=[here.pk])}


def _by_number(here: Question, number: int | None) -> int | None:
    """The question that was answered before, from its number in the same meeting."""
    if number is None:
        return None
    found = Question.objects.filter(meeting=here.meeting, number=number).values_list("pk", flat=True).first()
    if found is None:
        raise Refusal(here.meeting.article, _("There is no question %(n)s in this meeting.") % {"n": number})
    return found
