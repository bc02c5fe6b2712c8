"""Where the pages in the room are: for members, the chair, tellers, the door, the projector; and each motion."""

from __future__ import annotations

from django.urls import path

import floor.book.addresses  # noqa: F401  the number in an address

from .pages import chair, door, motions, moving, projector, room, teller

urlpatterns = [
    path("meetings/<number:number>/room/", room.room, name="meeting-room"),
    path("meetings/<number:number>/chair/", chair.chair, name="meeting-chair"),
    path("meetings/<number:number>/teller/", teller.teller, name="meeting-teller"),
    path("meetings/<number:number>/projector/", projector.projector, name="meeting-projector"),
    path("meetings/<number:number>/now/", projector.now, name="meeting-now"),
    path("meetings/<number:number>/door/", door.door, name="meeting-door"),
    path("meetings/<number:number>/door/code/", door.code, name="meeting-door-code"),
    path("meetings/<number:number>/move/", moving.move, name="move-motion"),
    path("meetings/<number:number>/procedure/", moving.procedure, name="move-procedure"),
    path("motions/<number:number>/", motions.motion, name="motion"),
    path("motions/<number:number>/amend/", moving.amend, name="amend-motion"),
    path("motions/<number:number>/minority/", moving.minority, name="file-minority"),
]
