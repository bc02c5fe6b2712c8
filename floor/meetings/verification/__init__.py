"""What a replayed book must show about meetings."""

from . import convening, minutes, motions, questions  # noqa: F401
