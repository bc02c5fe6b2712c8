"""The language as a JSON Schema, so that editors complete keys and mark mistakes while one writes.

floor schema > statutes.schema.json      and at the top of a statutes file:   #:schema statutes.schema.json
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from .keys import keys_of, tables
from .language import Law, Table
from .values import Written

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]


def schema() -> Schema:
    """The JSON Schema (draft 2020-12) of a statutes file, with descriptions, hyphenated keys and dated values."""
    made = Law.model_json_schema(by_alias=True)
    definitions: Schema = made.pop("$defs")
    dated = _Dated()
    for table in tables():
        definition = made if table is Law else definitions[table.__name__]
        definition["description"] = (table.__doc__ or "").strip()
        definition["properties"] = {
            key: dated.key(table, key, value) for key, value in definition["properties"].items()
        }
    made = {"$schema": DIALECT, **made, "title": "Statutes", "$defs": definitions | dated.definitions}
    return dict(_untitled(made))


class _Dated:
    """Lets a value with its source, or several with the days on which each holds, stand wherever a value may.

    Each kind of value is written once, under `$defs`.
    """

    def __init__(self) -> None:
        self.definitions: Schema = {
            "day": {"format": "date", "description": "A day, written without quotation marks: 2027-03-31."},
            "source": {
                "type": "string",
                "minLength": 1,
                "description": "Where the value comes from: the law and its section.",
            },
        }
        self._names: dict[str, str] = {}

    def key(self, table: type[Table], key: str, value: Schema) -> Schema:
        """A key of a table: its description, its default, and the values it takes."""
        default = keys_of(table)[key].default
        told: Schema = {"description": value["description"]} if "description" in value else {}
        if isinstance(default, (Written, str, bool, int)):
            told["default"] = str(default) if isinstance(default, Written) else default
        bare = {name: inner for name, inner in value.items() if name not in ("description", "default", "title")}
        return told | self._or_dated(self._inside(bare))

    def _inside(self, value: Schema) -> Schema:
        """A value without null, which TOML does not have, and with dated values wherever its own rows may stand."""
        options = [self._inside(option) for option in value.get("anyOf", []) if option != {"type": "null"}]
        if options:
            rest = {key: inner for key, inner in value.items() if key != "anyOf"}
            return rest | (options[0] if len(options) == 1 else {"anyOf": options})
        if value.get("format") == "date":
            return {"$ref": "#/$defs/day"}
        if isinstance(rows := value.get("items"), dict) and rows.get("type") != "array":
            value = value | {"items": self._or_dated(self._inside(rows))}
        if isinstance(rows := value.get("additionalProperties"), dict):
            value = value | {"additionalProperties": self._or_dated(self._inside(rows))}
        if rows := value.get("patternProperties"):
            named = {pattern: self._or_dated(self._inside(row)) for pattern, row in rows.items()}
            value = value | {"patternProperties": named, "additionalProperties": False}
        return value

    def _or_dated(self, bare: Schema) -> Schema:
        text = json.dumps(dict(_untitled(bare)), sort_keys=True)
        if text not in self._names:
            name = self._names[text] = f"value-{len(self._names) + 1}"
            day, source = {"$ref": "#/$defs/day"}, {"$ref": "#/$defs/source"}
            row = {
                "type": "object",
                "properties": {"value": bare, "from": day, "until": day, "source": source},
                "required": ["value", "source"],
                "additionalProperties": False,
            }
            self.definitions[name] = {"anyOf": [bare, row, {"type": "array", "items": row, "minItems": 1}]}
        return {"$ref": f"#/$defs/{self._names[text]}"}


def _untitled(value: Schema, *, outermost: bool = True) -> Iterator[tuple[str, Any]]:
    """Without the titles that pydantic gives to every key: editors show the key itself."""
    for key, inner in value.items():
        if key == "title" and isinstance(inner, str) and not outermost:
            continue
        if isinstance(inner, dict):
            yield key, dict(_untitled(inner, outermost=False))
        elif isinstance(inner, list):
            yield key, [dict(_untitled(row, outermost=False)) if isinstance(row, dict) else row for row in inner]
        else:
            yield key, inner
