"""Where the pages of the polls are."""

from __future__ import annotations

from django.urls import path

import floor.book.addresses  # noqa: F401  the number in an address

from .pages import booth, calling, candidacies, counting, listing, poll, printed, result

urlpatterns = [
    path("polls/", listing.polls, name="polls"),
    path("polls/call/", calling.call, name="call-election"),
    path("polls/<number:number>/", poll.poll, name="poll"),
    path("polls/<number:number>/move/", calling.move, name="move-poll"),
    path("polls/<number:number>/vote/", booth.booth, name="booth"),
    path("polls/<number:number>/voted/", booth.voted, name="voted"),
    path("polls/<number:number>/stand/", candidacies.stand, name="stand"),
    path("polls/<number:number>/nominate/", candidacies.nominate, name="nominate"),
    path("candidacies/<number:number>/accept/", candidacies.accept, name="accept"),
    path("candidacies/<number:number>/withdraw/", candidacies.withdraw, name="withdraw"),
    path("polls/<number:number>/result/", result.result, name="result"),
    path("polls/<number:number>/count/", counting.count, name="count"),
    path("polls/<number:number>/urn.csv", counting.urn_csv, name="urn-csv"),
    path("polls/<number:number>/papers.csv", counting.papers_csv, name="papers-csv"),
    path("polls/<number:number>/papers.blt", counting.papers_blt, name="papers-blt"),
    path("polls/<number:number>/<str:what>.pdf", printed.printed, name="printed"),
]
