"""The time from a petition below to a changed majority above, and where statutes come to a stand."""

from __future__ import annotations

import pytest

from floor.tunnel.tests.organisations import law_of
from floor.tunnel.ways_up import deadlocks, ways_up

HOW = 'seats = 5\nmethod = "stv"\nnotice = "14 days"\nopen-for = "2 days"\nterm = "1 year"'
RECALL = '[body."body {0}".recall]\npetition = "1/5 of electors"\nwithin = "10 days"\nopen-for = "3 days"\nsigned-within = "20 days"'


def test_each_level_takes_signatures_a_recall_and_an_election():
    law = law_of([HOW, HOW], RECALL.format(1) + "\n" + RECALL.format(2))
    recall, terms = ways_up(law, "body 2")
    # A day for the hearing and three for the poll, then fourteen of notice and two of election; twice.
    assert (recall.how, recall.fewest) == ("recall", 2 * (1 + 3 + 14 + 2))
    assert recall.most == 2 * (20 + 10 + 14 + 2)
    assert [leg.body for leg in recall.legs] == ["body 1"] * 3 + ["body 2"] * 3
    assert (terms.how, terms.most) == ("terms", 2 * (366 + 16))


def test_a_level_without_a_recall_stops_it_for_all_above():
    law = law_of([HOW, HOW], RECALL.format(2))
    assert [way.how for way in ways_up(law, "body 2")] == ["terms"]


def test_a_recall_decided_by_others_is_no_way():
    law = law_of([HOW], RECALL.format(1) + '\nby = "meeting 9"')
    assert [way.how for way in ways_up(law, "body 1")] == ["terms"]


def test_every_leg_names_its_article():
    law = law_of([HOW], RECALL.format(1))
    assert {leg.article for way in ways_up(law, "body 1") for leg in way.legs} == {
        'body."body 1".recall', 'body."body 1".elected',
    }  # fmt: skip


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (RECALL.format(1) + '\nnot-before = "2 years"', "Nobody in the body 1 can ever be recalled: the term ends"),
        ('[body."body 1".parts.side]\nfilled-by = "management"\nseats = 5', "No vote of the members can win a majority"),
        ('[body.a]\nat = "level 1"\nelections-run-by = "a"\nelected = { by = "meeting 0", seats = 1 }', "The a runs its own elections"),
        (
            '[body.a]\nat = "level 1"\nelections-run-by = "b"\nelected = { by = "meeting 0", seats = 1 }\n'
            '[body.b]\nat = "level 1"\nelections-run-by = "a"\nelected = { by = "meeting 0", seats = 1 }',
            "The elections of the a, the b are run by one another",
        ),
    ],
    ids=["recall too late", "outside", "itself", "each other"],
)  # fmt: skip
def test_where_the_statutes_come_to_a_stand_is_said(more, said):
    assert [one for one in deadlocks(law_of([HOW], more)) if one.startswith(said)]
    assert list(deadlocks(law_of([HOW], RECALL.format(1)))) == []


def test_more_signatures_than_electors_is_a_recall_that_never_comes():
    law = law_of([HOW, HOW], RECALL.format(1) + "\n" + RECALL.format(2).replace("1/5 of electors", "6 electors"))
    assert any("6 electors must sign" in one for one in deadlocks(law))
    law = law_of([HOW, HOW], RECALL.format(1) + "\n" + RECALL.format(2).replace("1/5 of electors", "5 electors"))
    assert not list(deadlocks(law))
