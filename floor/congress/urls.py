"""Where the pages of the congress are."""

from __future__ import annotations

from django.urls import path

import floor.book.addresses  # noqa: F401  the number in an address

from .pages import doing, levels, returns

urlpatterns = [
    path("units/<number:number>/pyramid/", levels.pyramid, name="pyramid"),
    path("units/<number:number>/seats/", levels.apportionments, name="apportionments"),
    path("units/<number:number>/returns/", returns.referrals, name="referrals"),
    path("units/<number:number>/seats/share-out/", doing.share_out, name="share-out"),
    path("units/<number:number>/returns/new/", doing.send_down, name="send-down"),
    path("returns/<number:number>/", returns.one_return, name="return"),
]
