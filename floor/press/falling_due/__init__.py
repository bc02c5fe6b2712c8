"""What falls due in the press: boxes to be emptied, letters that nobody handled, platforms that found too few."""

from . import letters, platforms  # noqa: F401
