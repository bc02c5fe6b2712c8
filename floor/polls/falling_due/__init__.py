"""What the clock does in the room of polls, so that nobody can put it off."""

from . import petitions, polls, questions, sheets, vacancies  # noqa: F401
