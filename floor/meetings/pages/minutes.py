"""Minutes: read, with what was corrected; as plain text and on paper; corrected and approved by those who can (R12)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from floor.house.pages.by_form import act_page
from floor.house.pages.finding import for_members, founded
from floor.house.pages.forms import number as whole_number
from floor.house.pages.texts import as_written, name_of, prose
from floor.house.typesetting import CannotPrint
from floor.meetings.acts.minuting import ApproveMinutes, ReviseMinutes, minutes_due, text_now, who_corrects
from floor.meetings.authority import RUNNING
from floor.meetings.counted_hands import Hands
from floor.meetings.models import Item, Meeting, Minutes
from floor.meetings.printing.minutes import PrintedMinutes, print_minutes
from floor.meetings.showing.clusters import shared_texts
from floor.meetings.showing.minutes_as_read import blocks_of
from floor.meetings.showing.redline import redline
from floor.promises.pages.finding import may
from floor.promises.showing.texts import texts_of

from .finding import head_of, meeting_or_404

LONG, KEPT_FOR = 400_000, 600
#: Revisions that a page shows with their changes.
MOST_REVISIONS = 20


class RevisionForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("What was wrong"), min_length=10, max_length=300, help_text=gettext_lazy("It stands beside the correction."))  # fmt: skip
    text = prose(gettext_lazy("The whole text, corrected"), LONG, rows=24, help_text=gettext_lazy("The first text stays, and everyone sees what was changed."))  # fmt: skip


class ApprovalForm(forms.Form):
    votes_for = whole_number(gettext_lazy("For"))
    against = whole_number(gettext_lazy("Against"))
    abstaining = whole_number(gettext_lazy("Abstaining"), initial=0)


@founded
def minutes(request: Any, number: int) -> HttpResponse:
    """The minutes of a meeting as they stand, with what was corrected since they appeared."""
    here = meeting_or_404(number)
    found: Minutes | None = getattr(here, "minutes", None)
    context = head_of(here, _("Minutes")) | {"minutes": found}
    if found is None:
        context["due"] = minutes_due(here) if here.state == "closed" else None
        return render(request, "meetings/minutes_to_come.html", context)
    revisions = list(found.revisions.order_by("pk")[:MOST_REVISIONS])
    texts = texts_of([found.text, *(one.text for one in revisions)])
    versions = [texts.get(found.text, ""), *(texts.get(one.text, "") for one in revisions)]
    context |= {
        "blocks": blocks_of(versions[-1]), "shared": shared_texts(here), "approving": item_for_approval(here) if request.member and not found.approved else None,
        "corrections": [(one, redline(versions[at], versions[at + 1])) for at, one in enumerate(revisions)],
        "corrects": not found.approved and may(request, lambda scene: who_corrects(scene, found)),
    }  # fmt: skip
    return render(request, "meetings/minutes.html", context)


@founded
def plain_text(request: Any, number: int) -> HttpResponse:
    """The same as plain text, whose SHA-256 stands in the book."""
    text, _named = _text_or_404(meeting_or_404(number))
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@founded
def printed(request: Any, number: int) -> HttpResponse:
    """The same as a PDF, with the checkpoint of the book at its foot."""
    here = meeting_or_404(number)
    text, named = _text_or_404(here)
    house = request.house
    key = f"minutes-{number}-{named[:16]}-{house.size}-{get_language()}"
    if (made := cache.get(key)) is None:
        try:
            made = print_minutes(PrintedMinutes(house.title, text, named, f"{house.size} {house.root}"))
        except CannotPrint as why:
            return render(request, "meetings/not_printed.html", head_of(here, _("Minutes")) | {"why": str(why)}, status=503)  # fmt: skip
        cache.set(key, made, KEPT_FOR)
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="minutes-{number}.pdf"'
    return response


@for_members
def revise(request: Any, number: int) -> HttpResponse:
    """Put a corrected text beside the minutes."""
    here = meeting_or_404(number)
    text, _named = _text_or_404(here)
    context = head_of(here, _("Correct")) | {
        "title": _("Correct the minutes"), "button": _("Put the correction beside them"), "back": reverse("minutes", args=[number]),
        "lede": _("By who was secretary of the meeting or is secretary of the body, until the next meeting has approved them."),
    }  # fmt: skip

    def make(data: dict[str, Any]) -> tuple[ReviseMinutes, tuple[str, ...]]:
        said = as_written(data["text"]) + "\n"
        return ReviseMinutes(meeting=number, text=name_of(said), reason=data["reason"]), (said,)

    return act_page(request, RevisionForm(request.POST or None, initial={"text": text}), "meetings/form.html", context, make)  # fmt: skip


@for_members
def approve(request: Any, number: int) -> HttpResponse:
    """Enter the hands by which the next meeting approved them."""
    here = meeting_or_404(number)
    _text, named = _text_or_404(here)
    item = item_for_approval(here)
    if item is None:
        raise Http404
    context = head_of(here, _("Approve")) | {
        "title": _("Approve the minutes"), "button": _("Enter the hands"), "back": reverse("minutes", args=[number]),
        "lede": _("Hands of the meeting that has taken up the item for them, entered by its chair or a teller."),
    }  # fmt: skip

    def make(data: dict[str, Any]) -> ApproveMinutes:
        return ApproveMinutes(meeting=number, item=item.pk, text=named, hands=Hands(**data))

    return act_page(request, ApprovalForm(request.POST or None), "meetings/form.html", context, make)


def item_for_approval(here: Meeting) -> Item | None:
    """The item for minutes that a later meeting of the same body has taken up just now."""
    later = Item.objects.filter(kind="minutes", state="taken up", meeting__unit=here.unit_id, meeting__body=here.body)
    return later.filter(meeting__state__in=RUNNING).exclude(meeting=here.pk).order_by("pk").first()


def _text_or_404(here: Meeting) -> tuple[str, str]:
    found: Minutes | None = getattr(here, "minutes", None)
    if found is None:
        raise Http404
    named = text_now(found)
    return texts_of([named]).get(named, ""), named
