"""The API's root: who may come in, what refusals and mistakes look like, and the page that tells people about it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.security import APIKeyCookie, HttpBasicAuth

from floor.book.act import ACTS, Refusal
from floor.book.api import router as book
from floor.congress.api import router as congress
from floor.house.api import router as house
from floor.house.models import Member
from floor.meetings.api import router as meetings
from floor.polls.api import router as polls
from floor.promises.api import router as promises
from floor.site.acts_api import acts_router, described
from floor.site.pages.signing_in import NotOpened, TooOften, card_opened

api = NinjaAPI(
    title="From the Floor", version="1", docs_url=None, urls_namespace="api",
    description="Reading is open to everyone and speaks of members by number only. Acts are done by members: with the session of the pages, or with card number and code.",
)  # fmt: skip


class ByCard(HttpBasicAuth):
    """Number and code of a card. The same door, and the same limits, as the sign-in page."""

    def authenticate(self, request: Any, username: str, password: str) -> Member | None:
        try:
            card = card_opened(request, username, password)
        except TooOften as shut:
            raise HttpError(429, str(shut)) from None
        except NotOpened as shut:
            raise HttpError(401, str(shut)) from None
        request.member, request.card = card.member, card
        return card.member


class BySession(APIKeyCookie):
    """The session of the pages, with its CSRF token in the header X-CSRFToken."""

    param_name = settings.SESSION_COOKIE_NAME

    def __call__(self, request: HttpRequest) -> Any:
        # Without a session there is nothing a forged request could borrow: ask for a card instead of a token.
        return super().__call__(request) if self.param_name in request.COOKIES else None

    def authenticate(self, request: Any, key: str | None) -> Member | None:
        return request.member


@api.exception_handler(Refusal)
def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    said = {"reason": refusal.reason, "article": refusal.article, "guarantee": refusal.guarantee}
    return api.create_response(request, said, status=409)


@api.exception_handler(ValidationError)
def malformed(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """What is wrong with a request, field by field. What was sent is not sent back: it may hold a name."""
    said = [sentence(row) for row in error.errors]
    return api.create_response(request, {"reason": " ".join(said), "faults": said}, status=422)


@api.exception_handler(AuthenticationError)
def nobody(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    reason = "Acts are done by members: sign in on the pages, or send card number and code."
    return api.create_response(request, {"reason": reason}, status=401)


@api.exception_handler(HttpError)
def mistaken(request: HttpRequest, error: HttpError) -> HttpResponse:
    return api.create_response(request, {"reason": str(error)}, status=error.status_code)


def sentence(row: dict[str, Any]) -> str:
    """One of pydantic's errors as a sentence: "count, present: should be 0 or more"."""
    place = ", ".join(
        str(step) for step in row.get("loc", ()) if step not in ("body", "query", "path", "header", "payload")
    )
    message = str(row.get("msg", "")).removeprefix("Value error, ").removeprefix("Input ")
    return f"{place}: {message}." if place else f"{message[:1].upper()}{message[1:]}."


api.add_router("", house)
api.add_router("", book)
api.add_router("", promises)
api.add_router("", polls)
api.add_router("", meetings)
api.add_router("", congress)
api.add_router("/acts", acts_router(ACTS), auth=[ByCard(), BySession()], tags=["acts"])


def api_page(request: HttpRequest) -> HttpResponse:
    """What the API can do, for people: the acts with their own words."""
    return render(request, "site/api.html", {"acts": described(ACTS)})
