"""found, import, export, acts. Whoever acts says so with a card; the operator's shell gives nobody a voice."""

from __future__ import annotations

import json
import os
import sys
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime, timedelta
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.markup import escape

from . import complain, with_django
from .book import bar

if TYPE_CHECKING:
    from floor.book.act import By


def add_found(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="the record of the founding meeting (founding.toml)")
    parser.add_argument(
        "--cards", type=Path, help="where to write the founders' cards (founders-cards.txt beside the file)"
    )


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
    print(
        f"{founding.title} is founded: entry {receipt.n} of the book. The founders' cards are in {sheet}: hand them out and destroy it."
    )
    return 0


def by_card(number: int | None) -> By:
    """Who acts: the member whose card this is, once its code opens it."""
    from floor.book.act import by_member
    from floor.book.doing import now
    from floor.house.models import Card
    from floor.site.cards import opens

    if number is None:
        raise NoCard("Say who you are: --card NUMBER. The operator's shell gives nobody a voice.")
    code = os.environ.get("FLOOR_CODE") or getpass(f"Code of card {number}: ")
    card = Card.objects.select_related("member").filter(pk=number).first()
    if card is None or not opens(card.lock, code):
        raise NoCard("The number and the code do not belong together.")
    if card.withdrawn or card.member.left or card.expires <= now():
        raise NoCard("This card opens nothing any more. Whoever issues cards can give you a new one.")
    return by_member(card.member_id)


class NoCard(Exception):
    """Nobody acts without a card; the message says what is missing."""


def add_import(parser: ArgumentParser) -> None:
    parser.add_argument("what", choices=("units", "members"), help="what the file holds")
    parser.add_argument("file", type=Path, help="a CSV file")
    parser.add_argument("--card", type=int, help="your card; its code is asked for, or read from FLOOR_CODE")
    parser.add_argument("--under", type=int, help="the unit you act for; found out if you act for one only")
    parser.add_argument("--encoding", help="if the file is not UTF-8: windows-1252, windows-1251, utf-16 ...")
    parser.add_argument(
        "--confirmed", action="store_true", help="each of these people joined by their own consent (R18)"
    )
    parser.add_argument("--skip-bad-rows", action="store_true", help="enter the good rows and leave the bad ones out")
    parser.add_argument(
        "--look-alikes",
        choices=("refuse", "enter", "leave out"),
        default="refuse",
        help="what to do with rows that look like the same person",
    )
    parser.add_argument("--preview", action="store_true", help="only show what would happen")


def run_import(arguments: Namespace) -> int:
    """Exit 0 when entered (or the preview is clean), 1 when something is wrong with rows, 2 when nothing can be read."""
    with_django()
    from floor.book.act import Refusal
    from floor.house.importing.faults import CannotImport
    from floor.house.importing.members import enter_members, preview_members
    from floor.house.importing.sheets import Reading
    from floor.house.importing.units import enter_units, preview_units

    how = Reading(encoding=arguments.encoding)
    progress, task = bar(None, "reading")

    def told(doing: str, done: int, total: int) -> None:
        progress.update(task, description=doing, completed=done, total=total or None)

    try:
        by = by_card(arguments.card)
        look = preview_members if arguments.what == "members" else preview_units
        with progress:
            preview = look(arguments.file, by, under=arguments.under, how=how, progress=told)
        with preview:
            _show(preview)
            if arguments.preview:
                return 0 if preview.fits else 1
            if preview.faults and not arguments.skip_bad_rows:
                complain("Nobody and nothing was entered. Correct those rows, or leave them out with --skip-bad-rows.")
                return 1
            with progress:
                if arguments.what == "members":
                    entered = enter_members(
                        preview, by, confirmed=arguments.confirmed, skip_bad_rows=arguments.skip_bad_rows, look_alikes=arguments.look_alikes, progress=told
                    )  # fmt: skip
                else:
                    entered = enter_units(preview, by, skip_bad_rows=arguments.skip_bad_rows, progress=told)
    except (CannotImport, NoCard, OSError) as fault:
        return complain(str(fault))
    except Refusal as refusal:
        complain(str(refusal))
        return 1
    if not entered.acts:
        print("There was nothing left to enter.")
    elif entered.first_entry == entered.last_entry:
        print(f"Entered, in one act: entry {entered.first_entry} of the book.")
    else:
        print(f"Entered, in {entered.acts} acts: entries {entered.first_entry} to {entered.last_entry} of the book.")
    return 0


def _show(preview: Any) -> None:
    for sentence in preview.sentences():
        print(sentence)
    for faults, said in ((preview.faults, "wrong"), (getattr(preview, "look_alikes", None), "look like somebody else")):
        if faults:
            print(f"{faults.total:,} things are {said}:" if said == "wrong" else f"{faults.total:,} rows {said}:")
            for fault in list(faults)[:20]:
                print(f"  {fault}")
            if faults.total > 20:
                print(f"  and {faults.total - 20:,} more")


def add_export(parser: ArgumentParser) -> None:
    parser.add_argument(
        "what", choices=("units", "seats", "mandates", "figures", "register"), help="what to write, as CSV"
    )
    parser.add_argument(
        "--card", type=int, help="your card, for the register; its code is asked for, or read from FLOOR_CODE"
    )
    parser.add_argument("--unit", type=int, help="for the register: of which unit")


def run_export(arguments: Namespace) -> int:
    """Write CSV to the screen or a pipe, row by row."""
    with_django()
    from floor.book.act import Refusal
    from floor.house import exporting

    try:
        if arguments.what == "register":
            rows = exporting.register(by_card(arguments.card), under=arguments.unit)
        else:
            rows = getattr(exporting, arguments.what)()
        for row in rows:
            sys.stdout.write(row)
    except NoCard as fault:
        return complain(str(fault))
    except Refusal as refusal:
        complain(str(refusal))
        return 1
    return 0


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
