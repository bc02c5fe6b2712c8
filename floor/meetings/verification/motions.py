"""What a replayed book must show about motions: each has its end, each end its count or its reason, each task its undertaking."""

from __future__ import annotations

from collections.abc import Iterator

from floor.book.claims import Claim, broken, holds
from floor.book.models import Attachment
from floor.book.verifying import checks_the_tables
from floor.meetings.deciding.motions import COUNTED, NOT_PUT_YET
from floor.meetings.deciding.reaching import polls_together, state_after
from floor.meetings.deciding.reasons import REASONS
from floor.meetings.models import MinorityStatement, Motion, Ruling
from floor.promises.models import Undertaking


@checks_the_tables("R6")
def no_motion_is_passed_over() -> Iterator[Claim]:
    """In a meeting that is over every motion has an end, and one that was not put has a reason from the list, or went with the meeting."""
    name, stray = "no motion is passed over", 0
    over = Motion.objects.filter(meeting__state__in=("closed", "called off", "not held"))
    for motion in over.filter(state__in=NOT_PUT_YET).iterator(chunk_size=500):
        if motion.meeting.state == "closed":
            stray += 1
            yield broken(name, f"motion {motion.pk} was open when its meeting closed", motion.entry)
    ruled = dict(Ruling.objects.filter(what="not put").order_by("pk").values_list("motion", "reason"))
    for motion in (
        Motion.objects.filter(state="not put").exclude(why_ended="the meeting ended").iterator(chunk_size=500)
    ):
        if ruled.get(motion.pk) not in REASONS or ruled.get(motion.pk) != motion.why_ended:
            stray += 1
            yield broken(name, f"motion {motion.pk} was not put, and no ruling says why", motion.entry)
    if not stray:
        yield holds(name, f"{over.count()} motions of meetings that are over")


@checks_the_tables("R4", "R6")
def motions_ended_as_they_were_counted() -> Iterator[Claim]:
    """What was carried or lost has a count with all its figures that says so; a ruling that fell or stood, too."""
    name, stray = "motions ended as they were counted", 0
    counted = Motion.objects.filter(state__in=COUNTED).exclude(procedure="secret ballot").select_related("poll")
    for motion in counted.iterator(chunk_size=500):
        poll = motion.poll
        figures = poll.outcome.get("figures", {}) if poll else {}
        if poll is None or not {"entitled", "present", "papers"} <= set(figures):
            stray += 1
            yield broken(name, f"motion {motion.pk} is {motion.state} without a count", motion.entry)
        elif not _as_counted(motion):
            stray += 1
            yield broken(
                name, f"motion {motion.pk} is {motion.state}, but poll {poll.pk} counted otherwise", motion.entry
            )
    for ruling in Ruling.objects.exclude(upheld=None).iterator(chunk_size=500):
        against, stood = ruling.votes.get("against", 0), ruling.votes.get("for", 0)
        if (against <= stood) != ruling.upheld:
            stray += 1
            yield broken(name, f"ruling {ruling.pk} {'stands' if ruling.upheld else 'fell'} with {stood} for it, {against} against")  # fmt: skip
    if not stray:
        yield holds(name, f"{counted.count()} motions with their counts")


def _as_counted(motion: Motion) -> bool:
    """Whether it ended as its polls were counted: by each unit that sat there, or in any part where it was divided."""
    assert motion.poll is not None
    counted = state_after(polls_together(motion.poll))
    return counted == ("carried" if motion.state in ("carried", "waiting", "lapsed") else motion.state)


@checks_the_tables("R13")
def resolutions_name_who_and_by_when() -> Iterator[Claim]:
    """Each motion that binds and asks somebody to act became an undertaking with the same body and the same day."""
    name, stray = "resolutions name who and by when", 0
    binding = Motion.objects.filter(state="carried", kind__in=("main", "alternative"), declaration=False)
    made = {
        (number, who, due)
        for number, who, due in Undertaking.objects.filter(source="resolution").values_list(
            "source_number", "who", "due"
        )
    }
    for motion in binding.iterator(chunk_size=500):
        if (motion.pk, motion.who, motion.by_when) not in made:
            stray += 1
            yield broken(name, f"motion {motion.pk} binds, and nobody has undertaken it", motion.entry)
    if not stray:
        yield holds(name, f"{binding.count()} resolutions")


@checks_the_tables("R8")
def minority_statements_are_there_to_read() -> Iterator[Claim]:
    """Each statement of a minority stands with a decision that was counted, and its text can be read."""
    name, stray = "minority statements stand with their decisions", 0
    statements = MinorityStatement.objects.select_related("motion")
    for statement in statements.iterator(chunk_size=500):
        there = Attachment.objects.filter(sha256=statement.text).exists()
        if statement.motion.state not in COUNTED or not there:
            stray += 1
            yield broken(name, f"minority statement {statement.pk} stands with no decision, or its text is gone")
    if not stray:
        yield holds(name, f"{statements.count()} statements")
