"""What a replayed book must show about promises."""

from . import demands, reports, undertakings  # noqa: F401
