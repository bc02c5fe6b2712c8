"""What went wrong, in a sentence. No traceback, nothing of what was typed, nobody's name."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.template import loader
from django.utils.translation import gettext as _


def _page(request: Any, status: int, title: str, text: str) -> HttpResponse:
    return render(request, "site/mistake.html", {"title": title, "lede": text, "status": status}, status=status)


def not_understood(request: Any, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 400, _("This request cannot be understood"), _("Go back, reload the page, and try again."))


def not_allowed(request: Any, exception: Exception | None = None) -> HttpResponse:
    said = str(exception or "")
    return _page(request, 403, _("This is not open to you"), said or _("Sign in as a member who may see it."))


def not_here(request: Any, exception: Exception | None = None) -> HttpResponse:
    return _page(
        request, 404, _("There is no such page"), _("The address may be mistyped, or what it named was never here.")
    )


def not_from_here(request: Any, reason: str = "") -> HttpResponse:
    text = _(
        "The form was not sent from a fresh page of this site, so nothing was done. Open the page again and send it once more."
    )
    return _page(request, 403, _("Nothing was done"), text)


def broken(request: Any) -> HttpResponse:
    """The server's own fault. Asks the database nothing: it may be the database that is broken."""
    return HttpResponse(loader.get_template("site/broken.html").render(), status=500)
