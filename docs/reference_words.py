"""Types as words: what a payload field, a key of the statutes or a column of a table takes, said to a secretary."""

from __future__ import annotations

import re
import types
from datetime import date, datetime
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from django.db import models
from pydantic import AwareDatetime, BaseModel, StringConstraints
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from floor.book.act import PRIVATE
from floor.law.values import Duration, Majority, Seats, Share, Who, Written

_WRITTEN = {
    Duration: "a length of time",
    Share: "a share of people",
    Majority: "a majority",
    Seats: "a number of seats",
    Who: "who may do it",
}
_PLAIN = {
    int: "whole number",
    str: "text",
    bool: "true or false",
    date: "day",
    datetime: "moment",
    AwareDatetime: "moment",
}
_COLUMNS = {
    models.BooleanField: "true or false",
    models.DateTimeField: "moment",  # before the day, of which it is a kind
    models.DateField: "day",
    models.JSONField: "JSON",
    models.BinaryField: "bytes",
    models.IntegerField: "whole number",
    models.BigIntegerField: "whole number",
    models.TextField: "text",
}


def said(annotation: Any, metadata: list[Any] | tuple[Any, ...] = ()) -> str:
    """A type in words: "whole number, at least 1", "list of bodies", "one of secret, paper"."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return said(inner[0], [*metadata, *inner[1:]])
    if origin in (Union, types.UnionType):
        return " or ".join(said(option) for option in inner if option is not type(None)) + _limits(metadata)
    if origin is Literal:
        return (
            " or ".join(f"`{word}`" for word in inner)
            if len(inner) < 3
            else "one of " + ", ".join(f"`{word}`" for word in inner)
        )
    if origin is list:
        return f"list of {_many(said(inner[0]))}{_limits(metadata)}"
    if origin is tuple:
        return "pair of " + " and ".join(said(part) for part in inner)
    if origin is dict:
        return f"table of {_many(said(inner[1]))} by name"
    if annotation in _WRITTEN:
        return f"[{_WRITTEN[annotation]}](../guides/write-statutes.md#phrases)"
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return f"[{_name_of(annotation)}](#{anchor(_name_of(annotation))})"
    return _PLAIN.get(annotation, getattr(annotation, "__name__", str(annotation))) + _limits(metadata)


def _many(words: str) -> str:
    plurals = {"whole number": "whole numbers", "text": "texts"}
    if words.startswith("pair "):
        return f"pairs {words.removeprefix('pair ')}"
    return next((plural + words.removeprefix(one) for one, plural in plurals.items() if words.startswith(one)), words)


def _limits(metadata: list[Any] | tuple[Any, ...]) -> str:
    told = []
    for limit in metadata:
        if isinstance(limit, StringConstraints):
            if limit.pattern == r"^[0-9a-f]{64}$":
                told.append("a SHA-256 in hexadecimal")
            elif limit.max_length:
                told.append(f"at most {limit.max_length} letters")
            continue
        told += [
            f"at least {getattr(limit, name)}"
            for name in ("ge", "min_length")
            if getattr(limit, name, None) is not None
        ]
        told += [
            f"at most {getattr(limit, name)}" for name in ("le", "max_length") if getattr(limit, name, None) is not None
        ]
    return "".join(f", {each}" for each in told)


def field_said(field: FieldInfo) -> str:
    """The type of a field; a private one says that it never enters the book."""
    limits = [limit for limit in field.metadata if limit is not PRIVATE]
    private = " (private: the book holds a commitment)" if PRIVATE in field.metadata else ""
    return said(field.annotation, limits) + private


def default_said(field: FieldInfo) -> str:
    """What stands when a field is left out."""
    if field.is_required():
        return "needed"
    default = field.default if field.default is not PydanticUndefined else ""
    if default is None or default in ("", [], {}) or isinstance(default, BaseModel):
        return ""
    if isinstance(default, bool):
        return f"`{str(default).lower()}`"
    return f"`{default}`" if isinstance(default, (int, str, Written)) else ""


def column_said(column: models.Field[Any, Any]) -> str:
    """The type of a column, and what it points to."""
    if isinstance(column, models.ForeignKey):
        return f"number of a row in [`{column.related_model._meta.db_table}`](#{column.related_model._meta.db_table})"
    if isinstance(column, models.CharField):
        return f"text, at most {column.max_length} letters"
    return next((word for kind, word in _COLUMNS.items() if isinstance(column, kind)), type(column).__name__)


def anchor(title: str) -> str:
    """The anchor that the site gives to a heading."""
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", title).strip().lower())


def _name_of(model: type[BaseModel]) -> str:
    return NAMES.get(model.__name__, model.__name__)


#: Headings of the tables of the statutes, filled by the page that has them.
NAMES: dict[str, str] = {}


def cell(text: str) -> str:
    """Text that can stand in a cell of a table."""
    return " ".join(text.split()).replace("|", "\\|")


def rows(head: tuple[str, ...], body: list[tuple[str, ...]]) -> str:
    """A table."""
    lines = [head, tuple("---" for _ in head), *body]
    return "\n".join("| " + " | ".join(cell(each) for each in line) + " |" for line in lines)
