"""What electors and holders do with a mandate: instruct, hand over, sign for it."""

from __future__ import annotations

import hashlib
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from floor.book.addresses import number_in
from floor.book.models import Attachment
from floor.house import reading
from floor.house.acts.mandates import HandOver, Instruct, InstructDelegates, ReceiveHandover
from floor.house.chains import electorate
from floor.house.counted_question import QuestionCount
from floor.house.merging import successor_in
from floor.house.models import Handover, Mandate
from floor.house.standing import live

from .by_form import act_page
from .finding import for_members, founded, unit_or_404
from .forms import InstructForm, InventoryForm, RemarkForm


@for_members
def instruct(request: Any, number: int) -> HttpResponse:
    """What the electors decided that their delegate is told."""
    house = request.house
    mandate = Mandate.objects.filter(live(house.at), pk=number).select_related("seat", "result__unit").first()
    if mandate is None:
        raise Http404
    seat, result = mandate.seat, mandate.result
    unit = unit_or_404(result.unit_id)
    entitled = electorate(result.unit, result.electors, house.law, house.at)
    form = InstructForm(request.POST or None)
    context = {
        "title": _("Instruct: %(seat)s") % {"seat": seat.office or seat.body}, "button": _("Record the instruction"), "entitled": entitled,
        "back": reverse("body", args=[seat.unit_id, reading.slug_of(seat.body)]), "unit": unit, "electors": result.electors,
        "lede": _("Recorded as the electors decided it, with the count, by an officer of their unit or one of the tellers."),
    }  # fmt: skip
    return act_page(
        request, form, "house/counted.html", context, lambda data: Instruct(mandate=number, entitled=entitled, **data)
    )


@for_members
def instruct_delegates(request: Any, number: int, slug: str) -> HttpResponse:
    """What the electors decided that all the delegates they sent to a body are told: one count for all of them."""
    house, here = request.house, unit_or_404(number)
    sender = unit_or_404(number_in(request.GET, "from") or number)
    body = reading.body_at(slug, house.law, here.unit)
    sent = Mandate.objects.filter(
        live(house.at), seat__unit=here.unit, seat__body=body, seat__office="", result__unit=sender.unit
    )
    mandates = list(sent.select_related("result__unit").order_by("pk")[:200])
    if not mandates:
        raise Http404
    electors = mandates[0].result.electors
    mandates = [one for one in mandates if one.result.electors == electors]
    entitled = electorate(sender.unit, electors, house.law, house.at)
    form = InstructForm(request.POST or None)
    context = {
        "title": _("Instruct all delegates: %(body)s") % {"body": body}, "button": _("Record the instruction"), "entitled": entitled,
        "back": reverse("body", args=[number, slug]), "unit": sender, "electors": electors,
        "lede": _("For all %(n)s who were sent from %(unit)s, with one count. Entered by an officer of the unit or one of the tellers.")
        % {"n": len(mandates), "unit": sender.name},
    }  # fmt: skip

    def make(data: dict[str, Any]) -> InstructDelegates:
        data = dict(data)
        said = {name: data.pop(name) for name in ("question", "kind", "text")}
        count = QuestionCount(entitled=entitled, **data)
        return InstructDelegates(mandates=[one.pk for one in mandates], count=count, **said)

    return act_page(request, form, "house/counted.html", context, make)


@founded
def handover(request: Any, number: int) -> HttpResponse:
    """A handover as it stands; the outgoing holder hands over, the successor signs."""
    house = request.house
    here = (
        Handover.objects.select_related("mandate__seat__unit", "mandate__holder", "received_by__holder")
        .filter(pk=number)
        .first()
    )
    if here is None:
        raise Http404
    me = request.member.pk if request.member else None
    gives = here.handed_over is None and me == here.mandate.holder_id
    takes = bool(here.handed_over and not here.received and me and successor_in(here, me, house.at))
    seat = here.mandate.seat
    text = (
        Attachment.objects.filter(pk=here.inventory).values_list("content", flat=True).first() if here.inventory else ""
    )
    context = {
        "title": _("Handover: %(office)s") % {"office": seat.office or seat.body}, "here": here, "text": text, "gives": gives, "takes": takes,
        "button": _("Hand over") if gives else _("Sign for it"), "unit": unit_or_404(seat.unit_id), "slug": reading.slug_of(seat.body),
    }  # fmt: skip
    form = InventoryForm(request.POST or None) if gives else RemarkForm(request.POST or None) if takes else None
    if form is None and request.method == "POST":
        raise Http404

    def make(data: dict[str, Any]) -> Any:
        if not gives:
            return ReceiveHandover(handover=number, remark=data["remark"])
        inventory = data["inventory"].replace("\r\n", "\n")
        return HandOver(handover=number, inventory=hashlib.sha256(inventory.encode()).hexdigest()), (inventory,)

    return act_page(request, form, "house/handover.html", context, make)
