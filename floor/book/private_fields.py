"""Which fields of an entry hold commitments instead of what was said, for explaining them on a page."""

from __future__ import annotations

from typing import Any

from .act import PRIVATE, Act


def private_fields(kind: type[Act] | None, payload: Any) -> list[str]:
    """The commitments of a payload, by the names of their fields; long lists are told by their beginning."""
    if kind is None:
        return []
    named = {name for name, info in kind.model_fields.items() if PRIVATE in info.metadata}
    named |= {"person"}  # the one private field inside a list: the founders'
    return list(dict.fromkeys(_committed(payload, named)))[:12]


def _committed(value: Any, named: set[str], key: str = "") -> list[str]:
    if isinstance(value, dict):
        return [found for name, inner in value.items() for found in _committed(inner, named, name)]
    if isinstance(value, list):
        return [found for inner in value[:12] for found in _committed(inner, named, key)]
    return [f"{key}: {value}"] if key in named and isinstance(value, str) and value.startswith("c1:") else []
