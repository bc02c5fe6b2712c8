"""An import in a process of its own, that can be killed: python -m floor.house.tests.importing_alone HOME FILE [WHEN]

WHEN is "in N" (with the Nth act half written) or "after N" (right after the Nth act). Prints how many are on the register.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path


def main(home: str, file: str, when: str) -> None:
    os.environ |= {
        "FLOOR_HOME": home,
        "FLOOR_DATABASE": f"sqlite:///{home}/floor.sqlite3",
        "DJANGO_SETTINGS_MODULE": "floor.site.settings",
    }
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from floor.book.act import by_member
    from floor.book.doing import now
    from floor.house.importing import enter_members, preview_members, spool
    from floor.house.models import Member, Organisation, Unit
    from tests.world import FACTORY, SECRETARY, found_works

    call_command("migrate", verbosity=0)
    if not Organisation.objects.exists():
        found_works(now())
    spool.MOST_PEOPLE = 20
    place, _, number = when.partition(" ")
    done = 0

    def die(execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        if place == "in" and sql.startswith('INSERT INTO "house_member"') and done == int(number):
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    def told(doing: str, people: int, total: int) -> None:
        nonlocal done
        if doing == "entering":
            done += 1
            if place == "after" and done == int(number):
                os.kill(os.getpid(), signal.SIGKILL)

    with preview_members(Path(file), by_member(SECRETARY)) as preview, connection.execute_wrapper(die):
        enter_members(preview, by_member(SECRETARY), confirmed=True, progress=told)
    people = Member.objects.all()
    figures = (
        preview.already,
        people.count(),
        people.values("name").distinct().count(),
        Unit.objects.get(pk=FACTORY).members_below,
    )
    sys.stdout.write(" ".join(map(str, figures)))


if __name__ == "__main__":
    main(*sys.argv[1:3], when=(sys.argv[3:] or [""])[0])
