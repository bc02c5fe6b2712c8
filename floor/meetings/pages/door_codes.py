"""The code on the screen at the door: whoever stands before it can let themselves in by their own phone, for a few minutes.

It says which meeting, and nothing of who uses it. A picture of it sent home is worth nothing a little later.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import segno
from django.core import signing
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

GOOD_FOR = timedelta(minutes=5)
_SIGNER = signing.TimestampSigner(salt="the door of a meeting")


def new_door_code(meeting: int) -> str:
    return _SIGNER.sign(str(meeting))


def opens_door(code: str, meeting: int) -> bool:
    try:
        return _SIGNER.unsign(code, max_age=GOOD_FOR) == str(meeting)
    except signing.BadSignature:
        return False


def door_picture(request: Any, meeting: int) -> SafeString:
    """A QR code that leads to the room with today's way in."""
    address = request.build_absolute_uri(reverse("meeting-room", args=[meeting]))
    return picture_of(f"{address}?door={new_door_code(meeting)}")


def room_picture(request: Any, meeting: int) -> SafeString:
    """A QR code of the room, for the projector."""
    return picture_of(request.build_absolute_uri(reverse("meeting-room", args=[meeting])))


def picture_of(address: str) -> SafeString:
    svg = segno.make(address, error="m", micro=False).svg_inline(
        border=2, omitsize=True, dark="#000", svgclass="qr", lineclass=None
    )
    return mark_safe(svg)
