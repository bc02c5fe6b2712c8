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
    from floor.house.models import Organisation

    console = Console(highlight=False)
    cards = home / "cards.txt"
    if not Organisation.objects.exists():
        from floor.demo.living import live_organisation

        with console.status("A living organisation is being founded …") as status:
            issued = live_organisation(lambda now: status.update(f"{now} …"), arguments.members)
        cards.write_text(
            "\n".join(f"{card.number}\t{card.code}\t{card.holder}\t{card.member}" for card in issued), encoding="utf-8"
        )
        cards.chmod(0o600)
    if not arguments.no_serve:
        console.print(
            f"\n[bold]From the Floor[/] is at [bold]http://localhost:{arguments.port}/[/]   (stop it with Ctrl-C)"
        )
    console.print(_cards_as_table(cards))
    console.print(
        "Prove it: [bold]FLOOR_HOME=var/demo .venv/bin/floor publish var/book && .venv/bin/floor verify var/book[/]\n",
        soft_wrap=True,
    )
    if arguments.no_serve:
        return 0
    arguments.host, arguments.workers, arguments.no_clock = "127.0.0.1", 2, False
    return run_serve(arguments)


def _cards_as_table(cards: Path) -> Table:
    table = Table("card", "code", "who (invented)", "what they hold", title="Sign in with one of these cards")
    from floor.house.models import Mandate

    for line in cards.read_text(encoding="utf-8").splitlines():
        number, code, holder, member = line.split("\t")
        seats = Mandate.objects.filter(holder=int(member), ended=None).select_related("seat")
        held = (
            ", ".join(f"{mandate.seat.office or 'seat'} of the {mandate.seat.body}" for mandate in seats) or "a member"
        )
        table.add_row(number, code, holder, held)
    return table
