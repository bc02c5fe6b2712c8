"""demo: a living organisation in a home of its own, with cards to sign in with."""

from __future__ import annotations

import os
import shutil
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.table import Table

from . import complain
from .serving import run_serve, run_setup

if TYPE_CHECKING:
    from floor.demo.founding import Card
    from floor.demo.producers.telling import Advance, Stage


@dataclass(frozen=True, slots=True)
class Demonstration:
    """One that can be asked for: where it lives, how large it is, who makes it."""

    home: str
    members: int
    fewest: Callable[[], int]
    make: Callable[[Console, int, Path], list[Card]]


def add_demo(parser: ArgumentParser) -> None:
    parser.add_argument(
        "what", nargs="?", choices=tuple(DEMONSTRATIONS), default="two-unions",
        help="which one: two-unions has something of everything, to vote in and to lead; tasks-of-the-unions is the plan of 1920-21 with three unions, "
        "seven levels and a million members",
    )  # fmt: skip
    parser.add_argument("--port", type=int, default=8000, help="the port (8000)")
    parser.add_argument("--members", type=int, help="how many members besides the founders (1500; 1000000 for tasks-of-the-unions)")  # fmt: skip
    parser.add_argument(
        "--fresh", action="store_true", help="begin again instead of going on with the last demonstration"
    )
    parser.add_argument("--no-serve", action="store_true", help="create it, but serve nothing")


def run_demo(arguments: Namespace) -> int:
    """Everything in one: a home of its own, a living organisation on SQLite, the cards to sign in with, the server."""
    wanted = DEMONSTRATIONS[arguments.what]
    home = Path(os.environ.setdefault("FLOOR_HOME", wanted.home)).absolute()
    if arguments.fresh:
        shutil.rmtree(home, ignore_errors=True)
    if code := run_setup(arguments):
        return code
    from floor.house.models import Organisation

    members = wanted.members if arguments.members is None else arguments.members
    if members < wanted.fewest():
        return complain(
            f"The demonstration needs {wanted.fewest():,} members at least; with fewer there is too little left to elect."
        )
    console = Console(highlight=False)
    cards = home / "cards.txt"
    if not Organisation.objects.exists():
        _write(cards, wanted.make(console, members, home))
    elif not cards.exists():
        return complain(_what_is_left(arguments.what))
    elif (told := home / "told.txt").exists():
        console.print(told.read_text(encoding="utf-8"), markup=False, soft_wrap=True)
    _show_the_way(console, cards, "" if arguments.no_serve else f"http://localhost:{arguments.port}/")
    if arguments.no_serve:
        return 0
    arguments.host, arguments.workers, arguments.no_clock = "127.0.0.1", 2, False
    return run_serve(arguments)


def _what_is_left(what: str) -> str:
    """What an interrupted demonstration has left behind, and how to begin anew."""
    from floor.book.models import Entry
    from floor.house.models import Member

    return (
        f"The last demonstration was interrupted: {Member.objects.count():,} members are on its register, {Entry.objects.count():,} "
        f"entries in its book, and nobody has a card. `floor demo {what} --fresh` begins anew."
    )


def _write(cards: Path, issued: list[Card]) -> None:
    rows = (f"{card.number}\t{card.code}\t{card.holder}\t{card.member}" for card in issued)
    cards.touch(mode=0o600)
    cards.write_text("\n".join(rows), encoding="utf-8")


def _two_unions(console: Console, members: int, home: Path) -> list[Card]:
    from floor.demo.living import STEPS, live_organisation

    shown = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed} of {task.total}"),
        TimeElapsedColumn(),
    )
    with Progress(*shown, console=console, transient=True) as progress:
        bar = progress.add_task("A living organisation is being founded", total=STEPS)
        return live_organisation(lambda now: progress.update(bar, description=now, advance=1), members)


def _tasks_of_the_unions(console: Console, members: int, home: Path) -> list[Card]:
    from floor.demo.producers.story import the_plan_of_1921

    bars = Bars(console)
    with bars.shown():
        plan = the_plan_of_1921(members, bars)
    (home / "told.txt").write_text("\n".join(bars.told), encoding="utf-8")
    return plan.cards


class Bars:
    """Shows a bar for what is being done, a line for what is over, and says what came of it."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.told: list[str] = []
        self._progress = Progress(
            TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed:,.0f} of {task.total:,.0f}"), TimeRemainingColumn(),
            console=console, transient=True,
        )  # fmt: skip

    @contextmanager
    def shown(self) -> Iterator[None]:
        with self._progress:
            yield

    def begin(self, title: str, total: int) -> Advance:
        task = self._progress.add_task(title, total=total)
        return lambda by: self._progress.update(task, advance=by)

    def end(self, stage: Stage) -> None:
        from floor.demo.producers.figures import row

        for task in self._progress.task_ids:
            self._progress.remove_task(task)
        self.say(row(stage))

    def say(self, *lines: str) -> None:
        self.told += lines
        self.console.print(*lines, sep="\n", markup=False, soft_wrap=True)


def _fewest_in_two_unions() -> int:
    from floor.demo.living import FEWEST

    return FEWEST


def _fewest_for_the_plan() -> int:
    from floor.demo.producers.sizes import FEWEST

    return FEWEST


#: By the word it is asked for with.
DEMONSTRATIONS = {
    "two-unions": Demonstration("var/demo", 1_500, _fewest_in_two_unions, _two_unions),
    "tasks-of-the-unions": Demonstration("var/tasks-of-the-unions", 1_000_000, _fewest_for_the_plan, _tasks_of_the_unions),
}  # fmt: skip


def _show_the_way(console: Console, cards: Path, address: str) -> None:
    """Where it is, who one can be there, what is open there now, and how to prove what one sees."""
    from floor.book.doing import now
    from floor.demo.cards import meetings_to_see, polls_to_see

    if address:
        console.print(f"\n[bold]From the Floor[/] is at [bold]{address}[/]   (stop it with Ctrl-C)")
    console.print(_cards_as_table(cards))
    for place, what in (*meetings_to_see(now()), *polls_to_see(now())):
        console.print(f"[bold]{address or '/'}{place}[/]  {what}", soft_wrap=True)
    console.print(
        f"\nProve it: [bold]FLOOR_HOME={os.path.relpath(cards.parent)} .venv/bin/floor publish var/book && .venv/bin/floor verify var/book[/]\n",
        soft_wrap=True,
    )


def _cards_as_table(cards: Path) -> Table:
    from floor.book.doing import now
    from floor.demo.cards import can_do_now, held_by

    table = Table("card", "code", "who (invented)", "what they hold", "can do now", title="Sign in with one of these")
    for line in cards.read_text(encoding="utf-8").splitlines():
        number, code, holder, who = line.split("\t")
        member = int(who)
        table.add_row(number, code, holder, "\n".join(held_by(member)), "\n".join(can_do_now(member, now())))
    return table
