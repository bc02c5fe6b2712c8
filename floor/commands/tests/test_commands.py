"""The command line: exit codes that scripts can rely on, and sentences instead of tracebacks."""

from __future__ import annotations

import json

import pytest

from floor.cli import COMMANDS, main, overview, parser_for
from floor.law import templates
from tests.world import STATUTES


def test_every_command_has_a_parser_and_a_line_in_the_overview():
    for name, (_, summary) in COMMANDS.items():
        assert parser_for(name).prog == f"floor {name}"
        assert summary in overview()


def test_a_command_that_does_not_exist_is_named(capsys):
    assert main(["conquer"]) == 2
    assert "no command “conquer”" in capsys.readouterr().err


def test_clean_statutes_exit_with_nothing(tmp_path, capsys):
    file = tmp_path / "statutes.toml"
    file.write_text(STATUTES)
    assert main(["check", str(file)]) == 0
    assert main(["check", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out.split("guarantees are proved", 1)[-1].split("\n", 1)[-1])["ok"] is True


def test_findings_exit_with_one_and_say_where(tmp_path, capsys):
    file = tmp_path / "statutes.toml"
    file.write_text(STATUTES.replace('recall      = { petition = "1/5 of electors" }\n', ""))
    assert main(["check", str(file), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["ok"] is False
    assert {"guarantee", "severity", "line", "path", "message"} <= set(found["findings"][0])
    assert "R2" in {row["guarantee"] for row in found["findings"]}


@pytest.mark.parametrize("content", [b"title = ", b"\xff\xfe\x00", b"[" * 200_000, b"", b"title = 'x'\nnonsense = 1\n"])
def test_what_cannot_be_read_exits_with_two(tmp_path, capsys, content):
    file = tmp_path / "statutes.toml"
    file.write_bytes(content)
    assert main(["check", str(file)]) == 2
    assert main(["check", str(file), "--json"]) == 2
    assert "Traceback" not in "".join(capsys.readouterr())


def test_a_file_that_is_not_there_or_is_a_folder_exits_with_two(tmp_path, capsys):
    assert main(["check", str(tmp_path / "none.toml")]) == 2
    assert main(["check", str(tmp_path)]) == 2
    assert capsys.readouterr().err.count("floor:") == 2


def test_templates_are_listed_and_begun_and_nothing_is_overwritten(tmp_path, capsys):
    assert main(["templates", "--json"]) == 0
    assert {row["name"] for row in json.loads(capsys.readouterr().out)} == set(templates.names())
    assert main(["new", str(tmp_path / "mine"), "--template", "us-local"]) == 0
    assert main(["check", str(tmp_path / "mine" / "statutes.toml")]) == 0
    assert main(["new", str(tmp_path / "mine"), "--template", "us-local"]) == 2
    assert main(["new", str(tmp_path / "other"), "--template", "us-locl"]) == 2
    assert "us-local" in capsys.readouterr().err


def test_the_schema_is_json(capsys):
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out)["$schema"].startswith("https://json-schema.org")


def test_every_act_is_listed(capsys):
    assert main(["acts"]) == 0
    assert "house.Join" in capsys.readouterr().out
    assert main(["acts", "house.Join", "--json"]) == 0
    assert main(["acts", "house.Appoint"]) == 2


FOUNDING = """
title = "Small works"
statutes = "statutes.toml"
closed = 2026-03-01T18:00:00Z

[[unit]]
level = "district"
title = "District"
[[unit]]
level = "factory"
title = "Works"
parent = 1
[[unit]]
level = "shop"
title = "Shop"
parent = 2

{founders}

[adoption]
present = 6
for = 6
against = 0
abstaining = 0
tellers = [5, 6]

[[election]]
unit = 2
body = "factory committee"
entitled = 6
present = 6
cast = 6
votes = {{ 1 = 5, 2 = 4, 3 = 3 }}
elected = [1, 2, 3]
tellers = [5, 6]
"""
FOUNDERS = "\n".join(f'[[founder]]\nunit = 3\nname = "Founder {at}"' for at in range(1, 7))


@pytest.fixture
def record(tmp_path):
    (tmp_path / "statutes.toml").write_text(STATUTES)
    file = tmp_path / "founding.toml"
    file.write_text(FOUNDING.format(founders=FOUNDERS))
    return file


def test_an_organisation_is_founded_from_the_record_of_its_meeting(record, db, monkeypatch):
    monkeypatch.setattr("floor.commands.serving.run_setup", lambda _: 0)
    assert main(["found", str(record)]) == 0
    cards = record.with_name("founders-cards.txt")
    assert cards.stat().st_mode & 0o077 == 0
    assert cards.read_text().count("\n") == 6
    assert main(["found", str(record)]) == 1


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ("for = 6", "for = 7", "make 7|7 papers|cast"),
        ('level = "factory"', 'level = "brigade"', "no level"),
        ('statutes = "statutes.toml"', 'statutes = "none.toml"', "can't be read"),
        ("[adoption]", "[adaption]", "adaption|adoption"),
        ("present = 6", "present = 'six'", "adoption"),
        ("closed = 2026-03-01T18:00:00Z", "closed = 2026-03-01T18:00:00", "closed"),
        ("[[unit]]", "[[unit]", "TOML"),
    ],
)
def test_a_record_with_a_fault_founds_nothing_and_says_why(record, db, monkeypatch, capsys, was, becomes, said):
    import re

    from floor.house.models import Organisation

    monkeypatch.setattr("floor.commands.serving.run_setup", lambda _: 0)
    record.write_text(record.read_text().replace(was, becomes, 1))
    assert main(["found", str(record)]) in (1, 2)
    told = capsys.readouterr().err
    assert re.search(said, told) and "Traceback" not in told
    assert not Organisation.objects.exists()


def test_nobody_imports_without_a_card(works, tmp_path, capsys):
    (tmp_path / "members.csv").write_text("name,unit\nA,3\n")
    assert main(["import", "members", str(tmp_path / "members.csv")]) == 2
    assert "gives nobody a voice" in capsys.readouterr().err


def test_a_register_is_looked_at_and_entered_with_a_card(db, tmp_path, capsys, monkeypatch):
    from datetime import UTC, datetime, timedelta

    from floor.house.acts.cards import IssueCard
    from floor.house.models import Member
    from floor.site.cards import lock_for, new_code
    from tests.world import SECRETARY, found_works

    works = found_works(datetime.now(UTC) - timedelta(hours=2))  # the command acts now, so the mandates must run now
    code = new_code()
    works.say(
        IssueCard(member=SECRETARY, lock=lock_for(code), expires=datetime.now(UTC) + timedelta(days=9)), SECRETARY
    )
    monkeypatch.setenv("FLOOR_CODE", code)
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_text("name,unit\nOlga Orlova,Bolt shop\n")
    bad.write_text("name,unit\nOlga Orlova,Nowhere\n")
    assert main(["import", "members", str(bad), "--card", "1"]) == 1
    assert main(["import", "members", str(good), "--card", "1", "--preview"]) == 0
    assert Member.objects.count() == 12
    assert main(["import", "members", str(good), "--card", "1"]) == 1, "without consent"
    assert main(["import", "members", str(good), "--card", "1", "--confirmed"]) == 0
    assert main(["import", "members", str(good), "--card", "1", "--confirmed"]) == 0
    assert Member.objects.count() == 13
    assert main(["import", "members", str(tmp_path / "none.csv"), "--card", "1"]) == 2
    assert "Traceback" not in "".join(capsys.readouterr())
    for what in ("units", "seats", "mandates", "figures"):
        assert main(["export", what]) == 0
    assert "Orlova" not in capsys.readouterr().out
    assert main(["export", "register", "--card", "1"]) == 0
    assert "Orlova" in capsys.readouterr().out
    monkeypatch.setenv("FLOOR_CODE", "wrong")
    assert main(["export", "register", "--card", "1"]) == 2


def test_the_clock_can_be_run_by_hand(works, capsys):
    assert main(["tick"]) == 0
    assert "acts of the clock" in capsys.readouterr().out
