"""What all phrases of the statutes have in common: they are read by `parse`, which says what would be right."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any, ClassVar, TypeVar

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import core_schema

Phrase = TypeVar("Phrase", bound="Written")


class Written:
    """A value written as a phrase in the statutes; pydantic reads it through `parse`."""

    example: ClassVar[str]
    pattern: ClassVar[str]

    @classmethod
    def parse(cls: type[Phrase], written: object) -> Phrase:
        raise NotImplementedError

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            lambda written: written if isinstance(written, cls) else cls.parse(written),
            serialization=core_schema.plain_serializer_function_ser_schema(str),
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, _schema: Any, _handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string", "pattern": cls.pattern, "examples": [cls.example]}


def text_of(written: object, example: str) -> str:
    if not isinstance(written, str):
        raise ValueError(f'should be written as text, for example "{example}"')
    return " ".join(written.split())


def fraction_of(written: str, example: str) -> Fraction:
    """A share of a whole: "1/3" or "40 %"."""
    if match := re.fullmatch(r"(\d{1,6}) ?/ ?(\d{1,6})", written):
        if int(match[2]) == 0:
            raise ValueError(f'divides by nothing; for example "{example}"')
        return Fraction(int(match[1]), int(match[2]))
    if match := re.fullmatch(r"(\d{1,3}) ?%", written):
        return Fraction(int(match[1]), 100)
    raise ValueError(f'should be a fraction or a percentage, for example "{example}"')


def ratio_of(fraction: Fraction) -> str:
    """Written so that it can be read back: the whole is "1/1", not "1"."""
    return f"{fraction.numerator}/{fraction.denominator}"
