"""A house on disk for a test of size: its own database in a folder, in a process of its own, so that memory can be measured."""

from __future__ import annotations

import os
import resource
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

NOW = datetime(2026, 3, 1, 18, tzinfo=UTC)
#: Who admits members and opens units in the whole district: elected to its committee at the founding.
KEEPER = 10


def open_house(home: Path) -> None:
    """Django on the database in this folder."""
    os.environ |= {"FLOOR_HOME": str(home), "DJANGO_SETTINGS_MODULE": "floor.site.settings"}
    os.environ.setdefault("FLOOR_DATABASE", f"sqlite:///{home / 'floor.sqlite3'}")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def found_union() -> None:
    """The works of the tests; a committee of the whole district keeps its register."""
    from floor.book.act import FOUNDING
    from floor.book.doing import attach_text, do
    from tests.world import DISTRICT, FACTORY, STATUTES, count_of, founding

    text = STATUTES.replace('"secretary of factory committee"', '"district committee"')
    act = founding(NOW, attach_text(text))
    delegates = count_of(NOW, unit=FACTORY, for_unit=DISTRICT, body="district congress", votes={7: 9, 8: 8, 9: 7})
    committee = count_of(
        NOW, unit=DISTRICT, body="district committee", votes={KEEPER: 3}, entitled=3, present=3, cast=3
    )
    do(act.model_copy(update={"elections": [*act.elections, delegates, committee]}), FOUNDING, at=NOW)


def memory() -> float:
    """The most memory this process has held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def figures(**known: Any) -> str:
    import json

    return json.dumps(known)
