"""Questions: those of a meeting with their counts, one with its answer, and what is open at a unit. Everyone can read them (R9)."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from floor.book.addresses import number_in, words_in
from floor.house.pages.finding import founded, unit_or_404
from floor.meetings.acts.answering import who_answers
from floor.meetings.asking.tickets import has_ticket
from floor.meetings.authority import OVER, RUNNING, officers_of, sits_in
from floor.meetings.laws import law_of
from floor.meetings.models import Meeting, Question
from floor.meetings.showing.questions import answers_to, by_topic, counts_of, open_questions
from floor.promises.pages.finding import may, scene_of

from .finding import head_of, meeting_or_404, way_to

#: So many questions stand on one page.
PAGE = 100


@founded
def questions(request: Any, number: int) -> HttpResponse:
    """All questions of a meeting, by topic: asked, answered, refused, open; and the ways to ask."""
    here, after = meeting_or_404(number), number_in(request.GET, "after") or 0
    state = words_in(request.GET, "state", 10)
    found = here.questions.filter(number__gt=after).order_by("number")
    if state:
        found = found.filter(state=state)
    rows = list(found[: PAGE + 1])
    more = rows[PAGE - 1].number if len(rows) > PAGE else None
    rows = rows[:PAGE]
    context = head_of(here, _("Questions")) | {
        "counts": counts_of(here), "topics": by_topic(rows), "answers": answers_to(rows), "more": more, "after": after, "state": state,
        "running": here.state in RUNNING, "over": here.state in OVER, "says": _says(request, here), "in_box": request.GET.get("box") == "in",
    }  # fmt: skip
    return render(request, "meetings/questions.html", context)


def _says(request: Any, here: Meeting) -> dict[str, bool]:
    """What whoever is here can do about the questions of this meeting."""
    rule = law_of(here).questions
    box = here.state in RUNNING and (rule is None or rule.anonymous)
    if request.member is None:
        return {"box": box}
    parts = {office: request.member.pk in officers_of(here, office) for office in ("chair", "secretary")}
    sits = here.state not in OVER and sits_in(scene_of(request), here, request.member.pk)
    return {
        "box": box, "ask": sits, "ticket": box and not has_ticket(here.pk, request.member.pk), "chair": parts["chair"], "notes": any(parts.values()),
        "groups": any(parts.values()),
    }  # fmt: skip


@founded
def question(request: Any, number: int) -> HttpResponse:
    """One question with its answer, or the reason why there is none."""
    here = question_or_404(number)
    answering = here.state == "open" and may(request, lambda scene: who_answers(scene, here, "answer this question"))
    context = head_of(here.meeting, _("Question %(n)s") % {"n": here.number}) | {
        "question": here, "answers": answers_to([here]), "answering": answering, "same": here.same_as,
    }  # fmt: skip
    return render(request, "meetings/question.html", context)


@founded
def of_unit(request: Any, number: int) -> HttpResponse:
    """What was asked at a unit and waits for an answer, the longest due first; of everyone, or of one body or office."""
    here, to_whom = unit_or_404(number), words_in(request.GET, "to", 80)
    rows = list(open_questions(here.unit, to_whom)[:PAGE])
    context = {
        "here": here, "rows": rows, "to_whom": to_whom, "waiting": open_questions(here.unit, to_whom).count(),
        "crumbs": [*way_to(here), ("", _("Open questions"))],
    }  # fmt: skip
    return render(request, "meetings/questions_of_unit.html", context)


def question_or_404(number: int) -> Question:
    rows = Question.objects.select_related("meeting__unit", "meeting__minutes", "item", "same_as__meeting")
    found = rows.filter(pk=number).first()
    if found is None:
        raise Http404
    return found
