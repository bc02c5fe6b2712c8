"""Declaring an election as its tellers counted it. The register's number is shown, the sums are computed, then it is declared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from floor.book.act import CLOCK, Refusal, Scene, by_member
from floor.book.addresses import number_in, words_in
from floor.house import law_in_words
from floor.house.acts.elections import DeclareElection
from floor.house.counting import Asked, TellersCount, Votes, asked
from floor.house.mandating import still_runs
from floor.house.models import Mandate
from floor.house.reading import PAGE, Called
from floor.house.standing import live, seats_of
from floor.law.language import Election

from .by_form import act_page
from .finding import for_members, unit_or_404
from .forms import Numbers, moment, number

ROWS = 12


class CountForm(forms.Form):
    """The tellers' sheet."""

    present = number(gettext_lazy("Present"))
    cast = number(gettext_lazy("Papers cast"))
    invalid = number(gettext_lazy("Of these invalid"), initial=0)
    tellers = Numbers(
        label=gettext_lazy("Tellers"),
        help_text=gettext_lazy("Their numbers on the register, at least two; none of them a candidate."),
    )
    lot = forms.CharField(
        label=gettext_lazy("If the last seat was tied: how the lot was drawn"), max_length=200, required=False
    )  # fmt: skip
    closed = moment(gettext_lazy("Counted on"))

    def __init__(self, *args: Any, rows: int = ROWS, **options: Any) -> None:
        super().__init__(*args, **options)
        self.rows = rows
        for at in range(rows):
            self.fields[f"candidate_{at}"] = number(_("Candidate %(n)s") % {"n": at + 1}, required=False)
            self.fields[f"votes_{at}"] = number(_("Votes for %(n)s") % {"n": at + 1}, required=False)
            self.fields[f"elected_{at}"] = forms.BooleanField(label=_("elected"), required=False)

    def candidate_rows(self) -> list[tuple[Any, Any, Any]]:
        return [(self[f"candidate_{at}"], self[f"votes_{at}"], self[f"elected_{at}"]) for at in range(self.rows)]

    def votes(self) -> list[tuple[int, int, bool]]:
        data = self.cleaned_data
        rows = [
            (data.get(f"candidate_{at}"), data.get(f"votes_{at}"), data.get(f"elected_{at}", False))
            for at in range(self.rows)
        ]
        return [(candidate, votes or 0, elected) for candidate, votes, elected in rows if candidate is not None]


@dataclass(frozen=True, slots=True)
class Sums:
    """What the sheet adds up to, for the tellers to compare with their own sums."""

    votes: int
    valid: int
    elected: int


@for_members
def declare(request: Any) -> HttpResponse:
    """The sheet for the seats named in the address: which body or office, at which unit, and where the electors sat."""
    house, wanted = request.house, request.GET
    body, part, office = (words_in(wanted, name, 80) for name in ("body", "part", "office"))
    if (asked_for := number_in(wanted, "for_unit")) is None or body not in house.law.body:
        raise Http404
    for_unit = unit_or_404(asked_for)
    sender = number_in(wanted, "unit")
    unit = for_unit if sender is None else unit_or_404(sender)
    rows = min(PAGE, number_in(wanted, "rows") or ROWS)
    form, checking = CountForm(request.POST or None, rows=rows), "check" in request.POST
    ask, why_not = _asked(request, unit, for_unit, body, part, office)
    sums = None
    if request.method == "POST" and form.is_valid():
        votes = form.votes()
        sums = Sums(
            sum(cast for _number, cast, _in in votes),
            form.cleaned_data["cast"] - form.cleaned_data["invalid"],
            sum(chosen for *_rest, chosen in votes),
        )

    def make(data: dict[str, Any]) -> DeclareElection:
        votes = form.votes()
        count = TellersCount(
            unit=unit.pk, for_unit=for_unit.pk if for_unit.pk != unit.pk else None, body=body, part=part, office=office,
            entitled=ask.entitled if ask else 0, present=data["present"], cast=data["cast"], invalid=data["invalid"],
            votes=[Votes(candidate=candidate, votes=cast) for candidate, cast, _chosen in votes],
            elected=[candidate for candidate, _cast, chosen in votes if chosen], tellers=data["tellers"], lot=data["lot"] or None, closed=data["closed"],
        )  # fmt: skip
        return DeclareElection(count=count)

    rule, free = house.law.body[body], _free(ask, body, part, office, house) if ask else 0
    context = {
        "title": _("Declare an election: %(seats)s") % {"seats": f"{office}, {body}" if office else body}, "button": _("Declare the result"),
        "unit": unit, "for_unit": for_unit, "body": body, "part": part, "office": office, "ask": ask, "why_not": why_not, "sums": sums, "free": free,
        "rule": law_in_words.office(office, rule.offices[office], body).says if office in rule.offices else _rule(house.law, body, part),
        "parts": house.law.elections_of(body), "offices": rule.offices, "rows": rows, "more_rows": rows + ROWS if rows + ROWS <= PAGE else None,
    }  # fmt: skip
    return act_page(request, form, "house/declare.html", context, make, checking=checking)


def _free(ask: Asked, body: str, part: str, office: str, house: Any) -> int:
    """How many seats this election can fill: those that nobody holds, or whose term is about to end."""
    places = seats_of(ask.for_unit, body, part, office, ask.sent_by)
    scene = Scene(house.size, house.at, CLOCK, house.statutes)
    return max(
        0,
        ask.seats
        - sum(still_runs(one, scene, ask.rule) for one in Mandate.objects.filter(live(house.at), seat__in=places)),
    )


def _rule(law: Any, body: str, part: str) -> str:
    rule = law.elections_of(body).get(part)
    return next(iter(law_in_words.election(rule))).says if isinstance(rule, Election) else ""


def _asked(
    request: Any, unit: Called, for_unit: Called, body: str, part: str, office: str
) -> tuple[Asked | None, Refusal | None]:
    """Who may vote by the register and the statutes, or why nobody can here."""
    house = request.house
    scene = Scene(house.size, house.at, by_member(request.member.pk), house.statutes)
    count = TellersCount(
        unit=unit.pk, for_unit=for_unit.pk, body=body, part=part, office=office, entitled=0, present=0, cast=0, votes=[], elected=[], tellers=[],
        closed=house.at,
    )  # fmt: skip
    try:
        return asked(scene, count), None
    except Refusal as refusal:
        return None, refusal
