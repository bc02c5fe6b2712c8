"""The reference of commands, from their parsers."""

from __future__ import annotations

import argparse

from docs.reference_page import NoWords, page
from docs.reference_words import rows


def commands() -> str:
    """Every command with its options, as its parser knows them."""
    from floor.cli import COMMANDS, parser_for

    parts = []
    for name in COMMANDS:
        parser = parser_for(name)
        given = [action for action in parser._actions if not isinstance(action, argparse._HelpAction)]
        parts += [
            f"## floor {name}",
            str(parser.description),
            f"```text\nfloor {name}{''.join(map(_usage, given))}\n```",
        ]
        if given:
            parts.append(rows(("", "is"), [(f"`{_called(action)}`", _help(action, name)) for action in given]))
    return page(
        "Commands",
        "Each command ends with 0 when it was done or everything holds, with 1 when it found something, and with 2 when "
        "something could not be read or understood. Where an organisation lives is said by environment variables: see "
        "[Run a server](../guides/run-a-server.md).",
        parts,
    )


def _called(action: argparse.Action) -> str:
    name = action.option_strings[-1] if action.option_strings else (action.metavar or action.dest).upper()
    value = "" if not action.option_strings or action.nargs == 0 else f" {action.dest.upper()}"
    return f"{name}{value}"


def _usage(action: argparse.Action) -> str:
    optional = (action.option_strings and not action.required) or action.nargs == "?"
    return f" [{_called(action)}]" if optional else f" {_called(action)}"


def _help(action: argparse.Action, command: str) -> str:
    if not action.help:
        raise NoWords(f"floor {command}: {_called(action)} has no help")
    choices = f" One of: {', '.join(map(str, action.choices))}." if action.choices else ""
    return f"{action.help[0].upper()}{action.help[1:].rstrip('.')}.{choices}"
