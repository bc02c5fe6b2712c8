"""The teller's view: heads and hands, section by section of the hall. The sums are worked out here, nobody adds up under stress."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from floor.book.act import Refusal
from floor.book.doing import Receipt
from floor.house.pages.by_form import do_for
from floor.house.pages.finding import for_members
from floor.house.pages.forms import number as whole_number
from floor.meetings.acts.attending import CountRoom
from floor.meetings.showing.room_now import RoomNow
from floor.polls.acts.hands import CountHands, Hands
from floor.polls.asking.deciding import YES_OR_NO

from .acting import Data, do_once, done_just_now
from .chair_forms import RoomForm, tellers_field
from .in_the_room import head_of, must_hold, now_anew, now_in
from .table import check_it_is_still_so, page_of_the_table

#: Sections of a hall that are counted apart.
SECTIONS = 6


class HeadsBySection(RoomForm):
    """How many sit in each section."""

    guests = whole_number(gettext_lazy("Guests"), initial=0)
    consultative = whole_number(gettext_lazy("With a consultative voice"), initial=0)

    def fill(self, now: RoomNow) -> None:
        for section in range(1, SECTIONS + 1):
            self.fields[f"heads_{section}"] = whole_number(_("Section %(n)s") % {"n": section}, required=section == 1)
        self.fields["tellers"] = tellers_field(now)
        sections = [f"heads_{section}" for section in range(1, SECTIONS + 1)]
        self.order_fields([*sections, "guests", "consultative", "tellers"])

    def act(self) -> CountRoom:
        data = self.cleaned_data
        heads = sum(data[f"heads_{section}"] or 0 for section in range(1, SECTIONS + 1))
        return CountRoom(
            meeting=self.now.meeting.pk, present=heads, guests=data["guests"], consultative=data["consultative"], tellers=data["tellers"]
        )  # fmt: skip


class HandsBySection(RoomForm):
    """For, against and abstaining in each section."""

    def fill(self, now: RoomNow) -> None:
        for section in range(1, SECTIONS + 1):
            for name, label in (("for", _("For")), ("against", _("Against")), ("abstaining", _("Abstaining"))):
                self.fields[f"{name}_{section}"] = whole_number(label, required=False)
        self.fields["tellers"] = tellers_field(now)
        if now.poll is not None and now.poll.tellers:
            self.fields["tellers"].initial = ", ".join(map(str, now.poll.tellers))

    def rows(self) -> list[tuple[int, list[forms.BoundField]]]:
        return [
            (section, [self[f"{name}_{section}"] for name in ("for", "against", "abstaining")])
            for section in range(1, SECTIONS + 1)
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not any(data.get(f"{name}_{section}") is not None for name in ("for", "against", "abstaining") for section in range(1, SECTIONS + 1)):  # fmt: skip
            raise forms.ValidationError(_("No hands are entered. A meeting decides by a count."))
        return data

    def sum_of(self, name: str) -> int:
        return sum(self.cleaned_data[f"{name}_{section}"] or 0 for section in range(1, SECTIONS + 1))

    def act(self) -> CountHands:
        poll = self.now.poll
        if poll is None:
            raise Refusal(self.now.meeting.article, _("No vote is being taken now. It has been counted already."))
        here = self.now.meeting.by_unit.get(str(poll.unit_id))
        hands = Hands(
            votes_for=self.sum_of("for"), against=self.sum_of("against"), abstaining=self.sum_of("abstaining")
        )
        return CountHands(
            poll=poll.pk, present=here[1] if here else self.now.meeting.present, hands=[hands], tellers=self.cleaned_data["tellers"]
        )  # fmt: skip


FORMS: dict[str, type[HeadsBySection] | type[HandsBySection]] = {"heads": HeadsBySection, "hands": HandsBySection}


@never_cache
@for_members
def teller(request: Any, number: int) -> HttpResponse:
    """Count heads, and the hands of the vote that is being taken."""
    now = now_in(request, number)
    must_hold(request, now, "chair", "secretary", "teller")
    if request.method != "POST":
        return _draw(request, now)
    name = request.POST.get("do", "")
    form = FORMS[name](now, request.POST, auto_id=f"{name}_%s") if name in FORMS else None

    def deed(asked: Any, data: Data) -> Receipt:
        assert form is not None
        return do_for(asked, form.act())

    back = reverse("meeting-teller", args=[number])
    return do_once(
        request, deed if form else None, form, lambda refusal, status: _draw(request, now_anew(request, number), refusal, status), back,
        lambda: check_it_is_still_so(request, now),
    )  # fmt: skip


def _draw(request: Any, now: RoomNow, refusal: Refusal | None = None, status: int = 200) -> HttpResponse:
    sent = request.POST.get("do", "") if refusal is not None else ""
    drawn = {
        name: form(now, request.POST if name == sent else None, auto_id=f"{name}_%s") for name, form in FORMS.items()
    }
    poll = now.poll
    by_hands = poll is not None and poll.ballot == "show of hands" and poll.state == "open"
    one_question = (
        poll is not None and poll.method == YES_OR_NO and poll.form.get("options") == 1 if by_hands else False
    )
    context = head_of(now, _("Tellers")) | {
        "refusal": refusal, "done": done_just_now(request), "heads": drawn["heads"], "hands": drawn["hands"] if one_question else None,
        "poll": poll if by_hands else None, "sign": now.sign(), "joint": bool(now.meeting.by_unit),
    }  # fmt: skip
    return page_of_the_table(request, "meetings/teller.html", context, status)
