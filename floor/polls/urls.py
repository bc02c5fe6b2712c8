"""Where the pages of the polls are."""

from __future__ import annotations

from django.urls import path

import floor.book.addresses  # noqa: F401  the number in an address

from .pages import (
    booth,
    calling,
    candidacies,
    codes,
    contests,
    counting,
    listing,
    lists,
    petitions,
    poll,
    printed,
    questions,
    result,
    sheets,
)

urlpatterns = [
    path("polls/", listing.polls, name="polls"),
    path("polls/call/", calling.call, name="call-election"),
    path("polls/put/", questions.put, name="put-question"),
    path("polls/<number:number>/", poll.poll, name="poll"),
    path("polls/<number:number>/move/", calling.move, name="move-poll"),
    path("polls/<number:number>/vote/", booth.booth, name="booth"),
    path("polls/<number:number>/voted/", booth.voted, name="voted"),
    path("polls/<number:number>/stand/", candidacies.stand, name="stand"),
    path("polls/<number:number>/nominate/", candidacies.nominate, name="nominate"),
    path("candidacies/<number:number>/accept/", candidacies.accept, name="accept"),
    path("candidacies/<number:number>/withdraw/", candidacies.withdraw, name="withdraw"),
    path("candidacies/<number:number>/say/", lists.say, name="say"),
    path("candidacies/<number:number>/watch/", lists.scrutineer, name="scrutineer"),
    path("candidacies/<number:number>/strike/", lists.strike, name="strike"),
    path("polls/<number:number>/list/", lists.propose, name="propose-list"),
    path("lists/<number:number>/support/", lists.support, name="support-list"),
    path("lists/<number:number>/step-back/", lists.step_back, name="step-back"),
    path("lists/<number:number>/say/", lists.say_for_list, name="say-for-list"),
    path("lists/<number:number>/watch/", lists.scrutineer_for_list, name="scrutineer-for-list"),
    path("lists/<number:number>/add/", lists.add, name="add-name"),
    path("polls/<number:number>/divide/", questions.divide, name="divide"),
    path("polls/<number:number>/secret/", questions.make_secret, name="make-secret"),
    path("polls/<number:number>/hands/", questions.count_hands, name="count-hands"),
    path("polls/<number:number>/roll-call/", questions.call_roll, name="call-roll"),
    path("polls/<number:number>/sheets/", sheets.sheets, name="sheets"),
    path("polls/<number:number>/tellers/", sheets.name_tellers, name="name-tellers"),
    path("polls/<number:number>/codes/", codes.issue, name="issue-codes"),
    path("polls/<number:number>/code/", codes.enter, name="code"),
    path("polls/<number:number>/contest/", contests.contest, name="contest"),
    path("contests/<number:number>/rule/", contests.rule, name="rule-on-contest"),
    path("polls/<number:number>/recount/", contests.recount, name="recount"),
    path("polls/<number:number>/ask-recount/", contests.ask_recount, name="ask-recount"),
    path("mandates/<number:number>/recall/", petitions.begin, name="recall"),
    path("petitions/<number:number>/", petitions.petition, name="petition"),
    path("petitions/<number:number>/sign/", petitions.sign_it, name="sign-petition"),
    path("petitions/<number:number>/reply/", petitions.reply, name="reply-to-petition"),
    path("polls/<number:number>/result/", result.result, name="result"),
    path("polls/<number:number>/count/", counting.count, name="count"),
    path("polls/<number:number>/urn.csv", counting.urn_csv, name="urn-csv"),
    path("polls/<number:number>/papers.csv", counting.papers_csv, name="papers-csv"),
    path("polls/<number:number>/papers.blt", counting.papers_blt, name="papers-blt"),
    path("polls/<number:number>/<str:what>.pdf", printed.printed, name="printed"),
]
