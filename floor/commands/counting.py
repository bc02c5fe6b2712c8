"""count, methods: papers from a file become a result, with the whole story of the count. No database, and quick to start."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import complain

if TYPE_CHECKING:
    from floor.count.account import Account
    from floor.count.method import Method
    from floor.count.reading import Urn
    from floor.count.ties import Ties

#: The lot is drawn from this when no seed is given: known to everyone before any paper is cast.
SEED = "from the floor"
BAR = 30


def add_count(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="the papers: a BLT, CSV or PrefLib file")
    parser.add_argument("--method", help="how to count; `floor methods` lists them, and any usual name will do")
    parser.add_argument("--seats", help="how many seats there are (as the file says)")
    parser.add_argument(
        "--ties", choices=("lot", "open"), help="settle ties by lot, or stop the count there and say so (lot)"
    )
    parser.add_argument("--seed", help=f"the published text from which the lot is drawn (“{SEED}”)")
    parser.add_argument("--json", action="store_true", help="print the account as JSON")


def run_count(arguments: Namespace) -> int:
    """Exit 0 with a result, 1 when a tie stays open, 2 when the papers or the question cannot be understood."""
    from floor.count.converting import as_read_by
    from floor.count.methods import method_called
    from floor.count.reading import NotPapers, read_file

    file: Path = arguments.file
    if not arguments.method:
        return complain("Say how to count: --method NAME. `floor methods` lists them.")
    if arguments.seed is not None and arguments.ties == "open":
        return complain("--seed draws a lot and --ties open leaves ties open: say one of them.")
    try:
        method = method_called(arguments.method)
        urn = read_file(file)
        seats = _seats(arguments.seats, urn)
        papers = as_read_by(method, urn.papers, seats)
    except LookupError as fault:
        return complain(str(fault.args[0]))
    except NotPapers as fault:
        return complain(f"{file}: {fault}")
    except OSError as fault:
        return complain(f"{file}: {fault.strerror or fault}")
    seed = SEED if arguments.seed is None else arguments.seed
    ties = _ties(urn, seed, left_open=arguments.ties == "open")
    counted = Counted(urn, method.count(papers, seats, ties), seed)
    if arguments.json:
        print(json.dumps(counted.as_data(), indent=2, ensure_ascii=False))
    else:
        _print(counted, method)
    return 1 if counted.account.open_tie else 0


def _seats(asked: str | None, urn: Urn) -> int:
    from floor.count.papers import NotPapers

    if asked is None and urn.seats is None:
        raise NotPapers("the file does not say how many seats there are: --seats NUMBER.")
    seats = urn.seats if asked is None else int(asked) if asked.isascii() and asked.isdigit() else 0
    if not seats:
        raise NotPapers(f"the number of seats should be a whole number from 1 on, not “{asked or urn.seats}”.")
    return seats


def _ties(urn: Urn, seed: str, left_open: bool) -> Ties:
    from floor.count.ties import Ties, drawn

    if left_open:
        return Ties()
    # Drawn for the numbers in the file, so that it comes out the same whether or not somebody has withdrawn since.
    standing = {number: at for at, number in enumerate(urn.numbers, start=1)}
    return Ties(tuple(standing[one] for one in drawn(seed, len(urn.everyone)) if one in standing), "lot")


@dataclass(frozen=True, slots=True)
class Counted:
    """A count of an urn, told with the numbers and names of its file."""

    urn: Urn
    account: Account
    seed: str

    @property
    def lots(self) -> bool:
        return any(tie.how == "lot" for tie in self.account.ties)

    def lot(self) -> dict[str, Any]:
        from floor.count.ties import drawn

        order = [number for number in drawn(self.seed, len(self.urn.everyone)) if number not in self.urn.withdrawn]
        return {"seed": self.seed, "order": order}

    def sentences(self) -> list[str]:
        from floor.count.telling import in_english

        return in_english(self.account, self.urn.names)

    def as_data(self) -> dict[str, Any]:
        """The account as JSON. Candidates have their numbers in the file; votes stand in the order of `standing`."""
        numbers = self.urn.numbers
        data = self.account.as_data()
        for tie in data["ties"]:
            tie["among"], tie["favoured"] = _renumbered(tie["among"], numbers), _renumbered(tie["favoured"], numbers)
        for round in data["rounds"]:
            for step in round["steps"]:
                step["candidates"] = _renumbered(step["candidates"], numbers)
                for fact in ("to", "from", "over", "against"):
                    if isinstance(step.get(fact), int):
                        step[fact] = numbers[step[fact] - 1]
        data["elected"] = _renumbered(data["elected"], numbers)
        data |= {"candidates": list(self.urn.everyone), "title": self.urn.title}
        if self.urn.withdrawn:
            data |= {"withdrawn": sorted(self.urn.withdrawn), "standing": list(numbers)}
        if self.lots:
            data["lot"] = self.lot()
        return data | {"sentences": self.sentences()}


def _renumbered(candidates: list[int], numbers: tuple[int, ...]) -> list[int]:
    return [numbers[candidate - 1] for candidate in candidates]


def _print(counted: Counted, method: Method) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from floor.count.telling import trimmed

    account, names = counted.account, counted.urn.names
    console = Console(highlight=False)
    said = f"{account.papers} papers" + (f", {account.blank} of them blank" if account.blank else "")
    seats = "1 seat" if account.seats == 1 else f"{account.seats} seats"
    title = f"[bold]{escape(counted.urn.title)}[/]: " if counted.urn.title else ""
    console.print(f"{title}{method.name}, {seats}, {said}.", soft_wrap=True)
    votes = account.rounds[0].votes if account.rounds else (0,) * account.candidates
    most = max(votes, default=0) or 1
    table = Table(box=None, padding=(0, 1), show_header=False)
    for at, name in enumerate(names, start=1):
        place = f"elected {account.elected.index(at) + 1}" if at in account.elected else ""
        bar = "█" * (votes[at - 1] * BAR // most)
        table.add_row(escape(name), trimmed(account.decimal(votes[at - 1])), bar, f"[bold green]{place}[/]")
    console.print(table)
    for sentence in counted.sentences():
        console.print(escape(sentence), soft_wrap=True)
    if counted.lots:
        order = ", ".join(counted.urn.everyone[number - 1] for number in counted.lot()["order"])
        console.print(
            f"The lot was drawn from the seed “{escape(counted.seed)}”. Its order: {escape(order)}.", soft_wrap=True
        )
    if account.elected:
        console.print(f"[bold]Elected: {escape(', '.join(names[one - 1] for one in account.elected))}.[/]", soft_wrap=True)  # fmt: skip
    if account.open_tie:
        console.print("[bold yellow]A tie stays open: the statutes must say what follows.[/]", soft_wrap=True)


def add_methods(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print as JSON")


def run_methods(arguments: Namespace) -> int:
    """Every way to count papers and to share out seats, with a sentence and its other names."""
    from floor.count.apportionment import APPORTIONMENTS
    from floor.count.methods import METHODS

    listed: list[dict[str, Any]] = [
        {"name": each.name, "for": "papers", "reads": each.reads, "sentence": each.sentence, "aliases": [*each.aliases]}
        for each in METHODS.values()
    ]
    listed += [
        {"name": each.name, "for": "seats", "sentence": each.sentence, "aliases": [*each.aliases]}
        for each in APPORTIONMENTS.values()
    ]
    if arguments.json:
        print(json.dumps(listed, indent=2, ensure_ascii=False))
        return 0
    width = max(len(each["name"]) for each in listed)
    for kind, heading in (("papers", "Counting papers (floor count):"), ("seats", "Sharing out seats (floor apportion):")):  # fmt: skip
        print(heading)
        for each in listed:
            if each["for"] == kind:
                print(f"  {each['name']:<{width}}  {each['sentence']}")
    return 0
