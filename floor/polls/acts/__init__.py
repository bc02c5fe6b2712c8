"""What can be done about polls: call, nominate, open, close, count, contest, recall. Each file is one of these."""

from . import calling, closing, contesting, nominating, opening, petitioning, questions, refused, sheets  # noqa: F401
