"""Where questions and minutes are, and texts that many units have passed."""

from __future__ import annotations

from django.urls import path, re_path

import floor.book.addresses  # noqa: F401  the number in an address

from .pages import answering, asking, clusters, minutes, questions

urlpatterns = [
    path("meetings/<number:number>/questions/", questions.questions, name="questions"),
    path("meetings/<number:number>/questions/ask/", asking.ask, name="ask-question"),
    path("meetings/<number:number>/questions/note/", asking.note, name="note-question"),
    path("meetings/<number:number>/questions/ticket/", asking.ticket, name="asking-ticket"),
    path("meetings/<number:number>/questions/without-a-name/", asking.without_a_name, name="ask-without-a-name"),
    path("meetings/<number:number>/questions/box/", asking.take_out, name="take-out-questions"),
    path("meetings/<number:number>/questions/topics/", answering.group, name="group-questions"),
    path("questions/<number:number>/", questions.question, name="question"),
    path("questions/<number:number>/answer/", answering.answer, name="answer-question"),
    path("questions/<number:number>/refuse/", answering.refuse, name="refuse-question"),
    path("units/<number:number>/questions/", questions.of_unit, name="unit-questions"),
    path("meetings/<number:number>/minutes/", minutes.minutes, name="minutes"),
    path("meetings/<number:number>/minutes.txt", minutes.plain_text, name="minutes-text"),
    path("meetings/<number:number>/minutes.pdf", minutes.printed, name="minutes-pdf"),
    path("meetings/<number:number>/minutes/correct/", minutes.revise, name="revise-minutes"),
    path("meetings/<number:number>/minutes/approve/", minutes.approve, name="approve-minutes"),
    re_path(r"^motions/texts/(?P<text>[0-9a-f]{64})/$", clusters.cluster, name="cluster"),
]
