"""What hangs on the noticeboard of the demonstration beside what hangs itself there: letters, a notice, two platforms."""

from __future__ import annotations

from datetime import timedelta

from floor.house.models import Member
from floor.press.acts.posting import PostNotice
from floor.press.acts.writing import WriteLetter
from floor.press.doors.letters import put_in_the_box
from floor.press.doors.platforms import begin_platform, support
from floor.press.models import Platform

from .days import Days
from .elections_held import sha_of
from .founding import FOUNDERS_A_WORKS, ORDINARY, SECRETARY
from .places import HAMMER_AND_SICKLE, Places

_ROOF = """The roof over the third row of lathes has let the rain in since September. The shop wrote to the office twice.

We ask the factory committee on which day it will be mended, and who pays for the coats that were spoiled."""
_QUEUE = "Why does the shift that ends last find the baths cold? There are three boilers and one of them is never lit."
_NOTES = "Evening courses begin on Monday: reading drawings, arithmetic for piece rates, and how to read statutes."
_BATHS = "The baths are open to all shifts from Saturday, also at night."
_PLATFORMS = [
    ("Norms with the shop present", "No norm is set or changed unless the shop it is for is in the room and has voted."),
    ("Reading room before the new gate", "The library fund is spent on the reading room first. A gate can wait; the winter evenings can't."),
]  # fmt: skip


def letters_and_platforms(days: Days, places: Places) -> None:
    """Two letters with a name and two without, a notice, and two platforms that found their supporters."""
    works = places.called(HAMMER_AND_SICKLE)
    days.say(WriteLetter(unit=works, title="The roof of the bolt shop", text=sha_of(_ROOF), with_name=True, about_body="factory committee"), ORDINARY, _ROOF)  # fmt: skip
    for member, title, text in ((18, "Cold baths", _QUEUE), (19, "Courses", _NOTES)):
        put_in_the_box(works, member, title, text, at=days.now)
    days.say(
        PostNotice(unit=works, body="factory committee", title="The baths", text=sha_of(_BATHS), until=days.now + timedelta(days=60)), SECRETARY, _BATHS
    )  # fmt: skip
    here = Member.objects.filter(unit__parent=works, left=None, pk__gt=FOUNDERS_A_WORKS).order_by("pk")
    supporters = iter(here.values_list("pk", flat=True))
    for title, statement in _PLATFORMS:
        platform, _code = begin_platform(works, next(supporters), title, statement, at=days.now)
        while Platform.objects.filter(pk=platform.pk, state="gathering").exists():
            support(platform.pk, next(supporters), at=days.now)
