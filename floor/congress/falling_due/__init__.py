"""What the clock does between the levels, so that nobody can put it off."""

from . import questions, totals  # noqa: F401
