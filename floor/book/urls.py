"""Where the pages of the book are."""

from __future__ import annotations

from django.urls import path, re_path

from . import pages

urlpatterns = [
    path("book/", pages.book, name="book"),
    path("book/checkpoints/", pages.checkpoints, name="checkpoints"),
    path("book/checkpoints/<int:size>/", pages.checkpoint, name="checkpoint"),
    path("book/<int:number>/", pages.entry, name="entry"),
    path("book/<int:number>/line/", pages.line, name="entry-line"),
    path("book/<int:number>/proof.json", pages.proof, name="proof"),
    re_path(r"^book/texts/(?P<sha256>[0-9a-f]{64})/$", pages.text, name="text"),
    path("receipts/<int:number>/", pages.receipt, name="receipt"),
    path("refusals/", pages.refusals, name="refusals"),
]
