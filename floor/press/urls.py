"""Where the pages of the press are."""

from __future__ import annotations

from django.urls import path

import floor.book.addresses  # noqa: F401  the number in an address

from .pages import board, digest, letters, notices, platforms

urlpatterns = [
    path("units/<number:number>/board/", board.board, name="board"),
    path("units/<number:number>/board.ics", board.ics, name="board-ics"),
    path("units/<number:number>/board.atom", board.atom, name="board-atom"),
    path("units/<number:number>/board-a3.pdf", board.wall, {"sheet": "a3"}, name="wall-a3"),
    path("units/<number:number>/board-a4.pdf", board.wall, {"sheet": "a4"}, name="wall-a4"),
    path("units/<number:number>/digest/", digest.digest, name="digest"),
    path("units/<number:number>/letters/", letters.letters, name="letters"),
    path("units/<number:number>/letters/new/", letters.write, name="write-letter"),
    path("letters/<number:number>/", letters.letter, name="letter"),
    path("letters/<number:number>/publish/", letters.publish, name="publish-letter"),
    path("letters/<number:number>/refuse/", letters.refuse, name="refuse-letter"),
    path("letters/<number:number>/overrule/", letters.overrule, name="overrule-editor"),
    path("letters/<number:number>/reply/", letters.reply, name="reply-to-letter"),
    path("letters/<number:number>/correct/", letters.correct, name="correct-letter"),
    path("units/<number:number>/notices/new/", notices.post, name="post-notice"),
    path("notices/<number:number>/", notices.notice, name="notice"),
    path("notices/<number:number>/take-down/", notices.take_down, name="take-down-notice"),
    path("notices/<number:number>/correct/", notices.correct, name="correct-notice"),
    path("units/<number:number>/platforms/", platforms.platforms, name="platforms"),
    path("units/<number:number>/platforms/new/", platforms.begin, name="begin-platform"),
    path("platforms/<number:number>/", platforms.platform, name="platform"),
    path("platforms/<number:number>/support/", platforms.sign, name="support-platform"),
    path("platforms/<number:number>/mail/", platforms.mail, name="send-mailing"),
    path("platforms/<number:number>/withdraw/", platforms.withdraw, name="withdraw-platform"),
]
