"""People elected once for one task: by a count, for a task, until a report; and what they say, they say together."""

from __future__ import annotations

from datetime import timedelta

import pytest

from floor.book.act import CLOCK, Refusal, by_member
from floor.book.doing import do
from floor.book.models import Entry
from floor.promises.acts.sending import NoteOverdueMissions, ReportFromMission, StateForDelegation
from floor.promises.doors import state_for_delegation
from floor.promises.models import DelegationStatement, Mission
from tests.world import BOLTS, SECRETARY, TELLERS

from .promising import ORDINARY, let_fall_due, papers, send, sha

pytestmark = pytest.mark.django_db
HEARD = "Two were acquitted, one was fined. We spoke with all three."


def give(works, mission: Mission, by: int = 5, text: str = HEARD) -> None:
    works.say(ReportFromMission(mission=mission.pk, text=sha(text)), by, attach=(text,))
    mission.refresh_from_db()


def test_the_most_voted_for_are_sent_and_the_count_stands_beside(works):
    mission = send(works, count=papers(works, {5: 9, 6: 8, 7: 6, 8: 2}, elected=[5, 6, 7]))
    assert mission.people == [5, 6, 7]
    assert mission.result.ballot == "paper"
    assert mission.result.figures["votes"] == [[5, 9], [6, 8], [7, 6], [8, 2]]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"elected": [5, 7]}, "left out"),
        ({"entitled": 11}, "register says 12"),
        ({"present": 3, "cast": 3}, "needed for a quorum"),
        ({"present": 4, "cast": 4}, "can hold 12"),
        ({"tellers": [11, 5]}, "no candidates"),
        ({"tellers": [11]}, "Two tellers"),
        ({"tellers": [11, 77]}, "not on the register"),
        ({"lot": None, "elected": [5, 6]}, "tied"),
    ],
)
def test_people_whom_no_sound_count_elected_are_not_sent(works, wrong, said):
    votes = {5: 9, 6: 5, 7: 5} if "tied" in said else {5: 9, 6: 6, 7: 5}
    with pytest.raises(Refusal, match=said) as refused:
        send(works, count=papers(works, votes, **wrong))
    assert refused.value.guarantee in ("R4", "R20", "R1")


def test_a_candidate_or_a_stranger_does_not_enter_the_count(works):
    with pytest.raises(Refusal, match="candidate can't enter"):
        send(works, by=5)
    with pytest.raises(Refusal, match="one of its tellers"):
        send(works, by=ORDINARY)
    with pytest.raises(Refusal, match="sits at a shop"):
        send(works, body="shop meeting")


def test_a_mission_without_a_day_for_its_report_is_refused(works):
    with pytest.raises(Refusal, match="ends with a report"):
        send(works, report_due=works.now)


def test_a_mission_ends_with_the_report_of_one_of_them(works):
    mission = send(works)
    for stranger in (ORDINARY, SECRETARY):
        with pytest.raises(Refusal, match="One of those who were sent"):
            give(works, mission, by=stranger)
    give(works, mission, by=6)
    assert mission.reported == works.now
    with pytest.raises(Refusal, match="has ended"):
        give(works, mission)


def test_a_mission_that_does_not_report_is_overdue(works):
    mission = send(works)
    with pytest.raises(Refusal, match="is not overdue"):
        do(NoteOverdueMissions(missions=[mission.pk]), CLOCK, at=works.now)
    works.wait(days=21)
    let_fall_due(works)
    mission.refresh_from_db()
    assert mission.overdue_since == works.now
    give(works, mission)
    assert mission.overdue_since is not None, "that it was late stays"


def test_a_shop_sends_its_own(works):
    count = papers(works, {1: 3}, entitled=4, present=4, cast=4, tellers=[4, 7])
    mission = send(works, by=4, unit=BOLTS, body="shop meeting", what="Speak at the Dinamo works", count=count)
    assert mission.unit_id == BOLTS


# ---- What a delegation says ------------------------------------------------------------------------------------------


def test_a_statement_is_of_the_delegation_as_a_whole_and_names_no_speaker(works):
    mission = send(works)
    text = "We ask for the release of all three, and for the wages of the days on trial."
    state_for_delegation(mission.pk, 6, "the owner", text, at=works.now)
    stated = DelegationStatement.objects.get()
    assert (stated.addressed_to, stated.mission_id) == ("the owner", mission.pk)
    assert {field.name for field in DelegationStatement._meta.fields} == {"id", "mission", "addressed_to", "text", "made"}  # fmt: skip
    line = bytes(Entry.objects.get(act="promises.StateForDelegation").line).decode()
    assert '"by":{"clock":true}' in line


@pytest.mark.parametrize("named", ["Fokin said that this cannot go on.", "As member 6 put it, enough is enough."])
def test_a_statement_that_singles_one_of_them_out_is_sent_back(works, named):
    mission = send(works)
    with pytest.raises(Refusal, match="speaks as a whole") as refused:
        state_for_delegation(mission.pk, 5, "the owner", named, at=works.now)
    assert refused.value.guarantee == "R17"


def test_nobody_else_speaks_for_a_delegation_and_none_after_its_end(works):
    mission = send(works)
    with pytest.raises(Refusal, match="One of the delegation"):
        state_for_delegation(mission.pk, ORDINARY, "the owner", "We give in.", at=works.now)
    with pytest.raises(Refusal, match="The clock"):
        works.say(
            StateForDelegation(mission=mission.pk, addressed_to="owner", text=sha("We ask.")), 5, attach=("We ask.",)
        )
    with pytest.raises(Refusal, match="no mission 9"):
        state_for_delegation(9, 5, "the owner", "We ask.", at=works.now)
    give(works, mission)
    with pytest.raises(Refusal, match="speaks for nobody"):
        state_for_delegation(mission.pk, 5, "the owner", "We ask once more.", at=works.now + timedelta(hours=1))
    assert TELLERS and by_member(5)
