"""The commands, by theme: statutes, organisation, book, serving. They know about files, clocks and terminals; rooms do not."""

from __future__ import annotations

import sys


def with_django() -> None:
    """Make the rooms' tables reachable; only for commands that need them."""
    import django

    django.setup()


def complain(sentence: str) -> int:
    """Say what could not be read or done, on the error stream; the exit code for it."""
    print(f"floor: {sentence}", file=sys.stderr)
    return 2
