"""The statutes as sentences: every template can be told, and nothing of an article is left out."""

from __future__ import annotations

from datetime import date

import pytest

from floor.house.articles import tell
from floor.house.law_in_words import seats
from floor.law.reading import read
from floor.law.seats import Seats
from floor.law.templates import names, text_of

DAY = date(2026, 11, 21)


@pytest.mark.parametrize("name", names())
def test_every_template_is_told_article_by_article(name):
    statutes = read(text_of(name))
    told = tell(statutes, DAY)
    assert [one.article.number for one in told] == list(range(1, len(statutes.articles) + 1))
    for one in told:
        assert one.rules, f"{one.title} says nothing"
        for rule in one.rules:
            assert rule.about and rule.says, (one.title, rule)
            assert "%(" not in rule.says and "None" not in rule.says, (one.title, rule)
            assert "  " not in rule.says and ".." not in rule.says, (one.title, rule)
    dated = sum(len(one.dated) for one in told)
    assert dated == len(statutes.sources)


@pytest.mark.parametrize(
    ("article", "about", "says"),
    [
        ("Factory committee", "Seats", "9 seats, elected by the general meeting by secret ballot (single transferable vote: seats in proportion to what voters rank)."),
        ("Factory committee", "Term", "A mandate ends by itself after 6 months. Nobody holds more than 4 terms in a row; then 6 months back at work."),
        ("Factory committee", "Recall", "Its electors can take a seat back at any time, for no stated cause: 1/5 of electors ask for it with their signatures, and the poll is held within 2 weeks. It is carried by more than 1/2 of the votes for and against."),
        ("Delegates' meeting", "Seats", "1 seat for every 30 members, elected by the shop meeting by secret ballot (single transferable vote: seats in proportion to what voters rank). Each electing unit fills its own seats."),
        ("Conflict commission", "Management's side", "4 seats, filled by management, not by election."),
        ("How these statutes change", "Turnout", "1/3 of those entitled must take part."),
        ("Coming and going", "Leaving", "takes effect at once; nobody can refuse it."),
        ("Exception for the conflict commission", "Not promised here", "R1."),
    ],
)  # fmt: skip
def test_rules_read_as_a_secretary_would_say_them(article, about, says):
    told = {
        one.title: {rule.about: rule.says for rule in reversed(one.rules)}
        for one in reversed(tell(read(text_of("factory-1923")), DAY))
    }
    assert told[article][about] == says


def test_what_no_sentence_knows_is_told_key_by_key():
    statutes = read(
        text_of("factory-1923").replace("[questions]", '[units]\nopened-by = "general meeting"\n\n[questions]')
    )
    units = next(one for one in tell(statutes, DAY) if one.title == "The units")
    assert ("Opened by", "General meeting.") in [(rule.about, rule.says) for rule in units.rules]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("120 by Sainte-Laguë, at least 2", "120 seats in all, shared out by members, by highest averages (Sainte-Laguë), at least 2 each"),
        ("1 by largest remainder, at least 0, at most 1", "1 seat in all, shared out by members, by largest remainders (Hare), at most 1 each"),
        ("9 by d'Hondt", "9 seats in all, shared out by members, by highest averages (d'Hondt), at least 1 each"),
        ("1 per 100 members, at least 2", "1 seat for every 100 members, at least 2"),
    ],
)  # fmt: skip
def test_a_number_of_seats_is_told_in_words(written, said):
    assert seats(Seats.parse(written)) == said
