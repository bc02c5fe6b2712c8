"""What a replayed book must show about meetings."""

from . import convening, credentials, minutes, motions, questions  # noqa: F401
