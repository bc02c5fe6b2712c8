"""What a replayed book must show about polls and the seats they fill."""

from . import delegates, polls, seats  # noqa: F401
