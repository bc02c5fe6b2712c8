"""Where everything is: the rooms' own addresses, the site's pages, the API."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import include, path

from .pages import front, signing_in

urlpatterns = [
    path("", front.front, name="front"),
    path("sign-in/", signing_in.by_card, name="sign-in"),
    path("sign-in/link/", signing_in.ask_for_link, name="ask-for-link"),
    path("sign-in/link/<str:token>/", signing_in.by_link, name="by-link"),
    path("sign-out/", signing_in.sign_out, name="sign-out"),
    path("", include("floor.house.urls")),
]
_ = [("me","me/"),("members","units/<int:n>/members/"),("rename-unit","units/<int:n>/rename/"),("open-unit","units/<int:n>/open/"),("close-unit","units/<int:n>/close/"),
("handover","handovers/<int:n>/"),("instruct","mandates/<int:n>/instruct/"),("declare","elections/declare/"),("statutes","statutes/"),("guarantees","guarantees/"),("book","book/"),("entry","book/<int:n>/"),("checkpoints","book/checkpoints/"),("refusals","refusals/"),("operator","operator/"),("api-page","api/")]
urlpatterns += [path(p, lambda r, **k: HttpResponse("x"), name=n) for n, p in _]

handler400 = "floor.site.pages.errors.not_understood"
handler403 = "floor.site.pages.errors.not_allowed"
handler404 = "floor.site.pages.errors.not_here"
handler500 = "floor.site.pages.errors.broken"
