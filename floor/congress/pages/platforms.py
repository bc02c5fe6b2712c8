"""Platforms before a congress: what each says, and what the lists of its title won over all electing units, votes beside seats (M52)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from floor.book.models import Attachment
from floor.congress.seats.delegations import Delegations, ListOverall, delegations_to, same_title
from floor.congress.showing.shares_picture import Pairs, pairs_of
from floor.count.shares import Claim
from floor.house.law_in_words import METHODS
from floor.house.law_in_words import seats as seats_in_words
from floor.house.models import Unit
from floor.house.one_rule import Kept, kept_for_delegates
from floor.house.pages.finding import founded, unit_or_404
from floor.law.language import Election, Law
from floor.press.models import Platform

from .finding import way_to

#: So many lists and platforms are shown for a body; there are seldom ten.
MOST = 50
#: So much of a statement stands here; the whole is on the page of the platform.
EXCERPT = 400


@dataclass(frozen=True, slots=True)
class Shown:
    """A list, a platform, or both under one title."""

    title: str
    platform: int | None
    statement: str
    won: ListOverall | None
    exact: str


@dataclass(frozen=True, slots=True)
class Congress:
    """A body of delegates: by which rule they are elected, and how it came out."""

    body: str
    part: str
    method: str
    seats: str
    threshold: str
    kept: Kept | None
    delegations: Delegations
    displaced: str
    shown: tuple[Shown, ...]
    picture: Pairs


@founded
def delegations(request: Any, number: int) -> HttpResponse:
    """The platforms of a unit and, for each body of delegates that sits there, the votes and seats of their lists."""
    here, house = unit_or_404(number), request.house
    registered = list(Platform.objects.filter(unit=here.unit, state="registered").order_by("pk")[:MOST])
    texts = dict(Attachment.objects.filter(pk__in={one.statement for one in registered}).values_list("pk", "content"))
    said = [(one, _excerpt(texts.get(one.statement, ""))) for one in registered]
    congresses = [
        _congress(house.law, here.pk, body, part, rule, house.at, said)
        for body, part, rule in delegates_to(house.law, here.unit)
    ]
    context = {"here": here, "congresses": congresses, "platforms": said, "crumbs": way_to(here, _("Platforms and delegations"))}  # fmt: skip
    return render(request, "congress/delegations.html", context)


def delegates_to(law: Law, unit: Unit) -> list[tuple[str, str, Election]]:
    """The bodies at a unit, part by part, whose seats are filled by bodies that sit elsewhere, below."""
    found = []
    for name, body in law.body.items():
        if (body.at, body.line) != (unit.level, unit.line):
            continue
        for part, rule in law.elections_of(name).items():
            sitting = [law.body[by] for by in rule.electors if by in law.body]
            if any((one.at, one.line) != (body.at, body.line) for one in sitting):
                found.append((name, part, rule))
    return found


def _congress(
    law: Law, unit: int, body: str, part: str, rule: Election, at: Any, said: list[tuple[Platform, str]]
) -> Congress:
    kept = kept_for_delegates(at, unit, body, part)
    if kept:
        rule = kept.statutes.on(at.date()).elections_of(body)[part]
    found = delegations_to(unit, body, part)
    shown = _shown(found, said)
    displaced = Claim(0, found.displaced.numerator, found.displaced.denominator).decimal(1)
    picture = pairs_of([(one.title, one.won.votes, one.won.seats) for one in shown if one.won], found.votes, found.seats)  # fmt: skip
    threshold = str(rule.threshold) if rule.threshold else ""
    return Congress(
        body, part, METHODS[rule.method](), seats_in_words(rule.seats), threshold, kept, found, displaced, tuple(shown), picture,
    )  # fmt: skip


def _shown(found: Delegations, said: list[tuple[Platform, str]]) -> list[Shown]:
    """Lists by their votes, each with its platform; then platforms that no list stood on."""
    by_title = {same_title(one.title): (one, text) for one, text in said}
    rows = []
    for each in found.lists[:MOST]:
        platform, text = by_title.pop(same_title(each.title), (None, ""))
        exact = Claim(0, each.votes * found.seats, found.votes).decimal(2) if found.votes else "0"
        rows.append(Shown(each.title, platform.pk if platform else None, text, each, exact))
    return rows + [Shown(one.title, one.pk, text, None, "") for one, text in by_title.values()]


def _excerpt(text: str) -> str:
    return text if len(text) <= EXCERPT else text[: EXCERPT - 1].rsplit(" ", 1)[0] + " …"
