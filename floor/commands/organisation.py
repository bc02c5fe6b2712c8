"""found, import, export, acts. Whoever acts says so with a card; the operator's shell gives nobody a voice."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from . import complain, with_django


def add_found(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="the record of the founding meeting (founding.toml)")
    parser.add_argument("--cards", type=Path, help="where to write the founders' cards (founders-cards.txt beside the file)")


def run_found(arguments: Namespace) -> int:
    """Found the organisation; print the founders' first cards once."""
    with_django()
    from floor.book.act import FOUNDING, Refusal
    from floor.book.doing import do
    from floor.commands.serving import run_setup
    from floor.house.acts.cards import IssueFirstCards
    from floor.house.founding_file import NotAFounding, read_founding
    from floor.law.reading import Unreadable
    from floor.site.cards import lock_for, new_code

    if code := run_setup(arguments):
        return code
    try:
        founding, statutes = read_founding(arguments.file)
        receipt = do(founding, FOUNDING, attach=(statutes,))
    except (NotAFounding, Unreadable) as fault:
        return complain(str(fault))
    except Refusal as refusal:
        complain(str(refusal))
        return 1
    numbers = list(range(1, len(founding.founders) + 1))
    codes = [new_code() for _ in numbers]
    do(
        IssueFirstCards(members=numbers, locks=[lock_for(code) for code in codes], expires=datetime.now(UTC) + timedelta(days=730)),
        FOUNDING, at=receipt.at,
    )  # fmt: skip
    sheet = arguments.cards or arguments.file.with_name("founders-cards.txt")
    lines = [f"card {number}\t{code}\t{founder.person.name if founder.person else ''}" for number, code, founder in zip(numbers, codes, founding.founders, strict=True)]  # fmt: skip
    sheet.touch(mode=0o600)
    sheet.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{founding.title} is founded: entry {receipt.n} of the book. The founders' cards are in {sheet}: hand them out and destroy it.")
    return 0


def add_import(parser: ArgumentParser) -> None:
    parser.add_argument("what", choices=("units", "members"), help="what the file holds")
    parser.add_argument("file", type=Path, help="a CSV file")
    parser.add_argument("--under", type=int, default=1, help="the unit you act for (1, the whole organisation)")
    parser.add_argument("--card", type=int, help="your card; the code is asked for, or read from FLOOR_CODE")
    parser.add_argument("--encoding", help="if the file is not UTF-8: windows-1252, windows-1251, utf-16 ...")
    parser.add_argument("--confirmed", action="store_true", help="each of these people joined by their own consent (R18)")
    parser.add_argument("--skip-bad-rows", action="store_true", help="enter the good rows and leave the bad ones out")
    parser.add_argument("--preview", action="store_true", help="only show what would happen")


def add_export(parser: ArgumentParser) -> None:
    parser.add_argument("what", choices=("units", "seats", "figures", "register"), help="what to write, as CSV")
    parser.add_argument("--card", type=int, help="your card, for the register; the code is asked for, or read from FLOOR_CODE")
    parser.add_argument("--unit", type=int, default=1, help="for the register: of which unit")


def add_acts(parser: ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", help="one act, for example house.Join")
    parser.add_argument("--json", action="store_true", help="print their JSON Schemas")


def run_acts(arguments: Namespace) -> int:
    """List every act, or show one."""
    with_django()
    from floor.book.act import ACTS

    if arguments.name and arguments.name not in ACTS:
        return complain(f"There is no act “{arguments.name}”. `floor acts` lists them.")
    chosen = [arguments.name] if arguments.name else sorted(ACTS)
    if arguments.json:
        print(json.dumps({name: ACTS[name].model_json_schema() for name in chosen}, indent=2))
        return 0
    for name in chosen:
        act = ACTS[name]
        told = (act.__doc__ or "").strip()
        Console(highlight=False).print(f"[bold]{name}[/]  {escape(told if arguments.name else told.splitlines()[0])}")
        if arguments.name:
            for field, info in act.model_fields.items():
                print(f"  {field}: {getattr(info.annotation, '__name__', info.annotation)}")
    return 0
