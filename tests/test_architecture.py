"""The house keeps its shape: only acts write, arrows point one way, law and count know nothing of Django."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

FLOOR = Path(__file__).resolve().parents[1] / "floor"
SOURCES = [path for path in FLOOR.rglob("*.py") if "tests" not in path.parts and "migrations" not in path.parts]

#: Methods that write rows. `update` and `add` are judged by what they are called on.
WRITES = {
    "save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "delete", "insert_rows", "acreate", "asave", "adelete",
}  # fmt: skip

#: Where writing is lawful, and why.
MAY_WRITE = {
    "floor/book/doing.py": "the kernel: head, entries, attachments",
    "floor/book/acts.py": "acts of the book",
    "floor/book/bulk.py": "the bulk writer that acts use",
    "floor/house/acts": "acts of the house",
    "floor/house/hidden_signatures.py": "lays down signatures while they are collected, which are no institution's tables",
    "floor/house/mandating.py": "called from the apply of acts",
    "floor/house/counting.py": "called from the apply of acts",
    "floor/house/counted_question.py": "called from the apply of acts",
    "floor/polls/acts": "acts of the polls",
    "floor/polls/effects.py": "called from the apply of acts",
    "floor/polls/rolls.py": "called from the apply of acts",
    "floor/polls/electing/meeting_count.py": "called from the apply of acts",
    "floor/polls/printing": "saves pictures of codes; knows no table",
    "floor/polls/urn/casting.py": "puts marks and sealed papers into an open urn, which are no institution's tables",
    "floor/promises/acts": "acts of the promises",
    "floor/promises/making.py": "called from the apply of acts",
    "floor/meetings/acts": "acts of the meetings",
    "floor/meetings/deciding": "called from the apply of acts",
    "floor/press/acts": "acts of the press",
    "floor/press/doors": "lays down unsigned letters and what codes open, which are no institution's tables",
    "floor/press/printing": "saves pictures of codes; knows no table",
    "floor/press/sending.py": "notes which digest went out, which is no institution's table",
    "floor/polls/asking/putting.py": "called from the apply of acts",
    "floor/congress/acts": "acts of the congress",
    "floor/congress/seats/merged_units.py": "called from the apply of acts",
    "floor/polls/merging_units.py": "called from the apply of acts",
    "floor/meetings/asking": "lays down sealed slips and used tickets while a meeting lasts, which are no institution's tables",
    "floor/meetings/doors.py": "notes who is in the room while a meeting lasts, which is no institution's table",
}
#: Tables that are no institution's: sessions, tries at the door, notes that were published.
OWN_TABLES = {"floor/site/limits.py", "floor/site/links.py", "floor/book/publishing.py", "floor/book/hashes.py"}


def name_of(path: Path) -> str:
    return str(path.relative_to(FLOOR.parent))


def writes_in(tree: ast.AST) -> list[tuple[int, str]]:
    """Calls that write rows: `.save()`, `.objects.create()`, `.filter().update()`, `insert_rows()`, and raw SQL that writes."""
    found = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name) and node.func.id in ("insert_rows", "acting"):
            found.append((node.lineno, node.func.id))
        if isinstance(node.func, ast.Attribute):
            said = ast.unparse(node.func)
            rows = "objects" in said or "filter" in said or "_default_manager" in said or "exclude" in said
            if (node.func.attr in WRITES and node.func.attr != "create") or (
                node.func.attr in ("update", "create") and rows
            ):
                found.append((node.lineno, said))
        for argument in node.args[:1]:
            said = argument.value if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else ""
            if said.lstrip().upper().startswith(("INSERT ", "UPDATE ", "DELETE ", "REPLACE ", "TRUNCATE ", "COPY ")):
                found.append((node.lineno, said[:40]))
    return found


def test_only_acts_write():
    strangers = []
    for path in SOURCES:
        name = name_of(path)
        if any(name.startswith(place) for place in MAY_WRITE) or name in OWN_TABLES:
            continue
        strangers += [f"{name}:{line} {said}" for line, said in writes_in(ast.parse(path.read_text()))]
    # The scratch database of a replay is opened and applied to with the same acts.
    strangers = [each for each in strangers if "floor/book/replaying.py" not in each or "acting" not in each]
    strangers = [each for each in strangers if "floor/book/protected.py" not in each]
    assert strangers == []


@pytest.mark.parametrize(
    "cheat",
    [
        "Mandate.objects.filter(pk=1).update(holder=9)",
        "member.save()",
        "Seat.objects.create(number=1)",
        "cursor.execute('UPDATE house_mandate SET holder_id = 9')",
        "insert_rows(Member, (), [])",
        "with acting('me'): pass",
        "Unit.objects.filter(pk=1).delete()",
    ],
)
def test_the_search_for_writes_finds_each_way_of_writing(cheat):
    assert writes_in(ast.parse(cheat))


#: Arrows point one way: site, commands -> meetings -> polls, promises -> house -> book -> law, count.
MAY_IMPORT = {
    "law": set(),
    "count": set(),
    "book": {"law", "count"},
    "tunnel": {"law", "count"},
    "house": {"law", "count", "book", "tunnel"},
    "polls": {"law", "count", "book", "house"},
    "promises": {"law", "count", "book", "house"},
    "meetings": {"law", "count", "book", "house", "polls", "promises"},
    "press": {"law", "count", "book", "house"},
    "congress": {"law", "count", "tunnel", "book", "house", "polls", "promises", "meetings", "press"},
    "demo": {"law", "count", "book", "house", "polls", "promises", "meetings", "press", "congress", "site"},
    "site": {"law", "count", "book", "house", "polls", "promises", "meetings", "press", "congress"},
    "commands": {
        "law",
        "count",
        "book",
        "tunnel",
        "house",
        "polls",
        "promises",
        "meetings",
        "press",
        "congress",
        "site",
        "demo",
    },
}


def imports_of(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found.add(node.module)
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


@pytest.mark.parametrize("room", sorted(MAY_IMPORT))
def test_arrows_point_one_way(room):
    wrong = []
    for path in SOURCES:
        if path.relative_to(FLOOR).parts[0] != room:
            continue
        for module in imports_of(path):
            parts = module.split(".")
            # Pages, forms and the API of a room stand on the furniture of the site: layout and sign-in.
            rim = {"pages", "pages.py", "api.py", "urls.py", "forms", "forms.py", "booth.py"} & set(
                path.relative_to(FLOOR).parts
            )
            if (
                parts[0] == "floor"
                and len(parts) > 1
                and parts[1] not in MAY_IMPORT[room] | {room}
                and not (rim and parts[1] == "site")
            ):
                wrong.append(f"{name_of(path)} imports {module}")
    assert wrong == []


def test_law_and_count_know_nothing_of_django():
    for path in SOURCES:
        if path.relative_to(FLOOR).parts[0] in ("law", "count"):
            assert not any(module.split(".")[0] == "django" for module in imports_of(path)), name_of(path)


@pytest.mark.django_db
def test_a_write_outside_an_act_is_stopped_at_the_database(works):
    from django.db import connection, transaction

    from floor.book.protected import OnlyActsWrite
    from floor.house.models import Mandate, Member

    with pytest.raises(OnlyActsWrite), transaction.atomic():
        Mandate.objects.filter(pk=1).update(holder=9)
    with pytest.raises(OnlyActsWrite), transaction.atomic():
        Member.objects.filter(pk=9)._raw_delete("default")
    for statement in (
        "update house_member set name = 'X'",
        'DELETE FROM "book_entry"',
        "/* harmless */ UPDATE house_mandate SET holder_id = 9",
        "WITH one AS (SELECT 1) INSERT INTO house_seat (id) SELECT 1 FROM one",
        "SELECT 1; TRUNCATE TABLE house_result",
    ):
        with pytest.raises(OnlyActsWrite), connection.cursor() as cursor:
            cursor.execute(statement)
