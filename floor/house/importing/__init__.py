"""Registers and units from CSV files: looked at first, then entered by acts, and gone on with when cut off."""

from .faults import CannotImport, Fault, Faults
from .members import Entered, enter_members, preview_members
from .register_preview import RegisterPreview
from .sheets import Reading
from .units import UnitsPreview, enter_units, preview_units

__all__ = [
    "CannotImport", "Entered", "Fault", "Faults", "Reading", "RegisterPreview", "UnitsPreview",
    "enter_members", "enter_units", "preview_members", "preview_units",
]  # fmt: skip
