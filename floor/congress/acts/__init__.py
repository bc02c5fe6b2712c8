"""What can be done between the levels: send a question down, ask the units, declare what came back; share out seats."""

from . import apportioning, sending_down  # noqa: F401
