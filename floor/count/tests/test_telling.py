"""The story of a count: every sentence can be said and translated."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from floor.count.account import Account, Round, Step
from floor.count.instant_runoff import count_instant_runoff
from floor.count.meek import count_meek
from floor.count.papers import Rankings
from floor.count.scottish_stv import count_scottish_stv
from floor.count.telling import SENTENCES, TIES, in_english, story
from floor.count.tests.elections import rankings
from floor.count.ties import by_lot, left_open

NAMES = ("Ann", "Bea", "Kim", "Dov", "Eva", "Flo")


def test_a_count_is_told_round_by_round():
    papers = Rankings.of(4, {(1, 2): 5, (1, 3): 1, (1,): 1, (2,): 1, (3,): 2})
    told = in_english(count_scottish_stv(papers, 2, left_open()), NAMES)
    assert told[0].startswith(
        "Round 1: Ann is elected: 7 votes reach the quota of 4. Ann has 3 votes over the quota; they are passed on. "
        "2.14285 votes go to Bea. 0.42857 votes go to Kim."
    )
    assert told[1].startswith("Round 2: Dov is excluded: nobody has fewer votes than 0.")


def test_a_tie_is_told_where_it_was_met():
    papers = Rankings.of(3, {(1,): 4, (2, 1): 3, (3, 2): 3})
    told = in_english(count_scottish_stv(papers, 1, by_lot("seed", 3)), NAMES)
    assert told[0].startswith("Round 1: Bea, Kim stand level. By the lot, drawn from the published seed, ")
    told = in_english(count_scottish_stv(papers, 1, left_open()), NAMES)
    assert "the count stops here" in told[-1]


def test_a_page_gets_the_message_and_the_values_apart():
    first = story(count_scottish_stv(Rankings.of(2, {(1,): 3, (2,): 1}), 1, left_open()), NAMES)[0]
    assert first.message == SENTENCES["quota"]
    assert (first.values["name"], first.values["votes"], first.values["quota"]) == ("Ann", "3", "3")


def test_a_step_without_a_key_has_a_sentence_too():
    for what in (
        "elected",
        "excluded",
        "surplus",
        "transfer",
        "compared",
        "bought",
        "locked",
        "skipped",
        "left",
        "note",
    ):
        account = Account("any", 2, 1, 1, (1,), (Round((1, 0), (Step(what, (1,), 1),)),))  # type: ignore[arg-type]
        assert in_english(account, NAMES)


def test_every_sentence_ends_as_one():
    for sentence in (*SENTENCES.values(), *TIES.values()):
        assert sentence.endswith((".", ")s")), sentence


@settings(max_examples=40, deadline=None)
@given(rankings(), st.integers(1, 3), st.sampled_from([count_scottish_stv, count_meek, count_instant_runoff]))
def test_every_count_can_be_told(papers: Rankings, seats: int, count):
    for ties in (by_lot("s", papers.candidates), left_open()):
        account = count(papers, seats, ties)
        told = in_english(account, NAMES)
        assert all(NAMES[one - 1] in " ".join(told) for one in account.elected)
        assert "%(" not in " ".join(told)


def test_one_vote_is_told_as_one():
    steps = (Step("transferred", (1,), 1, "passed on"), Step("transferred", (1,), 2, "passed on"))
    account = Account("any", 2, 1, 3, (1,), (Round((1, 0), steps),))
    assert "1 vote goes to Ann. 2 votes go to Ann." in in_english(account, NAMES)[0]
