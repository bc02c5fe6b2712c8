"""Who is here: the member signed in by card or link, for pages and acts alike.

A session is bound to what opened it. One that a card opened ends with the card; one that a link opened ends when the
address it was sent to is no longer the member's. Either ends when the member leaves.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from floor.book.asked import Asked
from floor.book.doing import now
from floor.house.models import Card, Member
from floor.house.reading import House

CARD, MEMBER, CONTACT = "card", "member", "contact"

_card_with = Asked(lambda pk: Card.objects.select_related("member__unit").filter(pk=pk))


class WhoIsHere:
    """Sets `request.house` and `request.member`. Without a session cookie it asks the database nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.house = House(now())
        request.card = None
        request.member = who_is_signed_in(request)
        response = self.get_response(request)
        if request.member is not None and "Cache-Control" not in response:
            # What a member may see stays on their own screen.
            response["Cache-Control"] = "private, no-store"
        return response


def who_is_signed_in(request: Any) -> Member | None:
    """The member of this session, or None; a session whose card or address no longer holds is ended on the spot."""
    number = request.session.get(MEMBER)
    if number is None:
        return None
    member = _by_card(request) if CARD in request.session else _by_link(request)
    if member is None:
        request.session.flush()
    return member


def _by_card(request: Any) -> Member | None:
    card = _card_with.first(pk=request.session[CARD])
    if card is None or card.withdrawn is not None or card.expires <= request.house.at or card.member.left is not None:
        return None
    request.card = card
    return card.member


def _by_link(request: Any) -> Member | None:
    member = Member.objects.select_related("unit").filter(pk=request.session[MEMBER], left=None).first()
    return member if member and sign_of(member.contact) == request.session.get(CONTACT) else None


def sign_in(request: Any, member: Member, card: Card | None = None) -> None:
    """Begin a session. A new key is taken and whatever the visitor had before is thrown away, so none can be planted."""
    request.session.flush()
    request.session[MEMBER] = member.pk
    if card is not None:
        request.session[CARD] = card.pk
    else:
        request.session[CONTACT] = sign_of(member.contact)
    request.member, request.card = member, card


def sign_of(contact: str) -> str:
    """A sign by which to see that an address is still the same, without keeping the address."""
    return hashlib.sha256(contact.encode()).hexdigest()[:32]


def of_this_house(request: Any) -> dict[str, Any]:
    """What every template knows: the house, and who is here."""
    mail = not settings.EMAIL_BACKEND.endswith("dummy.EmailBackend")
    return {"house": getattr(request, "house", None), "member": getattr(request, "member", None), "mail_goes_out": mail}
