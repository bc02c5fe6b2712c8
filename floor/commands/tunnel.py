"""tunnel: what statutes will do with members, before anyone adopts them. No database."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TextColumn
from rich.table import Table

from floor.law.language import Law
from floor.law.reading import Unreadable, read
from floor.tunnel.as_data import as_data, units_of
from floor.tunnel.findings import USUAL_OPINIONS, Findings, run
from floor.tunnel.register_file import read_register
from floor.tunnel.registers import NotARegister, Register, made_up
from floor.tunnel.report.making import as_html
from floor.tunnel.report.words import in_words, share_in_words
from floor.tunnel.translation import Opinion
from floor.tunnel.worth_changing import percent

from . import complain

USUAL_MEMBERS, MOST_MEMBERS = 10_000, 100_000_000
#: The widths of a whole bar and of a name: the table fits a narrow terminal.
BAR, NAME = 24, 34


def add_tunnel(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="the statutes, a TOML file")
    who = parser.add_mutually_exclusive_group()
    who.add_argument("--register", type=Path, help="a CSV file of units: name, level, parent, members")
    who.add_argument("--members", help=f"how many members there are; units are made up (default {USUAL_MEMBERS})")
    parser.add_argument("--versus", type=Path, help="other statutes, to be compared on the same members")
    parser.add_argument("--body", help="the body that matters most (default: the highest)")
    parser.add_argument("--factions", help="strengths of factions, for example 45,55")
    parser.add_argument("--likeness", help="how alike the members of one unit think, 0 to 0.99")
    parser.add_argument("--turnout", help="the share of members who vote, 0 to 1")
    parser.add_argument("--trials", default="200", help="how many elections are drawn for each setting (default 200)")
    parser.add_argument("--seed", default="1", help="a number from which all lots are drawn (default 1)")
    parser.add_argument("--workers", default="1", help="how many processes draw elections (default 1)")
    parser.add_argument("--day", help="the day for which the statutes are read (default today), for example 2026-11-01")
    parser.add_argument("--json", action="store_true", help="print the findings as JSON")
    parser.add_argument("--report", type=Path, help="write a report with pictures: out.html or out.pdf")


def run_tunnel(arguments: Namespace) -> int:
    """Exit 0 when done, 2 when something cannot be read or understood."""
    try:
        day = date.fromisoformat(arguments.day) if arguments.day else date.today()
        law = _law(arguments.file, day)
        versus = _law(arguments.versus, day) if arguments.versus else None
        register = _register(arguments, law)
        write = _writer(arguments.report)
        trials = _whole(arguments.trials, "--trials", 0, 1_000_000)
        seed = _whole(arguments.seed, "--seed", 0, 2**63)
        workers = _whole(arguments.workers, "--workers", 1, 256)
        opinions = _opinions(arguments)
        console = Console(highlight=False, stderr=True)
        with Progress(
            TextColumn("{task.description}"), BarColumn(), console=console, transient=True, disable=arguments.json
        ) as bar:
            task = bar.add_task("", total=1.0)
            found = run(
                law, register, top=arguments.body, versus=versus, opinions=opinions, trials=trials, seed=seed, workers=workers,
                told=lambda what, part: bar.update(task, description=what, completed=part),
            )  # fmt: skip
        if write is not None:
            arguments.report.write_bytes(write(found))
    except OSError as fault:
        return complain(f"{fault.filename or arguments.file}: {fault.strerror or fault}")
    except (Unreadable, ValueError) as fault:
        return complain(str(fault))
    if arguments.json:
        print(json.dumps(as_data(found), indent=2, ensure_ascii=False))
    else:
        _print(Console(highlight=False), found, made=arguments.register is None)
        if write is not None:
            print(f"\nWritten: {arguments.report}")
    return 0


def _law(file: Path, day: date) -> Law:
    return read(file.read_bytes(), str(file)).on(day)


def _register(arguments: Namespace, law: Law) -> Register:
    if arguments.register:
        return read_register(arguments.register, law)
    members = arguments.members or str(USUAL_MEMBERS)
    try:
        number = int(float(members)) if "e" in members.lower() else int(members.replace(",", ""))
    except ValueError:
        raise NotARegister(f"--members takes a number such as 400000 or 1e6, not “{members}”.") from None
    if not 1 <= number <= MOST_MEMBERS:
        raise NotARegister(f"--members takes a number from 1 to {MOST_MEMBERS:,}, not {number:,}.")
    return made_up(law, number, _whole(arguments.seed, "--seed", 0, 2**63))


def _whole(written: str, option: str, least: int, most: int) -> int:
    if not (written.isascii() and written.isdecimal() and least <= int(written) <= most):
        raise ValueError(f"{option} takes a whole number from {least} to {most:,}, not “{written}”.")
    return int(written)


def _opinions(arguments: Namespace) -> tuple[Opinion, ...]:
    if not (arguments.factions or arguments.likeness or arguments.turnout):
        return USUAL_OPINIONS
    factions = [_part(each, "--factions", 1e9) for each in (arguments.factions or "45,55").split(",")]
    if not 2 <= len(factions) <= 20 or not all(factions):
        raise ValueError("--factions takes 2 to 20 strengths above 0, for example 45,55.")
    likeness = _part(arguments.likeness or "0", "--likeness", 0.99)
    turnout = _part(arguments.turnout or "1", "--turnout", 1.0)
    if not turnout:
        raise ValueError("--turnout takes a share above 0: where nobody votes, nobody is elected.")
    return (Opinion(tuple(factions), likeness, turnout),)


def _part(written: str, option: str, most: float) -> float:
    try:
        number = float(written)
    except ValueError:
        number = -1.0
    if not 0 <= number <= most:
        raise ValueError(f"{option} takes numbers from 0 to {most:g}, not “{written.strip()}”.")
    return number


def _pdf(found: Findings) -> bytes:
    from floor.house.typesetting import Exactly, set_in_type
    from floor.tunnel.report import making

    values = making.values_of(found)
    # Pictures are set as they are: breaks for long words have no place in them.
    values["pictures"] = [{**one, "svg": Exactly(one["svg"])} for one in values["pictures"]]
    return set_in_type(Path(making.__file__).parent / "templates", "tunnel", values, "en")


#: What makes a report, by how the name of its file ends.
WRITERS: dict[str, Callable[[Findings], bytes]] = {".html": as_html, ".pdf": _pdf}


def _writer(path: Path | None) -> Callable[[Findings], bytes] | None:
    if path is not None and path.suffix.lower() not in WRITERS:
        raise ValueError(f"--report takes a name that ends in {' or '.join(WRITERS)}, not “{path.name}”.")
    return WRITERS[path.suffix.lower()] if path is not None else None


def _print(console: Console, found: Findings, *, made: bool) -> None:
    figures = found.figures
    units = ", ".join(
        f"{one['units']:,} {one['level']}" for one in units_of(figures.register) if one["line"] == "union"
    )
    console.print(f"[bold]{escape(figures.law.title)}[/]: {figures.register.total:,} members", soft_wrap=True)
    console.print(f"[dim]{'Units, made up from the seed' if made else 'Units'}: {escape(units)}[/]\n", soft_wrap=True)
    table = Table(box=None, pad_edge=False, header_style="dim")
    for heading, side in (("", "left"), ("at", "left"), ("seats", "right"), ("won with", "right"), ("", "left")):
        table.add_column(heading, justify=side, no_wrap=True)  # type: ignore[arg-type]
    for name, one in figures.bodies.items():
        share = min(float(one.largest.share), 1.0)
        mark = "bold " if name == figures.top else ""
        colour = "red" if share < 0.1 else "yellow" if share < 0.25 else "green"
        table.add_row(
            f"[{mark}default]{escape(name if len(name) <= NAME else name[: NAME - 1] + '…')}[/]",
            escape(one.body.level),
            f"{one.largest.seats:,}",
            share_in_words(one),
            f"[{colour}]{'█' * max(1, round(BAR * share)) if one.largest.possible else ''}[/]",
        )
    console.print(table)
    for part in in_words(found):
        console.print(f"\n[bold]{escape(part.heading)}[/]", soft_wrap=True)
        for sentence in part.sentences:
            console.print(f"  {escape(sentence)}", soft_wrap=True)
    if found.versus is not None:
        _print_versions(console, found)


def _print_versions(console: Console, found: Findings) -> None:
    assert found.versus is not None
    changed = [one for one in found.versus.changes if one.changed]
    if not changed:
        return
    table = Table(box=None, pad_edge=False, header_style="dim")
    for heading in ("", "won with", "in the other version"):
        table.add_column(heading, no_wrap=True)
    for one in changed:
        shares = (percent(float(share)) if share is not None else "-" for share in (one.before, one.after))
        table.add_row(escape(one.body), *shares)
    console.print()
    console.print(table)
