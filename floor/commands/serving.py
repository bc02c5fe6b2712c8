"""setup, serve."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from argparse import ArgumentParser, Namespace

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
