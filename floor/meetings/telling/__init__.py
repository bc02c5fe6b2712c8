"""What entries about meetings say in plain words."""

from . import convening, in_the_room, minutes, motions, questions  # noqa: F401
