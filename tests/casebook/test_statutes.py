"""The two episodes about statutes, as far as law alone carries them; what acts must do is tested where the acts are."""

from __future__ import annotations

from datetime import date

import pytest

from floor.law import templates
from floor.law.checker import check
from floor.law.findings import Finding
from floor.law.language import Law
from floor.law.reading import Unreadable, read

LEVELS = ["district", "county", "province", "region", "nation"]
LINE = ["district", "county", "province", "region", "national"]


@pytest.fixture(scope="module")
def plan() -> str:
    return templates.text_of("tasks-of-the-unions")


@pytest.fixture(scope="module")
def law(plan: str) -> Law:
    return read(plan).on(date(1920, 12, 30))


def found(text: str) -> list[Finding]:
    return list(check(read(text)))


def electors(law: Law, body: str) -> tuple[str, ...]:
    election = law.body[body].elected
    return election.electors if election else ()


def way_down(law: Law, body: str) -> list[str]:
    """From a body through its electors to the meeting of members: every step has exactly one way down."""
    steps = [body]
    while not law.body[steps[-1]].sits:
        (below,) = electors(law, steps[-1])
        steps.append(below)
    return steps


# ---- 1920-12-30-five-levels -----------------------------------------------------------------------------------------


@pytest.mark.casebook("1920-12-30-five-levels", must=(0,))
def test_1920_12_30_five_levels_every_seat_above_the_factory_traces_through_the_congress_below_it(
    plan: str, law: Law
) -> None:
    assert found(plan) == []
    assert law.levels[2:] == LEVELS
    assert way_down(law, "national congress") == [f"{level} congress" for level in reversed(LINE)] + ["general meeting"]
    for name, body in law.body.items():
        if body.at in LEVELS:
            way = way_down(law, name)
            assert way[-1] == "general meeting", name
            heights = [law.levels.index(law.body[step].at) for step in way]
            assert heights == sorted(heights, reverse=True), name
            assert set(range(heights[-1], heights[0] + 1)) == set(heights), f"{name} leaps over a level"
    assert "office staff" in law.membership.open_to
    assert law.membership.rights_by_category == [], "office staff vote like everybody else"


@pytest.mark.casebook("1920-12-30-five-levels", must=())
def test_1920_12_30_five_levels_those_who_sent_a_delegate_and_nobody_else_recall_them(plan: str, law: Law) -> None:
    """Line 1 in part: that the mandates resting on a recalled seat end with it is for the house to show."""
    steps = way_down(law, "congress of producers")
    assert len(steps) - 1 == 5, "five recalls from the nation to the factory"
    for name in law.body:
        for part in law.elections_of(name):
            rule = law.recall_of(name, part)
            assert rule and rule.by == "the electors" and rule.cause is None and rule.not_before is None, name
    from_above = plan.replace("recall           = {", 'recall           = { by = "national executive",', 1)
    assert "recall-by-others" in [finding.code for finding in found(from_above)]


@pytest.mark.casebook("1920-12-30-five-levels", must=(2,))
def test_1920_12_30_five_levels_the_two_lines_are_kept_apart_on_every_level(plan: str, law: Law) -> None:
    administrations = [*(f"{level} administration" for level in LINE[:-1]), "central administration"]
    for level, line, administration in zip(LEVELS, LINE, administrations, strict=True):
        executive = law.body[f"{line} executive"]
        organ = law.body[administration]
        assert (executive.at, executive.line) == (level, "union")
        assert (organ.at, organ.line) == (level, "territory")
        assert administration in executive.not_with and f"{line} executive" in organ.not_with
        assert electors(law, f"{line} executive") == (f"{line} congress",), "a seat shows which congress it comes from"
        assert electors(law, administration) == ("congress of producers" if level == "nation" else f"{line} congress",)
    one_line = plan.replace('elected-by = "itself"', 'elected-by = "district administration"', 1)
    assert "R1" in [finding.guarantee for finding in found(one_line)]


@pytest.mark.casebook("1920-12-30-five-levels", must=(2,))
def test_1920_12_30_five_levels_an_organ_of_all_unions_cannot_fill_the_executive_of_one(plan: str) -> None:
    taken_over = plan.replace(
        '[body."district executive".elected]\nby       = "district congress"',
        '[body."district executive".elected]\nby       = "district administration"',
    )
    assert taken_over != plan
    assert "elected-across-lines" in [finding.code for finding in found(taken_over)]


@pytest.mark.casebook("1920-12-30-five-levels", must=(3,))
def test_1920_12_30_five_levels_the_number_sent_to_a_body_outside_is_fixed_and_missed_where_it_is_not(
    plan: str, law: Law
) -> None:
    sent = {name: body.sends_outside for name, body in law.body.items() if body.outside}
    assert sent == {f"{level} planning representatives": 3 for level in LINE}
    without = "\n".join(line for line in plan.splitlines() if not line.startswith("sends-outside"))
    open_numbers = [finding for finding in found(without) if finding.code == "open-number-sent-outside"]
    assert len(open_numbers) == 5
    assert all(finding.guarantee == "R24" and finding.severity == "broken" for finding in open_numbers)


@pytest.mark.casebook("1920-12-30-five-levels", must=(4,))
def test_1920_12_30_five_levels_planning_and_managing_are_separate_and_their_conflicts_have_a_judge(
    plan: str, law: Law
) -> None:
    court = law.body["court of competence"]
    assert "conflicts of competence" in court.hears
    for name, body in law.body.items():
        if body.outside:
            managing = next(
                other for other, rule in law.body.items() if rule.at == body.at and other.endswith("administration")
            )
            assert managing in body.not_with and name in law.body[managing].not_with
            assert {name, managing} <= set(court.not_with)
            assert not set(body.competence) & set(law.body[managing].competence)
    nobody = plan.replace('"conflicts of competence", ', "")
    assert "lines-without-a-judge-of-competence" in [finding.code for finding in found(nobody)]


# ---- 1921-1927-temporary-ban ----------------------------------------------------------------------------------------

BAN = """
[emergency."meetings suspended"]
what        = "the regular meetings of the shops are suspended while the works is moved"
declared-by = "{by}"
"""


def with_ban(plan: str, by: str = "general meeting", **more: str) -> list[Finding]:
    extra = "".join(f'{key.replace("_", "-")} = "{value}"\n' for key, value in more.items())
    return found(plan + BAN.format(by=by) + extra)


@pytest.mark.casebook("1921-1927-temporary-ban", must=(0,))
def test_1921_1927_temporary_ban_a_restriction_without_an_end_date_is_refused(plan: str) -> None:
    (finding,) = with_ban(plan)
    assert (finding.code, finding.guarantee, finding.severity) == ("emergency-without-end", "R23", "broken")
    assert "meetings suspended" in finding.message
    (never,) = with_ban(plan, ends_after="0 days")
    assert never.code == "emergency-without-end"


@pytest.mark.casebook("1921-1927-temporary-ban", must=(0,))
def test_1921_1927_temporary_ban_with_an_end_it_stands_and_only_the_electorate_renews_it(plan: str) -> None:
    assert with_ban(plan, ends_after="30 days", prolonged_by="general meeting") == []
    (again,) = with_ban(plan, by="factory committee", ends_after="30 days", prolonged_by="factory committee")
    assert (again.code, again.guarantee) == ("emergency-prolonged-by-those-who-hold-it", "R23")
    (for_years,) = with_ban(plan, by="factory committee", ends_after="80 months", prolonged_by="general meeting")
    assert for_years.code == "emergency-outlasts-its-makers", "from March 1921 to November 1927 it was 80 months"


@pytest.mark.casebook("1921-1927-temporary-ban", must=(0,))
def test_1921_1927_temporary_ban_an_exception_with_a_date_lapses_by_itself(plan: str) -> None:
    """Taking the recall away for a year is no longer excused on the day the year is over."""
    recall = '[body."factory court"]'
    start = plan.index(recall)
    at = plan.index("\nrecall ", start)
    for_a_year = (
        plan[:at]
        + plan[plan.index("\n", at + 1) :]
        + (
            '\n[[exception]]\nguarantee = "R2"\nbody = "factory court"\nreason = "meant for an emergency of a year"\nuntil = 1922-03-16\n'
        )
    )
    told = found(for_a_year)
    assert told and all(finding.guarantee == "R2" and finding.since == date(1922, 3, 16) for finding in told)


@pytest.mark.casebook("1921-1927-temporary-ban", must=())
def test_1921_1927_temporary_ban_the_language_has_no_word_for_forbidding_platforms(plan: str) -> None:
    """Line 1 in part: a ban cannot be written as a rule. That a motion for one is stopped is for the meetings to show."""
    for written in (
        "\n[platforms]\nforbidden = true\n",
        '\n[vote.ban]\nof = "national congress"\nforbids = ["platforms"]\n',
    ):
        with pytest.raises(Unreadable):
            read(plan + written)


@pytest.mark.casebook("1921-1927-temporary-ban", must=(0, 1))
def test_a_ban_on_groups_without_an_end_is_stopped_before_the_vote_whatever_the_majority(works):
    from floor.book.act import Refusal
    from floor.house.acts.statutes import ProposeAmendment
    from tests.world import STATUTES

    banned = (
        STATUTES
        + '\n[emergency."ban on groups"]\nwhat = "organised groups are forbidden"\ndeclared-by = "district congress"\n'
    )
    with pytest.raises(Refusal) as refused:
        works.say(ProposeAmendment(statutes=works.attach(banned)), 9)
    assert refused.value.guarantee in ("R8", "R23", "R24")


@pytest.mark.casebook("1920-12-30-five-levels", must=())
def test_when_a_seat_ends_the_mandates_that_rest_on_it_alone_end_too(works):
    from floor.house.acts.mandates import Resign
    from floor.house.models import Mandate
    from tests.world import CHAIR

    seat = Mandate.objects.get(holder=CHAIR, seat__office="")
    works.say(Resign(mandate=seat.pk), CHAIR)
    assert not Mandate.objects.filter(holder=CHAIR, ended=None).exists()
    assert Mandate.objects.filter(ended=None).count() == 5, "everybody else keeps theirs"
