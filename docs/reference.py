"""Write the reference from the code: `python -m docs.reference` writes docs/reference/*.md.

What the code says is taken from docstrings, field descriptions and help texts; what it does not say by itself stands in
`reference.toml`. Something without words is a mistake, and so are words for something that is not there.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Callable, Iterable
from textwrap import dedent
from typing import Any

import django
from pydantic import BaseModel

from docs.reference_claims import claims
from docs.reference_commands import commands
from docs.reference_page import HERE, NoWords, page, unused_words, words_for

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
