"""A register as a file, for tests: written, looked at, entered."""

from __future__ import annotations

import pytest

from floor.book.act import by_member
from floor.house.importing import Reading, enter_members, preview_members
from tests.world import SECRETARY

HEADER = "name,unit,contact,shift,paid until\n"
ORLOVA = "Olga Orlova,Bolt shop,olga@example.org,night,2026-06-30\n"


@pytest.fixture
def register(works, tmp_path):
    """`look("rows")` gives the preview of a file with these rows, `enter(preview)` enters it."""

    class Register:
        def write(self, text, name="register.csv", encoding="utf-8"):
            file = tmp_path / name
            file.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
            return file

        def look(self, text, by=SECRETARY, encoding=None, **options):
            file = text if hasattr(text, "exists") else self.write(text)
            return preview_members(file, by_member(by), at=works.now, how=Reading(encoding=encoding), **options)

        def enter(self, preview, **options):
            return enter_members(
                preview, by_member(SECRETARY), confirmed=options.pop("confirmed", True), at=works.now, **options
            )

    return Register()


def faults(preview):
    return [str(fault) for fault in preview.faults]
