"""The command: what it prints, what it writes, and what it says to a wrong option."""

from __future__ import annotations

import json

import pytest

from floor.cli import main
from floor.law.templates import text_of


@pytest.fixture
def statutes(tmp_path):
    file = tmp_path / "statutes.toml"
    file.write_text(text_of("us-national"), encoding="utf-8")
    return file


def test_the_tunnel_says_who_wins_with_how_few_and_what_to_change(statutes, capsys):
    assert main(["tunnel", str(statutes), "--members", "5e3", "--trials", "5", "--day", "2026-11-01"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "5,000 members" in said and "Winning the national convention with few votes" in said
    assert "The two things most worth changing" in said and "With one vote fewer nobody can." in said


def test_json_is_the_same_for_the_same_seed(statutes, capsys):
    command = ["tunnel", str(statutes), "--members", "2000", "--trials", "5", "--json", "--day", "2026-11-01"]
    outs = []
    for more in ([], [], ["--seed", "2"]):
        assert main(command + more) == 0
        outs.append(json.loads(capsys.readouterr().out))
    assert outs[0] == outs[1] != outs[2]
    assert set(outs[0]) == {
        "title", "members", "units", "top", "seed", "trials", "bodies", "power", "ways", "deadlocks", "paradoxes",
        "translation", "worth_changing", "versus",
    }  # fmt: skip


def test_another_version_is_compared_on_the_same_members(statutes, tmp_path, capsys):
    other = tmp_path / "other.toml"
    other.write_text(
        text_of("us-national").replace('by     = "national convention"', 'by     = "every member"'), encoding="utf-8"
    )
    assert main(["tunnel", str(statutes), "--versus", str(other), "--members", "3000", "--trials", "0", "--json"]) == 0
    bodies = {one["body"]: one for one in json.loads(capsys.readouterr().out)["versus"]["bodies"]}
    assert bodies["national board"]["before"] < 0.25 < 0.5 < bodies["national board"]["after"] < 0.51
    assert bodies["local board"]["before"] == bodies["local board"]["after"]


def test_a_register_is_read_from_a_file(statutes, tmp_path, capsys):
    register = tmp_path / "units.csv"
    register.write_text("name,level,parent,members\nNorth,district,,\nBolts,local,North,300\nNails,local,North,90\n")
    assert main(["tunnel", str(statutes), "--register", str(register), "--trials", "5", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["members"] == 390
    assert [one["units"] for one in found["units"]] == [2, 1, 1]


@pytest.mark.parametrize("ending", ["html", "pdf"])
def test_a_report_is_written(statutes, tmp_path, ending):
    report = tmp_path / f"report.{ending}"
    assert main(["tunnel", str(statutes), "--members", "900", "--trials", "5", "--report", str(report)]) == 0
    assert report.read_bytes()[:5] in (b"%PDF-", b"<!doc")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--members", "many"], "--members takes a number"),
        (["--members", "0"], "--members takes a number from 1"),
        (["--trials", "-1"], "--trials takes a whole number"),
        (["--factions", "55"], "--factions takes 2 to 20"),
        (["--likeness", "2"], "--likeness takes numbers from 0 to 0.99"),
        (["--turnout", "0"], "--turnout takes a share above 0"),
        (["--report", "out.doc"], "--report takes a name that ends in .html or .pdf"),
        (["--body", "tsar"], "No body “tsar”"),
        (["--register", "nowhere.csv"], "nowhere.csv: No such file"),
    ],
    ids=str,
)
def test_what_cannot_be_understood_is_said_and_nothing_is_computed(statutes, capsys, options, said):
    assert main(["tunnel", str(statutes), "--trials", "0", *options]) == 2
    out = capsys.readouterr()
    assert said in out.err and not out.out


def test_statutes_that_cannot_be_read_are_no_ground_for_figures(tmp_path, capsys):
    file = tmp_path / "statutes.toml"
    file.write_text("title = ")
    assert main(["tunnel", str(file)]) == 2
    assert "statutes.toml" in capsys.readouterr().err
