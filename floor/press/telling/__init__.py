"""What the acts of the press say on the pages of the book. No sentence names a person."""

from . import letters, platforms  # noqa: F401
