"""What the chair fills in: figures, a reason, a name of a part. As few fields as there can be, and large ones."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from floor.book.act import Refusal
from floor.house.pages.forms import Numbers
from floor.house.pages.forms import number as whole_number
from floor.meetings.counted_hands import Hands
from floor.meetings.deciding.reasons import REASONS
from floor.meetings.laws import rule_of
from floor.meetings.showing.room_now import RoomNow
from floor.polls.pages.questions import HandsForm

TWO_TELLERS = gettext_lazy("Their numbers on the register, at least two.")


def tellers_field(now: RoomNow) -> Numbers:
    """The tellers of the meeting stand in it already."""
    return Numbers(
        label=_("Tellers who counted"), help_text=TWO_TELLERS, initial=", ".join(map(str, now.tellers)), required=True
    )


class RoomForm(forms.Form):
    """A form that knows the meeting as it is now."""

    def __init__(self, now: RoomNow, data: Any = None, *, auto_id: str = "id_%s") -> None:
        super().__init__(data, auto_id=auto_id)
        self.now = now
        self.fill(now)

    def fill(self, now: RoomNow) -> None:
        """Set what is known beforehand."""


class HeadsForm(RoomForm):
    present = whole_number(gettext_lazy("Entitled people in the room"))
    guests = whole_number(gettext_lazy("Guests"), initial=0)
    consultative = whole_number(gettext_lazy("With a consultative voice"), initial=0)

    def fill(self, now: RoomNow) -> None:
        if now.meeting.by_unit:
            del self.fields["present"]
            for unit in now.meeting.by_unit:
                self.fields[f"unit_{unit}"] = whole_number(_("Of unit %(unit)s") % {"unit": unit})
        self.fields["tellers"] = tellers_field(now)

    def figures(self) -> dict[str, Any]:
        data = self.cleaned_data
        by_unit = [(int(unit), data[f"unit_{unit}"]) for unit in self.now.meeting.by_unit]
        present = sum(here for _unit, here in by_unit) if by_unit else data["present"]
        return {
            "present": present, "guests": data["guests"], "consultative": data["consultative"], "tellers": data["tellers"], "by_unit": by_unit,
        }  # fmt: skip


class ChosenForm(RoomForm):
    """Who was proposed and how many hands each had; whoever had most is chosen."""

    member = whole_number(gettext_lazy("Who was chosen: number on the register"))
    raised = whole_number(gettext_lazy("Hands"))
    second = whole_number(gettext_lazy("Also proposed: number"), required=False)
    second_raised = whole_number(gettext_lazy("Hands for them"), required=False)
    third = whole_number(gettext_lazy("Also proposed: number"), required=False)
    third_raised = whole_number(gettext_lazy("Hands for them"), required=False)

    def hands(self) -> list[tuple[int, int]]:
        data = self.cleaned_data
        pairs = [("member", "raised"), ("second", "second_raised"), ("third", "third_raised")]
        return [(data[who], data[raised] or 0) for who, raised in pairs if data[who] is not None]


class CountForm(RoomForm):
    """Hands over the meeting's own affairs."""

    votes_for = whole_number(gettext_lazy("For"))
    against = whole_number(gettext_lazy("Against"))
    abstaining = whole_number(gettext_lazy("Abstaining"), initial=0)

    def hands(self) -> Hands:
        return Hands(**{name: self.cleaned_data[name] for name in ("votes_for", "against", "abstaining")})


class DoorsForm(CountForm):
    access = forms.ChoiceField(
        label=gettext_lazy("The doors"),
        choices=[("open", gettext_lazy("open to everyone")), ("members", gettext_lazy("for its members")), ("closed", gettext_lazy("closed to these:"))],
    )  # fmt: skip
    closed_to = forms.CharField(
        label=gettext_lazy("Closed to whom, one to a line"), required=False, widget=forms.Textarea(attrs={"rows": 2, "class": "prose"})
    )  # fmt: skip
    field_order = ["access", "closed_to"]

    def names(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["closed_to"].splitlines() if line.strip()]


class MoreTimeForm(CountForm):
    seconds = whole_number(gettext_lazy("Seconds more"), initial=60)
    field_order = ["seconds"]


class HandRaisedForm(RoomForm):
    kind = forms.ChoiceField(
        label=gettext_lazy("To speak as"),
        choices=[("speech", gettext_lazy("a speaker")), ("point of order", gettext_lazy("a point of order")), ("reply", gettext_lazy("a reply")), ("guest", gettext_lazy("a guest"))],
    )  # fmt: skip
    side = forms.ChoiceField(
        label=gettext_lazy("Side"),
        choices=[("neither", gettext_lazy("neither")), ("for", gettext_lazy("for")), ("against", gettext_lazy("against"))],
    )  # fmt: skip
    who = whole_number(
        gettext_lazy("Number on the register"), required=False, help_text=gettext_lazy("May stay empty. It is erased when the meeting closes."),
    )  # fmt: skip


class ReasonForm(RoomForm):
    reason = forms.ChoiceField(label=gettext_lazy("Why"))
    said = forms.CharField(
        label=gettext_lazy("In a sentence"), min_length=10, max_length=300, widget=forms.Textarea(attrs={"rows": 2, "class": "prose"})
    )  # fmt: skip
    poll = whole_number(gettext_lazy("If it is settled: the number of that poll"), required=False)

    def fill(self, now: RoomNow) -> None:
        self.fields["reason"].choices = [(name, _(reason.told)) for name, reason in REASONS.items()]  # type: ignore[attr-defined]


class RulingForm(RoomForm):
    what = forms.ChoiceField(
        label=gettext_lazy("What is ruled"),
        choices=[("out of order", gettext_lazy("out of order")), ("speaker stopped", gettext_lazy("a speaker is stopped")), ("other", gettext_lazy("something else"))],
    )  # fmt: skip
    said = forms.CharField(
        label=gettext_lazy("With what reason"), min_length=10, max_length=300, widget=forms.Textarea(attrs={"rows": 2, "class": "prose"})
    )  # fmt: skip


class PutForm(RoomForm):
    ballot = forms.ChoiceField(label=gettext_lazy("How"), required=False)
    minutes = whole_number(gettext_lazy("For papers: minutes"), initial=5)

    def fill(self, now: RoomNow) -> None:
        rule = rule_of(now.meeting)
        usual = _("as the statutes have it") if rule else _("as usual")
        # Delegates can be called by name: those who sent them have a right to know. Members never are.
        by_name = [("roll call", _("by name: the roll is called"))] if rule and not rule.sits else []
        self.fields["ballot"].choices = [
            ("", usual),
            ("show of hands", _("show of hands")),
            *by_name,
            ("secret", _("in secret, on papers")),
        ]  # type: ignore[attr-defined]


class CloseForm(RoomForm):
    how = forms.ChoiceField(
        label=gettext_lazy("Why it ends"),
        choices=[
            ("agenda done", gettext_lazy("the agenda is done")), ("by vote", gettext_lazy("the meeting voted to close")), ("time over", gettext_lazy("the time in the call is over")),
            ("no quorum", gettext_lazy("there is no quorum")), ("tumult", gettext_lazy("it broke up in tumult")),
        ],
    )  # fmt: skip
    why = forms.CharField(
        label=gettext_lazy("What happened"), required=False, max_length=300, help_text=gettext_lazy("For an early end; it stands on the noticeboard."),
    )  # fmt: skip

    def fill(self, now: RoomNow) -> None:
        """The reason that would be in order stands there first."""
        early = "no quorum" if now.meeting.body and not now.quorum else "by vote"
        self.fields["how"].initial = "agenda done" if now.next_item is None else early


class HandsCounted(HandsForm):
    """The tellers' count of the vote that is being taken; who is in the room is known already."""

    def __init__(self, now: RoomNow, data: Any = None, *, auto_id: str = "id_%s") -> None:
        if now.poll is None:
            raise Refusal(now.meeting.article, _("No vote is being taken now. It has been counted already."))
        super().__init__(data, poll=now.poll, auto_id=auto_id)
        here = now.meeting.by_unit.get(str(now.poll.unit_id))
        self.fields["present"].initial = here[1] if here else now.meeting.present
        if not now.poll.tellers:
            self.fields["tellers"].initial = ", ".join(map(str, now.tellers))
        # What is typed stands first, what is known already last.
        late = ["present", "invalid", "tellers"]
        self.order_fields([*(name for name in self.fields if name not in late), *late])
