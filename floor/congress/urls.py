"""Where the pages of the congress are."""

from __future__ import annotations

from django.urls import path

import floor.book.addresses  # noqa: F401  the number in an address

from .pages import apportionments, credentials, doing, levels, platforms, returns

urlpatterns = [
    path("units/<number:number>/pyramid/", levels.pyramid, name="pyramid"),
    path("units/<number:number>/seats/", apportionments.apportionments, name="apportionments"),
    path("units/<number:number>/delegations/", platforms.delegations, name="delegations"),
    path("units/<number:number>/returns/", returns.referrals, name="referrals"),
    path("meetings/<number:number>/credentials/", credentials.credentials, name="credentials"),
    path("units/<number:number>/seats/share-out/", doing.share_out, name="share-out"),
    path("units/<number:number>/returns/new/", doing.send_down, name="send-down"),
    path("returns/<number:number>/", returns.one_return, name="return"),
]
