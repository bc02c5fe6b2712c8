"""What can be done about meetings: call, open, enter, speak, move, decide, close. Each file is one of these."""

from . import attending, calling, closing, opening, taking_up  # noqa: F401
