"""Where the pages of the book are."""

from __future__ import annotations

from django.urls import path, re_path

from . import addresses, pages  # noqa: F401  addresses says what a number in one is

urlpatterns = [
    path("book/", pages.book, name="book"),
    path("book/checkpoints/", pages.checkpoints, name="checkpoints"),
    path("book/checkpoints/<number:size>/", pages.checkpoint, name="checkpoint"),
    path("book/<number:number>/", pages.entry, name="entry"),
    path("book/<number:number>/line/", pages.line, name="entry-line"),
    path("book/<number:number>/proof.json", pages.proof, name="proof"),
    re_path(r"^book/texts/(?P<sha256>[0-9a-f]{64})/$", pages.text, name="text"),
    path("receipts/<number:number>/", pages.receipt, name="receipt"),
    path("refusals/", pages.refusals, name="refusals"),
]
