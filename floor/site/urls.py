"""Where everything is: the rooms' own addresses, the site's pages, the API."""

from __future__ import annotations

from django.urls import include, path

from .api import api, api_page
from .pages import front, guarantees, operator, signing_in

urlpatterns = [
    path("", front.front, name="front"),
    path("sign-in/", signing_in.by_card, name="sign-in"),
    path("sign-in/link/", signing_in.ask_for_link, name="ask-for-link"),
    path("sign-in/link/<str:token>/", signing_in.by_link, name="by-link"),
    path("sign-out/", signing_in.sign_out, name="sign-out"),
    path("guarantees/", guarantees.guarantees, name="guarantees"),
    path("operator/", operator.operator, name="operator"),
    path("api/", api_page, name="api-page"),
    path("api/", api.urls),
    path("", include("floor.book.urls")),
    path("", include("floor.house.urls")),
    path("", include("floor.polls.urls")),
    path("", include("floor.promises.urls")),
    path("", include("floor.press.urls")),
    path("", include("floor.meetings.urls")),
    path("", include("floor.congress.urls")),
]

handler400 = "floor.site.pages.errors.not_understood"
handler403 = "floor.site.pages.errors.not_allowed"
handler404 = "floor.site.pages.errors.not_here"
handler500 = "floor.site.pages.errors.broken"
