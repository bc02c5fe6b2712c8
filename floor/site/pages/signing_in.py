"""Signing in by card or by a link, and signing out.

The door says one thing to everyone it does not open to. Only whoever holds the right code learns that a card is out of
use, and nobody learns whether an address is on the register.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from floor.house.models import Card
from floor.site import limits, links
from floor.site.cards import opens
from floor.site.standing import sign_in


class NotOpened(Exception):
    """Why the door stays shut, in a sentence."""


class TooOften(NotOpened):
    """The door was tried too often; the sentence says how long to wait."""


class CardForm(forms.Form):
    number = forms.CharField(
        label=gettext_lazy("Number on the card"), max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "username", "required": True}),
    )  # fmt: skip
    code = forms.CharField(
        label=gettext_lazy("Code on the card"), max_length=40,
        help_text=gettext_lazy("Twelve letters and figures. Dashes, spaces and small letters do not matter."),
        widget=forms.TextInput(attrs={"autocomplete": "current-password", "autocapitalize": "characters", "spellcheck": "false", "required": True}),
    )  # fmt: skip


class AddressForm(forms.Form):
    address = forms.EmailField(
        label=gettext_lazy("Your e-mail address"), max_length=200, widget=forms.EmailInput(attrs={"autocomplete": "email", "required": True})
    )  # fmt: skip


@sensitive_post_parameters("code")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def by_card(request: Any) -> HttpResponse:
    """The sign-in page. A card's QR code leads here with the card's number, never with its code."""
    back = _back(request)
    if request.member is not None and request.method != "POST":
        return redirect(back)
    form = (
        CardForm(request.POST)
        if request.method == "POST"
        else CardForm(initial={"number": request.GET.get("card", "")[:20]})
    )
    wrong, status = "", 200
    if request.method == "POST" and form.is_valid():
        try:
            card = card_opened(request, form.cleaned_data["number"], form.cleaned_data["code"])
        except NotOpened as reason:
            wrong, status = str(reason), 429 if isinstance(reason, TooOften) else 403
        else:
            sign_in(request, card.member, card)
            return redirect(back)
    context = {"form": form, "address_form": AddressForm(), "wrong": wrong, "back": back}
    return render(request, "site/sign_in.html", context, status=status)


def card_opened(request: Any, number: str, code: str) -> Card:
    """The card that this number and code open, or NotOpened. Counts what does not open; the API's door is this one, too."""
    now, address = request.house.at, limits.address_of(request)
    pk = int(number) if number.strip().isascii() and number.strip().isdigit() and len(number.strip()) < 16 else 0
    doors = (limits.CARD, str(pk)), (limits.ADDRESS, address)
    if wait := limits.wait_for(now, *doors):
        raise TooOften(too_often(wait))
    card = Card.objects.select_related("member__unit").filter(pk=pk).first()
    if not opens(card.lock if card else "", code) or card is None:
        limits.note_try(now, *doors)
        raise NotOpened(_("The number and the code do not belong together. Look at the card and type both again."))
    if card.withdrawn is not None or card.member.left is not None:
        raise NotOpened(
            _("This card was withdrawn and opens nothing any more. Whoever issues cards can give you a new one.")
        )
    if card.expires <= now:
        expired = date_format(card.expires, "j F Y")
        raise NotOpened(
            _("This card expired on %(day)s. Whoever issues cards can give you a new one.") % {"day": expired}
        )
    limits.forget(limits.CARD, str(pk))
    return card


def too_often(wait: timedelta) -> str:
    """How long to wait, in whole minutes."""
    minutes = max(1, -(-int(wait.total_seconds()) // 60))
    return ngettext(
        "This was tried too often. Wait %(minutes)s minute and try again.",
        "This was tried too often. Wait %(minutes)s minutes and try again.",
        minutes,
    ) % {"minutes": minutes}


@never_cache
@require_POST
def ask_for_link(request: Any) -> HttpResponse:
    """Send a link to an address, if it is a member's. The answer is the same either way."""
    form, now, wrong = AddressForm(request.POST), request.house.at, ""
    if form.is_valid():
        address = form.cleaned_data["address"].strip()
        doors = (limits.MAIL, address.lower()), (limits.MAIL_FROM_ADDRESS, limits.address_of(request))
        if wait := limits.wait_for(now, *doors):
            wrong = too_often(wait)
        else:
            limits.note_try(now, *doors)
            links.send_to(address, request.build_absolute_uri(reverse("sign-in")), request.house.title)
            return render(request, "site/link_sent.html", {})
    context = {"form": CardForm(), "address_form": form, "wrong": wrong, "back": reverse("me")}
    return render(request, "site/sign_in.html", context, status=403 if wrong else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: Any, token: str) -> HttpResponse:
    """What a link opens. It asks for one press of a button first: programs that look at mail must not use it up."""
    member = links.member_of(token)
    if member is not None and request.method == "POST" and links.spend(token, request.house.at):
        sign_in(request, member)
        return redirect("me")
    fits = member is not None and request.method != "POST"
    return render(request, "site/by_link.html", {"fits": fits}, status=200 if fits else 403)


@require_POST
def sign_out(request: Any) -> HttpResponse:
    request.session.flush()
    return redirect("front")


def _back(request: Any) -> str:
    """Where to go after signing in: only ever to a page of this server."""
    wanted = request.POST.get("back") or request.GET.get("back") or ""
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe and wanted.startswith("/") else reverse("me")
