"""Nobody's unit merges while they sit in a meeting of it; a meeting that was only called is not held there."""

from __future__ import annotations

import pytest

from floor.book.act import Refusal
from floor.house.models import Merger
from floor.house.tests.two_works import merger, voted
from tests.meeting import call_meeting, open_meeting
from tests.world import BOLTS, CABLES, NAILS, SECRETARY

#: Who belongs to the nail shop.
OF_THE_NAILS = (2, 5, 8, 11)


def merge_the_nails(works, into=BOLTS):
    both = {"decided": voted(works, 4, 4), "decided_there": voted(works, 4, 4)}
    works.say(merger(works, unit=NAILS, into=into, **both), SECRETARY)


@pytest.mark.parametrize(("where", "into"), [(NAILS, BOLTS), (BOLTS, BOLTS)])
def test_units_do_not_merge_while_a_meeting_goes_on_in_one_of_them(works, where, into):
    meeting = call_meeting(works, unit=where, body="shop meeting")
    people = OF_THE_NAILS if where == NAILS else (1, 4, 7, 10)
    open_meeting(works, meeting, present=people)
    with pytest.raises(Refusal, match=f"Meeting {meeting.pk} is going on") as refused:
        merge_the_nails(works, into)
    assert refused.value.guarantee == "R3" and not Merger.objects.exists()


def test_a_meeting_elsewhere_or_one_that_was_only_called_is_no_hindrance(works):
    open_meeting(works, call_meeting(works, unit=CABLES, body="shop meeting"), present=(3, 6, 9, 12))
    call_meeting(works, unit=NAILS, body="shop meeting")
    merge_the_nails(works)
    assert Merger.objects.get().members == 4
