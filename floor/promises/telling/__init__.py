"""What the entries about promises say in plain words."""

from . import demands, missions, reports, undertakings  # noqa: F401
