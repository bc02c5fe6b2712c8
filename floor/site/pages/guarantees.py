"""The guarantees in plain words, each with what can be said of it in this organisation."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from floor.house.proved import proofs_of
from floor.law.guarantees import GUARANTEES
from floor.site.guarantees_in_words import MEANS


def guarantees(request: Any) -> HttpResponse:
    house = request.house
    proved = {proof.guarantee: proof for proof in proofs_of(house.statutes, house.at.date())} if house.statutes else {}
    rows = [(one, MEANS.get(number, ""), proved.get(number)) for number, one in GUARANTEES.items()]
    return render(request, "site/guarantees.html", {"rows": rows})
