"""`floor count` and `floor methods`: results, stories, exit codes, and sentences instead of tracebacks."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from floor.cli import main
from floor.count.methods import METHODS
from floor.count.ties import drawn

WORKS = '4 2\n5 1 2 0\n1 1 3 0\n1 1 0\n1 2 0\n2 3 0\n0\n"Ann [of the smithy]"\n"Bea"\n"Kim"\n"Dov"\n"Works committee"\n'
LEVEL = '3 1\n4 1 0\n3 2 1 0\n3 3 2 0\n0\n"Ann"\n"Bea"\n"Kim"\n'


@pytest.fixture
def urn(tmp_path):
    def written(text: str, name: str = "urn.blt") -> str:
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        return str(file)

    return written


def counted(capsys, *arguments: str) -> dict:
    assert main(["count", *arguments, "--json"]) in (0, 1)
    return json.loads(capsys.readouterr().out)


def test_a_count_says_who_is_elected_and_tells_the_story(urn, capsys):
    assert main(["count", "--method", "stv", urn(WORKS)]) == 0
    said = capsys.readouterr().out
    assert "Works committee: stv, 2 seats, 10 papers." in said
    assert "Elected: Ann [of the smithy], Bea." in said
    assert "Round 1: Ann [of the smithy] is elected: 7 votes reach the quota of 4." in said
    assert "lot" not in said


def test_the_account_is_there_as_json(urn, capsys):
    data = counted(capsys, "--method", "scottish-stv", urn(WORKS))
    assert (data["method"], data["seats"], data["elected"], data["papers"]) == ("stv", 2, [1, 2], 10)
    assert data["candidates"] == ["Ann [of the smithy]", "Bea", "Kim", "Dov"]
    assert data["rounds"][0]["votes"] == ["7.00000", "1.00000", "2.00000", "0.00000"]
    assert data["ties"] == [] and "lot" not in data
    assert data["sentences"][0].startswith("Round 1: ")


@pytest.mark.parametrize("method", METHODS)
def test_every_method_that_can_reads_rankings(method, urn, capsys):
    data = counted(capsys, "--method", method, urn(WORKS))
    assert data["method"] == method and 1 in data["elected"]


@pytest.mark.parametrize("alias", ["scottish", "scottish-stv", "stv-scottish", "Scottish STV", "STV_scottish"])
def test_scottish_stv_goes_by_its_other_names(alias, urn, capsys):
    assert counted(capsys, "--method", alias, urn(WORKS))["method"] == "stv"


def test_seats_can_be_said_and_count_before_those_of_the_file(urn, capsys):
    assert len(counted(capsys, "--method", "stv", "--seats", "3", urn(WORKS))["elected"]) == 3


def test_a_lot_is_never_silent(urn, capsys):
    file = urn(LEVEL)
    data = counted(capsys, "--method", "stv", file)
    assert data["lot"] == {"seed": "from the floor", "order": list(drawn("from the floor", 3))}
    assert [tie["how"] for tie in data["ties"]] == ["lot"]
    assert main(["count", "--method", "stv", file]) == 0
    assert "The lot was drawn from the seed “from the floor”." in capsys.readouterr().out


def test_another_seed_is_another_lot(urn, capsys):
    orders = {
        tuple(counted(capsys, "--method", "stv", "--seed", seed, urn(LEVEL))["lot"]["order"]) for seed in "abcdef"
    }
    assert len(orders) > 1


def test_a_tie_left_open_ends_with_one_and_elects_nobody_by_it(urn, capsys):
    file = urn(LEVEL)
    assert main(["count", "--method", "stv", "--ties", "open", file]) == 1
    assert "A tie stays open" in capsys.readouterr().out
    data = counted(capsys, "--method", "stv", "--ties", "open", file)
    assert data["elected"] == [] and data["ties"][0]["how"] == "open" and "lot" not in data


def test_candidates_keep_their_numbers_when_one_withdrew(urn, capsys):
    data = counted(capsys, "--method", "stv", urn(WORKS.replace("4 2\n", "4 2\n-1\n")))
    assert data["withdrawn"] == [1] and data["standing"] == [2, 3, 4]
    assert sorted(data["elected"]) == [2, 3] and len(data["candidates"]) == 4


def test_the_lot_stays_the_same_when_one_withdrew(urn, capsys):
    text = LEVEL.replace("3 1\n", "4 1\n-4\n").replace('"Kim"\n', '"Kim"\n"Dov"\n')
    order = counted(capsys, "--method", "stv", urn(text))["lot"]["order"]
    assert order == [one for one in drawn("from the floor", 4) if one != 4]


@pytest.mark.parametrize(
    ("arguments", "text", "says"),
    [
        ([], WORKS, "--method"),
        (["--method", "guessing"], WORKS, "no method called “guessing”"),
        (["--method", "stv", "--seats", "none"], WORKS, "whole number"),
        (["--method", "stv", "--seats", "0"], WORKS, "whole number"),
        (["--method", "stv", "--seats", "-1"], WORKS, "whole number"),
        (["--method", "stv", "--ties", "open", "--seed", "x"], WORKS, "say one of them"),
        (["--method", "stv"], WORKS.replace("1 1 3 0", "1 1 9 0"), "Line 3: there is no candidate 9"),
        (["--method", "stv"], WORKS.replace("1 1 3 0", "1 1=3 0"), "strict order"),
        (["--method", "approval"], WORKS.replace("1 1 3 0", "1 1=3 0"), "counts papers with crosses"),
    ],
)
def test_what_cannot_be_counted_is_said_in_a_sentence(arguments, text, says, urn, capsys):
    assert main(["count", *arguments, urn(text)]) == 2
    out, err = capsys.readouterr()
    assert says in err and err.startswith("floor: ") and not out


def test_crosses_are_no_rankings(urn, capsys):
    file = urn("papers,Ann,Bea\n3,1,0\n", "urn.csv")
    assert main(["count", "--method", "stv", "--seats", "1", file]) == 2
    assert "these are papers with crosses" in capsys.readouterr().err
    assert main(["count", "--method", "approval", "--seats", "1", file]) == 0


def test_a_preflib_file_needs_to_be_told_the_seats(urn, capsys):
    file = urn("# NUMBER ALTERNATIVES: 2\n# ALTERNATIVE NAME 1: Ann\n# ALTERNATIVE NAME 2: Bea\n3: 1,2\n", "urn.soi")
    assert main(["count", "--method", "stv", file]) == 2
    assert "--seats" in capsys.readouterr().err
    assert main(["count", "--method", "stv", "--seats", "1", file]) == 0


def test_a_file_that_is_not_there_or_is_a_folder_is_said(tmp_path, capsys):
    assert main(["count", "--method", "stv", str(tmp_path / "none.blt")]) == 2
    assert main(["count", "--method", "stv", str(tmp_path)]) == 2
    assert capsys.readouterr().err.count("floor: ") == 2


def test_methods_are_listed_with_a_sentence_each(capsys):
    assert main(["methods", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert {each["name"] for each in listed} >= {*METHODS, "dhondt", "sainte-lague", "hare", "droop"}
    assert all(each["sentence"].endswith(".") for each in listed)
    assert main(["methods"]) == 0
    said = capsys.readouterr().out
    assert all(each["name"] in said and each["sentence"] in said for each in listed)


@pytest.mark.parametrize("command", [["methods"], ["count", "--help"]])
def test_counting_needs_no_django(command):
    code = f"import sys; from floor.cli import main\ntry: main({command!r})\nexcept SystemExit: pass\nassert 'django' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)


def test_a_count_needs_no_django(urn):
    code = f"import sys; from floor.cli import main\nmain(['count', '--method', 'stv', {urn(WORKS)!r}])\nassert 'django' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)
