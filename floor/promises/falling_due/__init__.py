"""What the clock does in the room of promises, so that nobody can put it off."""

from . import demands, missions, reports, undertakings  # noqa: F401
