"""What a replayed book must show about meetings."""

from . import convening, motions  # noqa: F401
