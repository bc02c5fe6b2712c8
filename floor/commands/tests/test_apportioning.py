"""`floor apportion`: what it prints, what it answers in JSON, and what it refuses."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import floor.count.tests
from floor.cli import main

LAW = tomllib.loads((Path(floor.count.tests.__file__).parent / "vectors" / "law.toml").read_text(encoding="utf-8"))
WORKS_COUNCIL = ("--method", "dhondt", "--seats", "9", "A=210", "B=120", "C=38")


def apportion(capsys, *words: str, expected: int = 0) -> str:
    assert main(["apportion", *words]) == expected
    said = capsys.readouterr()
    return said.out if expected < 2 else said.err


def as_json(capsys, *words: str, expected: int = 0) -> dict:
    return json.loads(apportion(capsys, *words, "--json", expected=expected))


@pytest.mark.parametrize("entry", LAW["list-apportionment"], ids=lambda entry: entry["title"])
def test_published_results_come_out(capsys, entry):
    lists = [f"{name}={votes}" for name, votes in entry["votes"].items()]
    data = as_json(capsys, "--method", entry["method"], "--seats", str(entry["seats"]), *lists)
    assert data["seats"] == data["result"] == entry["result"]
    assert data["total"] == entry["seats"]


def test_the_account_has_the_quotients_from_the_highest_down(capsys):
    data = as_json(capsys, "--method", "jefferson", "--seats", "3", "A=210", "B=120")
    assert data["method"] == "dhondt"
    assert [(each["list"], each["quotient"]) for each in data["quotients"]] == [
        ("A", "210"), ("B", "120"), ("A", "105"), ("A", "70"),
    ]  # fmt: skip
    assert data["last"] == [{"list": "A", "votes": 210, "divisor": 2, "quotient": "105"}]


def test_the_account_has_the_remainders(capsys):
    data = as_json(capsys, "--method", "hamilton", "--seats", "9", "A=210", "B=120", "C=38")
    assert (data["quota"], data["whole"]) == ("40.88", {"A": 5, "B": 2, "C": 0})
    assert data["remainders"] == {"A": "5.55", "B": "38.22", "C": "38"}


def test_a_bar_and_sentences_are_printed(capsys):
    said = apportion(capsys, "--method", "dhondt", "--seats", "17", "A=557", "B=306", "C=279")
    assert "A      557  48.8 %      9  52.9 %  ████" in said
    assert "The last seat went to A with 61.88; next was B with 61.2." in said
    assert "List A with 48.8 % of the votes takes a majority of the seats: 9 of 17." in said


def test_a_threshold_leaves_lists_out_and_says_how_many_votes_it_takes(capsys):
    data = as_json(capsys, "--method", "dhondt", "--seats", "8", "A=210", "B=140", "C=18", "--threshold", "5%")
    assert (data["below"], data["seats"]["C"]) == (["C"], 0)
    assert data["threshold"] == {"share": "1/20", "of": 368, "votes": 19}
    kept = as_json(capsys, "--method", "dhondt", "--seats", "8", "A=210", "B=140", "C=19", "--threshold", "1/20")
    assert kept["below"] == []
    more = as_json(
        capsys, "--method", "dhondt", "--seats", "8", "A=210", "B=140", "C=19", "--threshold", "1/20", "--cast", "381"
    )
    assert more["below"] == ["C"]


def test_a_tie_is_left_open_and_told_unless_a_seed_settles_it(capsys):
    words = ("--method", "sainte-lague", "--seats", "3", "A=10", "B=10")
    data = as_json(capsys, *words, expected=1)
    assert (data["seats"], data["unfilled"]) == ({"A": 1, "B": 1}, 1)
    assert [(tie["among"], tie["how"]) for tie in data["ties"]] == [(["A", "B"], "open")]
    drawn = as_json(capsys, *words, "--seed", "Tuesday's draw")
    assert sum(drawn["seats"].values()) == 3
    assert drawn["ties"][0]["how"] == "lot"
    assert as_json(capsys, *words, "--seed", "Tuesday's draw") == drawn
    assert as_json(capsys, *words, "--seed", "Tuesday's draw", "--ties", "open", expected=1)["unfilled"] == 1


def test_names_may_have_spaces_and_equals_signs(capsys):
    data = as_json(capsys, "--method", "hare", "--seats", "4", "Bread = Work=3", '"x=y"=1', "List 3 = 0")
    assert list(data["seats"]) == ["Bread = Work", "x=y", "List 3"]


@pytest.mark.parametrize("words", [("--seats", "0", "A=3", "B=1"), ("--seats", "4", "A=0", "B=0")])
def test_no_seats_and_no_votes_are_counted_soberly(capsys, words):
    assert sum(as_json(capsys, "--method", "droop", *words)["seats"].values()) == 0
    assert apportion(capsys, "--method", "droop", *words)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (
            ("--method", "dhondt", "--seats", "3", "A=-1"),
            "The votes of A should be a whole number, 0 or more, not “-1”.",
        ),
        (("--method", "dhondt", "--seats", "3", "A=1.5"), "The votes of A should be a whole number"),
        (("--method", "dhondt", "--seats", "3", "A=٣"), "The votes of A should be a whole number"),
        (("--method", "dhondt", "--seats", "3", "A"), "should be a list's name, =, and its votes"),
        (("--method", "dhondt", "--seats", "3", "=4"), "should be a list's name, =, and its votes"),
        (("--method", "dhondt", "--seats", "3", "A=1", "A=2"), "There are two lists called “A”"),
        (("--method", "dhondt", "--seats", "-3", "A=1"), "The number of seats should be a whole number"),
        (("--method", "fair", "--seats", "3", "A=1"), "There is no rule called “fair”"),
        (("--method", "hare", "--seats", "3", "A=1", "--threshold", "five"), "“five” is not a share"),
        (("--method", "hare", "--seats", "3", "A=9", "--threshold", "5%", "--cast", "8"), "only 8 were cast"),
        (("--method", "hare", "--seats", "3", "A=9", "--ties", "lot"), "A lot needs the seed"),
    ],
)
def test_what_cannot_be_understood_is_refused_in_a_sentence(capsys, words, why):
    said = apportion(capsys, *words, expected=2)
    assert said.startswith("floor: ")
    assert why in said


def test_it_starts_without_django_and_numpy():
    asked = "import sys; from floor.cli import main; main(sys.argv[1:]); sys.exit(' '.join({'django', 'numpy', 'rich'} & {*sys.modules}) or 0)"
    done = subprocess.run(
        [sys.executable, "-c", asked, "apportion", *WORKS_COUNCIL], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr.strip()) == (0, "")
