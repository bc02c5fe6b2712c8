"""digest: the week of a unit by e-mail, to those who asked for it. Run it once a week; run twice, it sends once."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

from . import complain, with_django


def add_digest(parser: ArgumentParser) -> None:
    parser.add_argument("--unit", type=int, help="the number of one unit (every unit whose digest somebody asked for)")
    parser.add_argument("--send", action="store_true", help="send it; without this it is only printed")
    parser.add_argument("--address", default="", help="where members open the site, such as https://floor.example.org (the first of FLOOR_ORIGINS)")  # fmt: skip


def run_digest(arguments: Namespace) -> int:
    with_django()
    from django.conf import settings

    from floor.book.doing import now
    from floor.house.reading import House
    from floor.press.digest import digest_of
    from floor.press.sending import send_digest, units_named, units_with_readers

    address = (arguments.address or next(iter(settings.CSRF_TRUSTED_ORIGINS), "http://localhost:8000")).rstrip("/")
    house = House(now())
    if house.organisation is None:
        return complain("There is no organisation here yet: found it first.")
    if arguments.send and settings.EMAIL_BACKEND.endswith("dummy.EmailBackend"):
        return complain("No mail goes out of here. Set FLOOR_SMTP to your mail server, and send again.")
    units = units_named([arguments.unit] if arguments.unit is not None else units_with_readers())
    if arguments.unit is not None and not units:
        return complain(f"There is no unit {arguments.unit}.")
    failed = 0
    for here in units:
        if not arguments.send:
            sys.stdout.write(digest_of(here, house, address).text + "\n")
            continue
        out = send_digest(here, house, address)
        failed += out.failed
        print(f"{here.name}: {'went out this week already' if out.again else f'{out.letters} letters'}.")
    return 1 if failed else 0
