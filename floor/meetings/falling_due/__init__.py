"""What the clock does in the room of meetings, so that nobody can put it off."""

from . import meetings, motions, petitions  # noqa: F401
