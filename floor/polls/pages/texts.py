"""A public text that goes with an act, as in every room."""

from __future__ import annotations

from floor.house.pages.texts import as_written, name_of, prose

__all__ = ["as_written", "name_of", "prose"]
