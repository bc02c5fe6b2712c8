"""publish, verify, rebuild, tick."""

from __future__ import annotations

import json
import os
import secrets
from argparse import ArgumentParser, Namespace
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from . import complain, with_django

SIGNS = {
    "holds": "[green]holds[/]      ",
    "broken": "[bold red]BROKEN[/]     ",
    "not checked": "[yellow]not checked[/]",
}


def bar(total: int | None, doing: str, quiet: bool = False) -> tuple[Progress, int]:
    """A progress bar on the error stream, so that what is printed stays clean."""
    progress = Progress(
        TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed:,.0f}"), TimeRemainingColumn(),
        console=Console(stderr=True), transient=True, disable=quiet,
    )  # fmt: skip
    return progress, progress.add_task(doing, total=total)


def add_publish(parser: ArgumentParser) -> None:
    parser.add_argument("directory", type=Path, help="the folder that a web server carries")


def run_publish(arguments: Namespace) -> int:
    with_django()
    from floor.book.models import Head
    from floor.book.publishing import publish
    from floor.book.publishing_tiles import PublishingError
    from floor.site.keeping import signer

    head = Head.objects.filter(pk=1).first()
    if head is None or not head.size:
        return complain("There is nothing to publish yet: found the organisation first.")
    progress, task = bar(head.size, "publishing")
    try:
        with progress:
            checkpoint = publish(arguments.directory, signer(), lambda n: progress.update(task, completed=n))
    except (PublishingError, OSError) as fault:
        return complain(f"{fault} What was published before still stands.")
    print(f"{checkpoint.size} entries published in {arguments.directory}; root {checkpoint.root.hex()}")
    return 0


def add_verify(parser: ArgumentParser) -> None:
    parser.add_argument("where", help="the published folder, or its address")
    parser.add_argument("--since", help="an older checkpoint that somebody kept: a file, or the text itself")
    parser.add_argument(
        "--key", help="the organisation's key, from a printed notice; otherwise the one published beside the book"
    )
    parser.add_argument("--log-only", action="store_true", help="check the log and the signatures, not the law")
    parser.add_argument("--json", action="store_true", help="print claims as JSON")


def run_verify(arguments: Namespace) -> int:
    """Exit 0 when everything holds, 1 when something does not, 2 when it cannot be read."""
    # Whoever verifies keeps no house: nothing is to be left behind in the folder they stand in.
    os.environ.setdefault("FLOOR_SECRET", secrets.token_urlsafe(32))
    with_django()
    from floor.book.sources import Unreadable
    from floor.book.verifying import verify

    progress, task = bar(None, "verifying", quiet=arguments.json)
    try:
        with progress:
            verdict = verify(
                arguments.where, vkey=arguments.key, since=arguments.since, law=not arguments.log_only,
                progress=lambda n: progress.update(task, completed=n),
            )  # fmt: skip
    except Unreadable as fault:
        if arguments.json:
            print(json.dumps({"ok": False, "unreadable": str(fault)}))
            return 2
        return complain(str(fault))
    if arguments.json:
        claims = [{"claim": c.name, "verdict": c.verdict, "detail": c.detail, "entry": c.entry} for c in verdict.claims]
        print(
            json.dumps(
                {"ok": verdict.holds, "origin": verdict.origin, "size": verdict.size, "claims": claims}, indent=2
            )
        )
        return 0 if verdict.holds else 1
    console = Console(highlight=False)
    for claim in verdict.claims:
        at = f" (entry {claim.entry})" if claim.entry is not None else ""
        console.print(f"{SIGNS[claim.verdict]}  {escape(claim.name)}{at}: {escape(claim.detail)}", soft_wrap=True)
    console.print(
        f"\n[bold green]The book of {escape(verdict.origin)} holds: {verdict.size} entries.[/]" if verdict.holds
        else f"\n[bold red]The book of {escape(verdict.origin)} does not hold.[/]"
    )  # fmt: skip
    return 0 if verdict.holds else 1


def add_rebuild(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print claims as JSON")


def run_rebuild(arguments: Namespace) -> int:
    """Exit 0 when the tables are what the book says, 1 when one is not."""
    with_django()
    from floor.book.models import Head
    from floor.book.rebuilding import rebuild

    head = Head.objects.filter(pk=1).first()
    progress, task = bar(head.size if head else 0, "replaying", quiet=arguments.json)
    with progress:
        comparison = rebuild(lambda n: progress.update(task, completed=n))
    claims = comparison.claims()
    holds = not any(claim.verdict == "broken" for claim in claims)
    if arguments.json:
        rows = [{"claim": c.name, "verdict": c.verdict, "detail": c.detail, "entry": c.entry} for c in claims]
        print(json.dumps({"ok": holds, "entries": comparison.played.entries, "claims": rows}, indent=2))
    else:
        for claim in claims:
            Console(highlight=False).print(f"{SIGNS[claim.verdict]}  {escape(str(claim.name))}: {escape(claim.detail)}")
        print(
            f"{comparison.played.entries} entries replayed; the tables are {'' if holds else 'NOT '}what the book says."
        )
    return 0 if holds else 1


def add_tick(parser: ArgumentParser) -> None:
    parser.description = (
        "Do what has fallen due: terms that ended, handovers that are late. Run it every few minutes, or whenever."
    )


def run_tick(arguments: Namespace) -> int:
    with_django()
    from floor.book.ticking import tick

    print(f"{tick()} acts of the clock.")
    return 0
