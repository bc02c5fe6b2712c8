"""The command `floor`. Each command is a function in `floor/commands/`; here is only the table of them."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Callable

#: command -> the module of floor.commands that has `add(parser)` and `run(arguments) -> exit code` under that name.
COMMANDS: dict[str, tuple[str, str]] = {
    "check": ("statutes", "check a statutes file: every guarantee proved, or refuted with the path"),
    "templates": ("statutes", "the statutes that ship with it"),
    "new": ("statutes", "begin your own statutes from a template"),
    "tunnel": (
        "tunnel",
        "what statutes will do with members: who wins with how few, how long a change takes, what to change",
    ),
    "schema": ("statutes", "print the JSON Schema of the statutes language, for editors"),
    "found": ("organisation", "found an organisation from the record of its founding meeting"),
    "import": ("organisation", "enter units or members from a CSV file, after a preview"),
    "export": ("organisation", "write units, seats, figures or the register as CSV"),
    "acts": ("organisation", "every act there is, with what it needs"),
    "count": ("counting", "count papers from a file by any method, with the whole story of the count"),
    "methods": ("counting", "every method of counting papers and of sharing out seats"),
    "apportion": ("apportioning", "share out seats among lists or units, with the last seat told"),
    "publish": ("book", "publish the book as static files"),
    "verify": ("book", "check a published book: the log, the signatures, the law"),
    "rebuild": ("book", "replay the book and compare every table"),
    "tick": ("book", "do what has fallen due"),
    "digest": ("digest", "print or send the week of a unit by e-mail, to those who asked for it"),
    "setup": ("serving", "make the database's tables and the keys"),
    "serve": ("serving", "serve the pages and the API"),
    "demo": ("demonstrating", "create a living organisation and serve it"),
}


def parser_for(command: str) -> argparse.ArgumentParser:
    """The parser of one command; used by the reference, too."""
    module, summary = COMMANDS[command]
    parser = argparse.ArgumentParser(prog=f"floor {command}", description=f"{summary[0].upper()}{summary[1:]}.")
    getattr(importlib.import_module(f"floor.commands.{module}"), f"add_{command}")(parser)
    return parser


def overview() -> str:
    width = max(map(len, COMMANDS))
    lines = [f"  {name:<{width}}  {summary}" for name, (_, summary) in COMMANDS.items()]
    return "\n".join(
        ["floor: the democracy of people who work", "", *lines, "", "floor COMMAND --help says more of each."]
    )


def main(argv: list[str] | None = None) -> int:
    """Run a command. Exit codes: 0 done or holds, 1 found something, 2 could not be read or understood."""
    arguments = sys.argv[1:] if argv is None else argv
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "floor.site.settings")
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        print(overview())
        return 0
    command, *rest = arguments
    if command not in COMMANDS:
        print(f"floor: there is no command “{command}”.\n\n{overview()}", file=sys.stderr)
        return 2
    module, _ = COMMANDS[command]
    run: Callable[[argparse.Namespace], int] = getattr(
        importlib.import_module(f"floor.commands.{module}"), f"run_{command}"
    )
    parsed = parser_for(command).parse_args(rest)
    try:
        return run(parsed)
    except KeyboardInterrupt:
        print("\nStopped. What was done so far stands.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # The reader has had enough (`floor export | head`); that is no fault.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


if __name__ == "__main__":
    sys.exit(main())
