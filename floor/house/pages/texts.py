"""A public text that goes with an act: kept under its SHA-256, the same whatever browser sent it."""

from __future__ import annotations

import hashlib
from typing import Any

from django import forms


def prose(label: Any, most: int, rows: int = 8, **options: Any) -> forms.CharField:
    """A field for a text that everyone can read."""
    return forms.CharField(
        label=label, max_length=most, widget=forms.Textarea(attrs={"rows": rows, "class": "prose"}), **options
    )


def as_written(text: str) -> str:
    """Browsers send line ends as CR LF; what the book calls a text must not depend on the browser."""
    return text.replace("\r\n", "\n").strip()


def name_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
