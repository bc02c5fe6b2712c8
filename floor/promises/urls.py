"""Where the pages of promises are."""

from __future__ import annotations

from django.urls import path

import floor.book.addresses  # noqa: F401  the number in an address

from .pages import demands, keeping, mandates, missions, reports, undertakings

urlpatterns = [
    path("units/<number:number>/undertakings/", undertakings.undertakings, name="undertakings"),
    path("units/<number:number>/undertakings/new/", keeping.undertake, name="undertake"),
    path("undertakings/<number:number>/", undertakings.undertaking, name="undertaking"),
    path("undertakings/<number:number>/done/", keeping.report_undertaking, {"how": "done"}, name="report-done"),
    path(
        "undertakings/<number:number>/not-done/",
        keeping.report_undertaking,
        {"how": "not done"},
        name="report-not-done",
    ),
    path("undertakings/<number:number>/dispute/", keeping.dispute, name="dispute-report"),
    path("undertakings/<number:number>/decide/", keeping.decide_dispute, name="decide-dispute"),
    path("units/<number:number>/reports/", reports.reports, name="reports"),
    path("reports/<number:number>/", reports.report, name="report"),
    path("mandates/<number:number>/", mandates.mandate, name="mandate"),
    path("mandates/<number:number>/ask/", reports.ask, name="ask-for-report"),
    path("units/<number:number>/missions/", missions.missions, name="missions"),
    path("units/<number:number>/missions/new/", missions.send, name="send-on-mission"),
    path("missions/<number:number>/", missions.mission, name="mission"),
    path("missions/<number:number>/state/", missions.state, name="state-for-delegation"),
    path("units/<number:number>/demands/", demands.lists, name="demand-lists"),
    path("units/<number:number>/demands/new/", demands.put, name="put-demands"),
    path("demands/<number:number>/", demands.demands, name="demands"),
    path("demands/<number:number>/withdraw/", demands.withdraw, name="withdraw-demands"),
    path("demands/items/<number:number>/answer/", demands.answer, name="answer-demand"),
]
