"""Papers from the booth have no invalid ones to count; the minutes and the motion's page say so in a figure."""

from __future__ import annotations

import pytest
from django.test import Client

from floor.site.tests.visiting import text_of
from tests.meeting import close_meeting, running_meeting, take_up
from tests.motions import move, put
from tests.polling import answer, close_poll
from tests.questions import minutes_of_meeting

pytestmark = pytest.mark.django_db


def test_a_meeting_that_voted_in_secret_has_minutes_like_any_other(works):
    meeting = running_meeting(works)
    motion = move(works, meeting)
    poll = put(works, motion, ballot="secret")
    answer(works, poll, {member: [1 if member < 6 else 2] for member in range(1, 9)})
    close_poll(works, poll)
    works.wait(minutes=1)
    take_up(works, meeting, 2)
    close_meeting(works, meeting)
    minutes_of_meeting(works, meeting)
    told = Client().get(f"/meetings/{meeting.pk}/minutes.txt").content.decode()
    assert "(secret): entitled 12, present 10, voted 8, 66.7 percent of those entitled; blank 0, invalid 0." in told, (
        told
    )
    assert "5 for, 3 against, 0 abstaining: carried." in told
    assert "8 took part, 0 of them invalid" in text_of(Client().get(f"/motions/{motion.pk}/"))
