"""The JSON Schema for editors takes what the reader takes, and marks what is wrong."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from floor.law.keys import keys_of, tables
from floor.law.language import Law
from floor.law.schema import DIALECT, schema

HERE = Path(__file__).parent
TEMPLATES = sorted((HERE.parent / "templates").glob("*.toml"))
SCHEMA = schema()
CLEAN = (HERE / "clean.toml").read_text()
DATED = (
    '[{ value = "1/3", until = 2030-01-01, source = "s. 1" }, { value = "1/4", from = 2030-01-01, source = "s. 2" }]'
)


def marks(text: str) -> list[Any]:
    return list(jsonschema.Draft202012Validator(SCHEMA).iter_errors(tomllib.loads(text)))


def test_it_is_a_json_schema_of_the_dialect_it_names() -> None:
    assert SCHEMA["$schema"] == DIALECT
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA
    assert len(json.dumps(SCHEMA)) < 100_000


@pytest.mark.parametrize("file", [*TEMPLATES, HERE / "clean.toml"], ids=lambda file: file.stem)
def test_every_template_is_valid(file: Path) -> None:
    assert marks(file.read_text()) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('quorum = "1/3"', f"quorum = {DATED}"),
        ('quorum = "1/3"', 'quorum = { value = "1/3", source = "s. 1" }'),
        ("parity = true", 'parity = { value = true, source = "s. 1" }'),
        ('convened-by = ["1/10 of members"]', 'convened-by = [{ value = "1/10 of members", source = "s. 1" }]'),
        ("seats = 9", "seats = [[1, 100, 1], [101, 250, 2]]"),
        ("seats = 9", 'seats = 9, reserved = { women = { value = 3, source = "s. 15" } }'),
        ('by = "assembly"', 'by = ["assembly", "meeting"]'),
    ],
)
def test_dated_values_may_stand_wherever_a_value_may(old: str, new: str) -> None:
    assert old in CLEAN
    assert marks(CLEAN.replace(old, new, 1)) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('quorum = "1/3"', 'qorum = "1/3"'),
        ('quorum = "1/3"', 'quorum = "a third"'),
        ('quorum = "1/3"', "quorum = 3"),
        ('quorum = "1/3"', f"quorum = {DATED.replace('1/4', 'a quarter')}"),
        ('quorum = "1/3"', 'quorum = { value = "1/3" }'),
        ("convened-by", "convened_by"),
        ('meets = "monthly"', 'meets = "montly"'),
        ("seats = 9", "seats = 0"),
        ('method = "stv"', 'method = "svt"'),
        ('language = "floor 1"', ""),
        ('guarantee = "R1"', 'guarantee = "R26"'),
        ("[body.meeting]", '[body."a/b"]'),
        ("limit = 3", 'limit = "3"'),
    ],
)
def test_what_is_wrong_is_marked(old: str, new: str) -> None:
    assert old in CLEAN
    assert marks(CLEAN.replace(old, new, 1)) != []


def test_every_table_and_its_keys_are_described_with_hyphens() -> None:
    for table in tables():
        described = SCHEMA if table is Law else SCHEMA["$defs"][table.__name__]
        assert set(described["properties"]) == set(keys_of(table))
        assert described["description"]
        assert not any("_" in key for key in described["properties"])
    recall = SCHEMA["$defs"]["Recall"]["properties"]
    assert "signatures" in recall["petition"]["description"]
    assert recall["majority"]["default"] == "more than 1/2 of cast"
