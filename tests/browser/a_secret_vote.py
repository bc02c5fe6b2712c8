"""A vote on a person among 1,200 who are present: on phones without scripts and at the same urn."""

from __future__ import annotations

from typing import Any

import pytest

from floor.meetings.models import Motion
from floor.polls.models import Mark, Poll, SealedPaper
from floor.polls.urn.casting import AlreadyVoted, cast
from tests.world import THIRD

from .hall_of_1500 import Hall
from .the_table import first, said, turn

FOR, AGAINST, ABSTAINING = 1, 2, 3
#: Who hands in a paper by the door behind the booth, and what it says.
EARLIER = {member: AGAINST if member % 5 else FOR for member in range(401, 461)}
LATER = {member: AGAINST if member % 4 else ABSTAINING for member in range(461, 501)}


def put_a_vote_on_a_person(hall: Hall, chair: Any, phones: dict[int, Any]) -> Motion:
    """Moved on a phone; nobody has to demand that it be secret, for it is about a person."""
    chair.goto(hall.page("chair"))
    turn(first(chair), "Take up the next item")
    mover, seconder = list(phones.values())[:2]
    mover.goto(hall.page("move"))
    mover.get_by_label("The motion, in a line").fill(f"We trust member {THIRD}")
    mover.get_by_label("It is a declaration").check()
    mover.get_by_text("Parts, persons, alternatives").click()
    mover.get_by_label("It is about", exact=True).select_option("a person")
    mover.get_by_label("If it is about a person: their number").fill(str(THIRD))
    turn(mover, "Move it")
    seconder.goto(hall.page("room"))
    turn(seconder, "Second it")
    chair.goto(hall.page("chair"))
    turn(first(chair), "Put it to the vote")
    motion = Motion.objects.select_related("poll").latest("pk")
    assert motion.poll.ballot == "secret" and "Papers are being handed in" in said(chair)
    return motion


def hand_in_papers(hall: Hall, poll: Poll, phones: dict[int, Any]) -> None:
    """A hundred at the urn and three on phones; one is slow over the paper, one comes back, and nothing is lost or doubled."""
    early, halfway, late = list(phones.values())[2:5]
    _hand_in_all(hall, poll, EARLIER)
    _fill_in(hall, early, "Against")
    turn(early, "Hand it in")
    assert "Your paper is in the urn" in said(early)
    _fill_in(hall, halfway, "For")
    assert _lying(poll) == (61, 61)
    assert _lying(poll) == (61, 61), "a paper that is filled in is not yet handed in"
    turn(halfway, "Hand it in")
    assert "Your paper is in the urn" in said(halfway)
    _fill_in(hall, late, "Abstain")
    turn(late, "Hand it in")
    early.goto(hall.page("room"))
    assert "Your paper is in the urn." in said(early) and not early.get_by_role("link", name="Fill in my paper").count()
    early.goto(f"/polls/{poll.pk}/vote/")
    assert "in the urn already" in said(early)
    _hand_in_all(hall, poll, LATER)
    for member in (401, 461):
        with pytest.raises(AlreadyVoted):
            cast(poll.pk, member, (FOR,), at=hall.world.now)
    assert _lying(poll) == (103, 103)


def count_the_papers(hall: Hall, chair: Any, motion: Motion) -> dict[str, int]:
    """When the time is over the chair presses once more; the marks are gone with the key."""
    hall.world.wait(minutes=5)
    chair.goto(hall.page("chair"))
    turn(first(chair), "Count the papers")
    motion.refresh_from_db()
    part = motion.poll.outcome["parts"][0]
    said_on_paper = [*EARLIER.values(), *LATER.values(), AGAINST, FOR, ABSTAINING]
    counted = {"for": part["for"], "against": part["against"], "abstaining": part["abstaining"]}
    assert counted == {
        "for": said_on_paper.count(FOR), "against": said_on_paper.count(AGAINST), "abstaining": said_on_paper.count(ABSTAINING),
    }  # fmt: skip
    figures = motion.poll.outcome["figures"]
    assert (figures["entitled"], figures["present"], figures["papers"]) == (1_500, 1_200, 103)
    assert motion.state == "lost" and _lying(motion.poll) == (0, 0)
    return counted


def _lying(poll: Poll) -> tuple[int, int]:
    return Mark.objects.filter(poll=poll.pk).count(), SealedPaper.objects.filter(poll=poll.pk).count()


def _hand_in_all(hall: Hall, poll: Poll, papers: dict[int, int]) -> None:
    for member, answer in papers.items():
        cast(poll.pk, member, (answer,), at=hall.world.now)


def _fill_in(hall: Hall, phone: Any, answer: str) -> None:
    phone.goto(hall.page("room"))
    phone.get_by_role("link", name="Fill in my paper").click()
    phone.get_by_label(answer, exact=True).check()
    turn(phone, "See what my paper says")
