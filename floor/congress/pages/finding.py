"""What the pages of the congress are about, found by the number in the address."""

from __future__ import annotations

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from floor.congress.models import Referral
from floor.house.pages.finding import unit_or_404
from floor.house.reading import Called
from floor.house.rules import ids_of


def referral_or_404(number: int) -> Referral:
    found = Referral.objects.select_related("unit").filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def below_or_404(referral: Referral, number: int | None) -> tuple[Called, list[int]]:
    """The unit that is looked at in a return, and the way to it from where the question was sent down."""
    at = unit_or_404(number or referral.unit_id)
    way = ids_of(at.unit.path) if at.unit.path.startswith(referral.unit.path) else [*ids_of(at.unit.place_path), at.pk]
    if referral.unit_id not in way:
        raise Http404
    return at, way[way.index(referral.unit_id) :]


def way_to(here: Called, what: str, address: str = "", last: str = "") -> list[tuple[str, str]]:
    """The way to a page of a unit, for the top of it."""
    way = [(reverse("units"), _("Units")), (reverse("unit", args=[here.pk]), here.name)]
    return [*way, (address if last else "", what), *([("", last)] if last else [])]
