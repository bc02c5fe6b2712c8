"""What the pages of the congress are about, found by the number in the address."""

from __future__ import annotations

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from floor.congress.models import Referral
from floor.house.reading import Called


def referral_or_404(number: int) -> Referral:
    found = Referral.objects.select_related("unit").filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def way_to(here: Called, what: str, address: str = "", last: str = "") -> list[tuple[str, str]]:
    """The way to a page of a unit, for the top of it."""
    way = [(reverse("units"), _("Units")), (reverse("unit", args=[here.pk]), here.name)]
    return [*way, (address if last else "", what), *([("", last)] if last else [])]
