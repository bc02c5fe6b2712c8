"""What the language says to a value it does not take: what was written, and what would be right."""

from __future__ import annotations

from typing import Any, Literal, get_args, get_origin

from .faults import listed, quoted
from .keys import Path, field_at, keys_of, nearest, options, table_at, tables
from .values import Written

#: How a value of each kind is written, where a value of another kind was found.
_KINDS = {
    "string": "text in quotation marks",
    "int": "a whole number without quotation marks, for example 3",
    "bool": "true or false, without quotation marks",
    "list": 'a list in brackets, for example ["factory committee"]',
    "date": "a date without quotation marks, for example 2027-03-31",
}


def said_of(path: Path, errors: list[dict[str, Any]]) -> str:
    """One sentence or two about all that is wrong at one place."""
    kind = str(errors[0]["type"])
    if errors[0]["loc"] and errors[0]["loc"][-1] == "[key]":
        return f'{quoted(errors[0]["input"])} cannot be a name: a name has 1 to 80 characters, none of them " \\ / < > or |, and does not begin with a space.'
    if kind == "extra_forbidden":
        return _unknown(path)
    if kind == "missing":
        return f"This is missing.{_meaning_of(path)} {_example_of(path)}".rstrip()
    if kind == "value_error" and len(errors) == 1:
        return f"{quoted(errors[0]['input'])}: this {errors[0]['ctx']['error']}."
    return f"{quoted(errors[0]['input'])} cannot stand here. {_right(path, errors)}{_meaning_of(path)}".rstrip()


def _unknown(path: Path) -> str:
    table, key = table_at(path[:-1]), str(path[-1])
    keys = list(keys_of(table)) if table else []
    elsewhere = [steps for other, steps in tables().items() if other is not table and key in keys_of(other)]
    if near := nearest(key, keys):
        hint = f"Did you mean {near}?"
    elif elsewhere:
        hint = f"It belongs in {listed([_written(steps) for steps in elsewhere])}."
    else:
        hint = ""
    return f"There is no such key here. {hint} Possible are {listed(sorted(keys), 'and')}.".replace("  ", " ")


def _written(steps: tuple[str, ...]) -> str:
    return (
        ".".join("<name>" if step == "*" else step for step in steps) or "the beginning of the file, before any table"
    )


def _right(path: Path, errors: list[dict[str, Any]]) -> str:
    """What would be right, from the kinds of all alternatives that were tried."""
    words = _words_at(path)
    written = errors[0]["input"]
    parts: list[str] = []
    if words:
        near = nearest(written, words) if isinstance(written, str) else None
        one_of = "one of " if len(words) > 1 else ""
        parts.append((f'"{near}", it seems; possible: ' if near else one_of) + listed([f'"{word}"' for word in words]))
    for error in errors:
        kind, context = str(error["type"]), error.get("ctx", {})
        if kind == "value_error":
            parts.append(str(context["error"]).removeprefix("should be "))
        elif kind in ("greater_than_equal", "less_than_equal"):
            parts.append(f"at {'least' if 'ge' in context else 'most'} {context.get('ge', context.get('le'))}")
        elif kind in ("too_short", "string_too_short", "too_long", "string_too_long"):
            parts.append(_length(kind, context))
        elif kind == "string_pattern_mismatch":
            parts.append(
                'a guarantee, "R1" to "R25"'
                if path[-1] == "guarantee"
                else "a name without quotation marks, slashes or line breaks"
            )
        elif kind in ("model_type", "dict_type", "model_attributes_type"):
            parts.append(_table_form(path))
        elif (base := kind.split("_")[0]) in _KINDS and not (words and base == "string"):
            parts.append(_KINDS[base])
    unique = list(dict.fromkeys(part for part in parts if part))
    return f"It should be {listed(unique)}." if unique else ""


def _length(kind: str, context: dict[str, Any]) -> str:
    if kind.startswith("string"):
        return (
            f"at least {context['min_length']} characters long"
            if "short" in kind
            else f"at most {context['max_length']} characters long"
        )
    return (
        f"at least {context['min_length']} of them" if "short" in kind else f"at most {context['max_length']} of them"
    )


def _table_form(path: Path) -> str:
    table = table_at(path)
    if table is None:
        return 'a table of names, for example { trade = ["fitters", "smelters"] }'
    required = [f"{key} = ..." for key, field in keys_of(table).items() if field.is_required()]
    return f"a table, for example {{ {', '.join(required or [f'{key} = ...' for key in list(keys_of(table))[:2]])} }}"


def _words_at(path: Path) -> list[str]:
    """The words that can stand at a place, where only certain words can."""
    field = field_at(path) or (field_at(path[:-1]) if path and isinstance(path[-1], int) else None)
    words: list[str] = []
    for option in options(field.annotation) if field else ():
        inner = next(iter(get_args(option)), None) if get_origin(option) is list else option
        for alternative in options(inner):
            if get_origin(alternative) is Literal:
                words += [str(word) for word in get_args(alternative)]
    return words


def _meaning_of(path: Path) -> str:
    field = field_at(path)
    return f" {field.description}" if field and field.description else ""


def _example_of(path: Path) -> str:
    field = field_at(path)
    for option in options(field.annotation) if field else ():
        if isinstance(option, type) and issubclass(option, Written):
            return f'For example {path[-1]} = "{option.example}".'
    if words := _words_at(path):
        return f'For example {path[-1]} = "{words[0]}".'
    return ""
