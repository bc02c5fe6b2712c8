"""setup, serve, demo."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
from argparse import ArgumentParser, Namespace
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from . import complain, with_django


def add_setup(parser: ArgumentParser) -> None:
    parser.description = (
        "Make the database's tables and the server's keys. Run it again after each update; nothing is lost."
    )


def run_setup(arguments: Namespace) -> int:
    with_django()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import OperationalError

    # Names live here: nobody else on the machine reads along (R17).
    os.umask(0o077)
    settings.HOME.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        call_command("migrate", verbosity=0, interactive=False)
    except OperationalError as fault:
        return complain(f"The database can't be reached: {str(fault).strip()} Look at FLOOR_DATABASE and FLOOR_HOME.")
    return 0


def add_serve(parser: ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="the port (8000)")
    parser.add_argument("--workers", type=int, default=2, help="how many processes (2)")
    parser.add_argument(
        "--no-clock", action="store_true", help="do not run `floor tick` every minute beside the server"
    )


def run_serve(arguments: Namespace) -> int:
    if code := run_setup(arguments):
        return code
    from granian.constants import Interfaces
    from granian.server import Server

    if not arguments.no_clock:
        threading.Thread(target=_keep_time, daemon=True).start()
    server = Server(
        "floor.site.wsgi:application", address=arguments.host, port=arguments.port, interface=Interfaces.WSGI,
        workers=arguments.workers, blocking_threads=4, log_access=False, websockets=False,
    )  # fmt: skip
    server.serve()
    return 0


def _keep_time() -> None:
    """Do what falls due, every minute, in a process of its own; a clock that stumbles starts again a minute later."""
    while True:
        subprocess.run([sys.executable, "-m", "floor.cli", "tick"], stdout=subprocess.DEVNULL, check=False)
        time.sleep(60)


def add_demo(parser: ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000, help="the port (8000)")
    parser.add_argument("--members", type=int, default=1500, help="how many members besides the founders (1500)")
    parser.add_argument(
        "--fresh", action="store_true", help="begin again instead of going on with the last demonstration"
    )
    parser.add_argument("--no-serve", action="store_true", help="create it, but serve nothing")


def run_demo(arguments: Namespace) -> int:
    """Everything in one: a home of its own, a living organisation on SQLite, the cards to sign in with, the server."""
    home = Path(os.environ.setdefault("FLOOR_HOME", "var/demo")).absolute()
    if arguments.fresh:
        shutil.rmtree(home, ignore_errors=True)
    if code := run_setup(arguments):
        return code
    from floor.demo.living import FEWEST
    from floor.house.models import Organisation

    if arguments.members < FEWEST:
        return complain(
            f"The demonstration needs {FEWEST} members at least; with fewer there is too little left to elect."
        )
    console = Console(highlight=False)
    cards = home / "cards.txt"
    if not Organisation.objects.exists():
        _let_it_live(console, cards, arguments.members)
    _show_the_way(console, cards, "" if arguments.no_serve else f"http://localhost:{arguments.port}/")
    if arguments.no_serve:
        return 0
    arguments.host, arguments.workers, arguments.no_clock = "127.0.0.1", 2, False
    return run_serve(arguments)


def _show_the_way(console: Console, cards: Path, address: str) -> None:
    """Where it is, who one can be there, what is open there now, and how to prove what one sees."""
    from floor.book.doing import now
    from floor.demo.cards import meetings_to_see, polls_to_see

    if address:
        console.print(f"\n[bold]From the Floor[/] is at [bold]{address}[/]   (stop it with Ctrl-C)")
    console.print(_cards_as_table(cards))
    for place, what in (*meetings_to_see(now()), *polls_to_see(now())):
        console.print(f"[bold]{address or '/'}{place}[/]  {what}", soft_wrap=True)
    place = cards.parent
    console.print(
        f"\nProve it: [bold]FLOOR_HOME={os.path.relpath(place)} .venv/bin/floor publish var/book && .venv/bin/floor verify var/book[/]\n",
        soft_wrap=True,
    )


def _let_it_live(console: Console, cards: Path, members: int) -> None:
    from floor.demo.living import STEPS, live_organisation

    shown = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed} of {task.total}"),
        TimeElapsedColumn(),
    )
    with Progress(*shown, console=console, transient=True) as progress:
        bar = progress.add_task("A living organisation is being founded", total=STEPS)
        issued = live_organisation(lambda now: progress.update(bar, description=now, advance=1), members)
    rows = (f"{card.number}\t{card.code}\t{card.holder}\t{card.member}" for card in issued)
    cards.touch(mode=0o600)
    cards.write_text("\n".join(rows), encoding="utf-8")


def _cards_as_table(cards: Path) -> Table:
    from floor.book.doing import now
    from floor.demo.cards import can_do_now, held_by

    table = Table("card", "code", "who (invented)", "what they hold", "can do now", title="Sign in with one of these")
    for line in cards.read_text(encoding="utf-8").splitlines():
        number, code, holder, who = line.split("\t")
        member = int(who)
        table.add_row(number, code, holder, "\n".join(held_by(member)), "\n".join(can_do_now(member, now())))
    return table
