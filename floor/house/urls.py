"""Where the pages of the house are."""

from __future__ import annotations

from django.urls import path

import floor.book.addresses  # noqa: F401  the number in an address

from .pages import (
    amendments,
    bodies,
    cards,
    elections,
    mandates,
    merging,
    officials,
    own,
    power,
    register,
    statutes,
    tree_changes,
    tunnel,
    units,
)

urlpatterns = [
    path("units/", units.tree, name="units"),
    path("units/<number:number>/", units.unit, name="unit"),
    path("units/<number:number>/open/", tree_changes.open_below, name="open-unit"),
    path("units/<number:number>/rename/", tree_changes.rename, name="rename-unit"),
    path("units/<number:number>/close/", tree_changes.close, name="close-unit"),
    path("units/<number:number>/merge/", merging.merge, name="merge-unit"),
    path("units/<number:number>/officials/", officials.officials, name="officials"),
    path("units/<number:number>/members/", register.members, name="members"),
    path("units/<number:number>/members/join/", register.join, name="join"),
    path("units/<number:number>/cards/", cards.issue, name="issue-cards"),
    path("units/<number:number>/bodies/<str:slug>/", bodies.body, name="body"),
    path("members/<number:number>/dues/", register.dues, name="dues"),
    path("members/<number:number>/correct/", register.correct_other, name="correct-other"),
    path("seats/<number:number>/power/", power.power, name="power"),
    path("elections/declare/", elections.declare, name="declare"),
    path("units/<number:number>/bodies/<str:slug>/instruct/", mandates.instruct_delegates, name="instruct-delegates"),
    path("mandates/<number:number>/instruct/", mandates.instruct, name="instruct"),
    path("mandates/<number:number>/resign/", own.resign, name="resign"),
    path("handovers/<number:number>/", mandates.handover, name="handover"),
    path("cards/<number:number>/withdraw/", own.withdraw_card, name="withdraw-card"),
    path("me/", own.me, name="me"),
    path("me/leave/", own.leave, name="leave"),
    path("me/move/", own.move, name="move"),
    path("me/correct/", own.correct, name="correct"),
    path("statutes/", statutes.statutes, name="statutes"),
    path("statutes/statutes.toml", statutes.text, name="statutes-text"),
    path("statutes/tunnel/", tunnel.tunnel, name="tunnel"),
    path("statutes/versions/<number:number>/", statutes.version, name="version"),
    path("statutes/proposals/new/", amendments.propose, name="propose"),
    path("statutes/proposals/<number:number>/", amendments.amendment, name="amendment"),
    path("statutes/proposals/<number:number>/decide/", amendments.decide, name="decide"),
]
