"""What a meeting and a petition are called, from what stands of them. Pure."""

from __future__ import annotations

from django.utils.translation import gettext as _

from floor.meetings.models import Meeting


def body_of(meeting: Meeting) -> str:
    """The body that sits, or what a meeting of no body is."""
    return meeting.body or _("mass meeting")


def heading_of(meeting: Meeting) -> str:
    """Its own title, or the body that sits."""
    said = meeting.title or body_of(meeting)
    return said[:1].upper() + said[1:]
