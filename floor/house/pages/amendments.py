"""Changing the statutes: proposed with the checker's findings beside the lines, public for the notice, decided by count."""

from __future__ import annotations

import hashlib
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from floor.book.act import Refusal
from floor.book.models import Attachment
from floor.house.acts.statutes import DecideAmendment, ProposeAmendment
from floor.house.chains import electorate
from floor.house.models import Amendment
from floor.house.tunnelling.asked import differences_to
from floor.law.checker import check
from floor.law.faults import Unreadable
from floor.law.reading import read

from .by_form import act_page
from .finding import for_members, founded
from .forms import DecisionForm, ProposalForm
from .statutes import compared


@for_members
def propose(request: Any) -> HttpResponse:
    """Propose new statutes. What the checker finds is shown line by line before anything is sent."""
    house = request.house
    form = ProposalForm(request.POST or None, request.FILES or None, initial={"text": house.statutes.text})
    context: dict[str, Any] = {
        "title": _("Propose a change of the statutes"), "button": _("Propose this text"), "back": reverse("statutes"),
        "lede": _("Change the text below, or send a file. A text that breaks a guarantee is stopped here, before any vote."),
    }  # fmt: skip
    checking = request.method == "POST" and "check" in request.POST
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        context |= findings_in(text) | {"diff": compared(house.statutes.text, text) if checking else []}
        if context["faults"]:
            checking = True  # what cannot be read cannot be put to the act
        elif checking:
            context |= {"before_the_vote": True, "tunnel": differences_to(house, read(text))}

    def make(data: dict[str, Any]) -> tuple[ProposeAmendment, tuple[str, ...]]:
        text = data["text"]
        if broken := next((finding for finding in context["findings"] if finding.severity == "broken"), None):
            raise Refusal(_("line %(line)s") % {"line": broken.line}, broken.message, broken.guarantee)
        return ProposeAmendment(statutes=hashlib.sha256(text.encode()).hexdigest()), (text,)

    return act_page(request, form, "house/propose.html", context, make, checking=checking)


def findings_in(text: str) -> dict[str, Any]:
    """What keeps a text from being statutes, and what the checker finds in it."""
    try:
        statutes = read(text)
    except Unreadable as unreadable:
        return {"faults": unreadable.faults, "findings": (), "checked": True}
    return {"faults": (), "findings": check(statutes), "checked": True}


def _amendment(number: int) -> tuple[Amendment, str]:
    here = Amendment.objects.select_related("result").filter(pk=number).first()
    text = Attachment.objects.filter(pk=here.sha256).values_list("content", flat=True).first() if here else None
    if here is None or text is None:
        raise Http404
    return here, text


@founded
def amendment(request: Any, number: int) -> HttpResponse:
    """One proposal: what it would change, when it can be decided, how it was."""
    here, text = _amendment(number)
    context = {
        "title": _("A proposed change"),
        "here": here,
        "diff": compared(request.house.statutes.text, text),
        "form": None,
        "before_the_vote": here.result is None,
    }
    if here.result is None:
        context["tunnel"] = differences_to(request.house, read(text))
    return act_page(request, None, "house/amendment.html", context, _nothing)


def _nothing(_data: dict[str, Any]) -> Any:
    raise Http404


@for_members
def decide(request: Any, number: int) -> HttpResponse:
    """Declare how the electorate decided, as it was counted."""
    here, _text = _amendment(number)
    house = request.house
    root = house.organisation.root
    entitled = electorate(root, house.law.amendment.by, house.law, house.at)
    context = {
        "title": _("Declare the decision on the proposed change"), "button": _("Declare the result"), "entitled": entitled, "here": here,
        "unit": {"name": house.title}, "electors": house.law.amendment.by, "back": reverse("amendment", args=[number]),
    }  # fmt: skip
    form = DecisionForm(request.POST or None)
    return act_page(
        request,
        form,
        "house/counted.html",
        context,
        lambda data: DecideAmendment(amendment=number, unit=root.pk, entitled=entitled, **data),
    )
