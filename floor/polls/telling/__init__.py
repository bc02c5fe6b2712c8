"""What the acts of the polls say in plain words. Only what the book itself says: numbers, never names (R17)."""

from . import candidates, codes, contests, elections, petitions, questions, sheets  # noqa: F401
