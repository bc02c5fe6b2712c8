"""The templates: each speaks the language, keeps every guarantee, and says where its legal numbers come from."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from floor.law import templates
from floor.law.language import Law
from floor.law.reading import read
from floor.law.statutes import Sourced, Statutes
from floor.law.values import Duration, Share

NAMES = templates.names()
BEFORE, AFTER = date(2026, 2, 17), date(2026, 2, 18)

#: What law fixes in each country, by the words every source from there begins with.
STATUTE = {"us-local": "LMRDA", "us-national": "LMRDA", "uk-union": "TULRCA", "german-works-council": "BetrVG|WO"}


@cache
def statutes(name: str) -> Statutes:
    return read(templates.text_of(name), f"{name}.toml")


def law(name: str, day: date = AFTER) -> Law:
    return statutes(name).on(day)


def sourced(name: str, *path: str) -> list[Sourced]:
    return [value for value in statutes(name).sources if value.path == path]


def findings(given: Statutes) -> list[str]:
    checker = pytest.importorskip("floor.law.checker")
    return [f"{found.code}, line {found.line}: {found.message}" for found in checker.check(given)]


# ---- Every template -------------------------------------------------------------------------------------------------


def test_the_eight_templates_are_there() -> None:
    assert NAMES == (
        "cooperative-federation", "factory-1923", "german-works-council", "tasks-of-the-unions",
        "uk-union", "us-local", "us-national", "worker-cooperative",
    )  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_it_speaks_the_language_before_and_after_every_turning_day(name: str) -> None:
    for day in (date.min, *statutes(name).turning_days, date.max):
        assert statutes(name).on(day).body


@pytest.mark.parametrize("name", NAMES)
def test_the_checker_finds_nothing_in_it(name: str) -> None:
    assert findings(statutes(name)) == []


@pytest.mark.parametrize("name", NAMES)
def test_the_checker_finds_what_is_taken_out_of_it(name: str) -> None:
    without_recall = "\n".join(line for line in templates.text_of(name).splitlines() if not line.startswith("recall "))
    found = findings(read(without_recall, f"{name}.toml"))
    assert len(found) >= sum(1 for body in law(name).body.values() if body.recall)


@pytest.mark.parametrize("name", NAMES)
def test_every_seat_has_a_term_a_tie_rule_a_notice_and_a_recall(name: str) -> None:
    rules = law(name)
    for body in rules.body:
        for part, election in rules.elections_of(body).items():
            assert election.term, (body, part)
            assert election.tie == "lot", (body, part)
            assert election.notice, (body, part)
            assert election.ballot in ("secret", "postal"), (body, part)
            excepted = any(exception.guarantee == "R2" for exception in rules.exceptions_of(body))
            assert rules.recall_of(body, part) or excepted, (body, part)


@pytest.mark.parametrize("name", NAMES)
def test_every_body_can_meet_and_a_share_of_members_can_call_it(name: str) -> None:
    for called, body in law(name).body.items():
        assert body.quorum and body.notice and body.meets, called
        assert any(who.share and who.share.of == "members" for who in body.convened_by), called
        assert body.tie not in ("chair", "incumbent"), called


@pytest.mark.parametrize("name", NAMES)
def test_everyone_has_questions_publication_reconsideration_petitions_and_a_guarded_amendment(name: str) -> None:
    rules = law(name)
    assert rules.questions and rules.publication and rules.reconsideration and rules.petitions
    assert rules.amendment.entrenched and rules.amendment.majority.smallest(100) > 50
    assert rules.membership.consent and rules.membership.resignation == "at once"
    assert "office staff" in rules.membership.open_to


@pytest.mark.parametrize("name", NAMES)
def test_comments_explain_and_name_guarantees(name: str) -> None:
    text = templates.text_of(name)
    comments = [line for line in text.splitlines() if "#" in line]
    assert len(comments) >= 20
    assert re.search(r"\bR([1-9]|1\d|2[0-5])\b", text)
    assert all(len(line) <= 220 for line in text.splitlines())


@pytest.mark.parametrize("name", STATUTE)
def test_every_legal_number_names_its_statute_and_section(name: str) -> None:
    found = statutes(name).sources
    assert len(found) >= 10
    for value in found:
        legal = re.match(rf"({STATUTE[name]})\b.*?\d", value.source)
        assert legal or "not law" in value.source, value


# ---- The numbers of law.toml ----------------------------------------------------------------------------------------

# Copied from the project's vectors, so that the tests need nothing outside the repository.
CONVENTION = [
    (1, 1),
    (100, 1),
    (101, 2),
    (250, 2),
    (251, 3),
    (500, 3),
    (501, 4),
    (1000, 4),
    (1001, 5),
    (1500, 5),
    (1501, 6),
    (2000, 6),
]


@pytest.mark.parametrize(("day", "notice", "valid", "support"), [
    (date(2020, 1, 1), 14, "6 months", Share(Fraction(2, 5))),
    (BEFORE, 14, "6 months", Share(Fraction(2, 5))),
    (AFTER, 10, "1 year", None),
    (date(2030, 1, 1), 10, "1 year", None),
])  # fmt: skip
def test_british_industrial_action_changes_on_18_february_2026(
    day: date, notice: int, valid: str, support: Share | None
) -> None:
    votes = law("uk-union", day).vote
    for name in ("strike", "strike in an important public service"):
        assert votes[name].notice == Duration(days=notice)
        assert str(votes[name].valid_for) == valid
        assert votes[name].turnout == Share(Fraction(1, 2))
        assert str(votes[name].majority) == "more than 1/2 of cast"
        assert votes[name].ballot == "postal"
    assert votes["strike"].support is None
    assert votes["strike in an important public service"].support == support


def test_half_the_turnout_and_two_fifths_of_all_carried_in_an_important_public_service_until_then() -> None:
    rule = law("uk-union", BEFORE).vote["strike in an important public service"]
    assert rule.turnout and rule.support
    assert rule.turnout.reached(500, 1000) and not rule.turnout.reached(499, 1000)
    carried = [yes for yes in range(501) if rule.support.reached(yes, 1000) and rule.majority.carried(yes, 500)]
    assert min(carried) == 400


def test_the_civil_service_ballot_of_july_2018_fails_on_turnout_alone() -> None:
    rule = law("uk-union", date(2018, 7, 23)).vote["strike"]
    cast = 50726 + 8528
    entitled = round(cast / 0.416)
    assert rule.majority.carried(50726, cast)
    assert rule.turnout and not rule.turnout.reached(cast, entitled)


def test_british_executives_are_elected_by_post_for_at_most_five_years() -> None:
    election = law("uk-union").body["national executive"].elected
    assert election and (election.term, election.ballot) == (Duration(months=60), "postal")
    assert election.by == "every member"
    assert all(
        law("uk-union").body["national executive"].offices[office].elected_by == "every member"
        for office in ("president", "general secretary")
    )


def test_american_terms_are_three_four_and_five_years() -> None:
    local, nation = law("us-local").body, law("us-national").body
    terms = {
        body: election.term
        for body, election in (
            ("executive board", local["executive board"].elected),
            ("local board", nation["local board"].elected),
            ("district board", nation["district board"].elected),
            ("national board", nation["national board"].elected),
        )
        if election
    }
    assert terms == {
        "executive board": Duration(months=36),
        "local board": Duration(months=36),
        "district board": Duration(months=48),
        "national board": Duration(months=60),
    }
    assert nation["national convention"].meets == "every 5 years"


@pytest.mark.parametrize("name", ["us-local", "us-national"])
def test_american_members_have_fifteen_days_notice_of_every_election_they_vote_in(name: str) -> None:
    rules = law(name)
    meetings = {called for called, body in rules.body.items() if body.sits}
    by_members = [
        rule for body in rules.body for rule in rules.elections_of(body).values() if set(rule.electors) & meetings
    ]
    assert by_members
    assert all(rule.notice and rule.notice.shortest >= 15 for rule in by_members)
    assert all(rule.ballot == "secret" for rule in by_members)


@pytest.mark.parametrize(
    ("name", "body"), [("us-local", "convention delegates"), ("us-national", "national convention")]
)
@pytest.mark.parametrize(("members", "seats"), CONVENTION)
def test_convention_delegates_follow_the_bands_to_their_edges(name: str, body: str, members: int, seats: int) -> None:
    election = law(name).body[body].elected
    assert election and election.seats.number_for(members) == seats


def test_a_german_election_has_six_weeks_of_notice_two_weeks_for_lists_four_years_and_the_lot() -> None:
    election = law("german-works-council").body["works council"].elected
    assert election
    assert election.notice == Duration(days=42)
    assert election.lists_due == Duration(days=14)
    assert election.term == Duration(months=48)
    assert (election.method, election.ballot, election.tie) == ("dhondt", "secret", "lot")
    assert election.substitutes == "runner-up"
    board = law("german-works-council").body["election board"].elected
    assert board and board.term == Duration(days=70)


@pytest.mark.parametrize(("employees", "seats"), [
    (4, 0), (5, 1), (20, 1), (21, 3), (50, 3), (51, 5), (100, 5), (101, 7), (200, 7), (201, 9), (400, 9), (401, 11), (700, 11),
    (701, 13), (1000, 13), (1001, 15), (1500, 15), (1501, 17), (2000, 17), (2001, 19), (2501, 21), (3001, 23), (3501, 25), (4001, 27),
    (4501, 29), (5000, 29), (5001, 31), (6001, 33), (7001, 35), (9000, 35), (9001, 37), (12000, 37), (12001, 39), (30000, 49),
])  # fmt: skip
def test_a_works_council_grows_by_section_9(employees: int, seats: int) -> None:
    election = law("german-works-council").body["works council"].elected
    assert election and election.seats.number_for(employees) == seats


def test_german_law_has_no_recall_and_the_statutes_say_so_instead_of_promising_one() -> None:
    rules = law("german-works-council")
    assert rules.recall_of("works council") is None
    declared = [exception.reason for exception in rules.exceptions_of("works council") if exception.guarantee == "R2"]
    assert declared and "BetrVG s. 23(1)" in declared[0]


def test_the_source_of_a_number_can_be_asked_for() -> None:
    (term,) = sourced("us-local", "body", "executive board", "elected", "term")
    assert (term.value, "29 U.S.C. 481(b)" in term.source) == ("3 years", True)
    before, after = sourced("uk-union", "vote", "strike", "notice")
    assert (before.until, after.start) == (AFTER, AFTER)


# ---- Two lines, two signatures, both sides --------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_whoever_audits_sits_in_nothing_they_audit(name: str) -> None:
    bodies = law(name).body
    for called, body in bodies.items():
        assert not set(body.controls) - set(body.not_with), called


@pytest.mark.parametrize("name", [name for name in NAMES if name != "german-works-council"])
def test_money_needs_two_signatures(name: str) -> None:
    treasurers = [
        office for body in law(name).body.values() for called, office in body.offices.items() if called == "treasurer"
    ]
    assert treasurers and all(office.signs_with for office in treasurers)


@pytest.mark.parametrize("name", NAMES)
def test_a_side_filled_from_outside_is_declared(name: str) -> None:
    rules = law(name)
    for called, body in rules.body.items():
        if any(part.filled_by for part in body.parts.values()):
            assert {"R1", "R2"} <= {exception.guarantee for exception in rules.exceptions_of(called)}, called


# ---- Writing a new one ----------------------------------------------------------------------------------------------


def test_a_template_is_described_for_choosing() -> None:
    found = templates.describe("factory-1923")
    assert (found.title, found.bodies) == ("Metal works", 16)
    assert "committee of nine" in found.summary


@pytest.mark.parametrize("name", NAMES)
def test_new_writes_statutes_that_read_and_a_note_on_what_to_do_next(name: str, tmp_path: Path) -> None:
    statutes_file, note = templates.write_new(tmp_path / "a" / "works", name)
    assert statutes_file.read_text(encoding="utf-8") == templates.text_of(name)
    assert tomllib.loads(statutes_file.read_text(encoding="utf-8"))["title"]
    told = note.read_text(encoding="utf-8")
    assert all(f"`floor {step}" in told for step in ("check", "found", "serve"))
    assert "\\" not in told and "—" not in told


@pytest.mark.parametrize("there", ["statutes.toml", "README.md"])
def test_new_overwrites_nothing(there: str, tmp_path: Path) -> None:
    (tmp_path / there).write_text("ours")
    with pytest.raises(templates.NotWritten, match=f"{there} is already there"):
        templates.write_new(tmp_path, "us-local")
    assert [path.name for path in tmp_path.iterdir()] == [there]
    assert (tmp_path / there).read_text() == "ours"


def test_new_does_not_write_through_a_dangling_link(tmp_path: Path) -> None:
    (tmp_path / "statutes.toml").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(templates.NotWritten):
        templates.write_new(tmp_path, "us-local")
    assert not (tmp_path / "elsewhere").exists()


def test_an_unknown_name_is_told_the_names_and_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(templates.NoSuchTemplate) as error:
        templates.write_new(tmp_path / "new", "german-work-council")
    assert "Did you mean german-works-council?" in str(error.value)
    assert all(name in str(error.value) for name in NAMES)
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("name", ["", "../language", "us-local.toml", "US-LOCAL\n"])
def test_what_is_not_a_name_opens_no_file(name: str) -> None:
    with pytest.raises(templates.NoSuchTemplate):
        templates.text_of(name)


def test_a_file_where_the_directory_should_be_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "works").write_text("a file")
    with pytest.raises(templates.NotWritten, match=r"could not be written to .*works: ") as error:
        templates.write_new(tmp_path / "works", "us-local")
    assert str(error.value).endswith("No file was left there.")


def test_a_disk_that_fills_up_leaves_no_half_written_statutes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open

    def full_after_the_first(path: Path, *how: str, **more: str) -> object:
        if path.name == "README.md":
            raise OSError(28, "No space left on device")
        return opened(path, *how, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", full_after_the_first)
    with pytest.raises(templates.NotWritten, match="No space left on device"):
        templates.write_new(tmp_path, "us-local")
    assert list(tmp_path.iterdir()) == []
