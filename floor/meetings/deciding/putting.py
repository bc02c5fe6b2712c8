"""What is put to the vote, and when it may be: the order of motions, the quorum, one question at a time (R3, R4, R6, R22)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from floor.book.act import Refusal, Scene
from floor.meetings.authority import officers_of, units_of
from floor.meetings.laws import has_quorum, quorum_of
from floor.meetings.models import Meeting, Motion
from floor.meetings.speakers.list import members_waiting
from floor.polls.asking.putting import Question, rule_for
from floor.polls.asking.putting import ballot_of as ballot_by_law
from floor.polls.asking.when import SECRET

from .motions import TIME_TO_SECOND, alternatives_to, hanging_on, procedural_motions, running_poll
from .procedures import MORE_THAN_HALF, PROCEDURES, rank_of

#: So soon after it was moved nobody has had time to ask that a motion of several parts be divided: it is divided of itself.
TIME_TO_DIVIDE = timedelta(minutes=5)
#: Hands that nobody counted within this time are counted no more.
HANDS_WITHIN = timedelta(hours=1)
LONGEST_TITLE = 300


def put_together(motion: Motion) -> list[Motion]:
    """The motions that are put with this one: its alternatives, if it has any in order."""
    return alternatives_to(motion)


def check_its_turn(scene: Scene, motion: Motion, together: list[Motion]) -> list[Motion]:
    """Refuse a motion whose turn has not come; which motions that nobody seconded fall when it is put."""
    meeting = motion.meeting
    article = meeting.article
    if meeting.state == "paused":
        raise Refusal(article, "The meeting is in recess; nothing is put to the vote.", "R3")
    if motion.item.state != "taken up":
        raise Refusal(article, f"Motion {motion.pk} is put when its item, “{motion.item.title}”, is before the meeting.", "R6")  # fmt: skip
    if not has_quorum(meeting):
        raise Refusal(article, f"{meeting.present} of {meeting.entitled} are here: that is no quorum ({quorum_of(meeting)}), and nothing can be decided.", "R4")  # fmt: skip
    if running := running_poll(meeting):
        raise Refusal(article, f"The meeting is voting: “{running.title}”, poll {running.pk}. One question at a time.", "R3")  # fmt: skip
    waiting = [*_before(motion), *hanging_on(together)]
    for other in waiting:
        if other.state == "open":
            raise Refusal(article, f"Motion {other.pk}, “{other.title}”, is put first: {_why_first(other)}.", "R6")
        if scene.at < other.moved + TIME_TO_SECOND:
            raise Refusal(article, f"Motion {other.pk} was moved a moment ago; ask whether anybody seconds it.", "R6")
    _check_debate(motion)
    return [other for other in waiting if other.state == "moved"]


def _before(motion: Motion) -> list[Motion]:
    """Procedural motions that come before this one; those that came earlier come first where they rank the same."""
    own = rank_of(motion), motion.pk
    return [
        other
        for other in procedural_motions(motion.meeting)
        if (rank_of(other), other.pk) < own and other.pk != motion.pk
    ]


def _why_first(other: Motion) -> str:
    return "it is about how the meeting goes on" if other.kind == "procedural" else "it amends this one"


def _check_debate(motion: Motion) -> None:
    """Whoever has asked to speak is heard, unless the meeting has closed the debate (R8)."""
    if motion.kind == "procedural" or motion.meeting.debate_closed:
        return
    if waiting := members_waiting(motion.meeting):
        raise Refusal(motion.meeting.article, f"Still waiting to speak: {waiting}. They are heard first, unless the meeting closes the debate by two thirds.", "R8")  # fmt: skip


def who_may_put(meeting: Meeting, motion: Motion) -> set[int]:
    """The chair; an appeal against the chair's ruling also the secretary or a teller, for nobody judges their own cause (R20)."""
    offices = ("chair", "secretary", "teller") if motion.procedure == "appeal" else ("chair",)
    return officers_of(meeting, *offices)


def questions_of(
    scene: Scene, motion: Motion, together: list[Motion], ballot: str | None, papers_for: timedelta, tellers: list[int]
) -> list[Question]:  # fmt: skip
    """The question of a motion, once for each unit that sits here: each counts for itself."""
    meeting = motion.meeting
    asked = Question(
        meeting.unit, title_of(motion, together)[:LONGEST_TITLE], vote=motion.vote, electors=meeting.body,
        ballot=ballot_of(motion, together, ballot), about_member=motion.about_member, opens=scene.at, tellers=tuple(tellers),
        reconsiders=motion.reconsiders_id, meeting=meeting.pk, terms=terms_of(motion),
    )  # fmt: skip
    if len(together) > 1:
        options = tuple(f"{one.pk}: {one.title}"[:LONGEST_TITLE] for one in together)
        asked = replace(asked, parts=options, method="plurality", procedural=True, reconsiders=None, vote="")
    elif motion.kind in ("main", "alternative"):
        fresh = bool(motion.parts) and scene.at < motion.moved + TIME_TO_DIVIDE
        asked = replace(asked, text=motion.text, parts=tuple(motion.parts), divided=motion.divided or fresh)
    elif motion.kind == "procedural":
        asked = replace(asked, procedural=True, vote="")
    cast = ballot_by_law(scene, asked, rule_for(scene, asked))
    asked = replace(asked, ballot=cast, closes=scene.at + (papers_for if cast in SECRET else HANDS_WITHIN))
    return [replace(asked, unit=unit) for unit in units_of(meeting)]


def title_of(motion: Motion, together: list[Motion]) -> str:
    if len(together) > 1:
        return f"Which of the motions {', '.join(str(one.pk) for one in together)}?"
    if motion.kind == "amendment":
        assert motion.amends is not None
        return f"Amendment {motion.pk} to motion {motion.amends_id}: {motion.title}"
    return motion.title


def ballot_of(motion: Motion, together: list[Motion], wanted: str | None) -> str | None:
    """As the chair has it; secret where somebody demanded it of one of them, whatever the chair says (R5)."""
    demanded = next((one.ballot for one in together if one.ballot), None)
    if demanded and wanted and wanted not in SECRET:
        raise Refusal(motion.meeting.article, "Somebody demanded that this vote be secret, and one is enough.", "R5")
    return wanted or demanded


def terms_of(motion: Motion) -> dict[str, str]:
    """What holds instead of the body's usual rule: the majority of a procedural motion, the quorum of a second meeting."""
    meeting, terms = motion.meeting, {}
    if motion.kind == "procedural":
        terms["majority"] = PROCEDURES[motion.procedure].majority
    elif len(put_together(motion)) > 1:
        terms["majority"] = MORE_THAN_HALF
    quorum = quorum_of(meeting)
    if meeting.second_of_id and quorum is not None:
        terms["quorum"] = str(quorum)
    return terms
