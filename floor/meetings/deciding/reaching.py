"""How a count reaches the motion: it is carried, lost, tied or failed, and what follows from that is done. Called from the apply of acts."""

from __future__ import annotations

from collections.abc import Callable

from floor.book.act import Scene
from floor.book.doing import attach_text
from floor.meetings.authority import RUNNING
from floor.meetings.models import Motion
from floor.polls.asking.deciding import YES_OR_NO
from floor.polls.effects import DECIDED
from floor.polls.models import Poll
from floor.promises.making import undertake

from . import carrying_out  # noqa: F401  the procedural motions
from .conditions import bound_together, settle_by, settle_own
from .motions import hanging_on, wording_of
from .procedures import PROCEDURES
from .replacing import occurs_once, replaced

COUNTED, OVER = "counted", ("counted", "failed", "broken")


def reach_the_motion(poll: Poll, scene: Scene) -> None:
    """What hangs on a question that was decided, in a meeting or anywhere else."""
    own: list[Motion] = []
    if poll.meeting is not None and not poll.again:
        own = _motions_of(poll)
        _decide(own, polls_together(poll), scene)
    touched = settle_by(poll) if not poll.procedural else set()
    if numbers := touched | {motion.pk for motion in own}:
        waiting = Motion.objects.filter(pk__in=numbers).order_by("pk")
        _bind_or_lapse(list(waiting.select_related("unit", "meeting")), scene)


def _motions_of(poll: Poll) -> list[Motion]:
    """The motions that wait for this poll, or for the one that it repeats after a tie, or for one beside it in a joint meeting."""
    first = _first_asked(poll)
    motions = Motion.objects.filter(poll=first.beside_id or first.pk, state="put", meeting=poll.meeting)
    return list(motions.select_related("unit", "meeting", "item", "amends").order_by("pk"))


def _first_asked(poll: Poll) -> Poll:
    return _first_asked(poll.again_of) if poll.again_of else poll


def polls_together(poll: Poll) -> list[Poll]:
    """The polls of the units that sit together, each of which counts for itself; of one that was repeated, the last."""
    asked = Poll.objects.filter(meeting=poll.meeting, entry=_first_asked(poll).entry, again_of=None).order_by("pk")
    return [each.repeats.order_by("-pk").first() or each for each in asked]


def _decide(motions: list[Motion], polls: list[Poll], scene: Scene) -> None:
    if not motions or any(poll.state not in OVER or poll.again for poll in polls):
        return
    if polls[0].method != YES_OR_NO:
        _choose(motions, polls[0], scene)
        return
    for motion in motions:
        motion.poll = polls[0]
        _end(motion, state_after(polls), polls, scene)


def state_after(polls: list[Poll]) -> str:
    """Carried where every unit that sits here has carried it; else lost, tied, or failed for want of a quorum."""
    if any(poll.state != COUNTED for poll in polls):
        return "failed"
    if any(poll.outcome.get("referred_to") for poll in polls):
        return "referred"
    parts = [part for poll in polls for part in poll.outcome["parts"]]
    if all(poll.outcome["carried"] for poll in polls):
        return "carried"
    if len(polls) == 1 and any(part["carried"] for part in parts):
        return "carried"
    return "tied" if any(part["tied"] for part in parts) else "lost"


def _end(motion: Motion, state: str, polls: list[Poll], scene: Scene) -> None:
    motion.state, motion.ended = state, scene.at
    if state == "referred":
        motion.referred_to, motion.referred_unit = polls[0].outcome["referred_to"], motion.unit_id
    if len(motion.parts) > 1 and state == "carried" and len(polls[0].outcome["parts"]) > 1:
        motion.parts_carried = [at for at, part in enumerate(polls[0].outcome["parts"], start=1) if part["carried"]]
    motion.save()
    if state == "carried":
        CARRIED[motion.kind](motion, scene)
    elif motion.kind == "procedural" and state in ("lost", "tied") and (lost := PROCEDURES[motion.procedure].lost):
        lost(motion, scene)


# ---- Carried -----------------------------------------------------------------------------------------------------------


def _carry_main(motion: Motion, scene: Scene) -> None:
    """It binds now, or waits for what it names."""
    if motion.conditions.exists():
        settle_own(motion)
        Motion.objects.filter(pk=motion.pk).update(state="waiting")
    else:
        _bind(motion, scene)


def _carry_procedural(motion: Motion, scene: Scene) -> None:
    """What a meeting that is over decided about how it goes on has nothing left to do."""
    if motion.meeting.state in RUNNING or motion.procedure == "appeal":
        PROCEDURES[motion.procedure].carried(motion, scene)


def _carry_amendment(motion: Motion, scene: Scene) -> None:
    """The words change in the motion it amends; other amendments to words that are gone fall with them."""
    target = motion.amends
    assert target is not None
    target.refresh_from_db()
    new = replaced(wording_of(target), motion.asks["old"], motion.asks["new"])
    if new is None:
        return
    if target.kind == "amendment":
        target.asks = target.asks | {"new": new}
    elif target.text:
        target.text = attach_text(new)
    else:
        # It was no longer than its title; what was moved first is kept all the same.
        target.first_text = target.first_text or attach_text(target.title)
        target.title, target.text = new[:300], attach_text(new) if len(new) > 300 else ""
    target.save(update_fields=["asks", "text", "first_text", "title"])
    for other in hanging_on([target]):
        if not occurs_once(new, other.asks["old"]):
            Motion.objects.filter(pk=other.pk).update(state="fallen", ended=scene.at, why_ended="its words are gone")


CARRIED: dict[str, Callable[[Motion, Scene], None]] = {
    "main": _carry_main, "alternative": _carry_main, "amendment": _carry_amendment, "procedural": _carry_procedural,
}  # fmt: skip


def _bind_or_lapse(motions: list[Motion], scene: Scene) -> None:
    binding, lapsed = bound_together(motions)
    for motion in binding:
        _bind(motion, scene)
    Motion.objects.filter(pk__in=[motion.pk for motion in lapsed]).update(state="lapsed")


def _bind(motion: Motion, scene: Scene) -> None:
    """From here on it binds; what somebody is to do is an undertaking with who and by when (R13)."""
    Motion.objects.filter(pk=motion.pk).update(state="carried", binds_since=scene.at)
    if motion.who and motion.by_when is not None:
        undertake(
            scene, unit=motion.unit, decided_by=motion.body, source="resolution", source_number=motion.pk, what=motion.title,
            who=motion.who, due=motion.by_when, text=motion.text,
        )  # fmt: skip


# ---- One of several --------------------------------------------------------------------------------------------------


def _choose(motions: list[Motion], poll: Poll, scene: Scene) -> None:
    """The one that was chosen is put alone now, for or against; the others fall. Where none was, each is put by itself."""
    chosen = poll.outcome.get("chosen") if poll.state == COUNTED else None
    for at, motion in enumerate(motions, start=1):
        if chosen is None or at == chosen:
            motion.state, motion.kind, motion.poll = "open", "main", None
        else:
            motion.state, motion.ended, motion.why_ended = "fallen", scene.at, "another was chosen"
        motion.save()


DECIDED.append(reach_the_motion)
