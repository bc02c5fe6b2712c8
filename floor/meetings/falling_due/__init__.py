"""What the clock does in the room of meetings, so that nobody can put it off."""

from . import meetings, minutes, motions, petitions, questions  # noqa: F401
