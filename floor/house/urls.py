"""Where the pages of the house are."""

from __future__ import annotations

from django.urls import path

from .pages import amendments, bodies, cards, elections, mandates, own, power, register, statutes, tree_changes, units

urlpatterns = [
    path("units/", units.tree, name="units"),
    path("units/<int:number>/", units.unit, name="unit"),
    path("units/<int:number>/open/", tree_changes.open_below, name="open-unit"),
    path("units/<int:number>/rename/", tree_changes.rename, name="rename-unit"),
    path("units/<int:number>/close/", tree_changes.close, name="close-unit"),
    path("units/<int:number>/members/", register.members, name="members"),
    path("units/<int:number>/members/join/", register.join, name="join"),
    path("units/<int:number>/cards/", cards.issue, name="issue-cards"),
    path("units/<int:number>/bodies/<str:slug>/", bodies.body, name="body"),
    path("members/<int:number>/dues/", register.dues, name="dues"),
    path("members/<int:number>/correct/", register.correct_other, name="correct-other"),
    path("seats/<int:number>/power/", power.power, name="power"),
    path("elections/declare/", elections.declare, name="declare"),
    path("mandates/<int:number>/instruct/", mandates.instruct, name="instruct"),
    path("mandates/<int:number>/resign/", own.resign, name="resign"),
    path("handovers/<int:number>/", mandates.handover, name="handover"),
    path("cards/<int:number>/withdraw/", own.withdraw_card, name="withdraw-card"),
    path("me/", own.me, name="me"),
    path("me/leave/", own.leave, name="leave"),
    path("me/move/", own.move, name="move"),
    path("me/correct/", own.correct, name="correct"),
    path("statutes/", statutes.statutes, name="statutes"),
    path("statutes/statutes.toml", statutes.text, name="statutes-text"),
    path("statutes/versions/<int:number>/", statutes.version, name="version"),
    path("statutes/proposals/new/", amendments.propose, name="propose"),
    path("statutes/proposals/<int:number>/", amendments.amendment, name="amendment"),
    path("statutes/proposals/<int:number>/decide/", amendments.decide, name="decide"),
]
