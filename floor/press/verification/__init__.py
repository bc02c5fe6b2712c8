"""What is checked of the press when a book is verified."""

from . import equal_terms  # noqa: F401
