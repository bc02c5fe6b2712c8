"""What entries about meetings say in plain words."""

from . import convening, in_the_room, motions  # noqa: F401
