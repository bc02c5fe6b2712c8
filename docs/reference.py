"""Write the reference from the code: `python -m docs.reference` writes docs/reference/*.md.

What the code says is taken from docstrings, field descriptions and help texts; what it does not say by itself stands in
`reference.toml`. Something without words is a mistake, and so are words for something that is not there.
"""

from __future__ import annotations

import argparse
import ast
import inspect
import re
import sys
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path
from textwrap import dedent
from typing import Any

import django
from pydantic import BaseModel

HERE = Path(__file__).parent
FLOOR = HERE.parent / "floor"
WRITTEN = (
    "<!-- Written from the code by `python -m docs.reference`. Change the code, or reference.toml, not this page. -->\n"
)
_used: set[tuple[str, str]] = set()
WORDS: dict[str, dict[str, Any]] = tomllib.loads((HERE / "reference.toml").read_text(encoding="utf-8"))

#: What a guard asks for, read from its source, and how that is said.
WHO = [
    (r"scene\.law\.membership\.admitted_by", "whoever admits members by the statutes (`membership.admitted-by`)"),
    (
        r"scene\.law\.units\.opened_by",
        "whoever opens units by the statutes (`units.opened-by`), for that unit or one above it",
    ),
    (r"oneself\(|by\.member == (self\.member|card\.member_id)", "the member themselves"),
    (r"by\.member != (handover\.)?mandate\.holder_id", "the holder of the mandate"),
    (r"holder=scene\.by\.member", "the elected successor"),
    (
        r"who_enters\(",
        "one of the tellers, or an officer of the unit or of one above it; in a meeting its chair or a teller of it",
    ),
    (r"officer_or_teller\(", "one of the tellers, or an officer of the unit or of one above it"),
    (r"member_on_register\(scene\.by\.member\)", "any member on the register"),
    (r"by\.kind != \"founding\"", "the founding meeting (`floor found`)"),
    (r"_by_the_clock\(|by != CLOCK", "the clock (`floor tick`)"),
]


class NoWords(Exception):
    """Something has no words; says what, and where they belong."""


def words_for(kind: str, owner: str, name: str) -> str:
    """The words of a payload field or a column."""
    known = WORDS[kind]
    key = f"{owner}.{name}" if f"{owner}.{name}" in known else name
    if key not in known:
        raise NoWords(f"{owner}.{name} has no words: add it to [{kind}] in docs/reference.toml")
    _used.add((kind, key))
    return str(known[key])


def unused_words() -> list[str]:
    """Words for payload fields and columns that are no more, once all pages have been written."""
    return sorted(f"[{kind}] {key}" for kind in ("field", "column") for key in WORDS[kind] if (kind, key) not in _used)


def doc_of(thing: type[Any], name: str) -> str:
    """The docstring of a class; its own, not one that it inherited or that Django made up."""
    text = inspect.cleandoc(thing.__dict__.get("__doc__") or "")
    if not text or text.startswith(f"{thing.__name__}("):
        raise NoWords(f"{name} has no docstring")
    return text


# ---- acts ------------------------------------------------------------------------------------------------------------


def acts() -> str:
    """Every act: what it does, who may do it, what it needs."""
    from floor.book.act import ACTS

    tables: dict[str, type[BaseModel]] = {}
    parts = []
    for name, kind in sorted(ACTS.items()):
        if not kind.__module__.startswith("floor."):
            continue
        guarantees = ", ".join(kind.serves) or "none by itself"
        parts += [
            f"## {name}",
            doc_of(kind, name),
            f"**By** {who_may(kind)}.  \n**Serves** {guarantees}.",
            _payload(kind),
        ]
        tables |= _tables_in(kind)
    parts.append("## Tables in payloads\n\nSome acts hold further tables.")
    for name, table in sorted(tables.items()):
        parts += [f"### {name}", doc_of(table, name), _payload(table)]
    return page(
        "Acts",
        "An act is the only way anything changes. Members' acts are done on the pages or through the API, at "
        "`POST /api/acts/NAME`, with the session of the pages or with number and code of a card; the others are done at the "
        "founding or by the clock. A private value never enters the book: a commitment stands in its place. The shape of an "
        "act for programs: `floor acts NAME --json`.",
        parts,
    )


def who_may(kind: type[Any]) -> str:
    """Who may do an act, as its guard asks."""
    from docs.reference_who import WHO_IN_POLLS, WHO_MAY

    if kind.name in WHO_MAY:
        return WHO_MAY[kind.name]
    if kind.__name__ in WHO_IN_POLLS:
        return WHO_IN_POLLS[kind.__name__]
    if not kind.__module__.startswith(("floor.book", "floor.house")) and getattr(kind, "open_to", "") == "nobody":
        return "the clock"
    source = dedent(inspect.getsource(kind.guard))
    said = [phrase for pattern, phrase in WHO if re.search(pattern, source)]
    if not said:
        raise NoWords(f"{kind.name}: docs/reference.py does not know how to say who its guard lets through")
    return ", or ".join(said)


def _payload(kind: type[BaseModel]) -> str:
    from docs.reference_words import default_said, field_said, rows

    return rows(
        ("field", "takes", "if left out", "is"),
        [
            (f"`{name}`", field_said(field), default_said(field), words_for("field", kind.__name__, name))
            for name, field in kind.model_fields.items()
        ],
    )


def _tables_in(kind: type[BaseModel]) -> dict[str, type[BaseModel]]:
    from floor.law.keys import options

    found: dict[str, type[BaseModel]] = {}
    waiting = [field.annotation for field in kind.model_fields.values()]
    while waiting:
        for option in options(waiting.pop()):
            if isinstance(option, type) and issubclass(option, BaseModel) and option.__name__ not in found:
                found[option.__name__] = option
                waiting += [field.annotation for field in option.model_fields.values()]
            elif hasattr(option, "__args__"):
                waiting += list(option.__args__)
    return found


# ---- statutes --------------------------------------------------------------------------------------------------------


def statutes() -> str:
    """Every table and key of the statutes language."""
    from docs import reference_words
    from docs.reference_words import default_said, field_said, rows
    from floor.law.keys import keys_of, options, tables
    from floor.law.language import Exception_

    headings = {table: _heading(steps) for table, steps in tables().items()}
    headings[Exception_] = "[[exception]]"
    reference_words.NAMES = {table.__name__: heading for table, heading in headings.items()}
    parts = []
    for table, heading in headings.items():
        body = []
        for key, field in keys_of(table).items():
            inner = [option for option in _all_options(field.annotation, options) if option in headings]
            told = field.description or " ".join(doc_of(each, each.__name__).splitlines()[0] for each in inner)
            if not told:
                raise NoWords(f"{heading} {key}: the field of {table.__name__} needs a description")
            body.append((f"`{key}`", field_said(field), default_said(field), told))
        parts += [f"## {heading}", doc_of(table, table.__name__), rows(("key", "takes", "if left out", "means"), body)]
    reference_words.NAMES = {}
    return page(
        "The keys of the statutes",
        "A statutes file is TOML in the language `floor 1`. NAME stands for a name that you choose. Wherever a value can stand, "
        '`{ value = ..., source = "..." }` can stand, with `from` and `until` for values that change on a day. The guide '
        "[Write your statutes](../guides/write-statutes.md) shows them at work; `floor schema` prints all of this for editors.",
        parts,
    )


def _heading(steps: tuple[str, ...]) -> str:
    return f"[{'.'.join('NAME' if step == '*' else step for step in steps)}]" if steps else "The top of the file"


def _all_options(annotation: Any, options: Callable[[Any], Iterable[Any]]) -> list[Any]:
    found = []
    for option in options(annotation):
        found += (
            [option]
            if isinstance(option, type)
            else [each for arg in getattr(option, "__args__", ()) for each in _all_options(arg, options)]
        )
    return found


# ---- commands --------------------------------------------------------------------------------------------------------


def commands() -> str:
    """Every command with its options, as its parser knows them."""
    from docs.reference_words import rows
    from floor.cli import COMMANDS, parser_for

    parts = []
    for name in COMMANDS:
        parser = parser_for(name)
        given = [action for action in parser._actions if not isinstance(action, argparse._HelpAction)]
        parts += [
            f"## floor {name}",
            str(parser.description),
            f"```text\nfloor {name}{''.join(map(_usage, given))}\n```",
        ]
        if given:
            parts.append(rows(("", "is"), [(f"`{_called(action)}`", _help(action, name)) for action in given]))
    return page(
        "Commands",
        "Each command ends with 0 when it was done or everything holds, with 1 when it found something, and with 2 when "
        "something could not be read or understood. Where an organisation lives is said by environment variables: see "
        "[Run a server](../guides/run-a-server.md).",
        parts,
    )


def _called(action: argparse.Action) -> str:
    name = action.option_strings[-1] if action.option_strings else (action.metavar or action.dest).upper()
    value = "" if not action.option_strings or action.nargs == 0 else f" {action.dest.upper()}"
    return f"{name}{value}"


def _usage(action: argparse.Action) -> str:
    optional = (action.option_strings and not action.required) or action.nargs == "?"
    return f" [{_called(action)}]" if optional else f" {_called(action)}"


def _help(action: argparse.Action, command: str) -> str:
    if not action.help:
        raise NoWords(f"floor {command}: {_called(action)} has no help")
    choices = f" One of: {', '.join(map(str, action.choices))}." if action.choices else ""
    return f"{action.help[0].upper()}{action.help[1:].rstrip('.')}.{choices}"


# ---- findings --------------------------------------------------------------------------------------------------------


def findings() -> str:
    """The guarantees, and every finding of the checker under the one that it protects."""
    import floor.law.report  # noqa: F401 -- it fills the register of checks
    from docs.reference_words import rows
    from floor.law.findings import CHECKS
    from floor.law.guarantees import GUARANTEES
    from floor.site.guarantees_in_words import MEANS

    parts = []
    for number, guarantee in GUARANTEES.items():
        found = [check for check in CHECKS.values() if check.guarantee == number]
        parts += [f"## {number}: {guarantee.title}", str(MEANS[number]), f"Kept by acts: {guarantee.kept}"]
        body = [(f"`{check.code}`", check.severity, "yes" if check.exceptable else "", check.says) for check in found]
        if any(not check.says for check in found):
            raise NoWords(f"a check of {number} has no docstring")
        parts.append(
            rows(("finding", "severity", "can be excepted", "says"), body)
            if body
            else "Nothing in the statutes can touch it."
        )
    return page(
        "Guarantees and findings",
        f"The twenty-five guarantees, and the {len(CHECKS)} findings by which `floor check` protects them. *Broken*: a guarantee "
        "does not hold, or a rule can never be carried out; an organisation cannot be founded on it, and no amendment can bring "
        "it. *Doubtful*: lawful, but a delegate should ask why. Some can be excused by a declared "
        "[exception](statutes.md#exception) with a reason; a finding may be told under another guarantee where that one is touched.",
        parts,
    )


# ---- tables ----------------------------------------------------------------------------------------------------------


def tables() -> str:
    """Every table of the database, column by column."""
    from django.apps import apps

    from docs.reference_words import column_said, rows
    from floor.book.protected import protected_models, protected_tables

    parts = []
    for model in sorted(apps.get_models(), key=lambda model: model._meta.db_table):
        if not model.__module__.startswith("floor."):
            continue
        table, private = model._meta.db_table, getattr(model, "private_columns", ())
        body = []
        for column in model._meta.concrete_fields:
            told = str(column.help_text) or words_for("column", table, column.name)
            secret = " Private: left out of the signed digests." if column.name in private else ""
            body.append((f"`{column.column}`", column_said(column), f"{told.rstrip('.')}.{secret}"))
        kind = "The site's own, not an institution's."
        if table in protected_tables():
            kind = (
                "Written by acts only." if model in protected_models() else "The record itself, written with every act."
            )
        parts += [f"## {table}", f"{doc_of(model, table)} *{kind}*", rows(("column", "holds", "is"), body)]
    return page(
        "Tables",
        "What stands in the database. Institutions' tables are a fold of the book: only acts write them, `floor rebuild` comes to "
        "the same ones from the book and the private store, and their digests are signed beside each checkpoint.",
        parts,
    )


# ---- claims ----------------------------------------------------------------------------------------------------------


def claims() -> str:
    """Every claim that verifying can make, with what it means when it holds, is broken, or is not checked."""
    known, told = set(claimed_in_code()), set(WORDS["claim"])
    if known != told:
        raise NoWords(
            f"[claim] in docs/reference.toml: no words for {sorted(known - told)}; not in the code: {sorted(told - known)}"
        )
    parts = []
    for name, meanings in WORDS["claim"].items():
        signs = (("holds", "holds"), ("broken", "BROKEN"), ("unchecked", "not checked"))
        lines = [f"* **{sign}**: {meanings[key]}" for key, sign in signs if key in meanings]
        parts += [f"## {name}", "\n".join(lines)]
    return page(
        "Claims",
        'What `floor verify` can say about a book, claim by claim. "Holds" is said only of what was computed from the files; '
        '"not checked" says what could not be seen, and is no fault. A claim that is told by being broken alone is not listed '
        "when it holds.",
        parts,
    )


def claimed_in_code() -> list[str]:
    """The names of all claims, found in the source wherever one is made."""
    sources = [*(FLOOR / "book").glob("*.py"), *FLOOR.glob("*/verification.py"), *FLOOR.glob("*/verification/*.py")]
    return sorted(
        {name for path in sources for name in _claims_in(ast.parse(path.read_text(encoding="utf-8"))) if name}
    )


def _claims_in(tree: ast.Module) -> Iterable[str]:
    texts = dict(_named_texts(tree))
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in ("holds", "broken", "not_checked")
            and node.args
        ):
            first = node.args[0]
            if isinstance(first, ast.Constant):
                yield str(first.value)
            elif isinstance(first, ast.JoinedStr) and isinstance(first.values[0], ast.Constant):
                yield f"{first.values[0].value}..."
            elif isinstance(first, ast.Name) and first.id != "name":
                yield texts.get(first.id, "")
    for function in ast.walk(tree):
        # A function that makes claims of one name keeps it in `name`.
        if isinstance(function, ast.FunctionDef) and "name" in (named := dict(_named_texts(function))):
            yield named["name"]


def _named_texts(tree: ast.AST) -> Iterable[tuple[str, str]]:
    """`NAME = "text"` and `name, other = "text", 0`."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Assign):
            continue
        for target in node.targets:
            pairs = (
                zip(target.elts, node.value.elts, strict=True)
                if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple)
                else [(target, node.value)]
            )
            for name, value in pairs:
                if isinstance(name, ast.Name) and isinstance(value, ast.Constant) and isinstance(value.value, str):
                    yield name.id, value.value


# ---- all of it -------------------------------------------------------------------------------------------------------


def guarantees() -> str:
    """Where each guarantee is kept three times."""
    from docs.reference_guarantees import matrix

    return matrix(page)


PAGES: dict[str, Callable[[], str]] = {
    "acts": acts,
    "statutes": statutes,
    "commands": commands,
    "findings": findings,
    "tables": tables,
    "claims": claims,
    "guarantees": guarantees,
}


def page(title: str, opening: str, parts: list[str]) -> str:
    return "\n\n".join([WRITTEN + f"\n# {title}", opening, *(part for part in parts if part)]) + "\n"


def main() -> int:
    """Write every page; say which changed."""
    django.setup()
    (HERE / "reference").mkdir(exist_ok=True)
    try:
        written = {HERE / "reference" / f"{name}.md": write() for name, write in PAGES.items()}
        if unused := unused_words():
            raise NoWords(f"docs/reference.toml has words for what is not there: {', '.join(unused)}")
    except NoWords as fault:
        print(f"docs.reference: {fault}", file=sys.stderr)
        return 1
    for path, text in written.items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            print(f"{path.relative_to(HERE.parent)} is new")
    return 0


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "floor.site.settings")
    sys.exit(main())
