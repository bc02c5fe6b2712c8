"""Which keys the language has, and where: asked by the reader for its hints and by the schema for its descriptions."""

from __future__ import annotations

import difflib
import types
from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from .language import Law, Table

Path = tuple[str | int, ...]


@cache
def keys_of(table: type[Table]) -> dict[str, FieldInfo]:
    """The keys of a table as they are written, with hyphens."""
    return {str(field.alias or name): field for name, field in table.model_fields.items()}


@cache
def tables() -> dict[type[Table], tuple[str, ...]]:
    """Every table of the language with one path that leads to it; "*" stands for any name."""
    found: dict[type[Table], tuple[str, ...]] = {Law: ()}
    waiting: list[type[Table]] = [Law]
    while waiting:
        table = waiting.pop(0)
        for key, field in keys_of(table).items():
            for inner, steps in _tables_in(field.annotation, (*found[table], key)):
                if inner not in found:
                    found[inner] = steps
                    waiting.append(inner)
    return found


def annotation_at(path: Path) -> Any:
    """The type that stands at a path of the file, or None where the language has nothing there."""
    annotation: Any = Law
    for step in path:
        annotation = next((inner for option in options(annotation) if (inner := _step(option, step)) is not None), None)
        if annotation is None:
            return None
    return annotation


def table_at(path: Path) -> type[Table] | None:
    """The table of the language at a path of the file."""
    annotation = annotation_at(path)
    return next((option for option in options(annotation) if _is_table(option)), None)


def field_at(path: Path) -> FieldInfo | None:
    """The key of the language at a path of the file."""
    table = table_at(path[:-1]) if path else None
    return keys_of(table).get(str(path[-1])) if table else None


def names_at(path: Path) -> bool:
    """Whether the keys at a path are names that the organisation chooses, such as the names of its bodies."""
    return any(get_origin(option) is dict for option in options(annotation_at(path)))


def nearest(word: str, words: list[str]) -> str | None:
    """The word that was probably meant."""
    near = difflib.get_close_matches(word[:80].lower().replace("_", "-"), words, n=1, cutoff=0.6)
    return near[0] if near else None


def options(annotation: Any) -> Iterator[Any]:
    """The alternatives of a type, without the wrappings."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from options(get_args(annotation)[0])
    elif origin in (Union, types.UnionType):
        for option in get_args(annotation):
            yield from options(option)
    elif annotation is not None and annotation is not type(None):
        yield annotation


def _is_table(option: Any) -> bool:
    return isinstance(option, type) and issubclass(option, Table)


def _step(option: Any, step: str | int) -> Any:
    if _is_table(option):
        field = keys_of(option).get(str(step))
        return field.annotation if field else None
    if get_origin(option) is dict and isinstance(step, str):
        return get_args(option)[1]
    if get_origin(option) is list and isinstance(step, int):
        return get_args(option)[0]
    return None


def _tables_in(annotation: Any, steps: tuple[str, ...]) -> Iterator[tuple[type[Table], tuple[str, ...]]]:
    for option in options(annotation):
        if _is_table(option):
            yield option, steps
        elif get_origin(option) is dict:
            yield from _tables_in(get_args(option)[1], (*steps, "*"))
        elif get_origin(option) is list:
            yield from _tables_in(get_args(option)[0], steps)
