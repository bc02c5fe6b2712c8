"""Writing statutes back from a table, and changing one thing in them."""

from __future__ import annotations

import json
from typing import Any

#: Tables of the file whose rows are named by the organisation.
_NAMED = ("body", "vote", "emergency")


def written(raw: dict[str, Any]) -> str:
    """A table as the text of a statutes file, laid out as a secretary would."""
    plain = [
        f"{_key(key)} = {_inline(value)}"
        for key, value in raw.items()
        if not isinstance(value, dict) and key != "exception"
    ]
    sections: list[str] = []
    for key, table in raw.items():
        if key in _NAMED:
            sections += [_section(f"[{key}.{_key(name)}]", row) for name, row in table.items()]
        elif isinstance(table, dict):
            sections.append(_section(f"[{_key(key)}]", table))
    sections += [_section("[[exception]]", row) for row in raw.get("exception", [])]
    return "\n".join(plain) + "\n\n" + "\n".join(sections)


def changed(raw: dict[str, Any], change: dict[str, Any]) -> dict[str, Any]:
    """A table with a change: tables are merged, "-" takes a key away, a key with "+" adds to a list."""
    result = dict(raw)
    for key, value in change.items():
        if value == "-":
            result.pop(key, None)
        elif key.endswith("+"):
            result[key[:-1]] = [*result.get(key[:-1], []), *value]
        elif isinstance(value, dict) and isinstance(result.get(key), dict):
            result[key] = changed(result[key], value)
        else:
            result[key] = value
    return result


def _section(header: str, table: dict[str, Any]) -> str:
    return "\n".join([header, *(f"{_key(key)} = {_inline(value)}" for key, value in table.items())]) + "\n"


def _key(key: str) -> str:
    return key if key.replace("-", "").isalnum() and key.isascii() else json.dumps(key, ensure_ascii=False)


def _inline(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_key(key)} = {_inline(inner)}" for key, inner in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_inline, value)) + "]"
    if isinstance(value, (bool, str)):
        return json.dumps(value, ensure_ascii=False)
    return str(value)
