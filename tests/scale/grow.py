"""Build an organisation of a given size through the real import: python -m tests.scale.grow HOME MEMBERS UNITS"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from .house import KEEPER, NOW, figures, found_union, memory, open_house

SHOPS_OF_A_FACTORY = 100


def write_units(file: Path, units: int) -> None:
    with file.open("w", encoding="utf-8") as out:
        out.write("key;name;level;parent\n")
        for shop in range(units):
            factory = shop // SHOPS_OF_A_FACTORY
            if shop % SHOPS_OF_A_FACTORY == 0:
                out.write(f"f{factory};Works {factory};factory;1\n")
            out.write(f"s{shop};Shop {shop};shop;f{factory}\n")


def write_members(file: Path, members: int, units: int) -> None:
    """As it comes from an older program: in no order of units, with letters beyond ASCII, paid or not."""
    with file.open("w", encoding="utf-8") as out:
        out.write("Full name;E-mail;Shift;Shop;Paid until;Passport\n")
        for n in range(members):
            out.write(
                f"Zoë Nováková {n};person.{n}@example.org;{'day' if n % 3 else ''};Shop {n * 7919 % units};{'2026-06-30' if n % 2 else ''};\n"
            )


def main(home: Path, members: int, units: int) -> None:
    open_house(home)
    from floor.book.act import by_member
    from floor.book.models import Entry
    from floor.house.importing import enter_members, enter_units, preview_members, preview_units
    from floor.house.models import Member, Unit

    found_union()
    by = by_member(KEEPER)
    write_units(home / "units.csv", units)
    write_members(home / "members.csv", members, units)
    start = time.perf_counter()
    enter_units(preview_units(home / "units.csv", by, at=NOW), by, at=NOW)
    opening = time.perf_counter() - start
    base, start = memory(), time.perf_counter()
    with preview_members(home / "members.csv", by, at=NOW) as preview:
        looking = time.perf_counter() - start
        entered = enter_members(preview, by, confirmed=True, at=NOW)
    entering = time.perf_counter() - start
    sys.stdout.write(
        figures(
            opening=opening, looking=looking, entering=entering, base=base, peak=memory(), acts=entered.acts, members=Member.objects.count(),
            units=Unit.objects.count(), counted=Unit.objects.get(pk=1).members_below, longest=max(len(bytes(line)) for line in Entry.objects.order_by("-n").values_list("line", flat=True)[:50]),
        )
    )  # fmt: skip


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
