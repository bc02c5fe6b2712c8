"""check, templates, new, schema: all that can be done with statutes before anyone adopts them. No database."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from floor.law import templates
from floor.law.checker import check, proofs
from floor.law.reading import Unreadable, read
from floor.law.schema import schema

from . import complain


def add_check(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="the statutes, a TOML file")
    parser.add_argument("--json", action="store_true", help="print findings as JSON")
    parser.add_argument("--proofs", action="store_true", help="show how each guarantee is proved")


def run_check(arguments: Namespace) -> int:
    """Exit 0 when clean, 1 with findings, 2 when the file cannot be read."""
    file: Path = arguments.file
    try:
        statutes = read(file.read_bytes(), str(file))
    except OSError as fault:
        return _unreadable(f"{file}: {fault.strerror or fault}", arguments.json, [])
    except Unreadable as fault:
        faults = [{"line": each.line, "key": each.key, "message": each.message} for each in fault.faults]
        return _unreadable(str(fault), arguments.json, faults)
    findings = check(statutes)
    if arguments.json:
        rows = [finding.as_json() for finding in findings]
        print(json.dumps({"ok": not findings, "findings": rows}, indent=2, ensure_ascii=False))
        return 1 if findings else 0
    console = Console(highlight=False)
    for finding in findings:
        colour = "red" if finding.severity == "broken" else "yellow"
        where = f"{escape(str(file))}:{finding.line}"
        console.print(
            f"[bold {colour}]{finding.guarantee} {finding.severity}[/]  [dim]{where}[/]\n  {escape(finding.message)}",
            soft_wrap=True,
        )
        if finding.path:
            console.print(f"  [dim]path:[/] {escape(finding.path)}", soft_wrap=True)
    states = proofs(statutes)
    if arguments.proofs:
        for proof in states:
            reasons = "\n  ".join(proof.reasons)
            console.print(f"[bold]{proof.guarantee}[/] {proof.verdict}\n  {escape(reasons)}", soft_wrap=True)
    proved = sum(proof.verdict == "proved" for proof in states)
    if findings:
        found = "1 finding" if len(findings) == 1 else f"{len(findings)} findings"
        console.print(f"\n[bold red]{found}.[/] {proved} guarantees are proved from the file.")
        return 1
    console.print(
        f"[bold green]Nothing found.[/] {proved} guarantees are proved from the file, the others are kept by refusal of acts.",
        soft_wrap=True,
    )
    return 0


def _unreadable(sentence: str, as_json: bool, faults: list[dict[str, object]]) -> int:
    if as_json:
        print(
            json.dumps(
                {"ok": False, "findings": [], "unreadable": faults or [{"message": sentence}]},
                indent=2,
                ensure_ascii=False,
            )
        )
        return 2
    return complain(sentence)


def add_templates(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print as JSON")


def run_templates(arguments: Namespace) -> int:
    described = [templates.describe(name) for name in templates.names()]
    if arguments.json:
        print(
            json.dumps(
                [{"name": each.name, "title": each.title, "summary": each.summary} for each in described], indent=2
            )
        )
        return 0
    for each in described:
        Console(highlight=False).print(f"[bold]{each.name}[/]\n  {escape(each.title)}. {escape(each.summary)}")
    return 0


def add_new(parser: ArgumentParser) -> None:
    parser.add_argument("directory", type=Path, help="a new folder for your statutes")
    parser.add_argument("--template", required=True, help="one of: " + ", ".join(templates.names()))


def run_new(arguments: Namespace) -> int:
    try:
        written = templates.write_new(arguments.directory, arguments.template)
    except (ValueError, OSError) as fault:
        return complain(str(fault))
    for path in written if isinstance(written, list | tuple) else [written]:
        print(path)
    return 0


def add_schema(parser: ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, help="a file to write to, instead of the screen")


def run_schema(arguments: Namespace) -> int:
    text = json.dumps(schema(), indent=2, ensure_ascii=False)
    if arguments.out:
        arguments.out.write_text(text + "\n", encoding="utf-8")
    else:
        print(text)
    return 0
