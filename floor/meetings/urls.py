"""Where the pages of meetings are: around a meeting here, in the room and of its questions in lists of their own."""

from __future__ import annotations

from django.urls import path

import floor.book.addresses  # noqa: F401  the number in an address

from . import urls_of_questions, urls_of_the_room
from .pages import calling, changing, items, listing, meeting, petitions

urlpatterns = [
    path("meetings/", listing.meetings, name="meetings"),
    path("meetings/call/", calling.call, name="call-meeting"),
    path("meetings/hindrances/new/", changing.note_refused_room, name="note-refused-room"),
    path("meetings/petitions/", petitions.petitions, name="meeting-petitions"),
    path("meetings/petitions/new/", petitions.begin, name="begin-meeting-petition"),
    path("meetings/petitions/<number:number>/", petitions.petition, name="meeting-petition"),
    path("meetings/petitions/<number:number>/sign/", petitions.sign_it, name="sign-meeting-petition"),
    path("meetings/petitions/<number:number>/answer/", petitions.reply, name="answer-meeting-petition"),
    path("meetings/items/<number:number>/", items.item, name="meeting-item"),
    path("meetings/items/<number:number>/take-back/", items.take_back, name="take-back-item"),
    path("meetings/items/<number:number>/object/", items.object_to, name="object-to-item"),
    path("meetings/<number:number>/", meeting.meeting, name="meeting"),
    path("meetings/<number:number>/agenda/", meeting.agenda, name="agenda-sheet"),
    path("meetings/<number:number>/propose/", items.propose, name="propose-item"),
    path("meetings/<number:number>/another-day/", changing.move, name="move-meeting"),
    path("meetings/<number:number>/hour/", changing.fix_hour, name="fix-hour"),
    path("meetings/<number:number>/place/", changing.change_place, name="change-place"),
    path("meetings/<number:number>/call-off/", changing.call_off, name="call-off-meeting"),
    path("meetings/<number:number>/against/", changing.try_to_call_off, name="try-to-call-off"),
    path("meetings/<number:number>/hindrance/", changing.note_hindrance, name="note-hindrance"),
    *urls_of_the_room.urlpatterns,
    *urls_of_questions.urlpatterns,
]
